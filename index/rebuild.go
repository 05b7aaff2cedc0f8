package index

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Rebuild makes the index in the folder dir again and opens it: fill adds all
// articles to an empty index in a second folder, which replaces the old one
// when it is complete. A crash leaves the old index, the new one or none, never
// half of one. The caller must have closed the old index. Rebuild returns
// ErrHeld if another process is making the index.
func Rebuild(dir string, fill func(*Index) error) (*Index, error) {
	x, err := rebuild(dir, fill)
	if err != nil && full(err) && !errors.Is(err, ErrFull) {
		err = fmt.Errorf("%w: %w", ErrFull, err)
	}
	if err != nil {
		return nil, fmt.Errorf("rebuild index: %w", err)
	}
	return x, nil
}

func rebuild(dir string, fill func(*Index) error) (*Index, error) {
	beside, old := dir+".new", dir+".old"
	if err := RemoveLeftovers(dir); err != nil {
		return nil, err
	}
	if err := fillNew(beside, fill); err != nil {
		return nil, errors.Join(err, os.RemoveAll(beside))
	}
	if err := os.Rename(dir, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err := os.Rename(beside, dir); err != nil {
		return nil, err
	}
	if err := os.RemoveAll(old); err != nil {
		return nil, err
	}
	return open(dir)
}

func fillNew(dir string, fill func(*Index) error) error {
	x, err := create(dir)
	if err != nil {
		return err
	}
	if err := fill(x); err != nil {
		return errors.Join(err, x.Close())
	}
	// A single segment is the fastest to search.
	return errors.Join(x.engine.merge(context.Background()), x.Close())
}

// Remove removes the index in the folder dir, which no process has open,
// and what a crash during a rebuild left next to it.
func Remove(dir string) error {
	return errors.Join(os.RemoveAll(dir), RemoveLeftovers(dir))
}

// RemoveLeftovers removes what a crash during a rebuild left next to the folder
// dir. It returns ErrHeld during a rebuild.
func RemoveLeftovers(dir string) error {
	// The new folder's lock keeps others out.
	if _, err := walkRoot(dir + ".new"); errors.Is(err, ErrHeld) {
		return err
	}
	return errors.Join(os.RemoveAll(dir+".new"), os.RemoveAll(dir+".old"))
}
