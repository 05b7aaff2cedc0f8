package index

import (
	"cmp"
	"context"
	"slices"

	bleve "github.com/blevesearch/bleve_index_api"
)

// Weights of the parts of a quotation's rank. A quotation is found by what was
// said or by who said it; both together rank best.
const (
	quoteSaid     = 1.0  // share of the words that it has
	quoteSpeaker  = 0.6  // share of the words that name its speaker
	quoteExact    = 0.1  // share of the words as written
	quoteOrdered  = 0.2  // words together and in order
	quoteWords    = 0.2  // BM25
	minQuoteShare = 0.5  // share of the words, said or naming, for an answer
	quoteSpoken   = 0.95 // Score of a speaker's quotations when the query has no other words
)

// findQuotes finds quotations by their words, by their speaker, or both.
func (v *view) findQuotes(ctx context.Context, q Query, get Words) (Found, error) {
	only, err := v.filter(ctx, q)
	if err != nil {
		return Found{}, err
	}
	r, err := v.newRanker(ctx, q, fieldQuote, v.quotes)
	if err != nil {
		return Found{}, err
	}
	defer r.marker.release()
	words := r.words
	if len(words) == 0 {
		return v.allSaid(ctx, q)
	}
	named, err := v.speakersNamed(ctx, words)
	if err != nil {
		return Found{}, err
	}
	candidates, err := v.candidates(ctx, r, fieldQuote, v.quotes, only, maxScored)
	if err != nil {
		return Found{}, err
	}
	candidates = v.addNamed(candidates, named, only)
	readings, err := v.scoreAll(ctx, r, Quotes, candidates, get)
	if err != nil {
		return Found{}, err
	}
	fits := make(map[*scored]float64, len(readings))
	for _, d := range readings {
		shares := r.sharesOf(2)
		said, speaker := shares[:len(words)], shares[len(words):]
		for _, k := range d.matches {
			if k.share == 1 { // a word that only begins alike was not said
				said[k.word] = 1
			}
		}
		for i := range words {
			if named[d.doc].has(i) {
				speaker[i] = 1
			}
		}
		fits[d] = r.both(said, speaker)
		d.rank = quoteSaid*r.sum(said) + quoteSpeaker*r.sum(speaker) + quoteExact*d.values[fExact] +
			quoteOrdered*d.values[fOrdered] + quoteWords*d.values[fWords]
	}
	readings = slices.DeleteFunc(readings, func(d *scored) bool { return fits[d] == 0 })
	slices.SortFunc(readings, func(a, b *scored) int {
		return cmp.Or(cmp.Compare(fits[b], fits[a]), compareScored(a, b))
	})
	found := Found{Hits: v.hits(r, r.joinTwins(readings, q.Limit), 1, q), Terms: v.termsOf(words)}
	v.scoreQuotes(found.Hits, readings, fits)
	found.Answered = len(found.Hits) > 0 && found.Hits[0].Score >= minQuoteShare
	return found, nil
}

// scoreQuotes scores each hit by the share of the words it fits.
func (v *view) scoreQuotes(hits []Hit, readings []*scored, fits map[*scored]float64) {
	byPlace := map[int64]float64{}
	for _, d := range readings {
		byPlace[int64(d.order)<<32|int64(d.n)] = fits[d]
	}
	for i, h := range hits {
		at, _ := slices.BinarySearch(v.articles, h.Place.Article)
		hits[i].Score = min(1, byPlace[int64(at)<<32|int64(h.Place.N)])
	}
}

// speakersNamed returns, for each quotation whose speaker's name has some of
// the words, which words these are.
func (v *view) speakersNamed(ctx context.Context, words []*queryTerm) (map[uint32]bitset, error) {
	named := map[uint32]bitset{}
	for i, w := range words {
		for _, form := range w.forms {
			err := postings(ctx, v.reader, fieldSpeaker, form, false, func(p *bleve.TermFieldDoc) {
				set := named[uint32(p.ID.Value())]
				set.add(i)
				named[uint32(p.ID.Value())] = set
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return named, nil
}

// addNamed adds to candidates the quotations of speakers that the query names,
// in order, up to the limit.
func (v *view) addNamed(candidates []candidate, named map[uint32]bitset, only func(uint32) bool) []candidate {
	there := make(map[uint32]bool, len(candidates))
	for _, c := range candidates {
		there[c.doc] = true
	}
	more := make([]candidate, 0, len(named))
	for doc := range named {
		if !there[doc] && (only == nil || only(doc)) {
			more = append(more, candidate{doc: doc, order: v.order[doc], n: v.n[doc]})
		}
	}
	slices.SortFunc(more, compareCandidates)
	return append(candidates, more[:min(len(more), maxScored)]...)
}

// allSaid returns the quotations of a speaker, in the order of articles.
func (v *view) allSaid(ctx context.Context, q Query) (Found, error) {
	said, err := v.saidBy(ctx, q.Speaker)
	if err != nil {
		return Found{}, err
	}
	allow := v.allowed(q)
	all := make([]candidate, 0, len(said))
	for doc := range said {
		if allow == nil || allow(doc) {
			all = append(all, candidate{doc: doc, order: v.order[doc], n: v.n[doc]})
		}
	}
	slices.SortFunc(all, compareCandidates)
	found := Found{Total: len(all)}
	for _, c := range all[:min(len(all), q.Limit)] {
		found.Hits = append(found.Hits, Hit{Place: v.where(c.doc), Score: quoteSpoken})
	}
	found.Answered = len(found.Hits) > 0
	return found, nil
}
