package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// oldLayout is the time in the name of a store that Restore has replaced.
const oldLayout = "20060102-150405"

// keepOld gives the store at path a second name with the time, and returns it,
// or "" if there is no store at path. It overwrites nothing. A remaining log is
// moved too: next to the new store, it would be taken for the new one's.
func keepOld(path string) (old string, err error) {
	stem, end := splitName(path)
	for at := time.Now().UTC(); ; at = at.Add(time.Second) {
		old = stem + "-" + at.Format(oldLayout) + end
		// A link fails where a rename would overwrite.
		err = os.Link(path, old)
		if !errors.Is(err, os.ErrExist) {
			break
		}
	}
	if errors.Is(err, os.ErrNotExist) {
		return "", removeLogs(path)
	}
	if err == nil {
		err = syncPath(filepath.Dir(path))
	}
	if err != nil {
		return "", err
	}
	if log, err := os.Stat(path + "-wal"); err == nil && log.Size() > 0 {
		if err := os.Rename(path+"-wal", old+"-wal"); err != nil {
			return old, err
		}
	}
	return old, removeLogs(path)
}

// removeLogs removes SQLite's log and its index. After a clean shutdown they
// are empty or gone.
func removeLogs(path string) error {
	for _, end := range []string{"-wal", "-shm"} {
		if err := os.Remove(path + end); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}

func splitName(path string) (stem, end string) {
	end = filepath.Ext(path)
	return strings.TrimSuffix(path, end), end
}

// olds returns the stores that the one at path has replaced.
func olds(path string) ([]string, error) {
	stem, end := splitName(path)
	all, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	var list []string
	for _, f := range all {
		name := filepath.Join(filepath.Dir(path), f.Name())
		at, ok := strings.CutPrefix(strings.TrimSuffix(name, end), stem+"-")
		if _, err := time.Parse(oldLayout, at); ok && err == nil && strings.HasSuffix(name, end) {
			list = append(list, name)
		}
	}
	return list, nil
}

// inOlds runs do on each store that this one has replaced. The error names each
// that it failed on, which therefore still has the data.
func (s *Store) inOlds(ctx context.Context, do func(old *Store) error) error {
	if s.path == "" {
		return nil
	}
	list, err := olds(s.path)
	if err != nil {
		return err
	}
	for _, path := range list {
		if failed := inOld(ctx, path, do); failed != nil {
			err = errors.Join(err, fmt.Errorf("in %s it still is: %w", path, failed))
		}
	}
	return err
}

func inOld(ctx context.Context, path string, do func(old *Store) error) error {
	old, err := openSQLite(ctx, path)
	if err != nil {
		return err
	}
	old.path = "" // it has replaced none
	return errors.Join(do(old), old.Close())
}
