package store

import (
	"context"
	"database/sql"
	"time"
)

// FirstUse records a use of key in a library until a time, and reports whether
// it is the first one, of any process. Only processes that share a PostgreSQL
// database need to ask each other: a SQLite file serves one bot, which remembers
// uses itself, so there FirstUse records nothing and returns true.
func (s *Store) FirstUse(ctx context.Context, library, key string, until time.Time) (first bool, err error) {
	if s.engine == sqlite {
		return true, nil
	}
	ctx, cancel := s.limit(ctx, writeTimeout)
	defer cancel()
	for _, name := range []string{library, key} {
		if err := CheckName(name); err != nil {
			return false, fail(ctx, "record a use", err)
		}
	}
	var result sql.Result
	// One statement without a transaction of its own: one round trip.
	result, err = s.writer.ExecContext(ctx, `insert into kept (library, name, value, expires) values ($1, $2, $3, $4)
		on conflict (library, name) do update set expires = excluded.expires where kept.expires <= $5`,
		library, key, []byte{}, until.UnixMilli(), now())
	var rows int64
	if err == nil {
		rows, err = result.RowsAffected()
	}
	return rows > 0, fail(ctx, "record a use", err)
}
