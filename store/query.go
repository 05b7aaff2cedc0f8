package store

import (
	"context"
	"database/sql"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"
)

// A querier is a database or a transaction in it.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// limit gives a call on PostgreSQL at most d times the store's patience; its
// context then ends with ErrUnavailable. SQLite has no such limit.
func (s *Store) limit(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	if s.engine != postgres {
		return ctx, func() {}
	}
	return context.WithTimeoutCause(ctx, s.patience*d, ErrUnavailable)
}

// sleep waits for d, or until ctx is done.
func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// statement returns query prepared on the reader, and prepares it only once. It
// is for the hot paths: preparing a query costs SQLite more than running it.
func (s *Store) statement(ctx context.Context, query string) (*sql.Stmt, error) {
	if stmt, ok := s.prepared.Load(query); ok {
		return stmt.(*sql.Stmt), nil
	}
	stmt, err := s.reader.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	if first, loaded := s.prepared.LoadOrStore(query, stmt); loaded {
		stmt.Close()
		return first.(*sql.Stmt), nil
	}
	return stmt, nil
}

// queryPrepared runs a query of a hot path.
func (s *Store) queryPrepared(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if s.engine == postgres {
		return s.reader.QueryContext(ctx, query, args...)
	}
	stmt, err := s.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	return stmt.QueryContext(ctx, args...)
}

// scan returns a function that calls each for every row and closes rows. It
// takes the results of a query directly.
func scan(each func(*sql.Rows) error) func(*sql.Rows, error) error {
	return func(rows *sql.Rows, err error) error {
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			if err := each(rows); err != nil {
				return err
			}
		}
		return rows.Err()
	}
}

// texts collects the only column of a query.
func texts(rows *sql.Rows, err error) ([]string, error) {
	var list []string
	err = scan(func(r *sql.Rows) error {
		var v string
		err := r.Scan(&v)
		list = append(list, v)
		return err
	})(rows, err)
	return list, err
}

// snapshot runs f on one state of the store, whatever is written at the same
// time.
func (s *Store) snapshot(ctx context.Context, f func(querier) error) error {
	tx, err := s.reader.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: s.repeatable()})
	if err != nil {
		return err
	}
	defer tx.Rollback() // nothing was written
	return f(tx)
}

// repeatable is the isolation level at which all reads of a transaction see the
// same state. In SQLite every transaction has it.
func (s *Store) repeatable() sql.IsolationLevel {
	if s.engine == postgres {
		return sql.LevelRepeatableRead
	}
	return sql.LevelDefault
}

// writeTries is how often a write is tried that conflicts with others.
const writeTries = 6

// transact runs f in a transaction for writing and commits it if f returns
// true. f may run several times.
func (s *Store) transact(ctx context.Context, f func(*sql.Tx) (commit bool, err error)) error {
	return s.retry(ctx, func() error { return s.transactOnce(ctx, f) })
}

// affected runs a statement that writes, and returns how many rows it affected.
// A single statement needs no transaction of its own: it is one round trip.
func (s *Store) affected(ctx context.Context, doing, query string, args ...any) (n int64, err error) {
	ctx, cancel := s.limit(ctx, writeTimeout)
	defer cancel()
	err = s.retry(ctx, func() error {
		result, err := s.writer.ExecContext(ctx, query, args...)
		if err == nil {
			n, err = result.RowsAffected()
		}
		return err
	})
	return n, fail(ctx, doing, err)
}

// together calls a write and a read that do not depend on each other: at the same
// time on PostgreSQL, where that saves a round trip, else the read first.
func (s *Store) together(write, read func() error) error {
	if !s.Remote() {
		if err := read(); err != nil {
			return err
		}
		return write()
	}
	var group errgroup.Group
	group.Go(write)
	group.Go(read)
	return group.Wait()
}

// retry calls write, which changes the store, again while it conflicts with
// others.
func (s *Store) retry(ctx context.Context, write func() error) error {
	if s.writer == nil {
		return ErrReadOnly
	}
	endOpening(ctx)
	for try := 1; ; try++ {
		err := write()
		if !retriable(err) || try == writeTries {
			return err
		}
		// Twice as long each time, and not in step with other processes.
		wait := time.Millisecond << try
		if err := sleep(ctx, wait/2+rand.N(wait)); err != nil {
			return err
		}
	}
}

func (s *Store) transactOnce(ctx context.Context, f func(*sql.Tx) (bool, error)) error {
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // no effect after Commit
	commit, err := f(tx)
	if err != nil || !commit {
		return err
	}
	return tx.Commit()
}

// marks returns "$from, $from+1, …" for n parameters.
func marks(from, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('$')
		b.WriteString(strconv.Itoa(from + i))
	}
	return b.String()
}

// padded repeats the last of ids, of which there is at least one, until there
// are a power of two: a list to look in then needs few prepared statements.
func padded(ids []string) []string {
	ids = slices.Clone(ids)
	for n := len(ids); n&(n-1) != 0; n++ {
		ids = append(ids, ids[len(ids)-1])
	}
	return ids
}

// withLibrary returns the library and the ids as the arguments of a query.
func withLibrary(library string, ids []string) []any {
	args := make([]any, 0, len(ids)+1)
	args = append(args, library)
	for _, id := range ids {
		args = append(args, id)
	}
	return args
}
