package index

import (
	"cmp"
	"container/heap"
	"context"
	"slices"
	"strings"

	bleve "github.com/blevesearch/bleve_index_api"

	"footnote/index/analysis"
)

// A candidate is a document with its scores from words alone.
type candidate struct {
	doc   uint32
	order int32 // of its article
	n     int32
	words float64 // BM25 of the document
	head  float64 // of its heading
	title float64 // of its article's title
	whole float64 // of its article
	draw  float64 // what the first stage ranks by
}

// tally adds up scores while posting lists are read.
type tally struct {
	words, head  []float32 // by document
	title, whole []float32 // by article
	inArticle    []float32 // by article, mentions of the present word in its text
	touched      []uint32  // documents with a score
	isTouched    []bool    // by document
	named        []int32   // articles that hold the present word
	isNamed      []bool    // by article

	// BM25's constants, and what they make of a length: level + slope*length.
	saturation, level, slope                float32
	wholeSaturation, wholeLevel, wholeSlope float32
}

// set prepares t for counting words as s says.
func (t *tally) set(s *setting, c collection) {
	w := &s.words
	t.saturation, t.level = float32(w[wSaturation]), float32(w[wSaturation]*(1-w[wLength]))
	t.slope = float32(w[wSaturation] * w[wLength] / max(1, c.mean))
	t.wholeSaturation, t.wholeLevel = float32(w[wWhole]), float32(w[wWhole]*(1-w[wWholeLength]))
	t.wholeSlope = float32(w[wWhole] * w[wWholeLength])
}

func newTally(v *view) *tally {
	return &tally{
		words: make([]float32, len(v.order)), head: make([]float32, len(v.order)),
		title: make([]float32, len(v.articles)), whole: make([]float32, len(v.articles)),
		inArticle: make([]float32, len(v.articles)),
		isTouched: make([]bool, len(v.order)), isNamed: make([]bool, len(v.articles)),
	}
}

