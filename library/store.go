package library

import (
	"context"
	"time"
)

// SetName stores the display name of a library.
func (ls *Libraries) SetName(ctx context.Context, library, name string) error {
	return ls.config.Store.SetName(ctx, library, name)
}

// Name returns the name of a server, "" if unknown.
func (ls *Libraries) Name(ctx context.Context, library string) (string, error) {
	return ls.config.Store.Name(ctx, library)
}

// PutTemp stores value under key of a library until the given time, and
// replaces an earlier value.
func (ls *Libraries) PutTemp(ctx context.Context, library, key string, value []byte, until time.Time) error {
	return ls.config.Store.PutTemp(ctx, library, key, value, until)
}

// Temp returns the value that PutTemp stored under key. It fails with
// store.ErrNotFound if there is none, or if it has expired.
func (ls *Libraries) Temp(ctx context.Context, library, key string) ([]byte, error) {
	return ls.config.Store.Temp(ctx, library, key)
}

// FirstUse records a use of key in a library until a time, and reports whether
// it is the first one, of all bots that share the store; see store.FirstUse.
func (ls *Libraries) FirstUse(ctx context.Context, library, key string, until time.Time) (bool, error) {
	return ls.config.Store.FirstUse(ctx, library, key, until)
}

// Ping reads a row, as a question would. It fails with store.ErrUnavailable if
// the database does not answer within a second.
func (ls *Libraries) Ping(ctx context.Context) error { return ls.config.Store.Ping(ctx) }

// Begin returns a context for one request to a library, with which its head, its
// settings and what it was taught are read from the database at once.
func (ls *Libraries) Begin(ctx context.Context, name string) context.Context {
	return ls.config.Store.WithOpening(ctx, name)
}
