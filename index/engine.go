package index

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bleve "github.com/blevesearch/bleve_index_api"
	bolterrors "go.etcd.io/bbolt/errors"
)

// Deadlines. A damaged file can make bleve wait forever: the caller then gets
// ErrDamaged, and the goroutine is left running until the process ends.
const (
	lockWait  = 300 * time.Millisecond // for another process that is closing
	openWait  = 30 * time.Second
	batchWait = 2 * time.Minute
	closeWait = 10 * time.Second
)

// settings are bleve's. The map is cloned for each index: bleve writes to it.
var settings = map[string]any{
	"bolt_timeout":       lockWait.String(),
	"numSnapshotsToKeep": 1,
}

// analysers is how many goroutines count the words of documents.
const analysers = 2

// An engine is bleve's index, open.
type engine struct {
	bleve.Index
	queue  *bleve.AnalysisQueue // nil if it is open for reading only
	closed bool
}

// openEngine opens bleve's index in dir, or makes one there. One that is open
// for reading writes nothing, and needs a tenth of the goroutines and memory.
func openEngine(dir string, readOnly bool) (*engine, error) {
	config := maps.Clone(settings)
	config["path"] = dir
	config["read_only"] = readOnly
	e := &engine{}
	if !readOnly {
		e.queue = bleve.NewAnalysisQueue(analysers)
	}
	var err error
	if e.Index, err = scorch.NewScorch(scorch.Name, config, e.queue); err == nil {
		err = guard(context.Background(), openWait, e.Open)
	}
	if err == nil {
		return e, nil
	}
	e.end()
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, ErrHeld
	}
	return nil, damaged(err)
}

// close closes the engine, once. Readers that are open can still be read.
func (e *engine) close() error {
	if e.closed {
		return nil
	}
	e.closed = true
	defer e.end()
	return guard(context.Background(), closeWait, e.Index.Close)
}

// end ends the goroutines that count words.
func (e *engine) end() {
	if e.queue != nil {
		e.queue.Close()
	}
}

// merge makes one segment of all, without what is deleted.
func (e *engine) merge(ctx context.Context) error {
	s, ok := e.Index.(*scorch.Scorch)
	if !ok {
		return nil
	}
	return guard(ctx, batchWait, func() error { return s.ForceMerge(ctx, nil) })
}

// writable reports whether files can be created in dir. If not, because the
// disk is full or read-only, the index is opened for searching only.
func writable(dir string) bool {
	f, err := os.CreateTemp(dir, ".try-*")
	if err != nil {
		return false
	}
	_, err = f.WriteString("x")
	return errors.Join(err, f.Close(), os.Remove(f.Name())) == nil
}

// there reports whether the files of an index still exist.
func there(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, rootFile))
	return err == nil
}

// damaged wraps err so that it is also ErrDamaged. A panic caused by damaged
// files is not a bug.
func damaged(err error) error {
	if err == nil || errors.Is(err, ErrDamaged) {
		return err
	}
	if full(err) {
		return fmt.Errorf("%w: %w", ErrFull, err)
	}
	if p := (*panicError)(nil); errors.As(err, &p) {
		return fmt.Errorf("%w: %s", ErrDamaged, p.text)
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}

// guard calls f and returns its error, ErrBug if it panics, or ErrDamaged if it
// takes longer than wait. In the last case f goes on running.
func guard(ctx context.Context, wait time.Duration, f func() error) error {
	done := make(chan error, 1)
	go func() {
		done <- recovered(f)
	}()
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return fmt.Errorf("%w: no end after %s", ErrDamaged, wait)
	}
}

// A panicError is ErrBug with details for the log. Neither part has words of a
// question or an article.
type panicError struct {
	text  string
	stack []byte
}

func (p *panicError) Error() string        { return fmt.Sprintf("%v: %s\n%s", ErrBug, p.text, p.stack) }
func (p *panicError) Is(target error) bool { return target == ErrBug }

// recovered calls f; a panic becomes ErrBug.
func recovered(f func() error) (err error) {
	// Reading past the end of a truncated segment faults.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = &panicError{panicText(p), debug.Stack()}
		}
	}()
	return f()
}

// panicText returns the message of a panic. Only messages of the runtime are
// known to contain nothing of a question or an article.
func panicText(p any) string {
	if err, ok := p.(runtime.Error); ok {
		return err.Error()
	}
	return fmt.Sprintf("panic of type %T", p)
}
