package index

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	bleve "github.com/blevesearch/bleve_index_api"

	"footnote/article"
)

// Holding returns the passages that hold all words of text, or all but one:
// those that hold all first, and in the order of the library, at most limit.
// It is far cheaper than Find: it reads no words from the store and ranks
// nothing. Words that no passage has do not count, and neither do stop words,
// unless there are no others.
func (x *Index) Holding(ctx context.Context, text string, limit int) ([]article.Place, error) {
	v, err := x.acquire(ctx)
	if err != nil {
		return nil, err
	}
	defer v.release()
	var places []article.Place
	err = recovered(func() (err error) {
		places, err = v.withWords(ctx, text, limit)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("find in index: %w", x.judge(err))
	}
	return places, nil
}

func (v *view) withWords(ctx context.Context, text string, limit int) ([]article.Place, error) {
	words, err := v.rarestFirst(ctx, text)
	if err != nil {
		return nil, err
	}
	held, err := v.count(ctx, words)
	if err != nil {
		return nil, err
	}
	var docs []uint32
	for doc, n := range held {
		if n >= len(words)-1 {
			docs = append(docs, doc)
		}
	}
	slices.SortFunc(docs, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(held[b], held[a]), cmp.Compare(v.order[a], v.order[b]), cmp.Compare(v.n[a], v.n[b]))
	})
	var places []article.Place
	for _, doc := range docs[:min(limit, len(docs))] {
		places = append(places, v.where(doc))
	}
	return places, nil
}

// rarestFirst returns the words of text that passages have.
func (v *view) rarestFirst(ctx context.Context, text string) ([]*queryTerm, error) {
	var known []*queryTerm
	for _, w := range typedWords(text, queryWords(text), languageOfQuery(text, v.languages), v.languages) {
		term := &queryTerm{typedWord: w}
		var err error
		if term.passages, err = v.frequency(ctx, fieldText, w.stems); err != nil {
			return nil, err
		}
		if term.passages > 0 {
			known = append(known, term)
		}
	}
	slices.SortStableFunc(known, func(a, b *queryTerm) int { return cmp.Compare(a.passages, b.passages) })
	return known, nil
}

// count returns how many of words the documents have. Only those that have one
// of the first two are counted: the others lack more than one.
func (v *view) count(ctx context.Context, words []*queryTerm) (map[uint32]int, error) {
	held := map[uint32]int{}
	for i, w := range words {
		last := map[uint32]bool{} // counted for a stem of this word already
		for _, stem := range w.stems {
			err := postings(ctx, v.reader, fieldText, stem, false, func(p *bleve.TermFieldDoc) {
				doc := uint32(p.ID.Value())
				if _, ok := held[doc]; (ok || i < 2) && !last[doc] {
					held[doc]++
					last[doc] = len(w.stems) > 1
				}
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return held, nil
}
