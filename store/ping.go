package store

import (
	"context"
	"database/sql"
	"errors"
)

// Ping asks the store for a row, as a question would. It fails with
// ErrUnavailable where the database does not answer within a second.
func (s *Store) Ping(ctx context.Context) error {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var one int
	err := s.reader.QueryRowContext(ctx, `select 1 from libraries limit 1`).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // empty, but there
	}
	return fail(ctx, "ping", err)
}
