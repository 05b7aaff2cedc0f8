package index

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	bleve "github.com/blevesearch/bleve_index_api"

	"footnote/article"
)

// Find returns the places that fit q, best first. words is asked once, for
// the places that the postings alone rank highest; they are then ranked by
// their words. The same index and words give the same hits in the same order.
func (x *Index) Find(ctx context.Context, q Query, words Words) (Found, error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.closed {
		return Found{}, ErrClosed
	}
	var found Found
	err := bounded(func() error {
		r, err := x.engine.Reader()
		if err != nil {
			return damaged(err)
		}
		defer r.Close()
		s := search{index: x, reader: r, query: q}
		found, err = s.run(ctx, words)
		return err
	})
	return found, err
}

// A search is one Query being answered.
type search struct {
	index    *Index
	reader   bleve.IndexReader
	query    Query
	concepts []concept
	total    float64 // weight of all concepts that say something
}

// fields says where each kind of query looks.
var fields = map[Kind]struct {
	kind  string
	field string
}{
	Passages: {string(passageDoc), fieldPassage},
	Quotes:   {string(quoteDoc), fieldQuote},
}

const defaultLimit = 5

// rankedAgain is how many of the places that the postings rank highest are
// ranked again by their words.
const rankedAgain = 30

func (s *search) run(ctx context.Context, words Words) (Found, error) {
	limit := min(cmp.Or(s.query.Limit, defaultLimit), MaxLimit)
	langs, err := languagesOf(s.reader)
	if err != nil {
		return Found{}, err
	}
	in := fields[s.query.Kind]
	docs, err := count(s.reader, fieldKind, in.kind)
	if err != nil || docs == 0 {
		return Found{}, err
	}
	if s.concepts, err = s.index.concepts(s.reader, s.query.Text, langs, in.field, docs); err != nil {
		return Found{}, err
	}
	s.weigh()
	candidates, err := s.candidates(in.field, max(rankedAgain, limit))
	if err != nil {
		return Found{}, err
	}
	places := make([]article.Place, len(candidates))
	for i, c := range candidates {
		places[i] = c.place
	}
	texts, err := words(ctx, s.query.Kind, places)
	if err != nil {
		return Found{}, err
	}
	hits := s.rank(candidates, texts, limit)
	return Found{
		Hits:     hits,
		Answered: len(hits) > 0 && hits[0].Score >= sure[s.query.Kind],
		Terms:    s.terms(),
	}, nil
}

// weigh decides which concepts count: those that say something, or all
// where none does.
func (s *search) weigh() {
	for _, c := range s.concepts {
		if c.says {
			s.total += c.weight * c.idf
		}
	}
	if s.total > 0 {
		return
	}
	for i := range s.concepts {
		s.concepts[i].says = true
		s.total += s.concepts[i].weight * s.concepts[i].idf
	}
}

func (s *search) terms() []Term {
	var list []Term
	for _, c := range s.concepts {
		if c.says {
			list = append(list, Term{Word: strings.ToLower(c.text), Corrected: c.corrected, Articles: c.articles})
		}
	}
	return list
}

// A candidate is a place that the postings rank high.
type candidate struct {
	place   article.Place
	doc     uint64
	score   float64 // by the postings
	speaker float64 // share of the question that names the speaker
	whole   float64 // how well the whole article fits
}

// The constants of BM25. The length that texts are measured against is
// fixed, so that scores of different libraries compare.
const (
	bm25K = 1.2
	bm25B = 0.75
	usual = 80 // words of a usual passage
)

func bm25(freq, length, usual float64) float64 {
	return freq * (bm25K + 1) / (freq + bm25K*(1-bm25B+bm25B*length/usual))
}

// headingWeight is what a word in section or title counts among the
// postings, against one in the passage.
const headingWeight = 0.4

// candidates returns the places that the postings rank highest, at most n.
func (s *search) candidates(field string, n int) ([]candidate, error) {
	only, err := s.filter()
	if err != nil {
		return nil, err
	}
	sums := takeSums()
	defer sums.give()
	speakers := map[uint64]float64{}
	for _, c := range s.concepts {
		if !c.says {
			continue
		}
		weight := c.weight * c.idf
		for _, stem := range c.stems {
			if err := s.sum(field, stem, only, func(doc uint64, freq, length float64) {
				sums.add(doc, weight*bm25(freq, length, usual))
			}); err != nil {
				return nil, err
			}
			if s.query.Kind == Passages {
				if err := s.sum(fieldHeading, stem, only, func(doc uint64, _, _ float64) {
					sums.add(doc, headingWeight*weight)
				}); err != nil {
					return nil, err
				}
			}
		}
		if s.query.Kind == Quotes {
			if err := s.sum(fieldSpeaker, c.word, only, func(doc uint64, _, _ float64) {
				sums.add(doc, weight+1)
				speakers[doc]++
			}); err != nil {
				return nil, err
			}
		}
	}
	if len(s.concepts) == 0 { // nothing but a filter: all that passes it
		for doc := range only {
			sums.add(doc, 1)
		}
	}
	return s.best(sums, speakers, n)
}

