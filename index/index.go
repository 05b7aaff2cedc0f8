// Package index finds places in the articles of one library: passages that
// answer a question, quotations with a word, people by a name. It keeps
// words and numbers, no texts: whoever asks hands in a function that gives
// the words of a place.
//
// An index can be thrown away and filled again at any time. It remembers how
// far the store's history it has read (State), in the same durable batch as
// what it read.
//
// It is an index of bleve's scorch engine with documents of our own making
// (document.go): no mapping, nothing stored but ids and names of people.
package index

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bleve "github.com/blevesearch/bleve_index_api"

	"footnote/article"
)

// Errors that an index can fail with.
var (
	// ErrHeld is returned by Open when another process has the index open.
	ErrHeld = errors.New("index: held by another process")
	// ErrDamaged is returned when files of the index can't be read, or when
	// an operation did not end in time. A new index cures it.
	ErrDamaged = errors.New("index: damaged")
	// ErrOutdated is returned by Open for an index that another version of
	// this package wrote. A new index cures it.
	ErrOutdated = errors.New("index: written by another version")
	// ErrClosed is returned by every method after Close.
	ErrClosed = errors.New("index: closed")
)

// version is of what documents hold. An index of another version is made
// again.
const version = 1

// State says how far the store's history is in an index.
type State struct {
	Seq   int64  `json:"seq"`   // number of the last change
	Chain string `json:"chain"` // hash over the changes up to it
}

// A Document is an article to be indexed under its id.
type Document struct {
	ID      string
	Article article.Article
}

// A Batch is a step from one State to the next. What it puts takes the place
// of all that the index had of the article.
type Batch struct {
	Put    []Document
	Remove []string // ids of articles; unknown ones are passed over
	State  State    // after this batch
}

// An Index is the index of one library. It may be used by several goroutines
// at a time.
type Index struct {
	engine bleve.Index
	queue  *bleve.AnalysisQueue

	writing sync.Mutex // one batch at a time

	mu     sync.RWMutex // held for reading while the engine is used
	state  State
	closed bool

	words, names speller
}

// stateKey is under which the state lies beside the documents.
var stateKey = []byte("state")

type storedState struct {
	Version int `json:"version"`
	State
}

// Open opens the index in the folder dir. The error is fs.ErrNotExist if
// there is none, or one of the package's Err values, wrapped. It waits at
// most a second for another process to let go.
func Open(dir string) (*Index, error) {
	if _, err := os.Stat(rootFile(dir)); err != nil {
		// Without it, bleve would delete what else is there.
		if segments, _ := filepath.Glob(filepath.Join(dir, "*.zap")); len(segments) > 0 {
			return nil, fmt.Errorf("%w: %s is missing", ErrDamaged, rootFile(dir))
		}
		return nil, fmt.Errorf("open index: %w", err)
	}
	if err := check(dir); err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	x, err := start(dir)
	if err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	if err := x.readState(); err != nil {
		x.Close()
		return nil, fmt.Errorf("open index: %w", err)
	}
	return x, nil
}

func rootFile(dir string) string { return filepath.Join(dir, "root.bolt") }

// start starts bleve's engine on a folder, with a new index where it is empty.
func start(dir string) (*Index, error) {
	x := &Index{words: speller{field: fieldWord}, names: speller{field: fieldPerson}, queue: bleve.NewAnalysisQueue(runtime.GOMAXPROCS(0))}
	config := map[string]any{
		"path":         dir,
		"bolt_timeout": heldAfter.String(),
	}
	err := bounded(func() (err error) {
		if x.engine, err = scorch.NewScorch(scorch.Name, config, x.queue); err != nil {
			return err
		}
		return x.engine.Open()
	})
	if err != nil {
		x.queue.Close()
		return nil, err
	}
	return x, nil
}

func (x *Index) readState() error {
	var stored storedState
	err := bounded(func() error {
		r, err := x.engine.Reader()
		if err != nil {
			return err
		}
		defer r.Close()
		raw, err := r.GetInternal(stateKey)
		if err != nil {
			return err
		}
		return json.Unmarshal(raw, &stored)
	})
	if err != nil {
		return fmt.Errorf("%w: its state: %w", ErrDamaged, err)
	}
	if stored.Version != version {
		return fmt.Errorf("%w: %d", ErrOutdated, stored.Version)
	}
	x.state = stored.State
	return nil
}

// State returns how far the store's history is in the index.
func (x *Index) State() State {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.state
}

// Apply takes the index a step further. It is durable when Apply returns.
// After an error the index is as it was, or damaged.
func (x *Index) Apply(ctx context.Context, b Batch) error {
	x.writing.Lock()
	defer x.writing.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	x.mu.RLock()
	closed := x.closed
	x.mu.RUnlock()
	if closed {
		return ErrClosed
	}
	err := bounded(func() error {
		batch, err := x.batch(b)
		if err != nil {
			return err
		}
		return x.engine.Batch(batch)
	})
	if err != nil {
		return fmt.Errorf("index: apply: %w", err)
	}
	x.mu.Lock()
	x.state = b.State
	x.mu.Unlock()
	x.words.forget()
	x.names.forget()
	return nil
}

// batch makes bleve's batch of ours.
func (x *Index) batch(b Batch) (*bleve.Batch, error) {
	batch := bleve.NewBatch()
	r, err := x.engine.Reader()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	remove := func(id string) error {
		return postings(r, fieldOwner, id, false, func(doc uint64, _, _ float64) error {
			name, err := externalID(r, doc)
			if err == nil {
				batch.Delete(name)
			}
			return err
		})
	}
	for _, id := range b.Remove {
		if err := remove(id); err != nil {
			return nil, err
		}
	}
	for _, d := range b.Put {
		if err := remove(d.ID); err != nil {
			return nil, err
		}
		for _, doc := range documents(d) {
			batch.Update(doc)
		}
	}
	state, err := json.Marshal(storedState{version, b.State})
	if err != nil {
		return nil, err
	}
	batch.SetInternal(stateKey, state)
	return batch, nil
}

// Close lets go of the index. It waits a while for what is being written.
func (x *Index) Close() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.closed {
		return nil
	}
	x.closed = true
	err := bounded(x.engine.Close)
	x.queue.Close()
	return err
}

// Rebuild makes a new index in place of what is in the folder dir, if
// anything: fill puts into it all that it shall hold. The old one stays until
// the new one is whole.
func Rebuild(dir string, fill func(*Index) error) (*Index, error) {
	fresh := dir + ".new"
	if err := os.RemoveAll(fresh); err != nil {
		return nil, fmt.Errorf("index: rebuild: %w", err)
	}
	if err := os.MkdirAll(fresh, 0o700); err != nil {
		return nil, fmt.Errorf("index: rebuild: %w", err)
	}
	x, err := start(fresh)
	if err != nil {
		return nil, fmt.Errorf("index: rebuild: %w", err)
	}
	err = fill(x)
	if closing := x.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = swap(fresh, dir)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("index: rebuild: %w", err), os.RemoveAll(fresh))
	}
	return Open(dir)
}

// swap puts the folder fresh in the place of dir.
func swap(fresh, dir string) error {
	old := dir + ".old"
	if err := os.RemoveAll(old); err != nil {
		return err
	}
	if err := os.Rename(dir, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(fresh, dir); err != nil {
		return err
	}
	return os.RemoveAll(old)
}

// heldAfter is how long another process is waited for.
const heldAfter = 500 * time.Millisecond
