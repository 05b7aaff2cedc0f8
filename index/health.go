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
		reader, err := x.reader()
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

// eachSegment calls each with every segment that a reader reads and its file,
// "" for one in memory.
func eachSegment(reader bleve.IndexReader, each func(s *scorch.SegmentSnapshot, file string)) {
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok {
		return
	}
	for _, s := range snapshot.Segments() {
		file := ""
		if f, ok := s.Segment().(interface{ Path() string }); ok {
			file = f.Path()
		}
		each(s, file)
	}
}

// checkSegments compares the sums of the segments that a reader reads.
func checkSegments(reader bleve.IndexReader) (err error) {
	eachSegment(reader, func(_ *scorch.SegmentSnapshot, file string) {
		if file != "" && err == nil {
			err = checkSegment(file)
		}
	})
	return err
}

// hasDeleted reports whether segments that reader uses still hold deleted
// documents.
func hasDeleted(reader bleve.IndexReader) bool {
	_, ok := reader.(*scorch.IndexSnapshot)
	has := !ok
	eachSegment(reader, func(s *scorch.SegmentSnapshot, _ string) {
		deleted := s.Deleted()
		has = has || deleted != nil && !deleted.IsEmpty()
	})
	return has
}
