package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// scrub removes deleted data from a SQLite file and its log. Connections
// overwrite what they delete, but SQLite leaves copies of rows that it moved
// in the unused parts of pages. scrub overwrites these, a few pages at a time,
// so that other writers wait only briefly. A vacuum does the same and blocks
// them for minutes. PostgreSQL removes deleted data itself.
func (s *Store) scrub(ctx context.Context) error {
	if s.engine != sqlite {
		return nil
	}
	var count int
	if err := s.reader.QueryRowContext(ctx, "pragma page_count").Scan(&count); err != nil {
		return err
	}
	if count > maxPages {
		if _, err := s.writer.ExecContext(ctx, "vacuum"); err != nil {
			return err
		}
		return s.truncateLog(ctx)
	}
	pages, err := s.unclean(ctx)
	if err != nil {
		return err
	}
	for part := range slices.Chunk(pages, maxCleaned) {
		err := s.transact(ctx, func(tx *sql.Tx) (bool, error) { return true, cleanPages(ctx, tx, part) })
		if err != nil {
			return err
		}
	}
	return s.truncateLog(ctx)
}

// truncateLog moves the write-ahead log into the file and empties it.
func (s *Store) truncateLog(ctx context.Context) error {
	for {
		var busy, pages, moved int
		err := s.writer.QueryRowContext(ctx, "pragma wal_checkpoint(truncate)").Scan(&busy, &pages, &moved)
		if err != nil || busy == 0 {
			return err
		}
		// A reader still needs the log.
		if err := sleep(ctx, 20*time.Millisecond); err != nil {
			return err
		}
	}
}

// A blob is a packed value and its key.
type blob struct {
	key   string
	value []byte
}

func blobs(ctx context.Context, tx *sql.Tx, query, library string) ([]blob, error) {
	var list []blob
	err := scan(func(rows *sql.Rows) error {
		var b blob
		err := rows.Scan(&b.key, &b.value)
		list = append(list, b)
		return err
	})(tx.QueryContext(ctx, query, library))
	return list, err
}

// forgetAsides removes a user's id from removed articles.
func forgetAsides(ctx context.Context, tx *sql.Tx, library, user string) error {
	list, err := blobs(ctx, tx, `select article, entry from removed where library = $1`, library)
	if err != nil {
		return err
	}
	for _, b := range list {
		text, err := unpack(b.value, deflated)
		if err != nil {
			return err
		}
		var a removedEntry
		if err := json.Unmarshal(text, &a); err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if a.AddedBy != user {
			continue
		}
		a.AddedBy = ""
		_, err = tx.ExecContext(ctx, `update removed set entry = $1 where library = $2 and article = $3`,
			deflate([]byte(toJSON(a))), library, b.key)
		if err != nil {
			return err
		}
	}
	return nil
}

// forgetKept deletes the values that contain a user's id: the state of their
// buttons.
func forgetKept(ctx context.Context, tx *sql.Tx, library, user string) error {
	list, err := blobs(ctx, tx, `select name, value from kept where library = $1`, library)
	if err != nil {
		return err
	}
	for _, b := range list {
		if !bytes.Contains(b.value, []byte(`"`+user+`"`)) {
			continue
		}
		if _, err := tx.ExecContext(ctx, `delete from kept where library = $1 and name = $2`, library, b.key); err != nil {
			return err
		}
	}
	return nil
}