// candidates returns the best documents for the words of r, best first. If only
// is not nil, it decides which documents may be among them.
func (v *view) candidates(ctx context.Context, r *ranker, field string, c collection, only func(doc uint32) bool, limit int) ([]candidate, error) {
	t, ok := v.tallies.Get().(*tally)
	if !ok {
		t = newTally(v)
	}
	t.set(r.setting, c)
	for _, w := range r.words {
		if !w.known() && field == fieldText {
			continue
		}
		for _, stem := range w.stems {
			if err := t.addWord(ctx, v, w, stem, field); err != nil {
				return nil, err
			}
		}
		if w.articles = len(t.named); w.articles <= MaxNamed {
			w.in = slices.Sorted(slices.Values(t.named))
		}
		t.closeWord(v, w)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	if field == fieldText {
		if err := t.addEntitled(ctx, v); err != nil {
			return nil, err
		}
	}
	best := t.best(v, r.setting, only, limit)
	t.clear() // after an error the tally is dropped
	v.tallies.Put(t)
	return best, nil
}

// clear empties a tally for its next use.
func (t *tally) clear() {
	for _, doc := range t.touched {
		t.words[doc], t.head[doc], t.isTouched[doc] = 0, 0, false
	}
	t.touched = t.touched[:0]
	clear(t.title)
	clear(t.whole)
}

func (t *tally) addWord(ctx context.Context, v *view, w *queryTerm, stem, field string) error {
	worth := float32(w.worth())
	err := postings(ctx, v.reader, field, stem, false, func(p *bleve.TermFieldDoc) {
		doc := uint32(p.ID.Value())
		article, tf := v.order[doc], float32(p.Freq)
		t.touch(doc)
		t.words[doc] += worth * tf * (1 + t.saturation) / (tf + t.level + t.slope*float32(v.length[doc]))
		t.name(article)
		t.inArticle[article] += tf
	})
	if err != nil || field != fieldText {
		return err
	}
	err = postings(ctx, v.reader, fieldHead, stem, false, func(p *bleve.TermFieldDoc) {
		doc := uint32(p.ID.Value())
		t.touch(doc)
		t.head[doc] += worth
		t.name(v.order[doc])
	})
	if err != nil {
		return err
	}
	return postings(ctx, v.reader, fieldTitle, stem, false, func(p *bleve.TermFieldDoc) {
		t.title[v.order[p.ID.Value()]] += worth
		t.name(v.order[p.ID.Value()])
	})
}

func (t *tally) touch(doc uint32) {
	if !t.isTouched[doc] {
		t.isTouched[doc] = true
		t.touched = append(t.touched, doc)
	}
}

func (t *tally) name(article int32) {
	if !t.isNamed[article] {
		t.isNamed[article] = true
		t.named = append(t.named, article)
	}
}

// The passage that answers may have none of the question's words: “It was
// launched in May” under the title that names it. Of the maxEntitled
// articles whose titles and texts have most of them, the first maxOpening
// passages each are candidates too.
const (
	maxEntitled = 2
	maxOpening  = 12
)

func (t *tally) addEntitled(ctx context.Context, v *view) error {
	for _, article := range t.entitled() {
		err := postings(ctx, v.reader, fieldOf, kindPassage+v.articles[article], false, func(p *bleve.TermFieldDoc) {
			if doc := uint32(p.ID.Value()); v.n[doc] < maxOpening {
				t.touch(doc)
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// entitled returns the articles whose titles have words, best first.
func (t *tally) entitled() []int32 {
	var best []int32
	for i := range t.title {
		if t.title[i] == 0 {
			continue
		}
		at := len(best)
		for at > 0 && t.title[i]+t.whole[i] > t.title[best[at-1]]+t.whole[best[at-1]] {
			at--
		}
		if at < maxEntitled {
			best = slices.Insert(best, at, int32(i))
			best = best[:min(len(best), maxEntitled)]
		}
	}
	return best
}

// closeWord adds a word's mentions to the articles that hold it.
func (t *tally) closeWord(v *view, w *queryTerm) {
	worth := float32(w.worth())
	for _, article := range t.named {
		n := t.inArticle[article]
		t.whole[article] += worth * n * (1 + t.wholeSaturation) / (n + t.wholeLevel + t.wholeSlope*v.long[article])
		t.inArticle[article], t.isNamed[article] = 0, false
	}
	t.named = t.named[:0]
}

func (t *tally) best(v *view, s *setting, only func(uint32) bool, limit int) []candidate {
	best := make(weakest, 0, limit+1)
	for _, doc := range t.touched {
		if only != nil && !only(doc) {
			continue
		}
		article := v.order[doc]
		c := candidate{
			doc: doc, order: article, n: v.n[doc],
			words: float64(t.words[doc]), head: float64(t.head[doc]),
			title: float64(t.title[article]), whole: float64(t.whole[article]),
		}
		c.draw = c.words + s.words[wDrawHead]*c.head + s.words[wDrawTitle]*c.title + s.words[wDrawWhole]*c.whole
		switch {
		case len(best) == limit && c.draw < best[0].draw: // most
		case len(best) < limit:
			heap.Push(&best, c)
		case compareCandidates(c, best[0]) < 0:
			best[0] = c
			heap.Fix(&best, 0)
		}
	}
	slices.SortFunc(best, compareCandidates)
	return best
}

// compareCandidates puts the better first, and equals in the order of article
// ids and passages.
func compareCandidates(a, b candidate) int {
	return cmp.Or(cmp.Compare(b.draw, a.draw), cmp.Compare(a.order, b.order), cmp.Compare(a.n, b.n))
}

// weakest is a heap with the weakest candidate on top.
type weakest []candidate

func (h weakest) Len() int           { return len(h) }
func (h weakest) Less(i, j int) bool { return compareCandidates(h[i], h[j]) > 0 }
func (h weakest) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *weakest) Push(c any)        { *h = append(*h, c.(candidate)) }
func (h *weakest) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}

// filter returns which documents a query allows, nil for all.
func (v *view) filter(ctx context.Context, q Query) (func(doc uint32) bool, error) {
	allow := v.allowed(q)
	if q.Kind != Quotes || strings.TrimSpace(q.Speaker) == "" {
		return allow, nil
	}
	said, err := v.saidBy(ctx, q.Speaker)
	if err != nil {
		return nil, err
	}
	return func(doc uint32) bool { return said[doc] && (allow == nil || allow(doc)) }, nil
}

// allowed returns which documents are of the articles that a query allows, nil
// for all.
func (v *view) allowed(q Query) func(doc uint32) bool {
	if q.Article == "" && q.Within == nil {
		return nil
	}
	allowed, filter := make([]bool, len(v.articles)), q.Filter()
	for i, id := range v.articles {
		allowed[i] = filter(id)
	}
	return func(doc uint32) bool { return allowed[v.order[doc]] }
}

// saidBy returns the quotations whose speaker has every word of name.
func (v *view) saidBy(ctx context.Context, name string) (map[uint32]bool, error) {
	said := map[uint32]bool{}
	for i, w := range analysis.Words(name) {
		here := map[uint32]bool{}
		err := postings(ctx, v.reader, fieldSpeaker, analysis.Fold(w), false, func(p *bleve.TermFieldDoc) {
			if doc := uint32(p.ID.Value()); i == 0 || said[doc] {
				here[doc] = true
			}
		})
		if err != nil {
			return nil, err
		}
		said = here
	}
	return said, nil
}
