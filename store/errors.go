package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// What can go wrong with a store. Errors of the package wrap one of these
// where it applies, and the cause.
var (
	// ErrNotFound is returned for what is not there, or is there no more.
	ErrNotFound = errors.New("not found")
	// ErrNewerSchema is returned for a store that a later version of
	// Footnote has written.
	ErrNewerSchema = errors.New("written by a newer version")
	// ErrUnavailable is returned when the database cannot be reached, or
	// does not answer in time.
	ErrUnavailable = errors.New("database cannot be reached")
	// ErrReadOnly is returned for writing where it is not permitted.
	ErrReadOnly = errors.New("may not be written")
	// ErrFull is returned when there is no room left. Nothing was stored.
	ErrFull = errors.New("no room left")
	// ErrDamaged is returned for a file that is no store, or a broken one.
	ErrDamaged = errors.New("damaged, or not a Footnote store")
	// ErrBusy is returned when others kept writing for too long.
	ErrBusy = errors.New("busy with other writers")
	// ErrUnsupported is returned for what the engine leaves to others.
	ErrUnsupported = errors.New("not supported by this engine")
	// ErrBadName is returned for an id or a name of a library that is
	// empty, too long or not printable.
	ErrBadName = errors.New("name is not 1 to 200 printable characters")
	// ErrTooMany is returned for one more than are kept of a kind.
	ErrTooMany = errors.New("too many")
	// ErrExists is returned for a file that would have been overwritten.
	ErrExists = errors.New("already exists")
)

// known are the errors that need no mapping.
var known = []error{ErrNotFound, ErrNewerSchema, ErrUnavailable, ErrReadOnly,
	ErrFull, ErrDamaged, ErrBusy, ErrUnsupported, ErrBadName, ErrTooMany, ErrExists}

// fail says what was tried, and gives a driver's error its meaning. It is
// the only place where errors of drivers are mapped. nil stays nil.
func fail(ctx context.Context, doing string, err error) error {
	if err == nil {
		return nil
	}
	if m := meaning(ctx, err); m != nil && !errors.Is(err, m) {
		return fmt.Errorf("store: %s: %w: %w", doing, m, err)
	}
	return fmt.Errorf("store: %s: %w", doing, err)
}

// meaning returns which of the package's errors err is, nil if none.
func meaning(ctx context.Context, err error) error {
	for _, e := range known {
		if errors.Is(err, e) {
			return e
		}
	}
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return ErrNotFound
	case errors.Is(context.Cause(ctx), ErrUnavailable):
		return ErrUnavailable // the store's own deadline, not the caller's
	case ctx.Err() != nil:
		return nil // the caller's own doing
	}
	if m := sqliteMeaning(err); m != nil {
		return m
	}
	return postgresMeaning(err)
}
