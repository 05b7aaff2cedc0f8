// Package segments reads what the files of an index hold, also of documents
// that were deleted, for tests of what is left on disk. The files pack it, so
// that a search for bytes would not find it.
package segments

import (
	"fmt"
	"path/filepath"
	"strings"

	segment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"
)

// Text returns all terms and stored values in the segments of the index in the
// folder dir, a line each. The index may be open, and is at rest.
func Text(dir string) (string, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.zap"))
	if err != nil {
		return "", err
	}
	var text strings.Builder
	for _, file := range files {
		s, err := new(zap.ZapPlugin).Open(file)
		if err != nil {
			return "", err
		}
		err = write(&text, s)
		s.Close()
		if err != nil {
			return "", err
		}
	}
	return text.String(), nil
}

// write writes what one segment holds.
func write(text *strings.Builder, s segment.Segment) error {
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
