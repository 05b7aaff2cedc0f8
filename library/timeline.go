package library

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"footnote/article"
	"footnote/article/lang"
	"footnote/index"
	"footnote/index/who"
	"footnote/store"
)

// A Timeline is the dated sentences about a person or about words, the earliest
// first.
type Timeline struct {
	Of     string // the person's name, or the words
	Person bool   // Of is a person
	Empty  bool   // the library has no articles
	Events []Event
}

// An Event is a sentence with a date. The date is Highlights[0] of the result,
// and the sentence its Sentence.
type Event struct {
	Result
	Date string // YYYY, YYYY-MM or YYYY-MM-DD, as much as the sentence says
}

const (
	maxEvents   = 200 // sentences of a timeline
	maxTimeline = 100 // articles that are read for a person's
)

// Timeline returns the dated sentences about what is asked for: those that name
// the person, if that is the name of one person, else those that contain the
// words. The dates are those in the sentences. Text without words is
// ErrNoWords.
func (l *Library) Timeline(ctx context.Context, about string) (Timeline, error) {
	if !index.HasWord(about) {
		return Timeline{}, ErrNoWords
	}
	person, places, named, err := l.mentionsOf(ctx, about)
	switch {
	case errors.Is(err, errEmpty):
		return Timeline{Of: about, Empty: true}, nil
	case err != nil:
		return Timeline{}, err
	}
	line := Timeline{Of: about}
	var results []Result
	if person != "" {
		line.Of, line.Person = person, true
		results, err = l.passagesAt(ctx, places, named)
	} else {
		results, err = l.passagesWith(ctx, about)
	}
	if err != nil {
		return Timeline{}, err
	}
	for _, r := range results {
		line.Events = append(line.Events, eventsIn(r, line.Person)...)
	}
	line.Events = inOrder(line.Events)
	return line, nil
}

// mentionsOf returns the passages that name a person, and where in them. name is
// "" unless exactly one person is meant.
func (l *Library) mentionsOf(ctx context.Context, about string) (name string, places []article.Place, named map[article.Place][]article.Span, err error) {
	var people []who.Person
	err = l.withIndex(ctx, func(x *index.Index) error {
		people, err = x.People(ctx, about, 2)
		return err
	})
	if err != nil || len(people) != 1 {
		return "", nil, nil, err
	}
	members := people[0].Members
	words, err := l.store.MentionsOf(ctx, l.name, members[:min(len(members), maxTimeline)])
	if err != nil {
		return "", nil, nil, err
	}
	named = map[article.Place][]article.Span{}
	for _, w := range words {
		for _, m := range w.Person.Mentions {
			p := article.Place{Article: w.Place.Article, N: m.Passage}
			if named[p] == nil {
				places = append(places, p)
			}
			named[p] = append(named[p], m.Span)
		}
	}
	return people[0].Name, places, named, nil
}

// passagesAt returns passages with marks as their highlights.
func (l *Library) passagesAt(ctx context.Context, places []article.Place, marks map[article.Place][]article.Span) ([]Result, error) {
	hits := make([]index.Hit, len(places))
	for i, p := range places {
		spans := slices.SortedFunc(slices.Values(marks[p]), func(a, b article.Span) int { return cmp.Compare(a.Start, b.Start) })
		hits[i] = index.Hit{Place: p, Highlights: spans}
	}
	cut := cutter{library: l}
	return cut.results(ctx, index.Passages, hits)
}

// passagesWith returns the passages that contain words, with the words that
// every sentence of a timeline needs as their highlights.
func (l *Library) passagesWith(ctx context.Context, words string) ([]Result, error) {
	answer, err := l.answer(ctx, index.Query{Kind: index.Passages, Text: words, Limit: index.MaxLimit})
	if err != nil {
		return nil, err
	}
	needed := 0
	for _, t := range answer.Terms {
		if !t.Vague {
			needed++
		}
	}
	var results []Result
	for _, r := range answer.Results {
		if distinct(r.Passage, r.Highlights) >= needed {
			results = append(results, r)
		}
	}
	return results, nil
}

// distinct counts the different words among spans of a text, those that begin
// alike once.
func distinct(text string, spans []article.Span) int {
	const alike = 4 // bytes; forms of a word differ at its end
	seen := map[string]bool{}
	for _, s := range spans {
		word := strings.ToLower(s.Of(text))
		seen[word[:min(len(word), alike)]] = true
	}
	return len(seen)
}

// eventsIn returns the sentences of a passage that have a date, and a mention
// of the person or at least half of the words.
func eventsIn(r Result, person bool) []Event {
	all := distinct(r.Passage, r.Highlights)
	if person {
		all = 1 // its forms are one name
	}
	var events []Event
	for _, s := range lang.Sentences(article.Passage{Kind: r.Kind, Text: r.Passage}) {
		var inside []article.Span
		for _, h := range r.Highlights {
			if h.Start >= s.Start && h.End <= s.End {
				inside = append(inside, h)
			}
		}
		dates := lang.DatesIn(s.Of(r.Passage))
		if len(inside) == 0 || 2*distinct(r.Passage, inside) < all || len(dates) == 0 {
			continue
		}
		e := Event{Result: r, Date: dates[0].Date}
		e.Sentence = s
		e.Highlights = []article.Span{{Start: s.Start + dates[0].Span.Start, End: s.Start + dates[0].Span.End}}
		events = append(events, e)
	}
	return events
}

// inOrder sorts events by date, and leaves out the same sentence of another
// article. A year comes before its months, a month before its days.
func inOrder(events []Event) []Event {
	slices.SortStableFunc(events, func(a, b Event) int {
		return cmp.Or(strings.Compare(a.Date, b.Date), strings.Compare(a.Article.Published, b.Article.Published), strings.Compare(a.Article.ID, b.Article.ID), cmp.Compare(a.Place.N, b.Place.N))
	})
	seen := map[string]int{}
	kept := events[:0]
	for _, e := range events {
		key := e.Date + lettersDigest(e.Sentence.Of(e.Passage))
		if at, again := seen[key]; again {
			if !slices.ContainsFunc(append([]store.Info{kept[at].Article}, kept[at].Also...), func(i store.Info) bool { return i.ID == e.Article.ID }) {
				kept[at].Also = append(kept[at].Also, e.Article)
			}
			continue
		}
		seen[key] = len(kept)
		kept = append(kept, e)
	}
	return kept[:min(len(kept), maxEvents)]
}
