package library

import (
	"context"
	"slices"

	"footnote/article"
	"footnote/index"
	"footnote/library/diff"
	"footnote/store"
)

// passages are places in passages, with the ids of those of their articles that
// deny a quotation.
type passages struct {
	near    []nearest
	denying []string
}

// nearPassages finds the passages that have most of a claim's words.
func (l *Library) nearPassages(ctx context.Context, claim *diff.Claim) (p passages, err error) {
	ahead := l.Ahead()
	defer ahead.Wait()
	denying := func() ([]string, error) { return nil, nil }
	p.near, err = l.near(ctx, index.Passages, claim, func(hits []index.Hit) {
		var ids []string
		for _, h := range hits {
			if !slices.Contains(ids, h.Place.Article) {
				ids = append(ids, h.Place.Article)
			}
		}
		denying = Soon(ctx, ahead, func(ctx context.Context) ([]string, error) { return l.store.Denying(ctx, l.name, ids) })
	})
	if err == nil && len(p.near) > 0 {
		p.denying, err = denying()
	}
	return p, err
}

// withDenied adds to places in passages the denied quotations of those
// passages. The index leaves them out, because they are not the words of any
// speaker; only a check finds them, to report that they were not said.
func (s *speakers) withDenied(ctx context.Context, p passages) ([]nearest, error) {
	all := p.near
	for _, n := range p.near {
		if !slices.Contains(p.denying, n.result.Article.ID) {
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
