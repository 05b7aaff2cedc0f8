package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Errors of a store. Errors of the package wrap one of these if it applies, and
// the cause.
var (
	// ErrNotFound is returned for what does not exist, or no longer exists.
	ErrNotFound = errors.New("not found")
	// ErrNewerSchema is returned for a store that a newer version of Footnote
	// has written.
	ErrNewerSchema = errors.New("written by a newer version")
	// ErrUnavailable is returned when the database cannot be reached, or
	// does not answer in time.
	ErrUnavailable = errors.New("database cannot be reached")
	// ErrReadOnly is returned for a write that is not permitted.
	ErrReadOnly = errors.New("not writable")
	// ErrFull is returned when no space is left. Nothing was stored.
	ErrFull = errors.New("no space left")
	// ErrDamaged is returned for a file that is broken, or not a store.
	ErrDamaged = errors.New("damaged, or not a Footnote store")
	// ErrBusy is returned when others kept writing for too long.
	ErrBusy = errors.New("busy with other writers")
	// ErrUnsupported is returned for operations that the engine has other tools
	// for.
	ErrUnsupported = errors.New("not supported by this engine")
	// ErrBadName is returned for an id or a library name that is empty, too
	// long or not printable.
	ErrBadName = errors.New("name is not 1 to 200 printable characters")
	// ErrTooMany is returned when the most of a kind are stored already.
	ErrTooMany = errors.New("too many")
	// ErrExists is returned instead of overwriting something that exists.
	ErrExists = errors.New("already exists")
)

// known are the errors that are not mapped.
var known = []error{ErrNotFound, ErrNewerSchema, ErrUnavailable, ErrReadOnly,
	ErrFull, ErrDamaged, ErrBusy, ErrUnsupported, ErrBadName, ErrTooMany, ErrExists}

// fail adds to err what was tried, and maps a driver's error to one of the
// package. It is the only place that does. It returns nil for nil.
func fail(ctx context.Context, doing string, err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, sql.ErrNoRows) { // it says no more than ErrNotFound
		return fmt.Errorf("store: %s: %w", doing, ErrNotFound)
	}
	if m := meaning(ctx, err); m != nil && !errors.Is(err, m) {
		return fmt.Errorf("store: %s: %w: %w", doing, m, err)
	}
	return fmt.Errorf("store: %s: %w", doing, err)
}

// meaning returns which of the package's errors err is, or nil.
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
		return nil // canceled by the caller
	}
	if m := sqliteMeaning(err); m != nil {
		return m
	}
	return postgresMeaning(err)
}
