package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/blevesearch/bleve/v2/index/scorch"
)

// failed is called when bleve could not write, and returns the error for the
// caller. What bleve has in memory is no longer sure: it may have closed a
// segment that its next reader reads, which ends the process. So the index goes
// on with what is on the disk, open for reading. x.writing is held.
func (x *Index) failed(err error) error {
	err = x.judge(err)
	if errors.Is(err, ErrDamaged) || errors.Is(err, ErrBug) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if again := x.restart(); again != nil {
		return fmt.Errorf("%w: %v, and then %v", ErrDamaged, err, again) // it can't be searched
	}
	if errors.Is(err, ErrReadOnly) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrReadOnly, err)
}

// restart opens what is on the disk in place of the engine. Views of the old
// engine can still be read.
func (x *Index) restart() error {
	x.mu.Lock()
	old := x.view
	x.view = nil
	err := x.engine.close()
	if err == nil {
		x.writable = x.lock == nil && writable(x.dir) // bleve then locks the files
		var e *engine
		if e, err = openEngine(x.dir, !x.writable); err == nil {
			x.engine = e
		}
	}
	x.mu.Unlock()
	if old != nil {
		old.release()
	}
	if err != nil {
		return err
	}
	if err := x.readState(); err != nil {
		return err
	}
	return x.dropUnfinished()
}

// dropUnfinished removes the segments that bleve did not finish: it takes them
// for those of another writer, and keeps them.
func (x *Index) dropUnfinished() error {
	files, err := filepath.Glob(filepath.Join(x.dir, "*.zap"))
	if err != nil {
		return err
	}
	used := map[string]bool{}
	err = recovered(func() error {
		reader, err := x.reader()
		if err != nil {
			return err
		}
		defer reader.Close()
		eachSegment(reader, func(_ *scorch.SegmentSnapshot, file string) { used[file] = true })
		return nil
	})
	if err != nil {
		return err
	}
	for _, f := range files {
		if !used[f] {
			os.Remove(f) // Purge reports those that stay
		}
	}
	return nil
}
