// Package index finds places in the articles of one library: passages that
// answer a question, quotations that contain a word, people by name. Find is
// the entry point. The index stores words and numbers, not texts: callers pass
// a function that returns the text at a place.
//
// An index can be deleted and rebuilt at any time. It records how far it has
// followed the store's history (State), in the same durable batch as the
// documents.
//
// On disk an index is a folder in bleve's format: root.bolt and segments. Each
// article is a document, and so is each of its passages and quotations;
// document.go describes their fields. Find works in two stages: candidates.go
// picks up to a hundred places by BM25, then rank.go reads the text of each,
// makes its score and sorts. The file sure.go turns the score of the first hit
// into the confidence that it answers, and weights.txt holds the learned
// weights.
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

// Errors that an index returns.
var (
	// ErrHeld is returned by Open when another process has the index open.
	ErrHeld = errors.New("index: held by another process")
	// ErrDamaged is returned when files of the index cannot be read, or when an
	// operation did not end in time. Rebuild cures it.
	ErrDamaged = errors.New("index: damaged")
	// ErrBug is returned when an operation panicked although the files of the
	// index are as they were written: the fault is in the program, and
	// rebuilding does not help. Its text has the stack, and nothing of the
	// question or of the articles.
	ErrBug = errors.New("index: a bug in the program")
	// ErrOutdated is returned by Open for an index that another version of this
	// package wrote. Rebuild cures it.
	ErrOutdated = errors.New("index: written by another version")
	// ErrReadOnly is returned by Apply when the index can't be written to,
	// because its folder is read-only, or its disk full or broken. It can still be
	// searched.
	ErrReadOnly = errors.New("index: read only")
	// ErrFull is ErrReadOnly with the reason that the disk has no space left.
	ErrFull = fmt.Errorf("%w: no space left on the disk", ErrReadOnly)
	// ErrClosed is returned by every method after Close.
	ErrClosed = errors.New("index: closed")
)

// State says how far an index has followed the store's history.
type State struct {
	Seq   int64  `json:"seq"`   // number of the last change
	Chain string `json:"chain"` // hash over the changes up to it
}

// A Document is an article to be indexed under its id.
type Document struct {
	ID      string
	Article article.Article
}

// A Batch is a step from one State to the next. A Document in it replaces
// everything the index had of the article.
type Batch struct {
	Put    []Document
	Remove []string // ids of articles; unknown ones are ignored
	State  State    // after this batch
}

// An Index is the index of one library. It is safe for concurrent use.
type Index struct {
	dir  string
	lock *os.File // keeps other processes out; nil if the engine does

	writing   sync.Mutex // one batch at a time
	documents uint64     // in the index; guarded by writing

	// The engine is changed with both writing and mu held: when the index is
	// written to for the first time.
	mu       sync.Mutex
	engine   *engine
	writable bool // the engine is open for writing
	unsummed bool // the sum of root.bolt is missing
	state    State
	closed   bool
	view     *view // of the present state; nil until the first search
}

// reader returns a reader of the present state. The lock keeps the engine from
// being closed meanwhile: a closed one has none, and says no error.
func (x *Index) reader() (bleve.IndexReader, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.closed {
		return nil, ErrClosed
	}
	return x.engine.Reader()
}

// stateKey is where bleve stores the State.
var stateKey = []byte("state")

// A kept is the State as it is on disk.
type kept struct {
	State
	Version   int    `json:"version"`
	Documents uint64 `json:"documents"` // number of documents in the index
}

// create makes an empty index in the folder dir, which must not hold one.
func create(dir string) (*Index, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	e, err := openEngine(dir, false)
	if err != nil {
		return nil, err
	}
	x := &Index{dir: dir, engine: e, writable: true, unsummed: true}
	if err := x.Apply(context.Background(), Batch{}); err != nil {
		x.Close()
		if !errors.Is(err, ErrBug) && !errors.Is(err, ErrFull) {
			err = fmt.Errorf("%w: %v", ErrReadOnly, err) // there was nothing to damage
		}
		return nil, err
	}
	return x, nil
}

// Open opens the index in the folder dir. The error is fs.ErrNotExist if there
// is none, or one of the package's Err values, wrapped. Open returns ErrHeld
// within a second if another process has the index open.
func Open(dir string) (*Index, error) {
	x, err := open(dir)
	if err != nil {
		return nil, fmt.Errorf("open index %s: %w", filepath.Base(dir), err)
	}
	return x, nil
}

func open(dir string) (*Index, error) {
	if noFolder(dir) {
		return nil, fmt.Errorf("%w: it is not a folder", ErrDamaged)
	}
	// bleve takes a folder without root.bolt for a new index and clears it.
	if _, err := os.Stat(filepath.Join(dir, rootFile)); err != nil {
		if segments, _ := filepath.Glob(filepath.Join(dir, "*.zap")); errors.Is(err, fs.ErrNotExist) && len(segments) > 0 {
			return nil, fmt.Errorf("%w: %s is missing", ErrDamaged, rootFile)
		}
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

// noFolder reports whether something else than a folder, or a link to one, is at
// dir.
func noFolder(dir string) bool {
	if _, err := os.Lstat(dir); err != nil {
		return false
	}
	info, err := os.Stat(dir)
	return errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir()
}

// start opens the files in dir for reading, after it has checked them. Where
// files can't be locked, it opens them for writing, because bleve then locks
// them itself.
func start(dir string) (*Index, error) {
	lock, err := hold(dir)
	if err != nil {
		return nil, err
	}
	x := &Index{dir: dir, lock: lock, writable: lock == nil && writable(dir)}
	if x.unsummed, err = checkFiles(dir); err == nil && x.writable {
		x.unsummed, err = true, dropSum(dir)
	}
	if err == nil {
		x.engine, err = openEngine(dir, !x.writable)
	}
	if err != nil {
		x.unlock()
		return nil, err
	}
	return x, nil
}

func (x *Index) readState() error {
	var value []byte
	var documents uint64
	err := recovered(func() error {
		reader, err := x.reader()
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
		return fmt.Errorf("%w: version %d, want %d", ErrOutdated, k.Version, version)
	}
	if documents != k.Documents {
		return fmt.Errorf("%w: %d documents, want %d", ErrDamaged, documents, k.Documents)
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.state, x.documents = k.State, k.Documents
	return nil
}

// Memory returns about how many bytes the open index takes: its files, which are
// mapped, and tables of about the same size. Searches that are under way take
// more for a moment.
func (x *Index) Memory() int64 {
	x.mu.Lock()
	defer x.mu.Unlock()
	bytes := int64(openBytes)
	if x.writable {
		bytes += writingBytes
	}
	files, err := os.ReadDir(x.dir)
	if err != nil {
		return bytes
	}
	for _, f := range files {
		if info, err := f.Info(); err == nil {
			bytes += 2 * info.Size()
		}
	}
	return bytes
}

// Bytes of an open index apart from its files, as measured: 100 indexes of 50
// articles took 10 MB of heap and 16 MB of mapped files.
const (
	openBytes    = 32 << 10
	writingBytes = 256 << 10 // bleve's goroutines and buffers
)

// State returns how far the index has followed the store's history.
func (x *Index) State() State {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.state
}

// Close closes the index. The error is ErrDamaged if bleve does not end in
// time; what was applied is durable even then.
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
	defer x.unlock()
	if err := x.engine.close(); err != nil {
		return fmt.Errorf("close index: %w", damaged(err))
	}
	if x.unsummed && writable(x.dir) {
		return writeSum(x.dir)
	}
	return nil
}
