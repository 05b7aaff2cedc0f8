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
// 0 to 1. It comes from the caller. 0 means unknown.
type Closeness func(article.Place) float64

// nearWeights are what closeness counts for, found with vectors of the
// Universal Sentence Encoder Lite. The rank was tried on 175 questions of
// members in English on seven libraries, one left out at a time: from 1 to 4 all
// find as many right first hits within one question. The least is taken, as it
// costs least where a model does not know the language. The evidence hardly
// matters from 0 to 8; common was not tuned again.
var nearWeights = struct {
	rank     float64 // for being closer than the candidates are on average
	evidence float64 // in the exponent of the score, for being closer than common
	common   float64 // closeness that passages of one subject have anyway
}{rank: 1, evidence: 3, common: 0.45}

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

// addCloseness moves readings by how much closer to the query they are than the
// others. Rows and code are close to every short text, so they stay where they
// are.
func (v *view) addCloseness(readings []*scored, of Closeness) {
	sum, n := 0.0, 0.0
	for _, d := range readings {
		switch d.text.Kind {
		case article.Table, article.Code:
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
			d.rank += nearWeights.rank * d.nearer
		}
	}
}

// closeEvidence is what the closeness of the first hit adds to the exponent
// of its score.
func (d *scored) closeEvidence() float64 {
	if d.closeness == 0 {
		return 0
	}
	return nearWeights.evidence * max(0, d.closeness-nearWeights.common)
}

// lacks reports whether the first hit lacks words that the query looks for.
func lacks(first *scored) bool { return first.values[fJoint] < allExact }
