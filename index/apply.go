package index

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	bleve "github.com/blevesearch/bleve_index_api"
)

// Apply takes the index to the batch's State. When Apply returns, either the
// whole batch is durable or none of it is in the index. After ErrDamaged or
// ErrBug the index must be closed.
func (x *Index) Apply(ctx context.Context, b Batch) error {
	x.writing.Lock()
	defer x.writing.Unlock()
	if err := x.writes(); err != nil {
		return fmt.Errorf("apply to index: %w", err)
	}
	batch := bleve.NewBatch()
	if err := recovered(func() error { return x.clear(ctx, batch, b) }); err != nil {
		return fmt.Errorf("apply to index: %w", x.judge(err))
	}
	gone := len(batch.IndexOps)
	for _, d := range b.Put {
		docs := documents(d)
		if err := analyse(docs); err != nil {
			return fmt.Errorf("apply to index: %w", err)
		}
		for _, doc := range docs {
			batch.Update(doc)
		}
	}
	err := x.commit(ctx, batch, gone, b.State)
	if err != nil {
		return fmt.Errorf("apply to index: %w", err)
	}
	return nil
}

// writes opens the index for writing, if it is not. The lock x.writing is held.
func (x *Index) writes() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	switch {
	case x.closed:
		return ErrClosed
	case x.writable:
		return nil
	case !there(x.dir):
		return fmt.Errorf("%w: its files are gone", ErrDamaged)
	case !writable(x.dir):
		return ErrReadOnly
	}
	if err := dropSum(x.dir); err != nil {
		return err
	}
	x.unsummed = true
	// Only one of the two may have the files open. Views of the old engine can
	// still be read.
	if err := x.engine.close(); err != nil {
		return damaged(err)
	}
	written, err := openEngine(x.dir, false)
	if err == nil {
		x.engine, x.writable = written, true
		return nil
	}
	read, again := openEngine(x.dir, true)
	if again != nil {
		return errors.Join(err, again)
	}
	x.engine = read
	return err
}

// commit makes a batch durable, together with the index's new State. gone is
// how many of the index's documents the batch replaces or deletes. x.writing is
// held.
func (x *Index) commit(ctx context.Context, batch *bleve.Batch, gone int, to State) error {
	documentsAfter := x.documents - uint64(gone)
	for _, doc := range batch.IndexOps {
		if doc != nil {
			documentsAfter++
		}
	}
	state, err := json.Marshal(kept{to, version, documentsAfter})
	if err != nil {
		return fmt.Errorf("encode state: %w", err)
	}
	batch.SetInternal(stateKey, state)
	if err := ctx.Err(); err != nil {
		return err
	}
	// From here on bleve cannot be stopped: canceling ctx must not make what is
	// on disk differ from the State.
	err = guard(context.WithoutCancel(ctx), batchWait, func() error { return x.engine.Batch(batch) })
	if err != nil {
		return x.failed(err)
	}
	x.documents = documentsAfter
	x.mu.Lock()
	old := x.view
	x.state, x.view = to, nil
	x.mu.Unlock()
	if old != nil {
		old.release()
	}
	return nil
}

// clear adds to batch the removal of everything the index has of the articles
// of b. Documents added under the same id later in the batch win.
func (x *Index) clear(ctx context.Context, batch *bleve.Batch, b Batch) error {
	reader, err := x.reader()
	if err != nil {
		return err
	}
	defer reader.Close()
	for _, d := range b.Put {
		if err := clearArticle(ctx, reader, batch, d.ID); err != nil {
			return err
		}
	}
	for _, id := range b.Remove {
		if err := clearArticle(ctx, reader, batch, id); err != nil {
			return err
		}
	}
	return nil
}

func clearArticle(ctx context.Context, reader bleve.IndexReader, batch *bleve.Batch, id string) error {
	for _, kind := range []string{kindArticle, kindPassage, kindQuote} {
		err := postings(ctx, reader, fieldOf, kind+id, false, func(p *bleve.TermFieldDoc) {
			batch.Delete(documentID(kind, id, int(p.Freq)-1))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// postings calls each with every document that has the term in a field. The
// arguments of each are valid until it returns.
func postings(ctx context.Context, reader bleve.IndexReader, field, term string, lengths bool, each func(*bleve.TermFieldDoc)) error {
	r, err := reader.TermFieldReader(ctx, []byte(term), field, true, lengths, false)
	if err != nil {
		return err
	}
	var p bleve.TermFieldDoc
	for {
		next, err := r.Next(p.Reset())
		if err != nil || next == nil {
			if closing := r.Close(); err == nil {
				err = closing
			}
			return err
		}
		each(next)
	}
}
