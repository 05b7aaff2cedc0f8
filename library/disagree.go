package library

import (
	"context"
	"slices"

	"footnote/article"
	"footnote/article/lang"
	"footnote/index"
	"footnote/library/values"
)

const (
	maxDisagreeing = 2  // sentences that are shown
	disagreeWithin = 20 // passages that are compared: those with the sentence's words
)

// Disagreeing returns sentences of other articles that give another value for
// the same thing as the sentence of r: another amount, another year. The value
// is Highlights[0] of each. There are none if the sentence has no value, or if
// it is not certain that they are about the same thing.
func (l *Library) Disagreeing(ctx context.Context, r Result) ([]Result, error) {
	if !prose(r.Kind) {
		return nil, nil
	}
	sentence := r.Sentence.Of(r.Passage)
	this := values.Of(values.Sentence{Text: sentence, Title: r.Article.Title, Published: r.Article.Published})
	if !this.Comparable() {
		return nil, nil
	}
	others, err := l.holding(ctx, this.About())
	if err != nil {
		return nil, err
	}
	var found []Result
	for _, other := range others {
		if len(found) == maxDisagreeing {
			break
		}
		if other.Article.ID == r.Article.ID || !prose(other.Kind) || slices.ContainsFunc(found, func(f Result) bool { return f.Article.ID == other.Article.ID }) {
			continue
		}
		if d, ok := disagrees(this, other); ok {
			found = append(found, d)
		}
	}
	return found, nil
}

// holding returns the passages that have the words of text.
func (l *Library) holding(ctx context.Context, text string) ([]Result, error) {
	var places []article.Place
	err := l.withIndex(ctx, func(x *index.Index) (err error) {
		places, err = x.Holding(ctx, text, disagreeWithin)
		return err
	})
	if err != nil {
		return nil, err
	}
	cut := cutter{library: l}
	if err := cut.load(ctx, index.Passages, cut.withLeads(places)); err != nil {
		return nil, err
	}
	hits := make([]index.Hit, len(places))
	for i, p := range places {
		hits[i].Place = p
	}
	return cut.results(ctx, index.Passages, hits)
}

// disagrees returns the first sentence of other that disagrees with this.
func disagrees(this values.Read, other Result) (Result, bool) {
	for _, s := range lang.Sentences(article.Passage{Kind: other.Kind, Text: other.Passage}) {
		that := values.Sentence{Text: s.Of(other.Passage), Title: other.Article.Title, Published: other.Article.Published}
		if _, v, ok := this.Differ(that); ok {
			other.Sentence = s
			other.Highlights = []article.Span{{Start: s.Start + v.Span.Start, End: s.Start + v.Span.End}}
			return other, true
		}
	}
	return Result{}, false
}

// prose reports whether a passage of a kind consists of sentences.
func prose(k article.Kind) bool {
	return k == article.Paragraph || k == article.BlockQuote || k == article.List
}
