package library

import (
	"context"
	"slices"

	"footnote/article"
	"footnote/library/diff"
	"footnote/store"
)

// withDenied adds to places in passages the denied quotations of those
// passages. The index leaves them out, because they are not the words of any
// speaker; only a check finds them, to report that they were not said.
func (s *speakers) withDenied(ctx context.Context, near []nearest) ([]nearest, error) {
	var ids []string
	for _, n := range near {
		ids = append(ids, n.result.Article.ID)
	}
	denying, err := s.library.store.Denying(ctx, s.library.name, ids)
	if err != nil {
		return nil, err
	}
	all := near
	for _, n := range near {
		if !slices.Contains(denying, n.result.Article.ID) {
			continue
		}
		a, err := s.read(ctx, n.result.Article)
		if err != nil {
			return nil, err
		}
		for i, q := range a.Quotes {
			if !q.Denied() || q.Parts[0].Passage != n.result.Place.N {
				continue
			}
			d := nearest{text: q.Text, tokens: diff.Tokens(diff.Comparable(q.Text))}
			diff.MarkJoints(d.tokens, q)
			d.result = deniedResult(n.result.Article, a, i)
			d.denial = denialResult(n.result.Article, a, q.Denial)
			all = append(all, d)
		}
	}
	return all, nil
}

// deniedResult is the nth quotation of an article, in the form of a result from
// the index.
func deniedResult(info store.Info, a article.Article, n int) Result {
	q := a.Quotes[n]
	r := passageAt(info, a, article.Mention(q.Parts[0]))
	r.Quote, r.QuotePlace = &q, article.Place{Article: info.ID, N: n}
	return r
}

// denialResult is the sentence that denies a quotation.
func denialResult(info store.Info, a article.Article, m article.Mention) *Result {
	r := passageAt(info, a, m)
	return &r
}

// passageAt is the passage that m points into, with m as its sentence.
func passageAt(info store.Info, a article.Article, m article.Mention) Result {
	r := Result{Article: info, Place: article.Place{Article: info.ID, N: m.Passage}}
	if m.Passage >= 0 && m.Passage < len(a.Passages) {
		p := a.Passages[m.Passage]
		r.Section, r.Kind, r.Passage, r.Sentence = p.Section, p.Kind, p.Text, within(m.Span, p.Text)
	}
	return r
}
