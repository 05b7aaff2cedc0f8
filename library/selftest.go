package library

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"footnote/article"
	"footnote/index"
	"footnote/store"
)

// SelfTest asks the library's index for something that the store has, for each
// kind of search: passages, quotations, people, and autocompleted names. It
// also compares the counts of both. An index that fails is damaged: it is
// rebuilt once, and tested again. The error is nil if everything is found, or
// if the library is empty.
func (l *Library) SelfTest(ctx context.Context) error {
	head, err := l.store.Head(ctx, l.name)
	if err != nil {
		return err
	}
	p, err := l.newProbe(ctx)
	if err != nil {
		return err
	}
	err = l.withIndex(ctx, func(x *index.Index) error {
		if x.State() != state(head) { // the library has changed, or its disk is full
			return nil
		}
		return l.ask(ctx, x, p)
	})
	if errors.Is(err, errEmpty) {
		return nil
	}
	return err
}

// A probe is something in the store that the index must find.
type probe struct {
	counts  store.Counts
	passage string // its text, "" for none
	quote   string // its text, "" for none
	person  string // a name, "" for none

	ofPassage, ofQuote string // ids of their articles
}

// maxProbed is how many of the newest articles are searched for a probe.
const maxProbed = 20

func (l *Library) newProbe(ctx context.Context) (probe, error) {
	var p probe
	var err error
	if p.counts, err = l.store.Count(ctx, l.name); err != nil {
		return p, err
	}
	infos, err := l.store.Articles(ctx, l.name, store.Filter{Limit: maxProbed})
	if err != nil {
		return p, err
	}
	for _, info := range infos {
		if p.passage != "" && p.quote != "" && p.person != "" {
			break
		}
		_, a, err := l.store.Article(ctx, l.name, info.ID)
		if errors.Is(err, store.ErrNotFound) {
			continue
		}
		if err != nil {
			return p, err
		}
		p.takeFrom(info.ID, a)
	}
	return p, nil
}

// takeFrom takes from an article what p still lacks.
func (p *probe) takeFrom(id string, a article.Article) {
	if i := slices.IndexFunc(a.Passages, func(p article.Passage) bool { return index.HasWord(p.Text) }); i >= 0 && p.passage == "" {
		p.passage, p.ofPassage = a.Passages[i].Text, id
	}
	if i := slices.IndexFunc(a.Quotes, func(q article.Quote) bool { return index.HasWord(q.Text) }); i >= 0 && p.quote == "" {
		p.quote, p.ofQuote = a.Quotes[i].Text, id
	}
	if i := slices.IndexFunc(a.People, func(p article.Person) bool { return isPlainName(p.Name) }); i >= 0 && p.person == "" {
		p.person = a.People[i].Name
	}
}

// isPlainName reports whether a name has two to four words.
func isPlainName(name string) bool {
	n := len(strings.Fields(name))
	return index.HasWord(name) && n >= 2 && n <= 4
}

// ask searches x for the contents of p. If something is not found, the error is
// index.ErrDamaged.
func (l *Library) ask(ctx context.Context, x *index.Index, p probe) error {
	has, err := x.Contents(ctx)
	if err != nil {
		return err
	}
	if want := index.Contents(p.counts); has != want {
		l.log.WarnContext(ctx, "the counts of index and store differ", "index", fmt.Sprintf("%+v", has), "store", fmt.Sprintf("%+v", want))
		return l.unlessChanged(ctx, x, "its counts differ from those of the store")
	}
	cut := cutter{library: l}
	for _, q := range []index.Query{
		{Kind: index.Passages, Text: p.passage, Article: p.ofPassage, Limit: 1},
		{Kind: index.Quotes, Text: p.quote, Article: p.ofQuote, Limit: 1},
	} {
		if q.Text == "" {
			continue
		}
		found, err := x.Find(ctx, q, cut.words)
		if err != nil {
			return err
		}
		if len(found.Hits) == 0 {
			return l.unlessChanged(ctx, x, "it does not find a text of the store")
		}
	}
	if p.person == "" {
		return nil
	}
	people, err := x.People(ctx, p.person, 1)
	if err != nil {
		return err
	}
	names, err := x.Names(ctx, p.person, 1)
	if err != nil {
		return err
	}
	if len(people) == 0 || len(names) == 0 {
		return l.unlessChanged(ctx, x, "it does not find a person of the store")
	}
	return nil
}

// unlessChanged returns index.ErrDamaged with what is wrong, or nil if the
// library has changed during the test.
func (l *Library) unlessChanged(ctx context.Context, x *index.Index, wrong string) error {
	head, err := l.store.Head(ctx, l.name)
	if err != nil || x.State() != state(head) {
		return err
	}
	return fmt.Errorf("%w: %s", index.ErrDamaged, wrong)
}

// Health is the result of testing the open indexes.
type Health struct {
	Tested  int
	Failing int // indexes that fail even after a rebuild
}

// SelfTest tests the open indexes, each like Library.SelfTest, and logs which
// of them fail.
func (ls *Libraries) SelfTest(ctx context.Context) Health {
	var h Health
	for _, name := range ls.indexes.names() {
		l, err := ls.Library(name)
		if err == nil {
			err = l.SelfTest(ctx)
		}
		if ctx.Err() != nil {
			return h
		}
		h.Tested++
		switch {
		case err == nil:
		case errors.Is(err, errIncurable), errors.Is(err, index.ErrDamaged), errors.Is(err, index.ErrBug):
			h.Failing++
			ls.config.Log.Error("an index does not answer", "library", name, "err", err)
		default: // the store, or another process that holds the index: not the index's fault
			ls.config.Log.Warn("an index could not be tested", "library", name, "err", err)
		}
	}
	return h
}

// names returns the names of the libraries with open indexes, the least recently
// used first.
func (xs *indexes) names() []string {
	xs.mu.Lock()
	defer xs.mu.Unlock()
	var names []string
	for el := xs.recent.Back(); el != nil; el = el.Prev() {
		names = append(names, el.Value.(*openIndex).name)
	}
	return names
}
