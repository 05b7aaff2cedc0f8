// Package index finds places in the articles of one library: passages that
// answer a question, quotations with a word, people by a name. It keeps
// words and numbers, no texts: whoever asks hands in a function that gives
// the words of a place.
//
// An index can be thrown away and filled again at any time. It remembers how
// far the store's history it has read (State), in the same durable batch as
// what it read.
//
// On disk it is a folder of bleve's own: root.bolt and segments. Each article
// is a document, each of its passages and quotations another; document.go
// says what is kept of them. Find works in two stages: candidates.go draws up
// to a hundred places by their words alone, rank.go reads the words of those
// and puts them in order.
package index

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"footnote/article"

	bleve "github.com/blevesearch/bleve_index_api"
)

// Errors that an index can fail with.
var (
	// ErrHeld is returned by Open when another process has the index open.
	ErrHeld = errors.New("index: held by another process")
	// ErrDamaged is returned when files of the index cannot be read, or
	// when an operation did not end in time. A new index cures it.
	ErrDamaged = errors.New("index: damaged")
	// ErrBug is returned when an operation panicked although the files of the
	// index are as they were written: the fault is in the program, and a new
	// index cures nothing. Its text has the stack, and nothing of what was
	// asked or indexed.
	ErrBug = errors.New("index: a fault of the program")
	// ErrOutdated is returned by Open for an index that another version of
	// this package wrote. A new index cures it.
	ErrOutdated = errors.New("index: written by another version")
	// ErrReadOnly is returned by Apply where the index can't be written to:
	// its folder may only be read, or the disk is full. It can be asked.
	ErrReadOnly = errors.New("index: may only be read")
	// ErrFull is ErrReadOnly where there is no room left on the disk.
	ErrFull = fmt.Errorf("%w: no room left on the disk", ErrReadOnly)
	// ErrClosed is returned by every method after Close.
	ErrClosed = errors.New("index: closed")
)

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
	dir      string
	engine   bleve.Index
	queue    *bleve.AnalysisQueue
	readOnly bool // its folder can't be written to

	writing   sync.Mutex // one batch at a time
	documents uint64     // in the index; guarded by writing

	mu     sync.Mutex
	state  State
	closed bool
	view   *view // of the present state; nil until it is asked
}

// stateKey is where bleve keeps the kept state.
var stateKey = []byte("state")

// A kept is the State as it is on disk.
type kept struct {
	State
	Version   int    `json:"version"`
	Documents uint64 `json:"documents"` // all that are in the index
}

// create makes an empty index in the folder dir, which must hold none.
func create(dir string) (*Index, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	x, err := start(dir)
	if err != nil {
		return nil, err
	}
	if err := x.Apply(context.Background(), Batch{}); err != nil {
		x.Close()
		return nil, err
	}
	return x, nil
}

// Open opens the index in the folder dir. The error is fs.ErrNotExist if
// there is none, or one of the package's Err values, wrapped. Another
// process that holds the index is noticed within a second.
func Open(dir string) (*Index, error) {
	x, err := open(dir)
	if err != nil {
		return nil, fmt.Errorf("open index %s: %w", filepath.Base(dir), err)
	}
	return x, nil
}

func open(dir string) (*Index, error) {
	// bleve takes a folder without root.bolt for a new index, and clears it.
	if _, err := os.Stat(filepath.Join(dir, rootFile)); err != nil {
		if segments, _ := filepath.Glob(filepath.Join(dir, "*.zap")); errors.Is(err, fs.ErrNotExist) && len(segments) > 0 {
			return nil, fmt.Errorf("%w: %s is missing", ErrDamaged, rootFile)
		}
		return nil, err
	}
	if err := checkFiles(dir); err != nil {
		return nil, err
	}
	x, err := start(dir)
	if err != nil {
		return nil, err
	}
	if err := x.readState(); err != nil {
		x.Close()
		return nil, err
	}
	return x, nil
}

func start(dir string) (*Index, error) {
	readOnly := !writable(dir)
	engine, queue, err := openEngine(dir, readOnly)
	if err != nil {
		return nil, err
	}
	return &Index{dir: dir, engine: engine, queue: queue, readOnly: readOnly}, nil
}

func (x *Index) readState() error {
	var value []byte
	var documents uint64
	err := recovered(func() error {
		reader, err := x.engine.Reader()
		if err != nil {
			return err
		}
		defer reader.Close()
		if documents, err = reader.DocCount(); err != nil {
			return err
		}
		value, err = reader.GetInternal(stateKey)
		return err
	})
	if err != nil {
		return damaged(err)
	}
	var k kept
	if err := json.Unmarshal(value, &k); err != nil {
		return damaged(fmt.Errorf("state: %w", err))
	}
	if k.Version != version {
		return fmt.Errorf("%w: %d, not %d", ErrOutdated, k.Version, version)
	}
	if documents != k.Documents {
		return fmt.Errorf("%w: %d documents, not %d", ErrDamaged, documents, k.Documents)
	}
	x.state, x.documents = k.State, k.Documents
	return nil
}

// State returns how far the store's history is in the index.
func (x *Index) State() State {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.state
}

// Close lets go of the index. The error is ErrDamaged if bleve does not end
// in time; what was applied is on disk all the same.
func (x *Index) Close() error {
	x.writing.Lock()
	defer x.writing.Unlock()
	x.mu.Lock()
	closed, old := x.closed, x.view
	x.closed, x.view = true, nil
	x.mu.Unlock()
	if closed {
		return nil
	}
	if old != nil {
		old.release()
	}
	err := guard(context.Background(), closeWait, x.engine.Close)
	x.queue.Close()
	if err != nil {
		return fmt.Errorf("close index: %w", damaged(err))
	}
	if x.readOnly {
		return nil
	}
	return writeSum(x.dir)
}
