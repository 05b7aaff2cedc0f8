package store

import (
	"context"
	"database/sql"
	"encoding/binary"
)

// What a page of a SQLite file does not use, and how it is overwritten. The
// layout is that of https://sqlite.org/fileformat2.html, "B-tree Pages". Pages
// are read and written through SQLite, by its table sqlite_dbpage: opening the
// file a second time would release the locks of the first.

const (
	// maxCleaned is how many pages are overwritten in one transaction.
	maxCleaned = 256
	// maxPages is how many pages a file may have for the first byte of a page
	// to say what it is. Pages of no tree begin with the number of another,
	// whose first byte is then 0 or 1.
	maxPages = 2 << 24 // 128 GiB in pages of 4 KiB
	// fileHeader is how many bytes of the first page precede its tree.
	fileHeader = 100
)

// unclean returns the numbers of the pages that cleanPage would change.
func (s *Store) unclean(ctx context.Context) ([]int, error) {
	var list []int
	var page []byte
	err := scan(func(rows *sql.Rows) error {
		var n int
		var raw sql.RawBytes
		if err := rows.Scan(&n, &raw); err != nil {
			return err
		}
		page = append(page[:0], raw...)
		if cleanPage(page, n) {
			list = append(list, n)
		}
		return nil
	})(s.reader.QueryContext(ctx, `select pgno, data from sqlite_dbpage`))
	return list, err
}

// cleanPages overwrites the unused parts of pages.
func cleanPages(ctx context.Context, tx *sql.Tx, numbers []int) error {
	for _, n := range numbers {
		var page []byte
		err := tx.QueryRowContext(ctx, `select data from sqlite_dbpage where pgno = $1`, n).Scan(&page)
		if err != nil {
			return err
		}
		if !cleanPage(page, n) {
			continue
		}
		if _, err := tx.ExecContext(ctx, `update sqlite_dbpage set data = $1 where pgno = $2`, page, n); err != nil {
			return err
		}
	}
	return nil
}

// cleanPage overwrites with zeros what page n, if it is part of a tree, does
// not use: the gap between the list of its cells and the cells, and the free
// blocks between them. It reports whether it overwrote anything. It does not
// change a page with an invalid layout.
func cleanPage(page []byte, n int) bool {
	at := func(i int) int { return int(binary.BigEndian.Uint16(page[i:])) }
	head := 0
	if n == 1 {
		head = fileHeader
	}
	if len(page) < head+12 {
		return false
	}
	list := head + 8 // of cells
	switch page[head] {
	case 2, 5: // inner pages
		list += 4
	case 10, 13: // leaves
	default: // free, or a part of a row that is longer than a page
		return false
	}
	gap := list + 2*at(head+3)
	cells := at(head + 5)
	if cells == 0 {
		cells = 1 << 16
	}
	if gap > cells || cells > len(page) {
		return false
	}
	changed := zero(page[gap:cells])
	for block := at(head + 1); block >= cells && block+4 <= len(page); {
		next, size := at(block), at(block+2)
		if size < 4 || block+size > len(page) || next != 0 && next < block+size {
			break
		}
		changed = zero(page[block+4:block+size]) || changed
		block = next
	}
	return changed
}

// zero overwrites b and reports whether it had anything but zeros.
func zero(b []byte) bool {
	changed := false
	for i := range b {
		changed = changed || b[i] != 0
		b[i] = 0
	}
	return changed
}
