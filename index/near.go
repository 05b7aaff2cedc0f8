package index

import (
	"context"

	bleve "github.com/blevesearch/bleve_index_api"

	"footnote/article"
)

// Sentences returns the sentences, items or rows of a text, at least one: of
// them a Hit names the best.
func Sentences(text Text) []article.Span { return sentencesOf(text) }

// Closeness says how close the meaning of a passage is to that of the query,
// 0 to 1, as whoever asks knows from elsewhere. 0 is for what is not known.
type Closeness func(article.Place) float64

// What closeness counts for: in rank, by how much it is above the average of
// the candidates; and as evidence, where 1 is added to the exponent of the score
// for every tenth above what passages of one subject have anyway. Both were
// chosen among a few round numbers on questions in English with vectors of
// the Universal Sentence Encoder, and hold for whatever model there is.
const (
	nearRank     = 3.0
	nearEvidence = 6.0
	nearCommon   = 0.45
)

// withPlaces puts the passages at places before the candidates that are not
// of them. It returns how many it put there.
func (v *view) withPlaces(ctx context.Context, r *ranker, places []article.Place, candidates []candidate, only func(doc uint32) bool) ([]candidate, int, error) {
	docs, err := v.docsAt(ctx, places, only)
	if err != nil {
		return nil, 0, err
	}
	for _, c := range candidates {
		delete(docs, c.doc)
	}
	if len(docs) == 0 {
		return candidates, 0, nil
	}
	drawn, err := v.candidates(ctx, r, fieldText, v.passages, func(doc uint32) bool { _, ok := docs[doc]; return ok }, len(docs))
	if err != nil {
		return nil, 0, err
	}
	there := map[uint32]candidate{}
	for _, c := range drawn {
		there[c.doc] = c
	}
	joined := make([]candidate, 0, len(docs)+len(candidates))
	for _, p := range places {
		for doc, at := range docs {
			if at != p {
				continue
			}
			c, ok := there[doc]
			if !ok { // it has no word of the query
				c = candidate{doc: doc, order: v.order[doc], n: v.n[doc]}
			}
			joined = append(joined, c)
			delete(docs, doc)
		}
	}
	n := len(joined)
	return append(joined, candidates...), n, nil
}

// docsAt returns the documents of passages that only lets through, with their
// places. Those that are gone are left out.
func (v *view) docsAt(ctx context.Context, places []article.Place, only func(doc uint32) bool) (map[uint32]article.Place, error) {
	docs := map[uint32]article.Place{}
	for _, p := range places {
		err := postings(ctx, v.reader, fieldOf, kindPassage+p.Article, false, func(d *bleve.TermFieldDoc) {
			if doc := uint32(d.ID.Value()); int(v.n[doc]) == p.N && (only == nil || only(doc)) {
				docs[doc] = p
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return docs, nil
}

// addCloseness moves readings by how much closer to the query they are than
// the others. Rows, items and code are close to whatever is short: theirs says
// little, and they stay where they are.
func (v *view) addCloseness(r *ranker, readings []*scored, of Closeness) {
	sum, n := 0.0, 0.0
	for _, d := range readings {
		switch d.text.Kind {
		case article.Table, article.List, article.Code:
			continue
		}
		if d.closeness = of(v.where(d.doc)); d.closeness > 0 {
			sum += d.closeness
			n++
		}
	}
	for _, d := range readings {
		if d.closeness > 0 {
			d.nearer = d.closeness - sum/n
			d.rank += nearRank * d.nearer
		}
	}
}

// closeEvidence is what the closeness of the first hit adds to the exponent
// of its score.
func (d *scored) closeEvidence() float64 {
	if d.closeness == 0 {
		return 0
	}
	return nearEvidence * max(0, d.closeness-nearCommon)
}

// lacks reports whether the first hit lacks words that the query looks for.
func lacks(first *scored) bool { return first.values[fJoint] < allExact }
