package index

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	bleve "github.com/blevesearch/bleve_index_api"
)

const (
	// purgeWait is how long Purge waits for running searches that still use the
	// old files. Searches take milliseconds.
	purgeWait = 10 * time.Second
	// purgePause is how long bleve has to remove files before it is asked
	// again.
	purgePause = 20 * time.Millisecond
)

// errStillThere is returned by Purge if old files remain.
var errStillThere = errors.New("index: removed documents are still on disk")

// The anchor is a document without words. bleve merges only what has several
// segments; putting the anchor again makes another one.
const (
	anchorID    = "anchor"
	fieldAnchor = "anchor"
)

// Purge takes from the disk what the index still has of documents that were
// removed or put again: bleve keeps their words until it happens to merge
// their segments. It writes the index once, in some seconds for each 100 MB;
// without such documents it does nothing. The index can be searched and
// written to meanwhile.
func (x *Index) Purge(ctx context.Context) error {
	if err := x.purge(ctx); err != nil {
		return fmt.Errorf("purge index: %w", err)
	}
	return nil
}

func (x *Index) purge(ctx context.Context) error {
	stale, err := x.stale()
	if err != nil || len(stale) == 0 {
		return err
	}
	if err := x.renewAnchor(ctx); err != nil {
		return err
	}
	if err := x.merge(ctx); err != nil {
		return err
	}
	for deadline := time.Now().Add(purgeWait); ; {
		// bleve takes old files away after a batch, if no search reads them.
		if err := x.touch(ctx); err != nil {
			return err
		}
		now, err := x.stale()
		if err != nil || !overlap(stale, now) {
			return err
		}
		if time.Now().After(deadline) {
			return errStillThere
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(purgePause):
		}
	}
}

// stale returns the files of segments that hold deleted documents, or that
// are not in use any more.
func (x *Index) stale() (map[string]bool, error) {
	files, err := filepath.Glob(filepath.Join(x.dir, "*.zap"))
	if err != nil {
		return nil, err
	}
	clean := map[string]bool{}
	err = recovered(func() error {
		reader, err := x.reader()
		if err != nil {
			return err
		}
		defer reader.Close()
		eachSegment(reader, func(s *scorch.SegmentSnapshot, file string) {
			if deleted := s.Deleted(); deleted == nil || deleted.IsEmpty() {
				clean[file] = true
			}
		})
		return nil
	})
	if err != nil {
		return nil, x.judge(err)
	}
	list := map[string]bool{}
	for _, f := range files {
		if !clean[f] {
			list[f] = true
		}
	}
	return list, nil
}

// overlap reports whether a file is in both.
func overlap(a, b map[string]bool) bool {
	for f := range a {
		if b[f] {
			return true
		}
	}
	return false
}

// renewAnchor puts the anchor again.
func (x *Index) renewAnchor(ctx context.Context) error {
	x.writing.Lock()
	defer x.writing.Unlock()
	if err := x.writes(); err != nil {
		return err
	}
	before := 0
	err := recovered(func() error {
		reader, err := x.reader()
		if err != nil {
			return err
		}
		defer reader.Close()
		return postings(ctx, reader, fieldAnchor, anchorID, false, func(*bleve.TermFieldDoc) { before++ })
	})
	if err != nil {
		return x.judge(err)
	}
	doc := document.NewDocument(anchorID)
	doc.AddField(single(fieldAnchor, anchorID, 1, 1))
	if err := analyse([]*document.Document{doc}); err != nil {
		return err
	}
	batch := bleve.NewBatch()
	batch.Update(doc)
	return x.commit(ctx, batch, before, x.State())
}

// merge makes one segment of all, without what is deleted.
func (x *Index) merge(ctx context.Context) error {
	x.writing.Lock()
	e := x.engine
	x.writing.Unlock()
	err := e.merge(ctx)
	if err == nil {
		return nil
	}
	x.writing.Lock()
	defer x.writing.Unlock()
	if x.closed || x.engine != e { // closed, or it failed to write meanwhile
		return x.judge(err)
	}
	return x.failed(err)
}

// touch commits nothing, after which the index has no view of an earlier
// state.
func (x *Index) touch(ctx context.Context) error {
	x.writing.Lock()
	defer x.writing.Unlock()
	if err := x.writes(); err != nil {
		return err
	}
	return x.commit(ctx, bleve.NewBatch(), 0, x.State())
}
