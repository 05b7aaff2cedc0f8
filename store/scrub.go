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

// scrub takes from a SQLite file and its log what was deleted. Connections
// overwrite what they delete, but where SQLite moved rows between pages, copies
// of them stay in the unused parts of pages; these are overwritten here, some
// pages at a time, so that other writers wait for moments only. A vacuum would
// do the same and keep them out for minutes. PostgreSQL does it by itself.
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

// A blob is a packed value and what it is found by.
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

// forgetAsides takes a user's id out of removed articles.
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

// forgetKept deletes the values that have a user's id in them: the state of
// their buttons.
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