func (s *search) sum(field, term string, only map[uint64]struct{}, add func(doc uint64, freq, length float64)) error {
	return postings(s.reader, field, term, field != fieldSpeaker, func(doc uint64, freq, length float64) error {
		if only != nil {
			if _, ok := only[doc]; !ok {
				return nil
			}
		}
		add(doc, freq, length)
		return nil
	})
}

// filter returns the documents that a query with a speaker or an article
// may find, nil for all.
func (s *search) filter() (map[uint64]struct{}, error) {
	var only map[uint64]struct{}
	narrow := func(field, term string) error {
		have := map[uint64]struct{}{}
		err := postings(s.reader, field, term, false, func(doc uint64, _, _ float64) error {
			if _, ok := only[doc]; ok || only == nil {
				have[doc] = struct{}{}
			}
			return nil
		})
		only = have
		return err
	}
	if s.query.Article != "" {
		if err := narrow(fieldOwner, s.query.Article); err != nil {
			return nil, err
		}
		if err := narrow(fieldKind, fields[s.query.Kind].kind); err != nil {
			return nil, err
		}
	}
	if s.query.Kind == Quotes && s.query.Speaker != "" {
		for _, w := range nameWords(s.query.Speaker) {
			if err := narrow(fieldSpeaker, w); err != nil {
				return nil, err
			}
		}
	}
	return only, nil
}

// best names the candidates with the highest sums, in order.
func (s *search) best(sums *sums, speakers map[uint64]float64, n int) ([]candidate, error) {
	least := sums.nth(n)
	var list []candidate
	for _, doc := range sums.docs {
		if sums.of[doc] < least {
			continue
		}
		id, err := externalID(s.reader, uint64(doc))
		if err != nil {
			return nil, err
		}
		place, ok := placeOf(id)
		if !ok {
			continue
		}
		list = append(list, candidate{place: place, doc: uint64(doc), score: float64(sums.of[doc]), speaker: speakers[uint64(doc)]})
	}
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), byPlace(a.place, b.place))
	})
	return list[:min(len(list), n)], nil
}

func byPlace(a, b article.Place) int {
	return cmp.Or(strings.Compare(a.Article, b.Article), cmp.Compare(a.N, b.N))
}

// sums are scores by document number. They are as long as the index is, and
// used again.
type sums struct {
	of   []float32
	docs []uint32 // with a sum
}

var pool = sync.Pool{New: func() any { return new(sums) }}

func takeSums() *sums { return pool.Get().(*sums) }

func (s *sums) give() {
	for _, doc := range s.docs {
		s.of[doc] = 0
	}
	s.docs = s.docs[:0]
	pool.Put(s)
}

func (s *sums) add(doc uint64, n float64) {
	if doc >= uint64(len(s.of)) {
		s.of = append(s.of, make([]float32, int(doc)+1-len(s.of)+len(s.of)/2)...)
	}
	if s.of[doc] == 0 {
		s.docs = append(s.docs, uint32(doc))
	}
	s.of[doc] += float32(n)
}

// nth returns the nth highest sum, 0 where there are fewer.
func (s *sums) nth(n int) float32 {
	if len(s.docs) <= n {
		return 0
	}
	heap := make([]float32, 0, n) // the n highest, the least first
	for _, doc := range s.docs {
		v := s.of[doc]
		if len(heap) < n {
			heap = append(heap, v)
			if len(heap) == n {
				slices.Sort(heap)
			}
			continue
		}
		if v <= heap[0] {
			continue
		}
		i := 0
		for { // sift down
			child := 2*i + 1
			if child >= n {
				break
			}
			if child+1 < n && heap[child+1] < heap[child] {
				child++
			}
			if v <= heap[child] {
				break
			}
			heap[i] = heap[child]
			i = child
		}
		heap[i] = v
	}
	return heap[0]
}
