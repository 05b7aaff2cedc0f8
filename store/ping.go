package store

import (
	"context"
	"database/sql"
	"errors"
)

// Ping reads a row, as a question would. It fails with ErrUnavailable if the
// database does not answer within a second.
func (s *Store) Ping(ctx context.Context) error {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var one int
	err := s.reader.QueryRowContext(ctx, `select 1 from libraries limit 1`).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // empty, but it exists
	}
	return fail(ctx, "ping", err)
}
