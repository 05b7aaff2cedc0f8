package store

import (
	"context"
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
	return s.Lease(keepOpening(ctx), library, key, "", until)
}
