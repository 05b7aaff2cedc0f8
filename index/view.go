package index

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"

	bleve "github.com/blevesearch/bleve_index_api"

	"footnote/article"
	"footnote/index/analysis"
	"footnote/index/who"
)

// A view is an index at one state: a bleve reader, and the tables in memory
// that every search needs. They take 14 bytes per passage and 4 per article.
type view struct {
	reader bleve.IndexReader

	articles  []string   // ids, sorted
	order     []int32    // index into articles for each document, -1 if it is not ours
	n         []int32    // number of the document among its article's passages or quotations
	length    []uint16   // words of each document
	long      []float32  // words of each article's passages, relative to the mean
	passages  collection // of all articles
	quotes    collection
	languages []string // that passages and quotations were stemmed in, most used first

	tallies  sync.Pool          // of *tally
	stems    analysis.StemCache // of words that were met in texts
	spelling spelling           // filled when a word is not found
	people   struct {           // filled by the first search for a person
		once sync.Once
		err  error
		who.Directory
	}

	mu    sync.Mutex
	users int
}

// A collection is what ranking needs to know of all documents of a kind.
type collection struct {
	count int
	mean  float64 // mean number of words in each
}

// acquire returns the view of the present state. It must be released.
func (x *Index) acquire(ctx context.Context) (*view, error) {
	v, err := x.present(ctx)
	switch {
	case err == nil:
		return v, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, ErrClosed):
		return nil, err
	}
	return nil, x.judge(err) // which locks x.mu
}

// present returns the view of the present state, with one more user.
func (x *Index) present(ctx context.Context) (*view, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.closed {
		return nil, ErrClosed
	}
	if x.view == nil {
		var v *view
		err := recovered(func() (err error) {
			v, err = newView(ctx, x.engine)
			return err
		})
		if err != nil {
			return nil, err
		}
		v.users = 1 // the index's own reference
		x.view = v
	}
	x.view.mu.Lock()
	x.view.users++
	x.view.mu.Unlock()
	return x.view, nil
}

// release releases a view. The last release closes it.
func (v *view) release() {
	v.mu.Lock()
	v.users--
	last := v.users == 0
	v.mu.Unlock()
	if last {
		v.reader.Close() // it only counts references
	}
}

func newView(ctx context.Context, engine bleve.Index) (*view, error) {
	reader, err := engine.Reader()
	if err != nil {
		return nil, err
	}
	v := &view{reader: reader}
	if err := v.fill(ctx); err != nil {
		reader.Close()
		return nil, err
	}
	return v, nil
}

func (v *view) fill(ctx context.Context) error {
	owners, err := v.terms(fieldOf)
	if err != nil {
		return err
	}
	byID := map[string]int32{}
	for _, owner := range owners { // sorted: articles come first
		kind, id := owner.Term[:1], owner.Term[1:]
		if kind == kindArticle {
			byID[id] = int32(len(v.articles))
			v.articles, v.long = append(v.articles, id), append(v.long, 0)
		}
		at, ok := byID[id]
		if !ok {
			return fmt.Errorf("%w: passages without an article", ErrDamaged)
		}
		if err := v.place(ctx, owner.Term, at); err != nil {
			return err
		}
	}
	mean := float32(v.passages.mean) / float32(max(1, len(v.long)))
	for i := range v.long {
		v.long[i] /= max(1, mean)
	}
	for _, c := range []*collection{&v.passages, &v.quotes} {
		c.mean /= float64(max(1, c.count))
	}
	languages, err := v.terms(fieldLanguage)
	slices.SortStableFunc(languages, func(a, b bleve.DictEntry) int { return int(b.Count) - int(a.Count) })
	for _, l := range languages {
		v.languages = append(v.languages, l.Term)
	}
	v.stems.Languages = v.languages
	return err
}

// place records where the documents of one kind of an article are.
func (v *view) place(ctx context.Context, of string, at int32) error {
	var c *collection
	switch of[:1] {
	case kindPassage:
		c = &v.passages
	case kindQuote:
		c = &v.quotes
	}
	return postings(ctx, v.reader, fieldOf, of, true, func(p *bleve.TermFieldDoc) {
		doc := int(p.ID.Value())
		for len(v.order) <= doc {
			v.order, v.n, v.length = append(v.order, -1), append(v.n, 0), append(v.length, 0)
		}
		words := math.Round(1 / (p.Norm * p.Norm)) // rounded, so that their sum is the same in any order
		v.order[doc], v.n[doc], v.length[doc] = at, int32(p.Freq)-1, uint16(min(words, 65535))
		if c != nil {
			c.count++
			c.mean += words
		}
		if c == &v.passages {
			v.long[at] += float32(words)
		}
	})
}

// terms returns all words of a field, sorted, with the number of documents that
// hold them.
func (v *view) terms(field string) ([]bleve.DictEntry, error) {
	dict, err := v.reader.FieldDict(field)
	if err != nil {
		return nil, err
	}
	defer dict.Close()
	var all []bleve.DictEntry
	for {
		entry, err := dict.Next()
		if err != nil {
			return nil, err
		}
		if entry == nil {
			break
		}
		all = append(all, *entry)
	}
	if !hasDeleted(v.reader) {
		return all, nil
	}
	return v.live(field, all)
}

// live returns those of terms that some document holds, with the number of
// documents. bleve's dictionaries also count deleted documents until it merges
// their segments.
func (v *view) live(field string, terms []bleve.DictEntry) ([]bleve.DictEntry, error) {
	kept := terms[:0]
	for _, t := range terms {
		r, err := v.reader.TermFieldReader(context.Background(), []byte(t.Term), field, false, false, false)
		if err != nil {
			return nil, err
		}
		t.Count = r.Count()
		if err := r.Close(); err != nil {
			return nil, err
		}
		if t.Count > 0 {
			kept = append(kept, t)
		}
	}
	return kept, nil
}

// where returns the place of a document.
func (v *view) where(doc uint32) article.Place {
	return article.Place{Article: v.articles[v.order[doc]], N: int(v.n[doc])}
}
