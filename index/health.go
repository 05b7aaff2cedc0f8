package index

import (
	"context"
	"errors"
	"fmt"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bleve "github.com/blevesearch/bleve_index_api"
)

// judge classifies an error met while the index was in use. It returns
// ErrDamaged if the index's files are gone, or not as they were written, or if
// the index contradicted itself; otherwise err. A panic over sound files is a
// bug, which a rebuild does not cure.
func (x *Index) judge(err error) error {
	if err == nil || errors.Is(err, ErrDamaged) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if !there(x.dir) {
		return damaged(err)
	}
	if full(err) {
		return fmt.Errorf("%w: %w", ErrFull, err)
	}
	var sick error
	checking := recovered(func() error {
		reader, err := x.engine.Reader()
		if err != nil {
			return err
		}
		defer reader.Close()
		sick = checkSegments(reader)
		return nil
	})
	if checking == nil && sick != nil {
		return damaged(sick)
	}
	return err
}

// checkSegments compares the sums of the segments that reader uses.
func checkSegments(reader bleve.IndexReader) error {
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok {
		return nil
	}
	for _, s := range snapshot.Segments() {
		if file, ok := s.Segment().(interface{ Path() string }); ok { // otherwise it is in memory
			if err := checkSegment(file.Path()); err != nil {
				return err
			}
		}
	}
	return nil
}

// hasDeleted reports whether segments that reader uses still hold deleted
// documents.
func hasDeleted(reader bleve.IndexReader) bool {
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok {
		return true
	}
	for _, s := range snapshot.Segments() {
		if deleted := s.Deleted(); deleted != nil && !deleted.IsEmpty() {
			return true
		}
	}
	return false
}
