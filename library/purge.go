package library

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"footnote/index"
)

// purgeIndexes removes from this process's indexes what was removed more than
// RemovedRetention ago, and the indexes of libraries that no longer exist:
// another process may have purged or erased them in the store. Each index is
// checked once after a removal; what failed is tried again at the next sweep.
func (ls *Libraries) purgeIndexes(ctx context.Context) error {
	last, err := ls.config.Store.Removals(ctx, time.Now().Add(-RemovedRetention))
	if err != nil {
		return err
	}
	var failed []error
	for name, seq := range last {
		if ls.indexes.purgedTo(name) >= seq {
			continue
		}
		l, err := ls.Library(name)
		if err == nil {
			err = l.purgeIndex(ctx)
		}
		if errors.Is(err, index.ErrHeld) { // the process that holds it does this
			continue
		}
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", name, err))
			continue
		}
		ls.indexes.notePurged(name, seq)
	}
	return errors.Join(append(failed, ls.eraseOrphans(ctx))...)
}

// purgeIndex updates the library's index and removes deleted articles from its
// files, if it has an index.
func (l *Library) purgeIndex(ctx context.Context) error {
	if _, err := os.Stat(l.dir); errors.Is(err, fs.ErrNotExist) {
		return index.RemoveLeftovers(l.dir)
	}
	err := l.withIndex(ctx, func(x *index.Index) error { return x.Purge(ctx) })
	if err != nil {
		return err
	}
	return index.RemoveLeftovers(l.dir)
}

// eraseOrphans erases the indexes of libraries that the store does not have.
func (ls *Libraries) eraseOrphans(ctx context.Context) error {
	folders, err := os.ReadDir(ls.config.IndexDir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	// A library is in the store before it has an index.
	all, err := ls.All(ctx)
	if err != nil {
		return err
	}
	there := map[string]bool{}
	for _, info := range all {
		there[info.ID] = true
	}
	for _, f := range folders {
		name := strings.TrimSuffix(strings.TrimSuffix(f.Name(), ".new"), ".old")
		if !validName.MatchString(name) || there[name] || there[f.Name()] {
			continue
		}
		l, err := ls.Library(name)
		if err != nil {
			return err
		}
		if err := l.eraseIndex(); err != nil {
			return err
		}
	}
	return nil
}

// eraseIndex closes the library's index and deletes its files.
func (l *Library) eraseIndex() error {
	if err := l.indexes.closeIdle(l.name); err != nil {
		return err
	}
	if err := index.Remove(l.dir); err != nil {
		return fmt.Errorf("erase the index: %w", err)
	}
	return nil
}

func (xs *indexes) purgedTo(name string) int64 {
	xs.mu.Lock()
	defer xs.mu.Unlock()
	return xs.purged[name]
}

func (xs *indexes) notePurged(name string, seq int64) {
	xs.mu.Lock()
	defer xs.mu.Unlock()
	xs.purged[name] = seq
}
