package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// tablesOfLibrary are all tables with rows of a library, its own row first.
var tablesOfLibrary = []string{
	"libraries", "articles", "sources", "passages", "quotes", "people",
	"changes", "removed", "settings", "kept", "events",
	"watches", "entries", "addresses", "published", "prints", "went", "corrections", "lessons", "vectors", "tags",
	"versions", "wishes", "misses", "suggestions",
	"daily", "shown", "rounds", "guesses",
}

// Copy copies a library to another store, of either engine, with its history,
// its settings and recently removed articles. The target has all of it or
// nothing. copied is false if the target already had it in the same state. A
// copy that is out of date is updated. If the target has a library with another
// history, Copy leaves it unchanged and fails with ErrExists. The result is
// read again and checked by its chain.
func (s *Store) Copy(ctx context.Context, to *Store, library string) (copied bool, err error) {
	if err := CheckName(library); err != nil {
		return false, fail(ctx, "copy", err)
	}
	needed, err := s.copyNeeded(ctx, to, library)
	if err != nil || !needed {
		return false, fail(ctx, "copy "+library, err)
	}
	var head Head
	err = s.snapshot(ctx, func(q querier) error {
		if err := q.QueryRowContext(ctx, headQuery, library).Scan(&head.Seq, &head.Chain); err != nil {
			return err
		}
		return to.transact(ctx, func(tx *sql.Tx) (bool, error) {
			for _, table := range tablesOfLibrary {
				if _, err := tx.ExecContext(ctx, `delete from `+table+` where library = $1`, library); err != nil {
					return false, err
				}
				if err := copyRows(ctx, q, tx, table, library); err != nil {
					return false, fmt.Errorf("%s: %w", table, err)
				}
			}
			return true, nil
		})
	})
	if err != nil {
		return false, fail(ctx, "copy "+library, err)
	}
	c := &checker{ctx: ctx, s: to}
	if err := c.library(library); err != nil {
		return false, fail(ctx, "check the copy of "+library, err)
	}
	if there, err := to.Head(ctx, library); err != nil || there != head || len(c.problems) > 0 {
		return false, fail(ctx, "check the copy of "+library, errors.Join(fmt.Errorf("%w: %v", ErrDamaged, c.problems), err))
	}
	return true, nil
}

// copyNeeded reports whether to lacks the library, or is out of date.
func (s *Store) copyNeeded(ctx context.Context, to *Store, library string) (bool, error) {
	here, err := s.Head(ctx, library)
	if err != nil {
		return false, err
	}
	if here.Chain == "" {
		return false, ErrNotFound
	}
	there, err := to.Head(ctx, library)
	switch {
	case err != nil:
		return false, err
	case there == here:
		return false, nil
	case there.Chain == "":
		return true, nil
	}
	chain, err := s.ChainAt(ctx, library, there.Seq)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return false, err
	}
	if err != nil || chain != there.Chain {
		return false, fmt.Errorf("%w: the target has another library of that name", ErrExists)
	}
	return true, nil
}

// copyRows copies the rows of one table, several at a time.
func copyRows(ctx context.Context, from querier, to *sql.Tx, table, library string) error {
	rows, err := from.QueryContext(ctx, `select * from `+table+` where library = $1`, library)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	most := max(1, maxArgs/len(columns))
	into := `insert into ` + table + ` (` + strings.Join(columns, ", ") + `) values `
	var args []any
	size := 0
	flush := func() error {
		if len(args) == 0 {
			return nil
		}
		tuples := make([]string, 0, most)
		for n := 1; n <= len(args); n += len(columns) {
			tuples = append(tuples, "("+marks(n, len(columns))+")")
		}
		_, err := to.ExecContext(ctx, into+strings.Join(tuples, ", "), args...)
		args, size = args[:0], 0
		return err
	}
	for rows.Next() {
		values := make([]any, len(columns))
		into := make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		for _, v := range values {
			switch v := v.(type) {
			case string:
				size += len(v)
			case []byte:
				size += len(v)
			}
		}
		args = append(args, values...)
		if len(args) >= most*len(columns) || size > maxWaiting {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return flush()
}
