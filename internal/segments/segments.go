// Package segments reads what the files of an index hold, also of documents
// that were deleted, for tests of what is left on disk. The files pack it, so
// that a search for bytes would not find it.
package segments

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
)

// Text returns all terms and stored values in the segments of the index in the
// folder dir, one per line, those of its earlier states included. The index may
// be open, but nothing may write to it. A segment of no state is an error.
func Text(dir string) (string, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.zap"))
	if err != nil || len(files) == 0 {
		return "", err
	}
	dir, err = copied(dir) // the index may hold the lock of its own folder
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	states, err := scorch.RollbackPoints(dir)
	if err != nil {
		return "", err
	}
	var text strings.Builder
	var read []string // names of files
	for _, state := range states {
		names, err := writeState(&text, dir, state)
		if err != nil {
			return "", err
		}
		read = append(read, names...)
	}
	for _, file := range files {
		if !slices.Contains(read, filepath.Base(file)) {
			return "", fmt.Errorf("%s belongs to no state of the index", file)
		}
	}
	return text.String(), nil
}

// writeState writes what the segments of one state hold, and returns the names
// of their files.
func writeState(text *strings.Builder, dir string, state *scorch.RollbackPoint) (names []string, err error) {
	folder, err := copied(dir)
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	if err := scorch.Rollback(folder, state); err != nil {
		return nil, err
	}
	queue := index.NewAnalysisQueue(1)
	defer queue.Close()
	x, err := scorch.NewScorch(scorch.Name, map[string]any{"path": folder, "read_only": true}, queue)
	if err != nil {
		return nil, err
	}
	if err := x.Open(); err != nil {
		return nil, err
	}
	defer x.Close()
	reader, err := x.Reader()
	if err != nil {
		return nil, err
	}
	defer reader.Close()
	for _, s := range reader.(*scorch.IndexSnapshot).Segments() {
		if err := write(text, s); err != nil {
			return nil, err
		}
		names = append(names, filepath.Base(s.Segment().(interface{ Path() string }).Path()))
	}
	return names, nil
}

// copied copies a folder of files to a new one.
func copied(dir string) (string, error) {
	folder, err := os.MkdirTemp("", "segments")
	if err != nil {
		return "", err
	}
	return folder, os.CopyFS(folder, os.DirFS(dir))
}

// write writes what one segment holds.
func write(text *strings.Builder, listed *scorch.SegmentSnapshot) error {
	s := listed.Segment()
	for _, field := range s.Fields() {
		dict, err := s.Dictionary(field)
		if err != nil {
			return err
		}
		terms := dict.AutomatonIterator(nil, nil, nil)
		for {
			term, err := terms.Next()
			if err != nil {
				return err
			}
			if term == nil {
				break
			}
			fmt.Fprintln(text, term.Term)
		}
	}
	for n := range s.Count() {
		err := s.VisitStoredFields(n, func(_ string, _ byte, value []byte, _ []uint64) bool {
			fmt.Fprintln(text, string(value))
			return true
		})
		if err != nil {
			return err
		}
	}
	return nil
}
