package index

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"footnote/article"
)

// read at most this many candidates with their words: beyond them hardly a
// passage ever answers. Of a brief question, whose few words more passages have,
// more are read.
const (
	minScored   = 18
	briefScored = 24
	maxScored   = MaxLimit
)

// Find returns the places that fit q, best first, each with the words that
// ranked it. The same index and query give the same answer.
func (x *Index) Find(ctx context.Context, q Query, words Words) (Found, error) {
	v, err := x.acquire(ctx)
	if err != nil {
		return Found{}, err
	}
	defer v.release()
	q.Limit = clampLimit(q.Limit)
	var found Found
	err = recovered(func() (err error) {
		if q.Kind == Quotes {
			found, err = v.findQuotes(ctx, q, words)
		} else {
			found, err = v.findPassages(ctx, q, words)
		}
		return err
	})
	if w := (wordsError{}); errors.As(err, &w) { // not the index's
		return Found{}, fmt.Errorf("find in index: %w", w.error)
	}
	if err != nil {
		return Found{}, fmt.Errorf("find in index: %w", x.judge(err))
	}
	return found, nil
}

// A wordsError is an error returned by Words.
type wordsError struct{ error }

func clampLimit(limit int) int {
	if limit <= 0 {
		return 5
	}
	return min(limit, MaxLimit)
}

func (v *view) findPassages(ctx context.Context, q Query, get Words) (Found, error) {
	ranker, err := v.newRanker(ctx, q, fieldText, v.passages)
	if err != nil || len(ranker.words) == 0 {
		return Found{}, err
	}
	defer ranker.marker.release()
	only, err := v.filter(ctx, q)
	if err != nil {
		return Found{}, err
	}
	most := min(maxScored, max(ranker.reads(), q.Limit+q.Limit/2))
	candidates, err := v.candidates(ctx, ranker, fieldText, v.passages, only, most)
	if err != nil {
		return Found{}, err
	}
	phrases := ranker.phrases
	ranker.listed = ranker.listed || len(phrases) > 0
	if candidates, err = v.withPhrases(ctx, ranker, phrases, candidates, only); err != nil {
		return Found{}, err
	}
	if candidates, ranker.joined, err = v.withPlaces(ctx, ranker, q.Join, candidates, only); err != nil {
		return Found{}, err
	}
	readings, err := v.scoreAll(ctx, ranker, Passages, candidates, get)
	if err != nil {
		return Found{}, err
	}
	if q.Closeness != nil {
		v.addCloseness(readings, q.Closeness)
	}
	var found Found
	if found.Nowhere, err = v.preferPhrases(ctx, ranker, phrases, readings); err != nil {
		return Found{}, err
	}
	ranker.preferRun(ranker.run, readings)
	ranker.yieldTo(readings)
	found.Terms = v.termsOf(ranker.words)
	if len(readings) == 0 {
		return found, nil
	}
	likely, rest := ranker.splitLikely(readings)
	sortScored(likely)
	sortScored(rest)
	evidence := ranker.evidence(likely, v.passages.count)
	folded := ranker.joinTwins(readings, max(q.Limit, 2))
	var next *scored
	if len(folded) > 1 && slices.Contains(likely, folded[1].first) {
		next = folded[1].first
	}
	sure := ranker.limit(ranker.confidence(evidence, likely[0].closeEvidence()), likely, next, evidence)
	found.Lacks = lacks(likely[0])
	if q.Why {
		found.Confidence = reasons(evidence[:], ranker.setting.confidence[:], evidenceNames[:])
	}
	found.Hits = v.hits(ranker, folded[:min(len(folded), q.Limit)], sure, q)
	found.Answered = sure >= answerScore
	found.Unsure = !found.Answered && sure >= nearScore
	return found, nil
}

// reads returns how many candidates are read at least.
func (r *ranker) reads() int {
	if lengthOf(r.words) < fullQuery {
		return briefScored
	}
	return minScored
}

// splitLikely splits the candidates into those that may answer and the rest of
// a long list, so that the first hit and its confidence do not depend on how
// many hits are requested.
func (r *ranker) splitLikely(readings []*scored) (likely, rest []*scored) {
	n := len(readings)
	if !r.listed {
		n = min(n, r.reads()+r.joined)
	}
	return readings[:n], readings[n:]
}

// scoreAll fetches the words of candidates and ranks them. Candidates whose
// place no longer exists are left out.
func (v *view) scoreAll(ctx context.Context, r *ranker, kind Kind, candidates []candidate, get Words) ([]*scored, error) {
	if len(candidates) == 0 {
		return nil, nil
	}
	places := make([]article.Place, len(candidates))
	for i, c := range candidates {
		places[i] = v.where(c.doc)
	}
	texts, err := get(ctx, kind, places)
	if err != nil {
		return nil, wordsError{err}
	}
	if len(texts) != len(places) {
		return nil, fmt.Errorf("got words of %d places, want %d", len(texts), len(places))
	}
	readings := make([]*scored, 0, len(candidates))
	for i, c := range candidates {
		if texts[i].Text != "" {
			d := r.score(c, texts[i])
			d.deep = i >= minScored && i < r.reads()
			readings = append(readings, d)
		}
	}
	r.compare(readings)
	return readings, nil
}

// hits makes hits of the best readings. The first gets the confidence that it
// answers; each other gets less, in proportion to its rank.
func (v *view) hits(r *ranker, folded []twins, first float64, q Query) []Hit {
	hits := make([]Hit, 0, len(folded))
	for _, t := range folded {
		d := t.first
		h := Hit{Place: v.where(d.doc), Score: first * against(d.rank, folded[0].first.rank), Sentence: d.sentences[d.best], Highlights: spansOf(d.matches)}
		for _, also := range t.also {
			if also.order != d.order {
				h.Also = append(h.Also, v.where(also.doc))
			}
		}
		if q.Why && q.Kind == Passages {
			h.Why = r.why(d, v.passages.count)
		}
		hits = append(hits, h)
	}
	return hits
}

// against returns rank as a share of best, 0 to 1: 1 if they are equal,
// otherwise 0 if rank is negative.
func against(rank, best float64) float64 {
	if rank == best {
		return 1
	}
	return max(0, min(1, rank/max(best, 1e-9)))
}

// termsOf returns, for each word, what the library has of it.
func (v *view) termsOf(words []*queryTerm) []Term {
	all := make([]Term, len(words))
	for i, w := range words {
		all[i] = Term{Word: w.word, Corrected: w.corrected, Articles: w.articles, Vague: w.pair || w.kind == genericWord}
		for _, order := range w.in {
			all[i].In = append(all[i].In, v.articles[order])
		}
	}
	return all
}
