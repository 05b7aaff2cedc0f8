package library

import (
	"context"
	"maps"
	"slices"

	"footnote/article"
	"footnote/index"
	"footnote/library/diff"
	"footnote/store"
)

// passages are places in passages, with those of their articles that deny a
// quotation, by their ids.
type passages struct {
	near    []nearest
	denying map[string]article.Article
}

// nearPassages finds the passages that have most of a claim's words. Where each
// query is a round trip, it looks for denials while the words are read, in the
// articles of all of them.
func (l *Library) nearPassages(ctx context.Context, claim *diff.Claim) (p passages, err error) {
	ahead := l.Ahead()
	defer ahead.Wait()
	var denying []func() (map[string]article.Article, error)
	look := func(places []article.Place) {
		ids := articlesOf(places)
		denying = append(denying, Soon(ctx, ahead, func(ctx context.Context) (map[string]article.Article, error) {
			return l.store.Denying(ctx, l.name, ids)
		}))
	}
	var heard func([]article.Place)
	if l.store.Remote() {
		heard = look
	}
	p.near, err = l.near(ctx, index.Passages, claim, heard)
	if heard == nil {
		var places []article.Place
		for _, n := range p.near {
			places = append(places, n.result.Place)
		}
		look(places)
	}
	p.denying = map[string]article.Article{}
	for _, found := range denying {
		if err != nil || len(p.near) == 0 {
			break
		}
		var some map[string]article.Article
		some, err = found()
		maps.Copy(p.denying, some)
	}
	return p, err
}

// articlesOf returns the ids of the articles of places, each once.
func articlesOf(places []article.Place) []string {
	var ids []string
	for _, p := range places {
		if !slices.Contains(ids, p.Article) {
			ids = append(ids, p.Article)
		}
	}
	return ids
}

// withDenied returns places in passages, and the denied quotations of those
// passages. The index leaves them out, because they are not the words of any
// speaker; only a check finds them, to report that they were not said.
func (p passages) withDenied() []nearest {
	all := p.near
	for _, n := range p.near {
		a := p.denying[n.result.Article.ID]
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
	return all
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
