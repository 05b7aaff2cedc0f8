package library

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"strconv"
	"time"

	"golang.org/x/sync/errgroup"

	"footnote/article"
	"footnote/article/lang"
	"footnote/feed"
	"footnote/fetch"
	"footnote/store"
)

// An Item is a text to add.
type Item struct {
	ID     string // "" for the canonical address, or a hash of the text if it has none
	Source article.Source
	Anyway bool     // add it despite serious warnings
	Same   Same     // what to do if the library already has the text from another address
	Page   bool     // it is the page at its address, which is checked for changes later
	Tags   []string // the tags of the article from now on, nil to leave them as they are
}

// A Receipt is the result of adding an item.
type Receipt struct {
	ID        string
	Title     string
	Author    string
	Published string // YYYY-MM-DD
	Language  string
	URL       string
	Status    store.Status
	Tags      []string // those that it was added with

	Passages, Quotes, People int

	First, Last string // the first and the last sentence that were added
	LeftOut     article.LeftOut
	Warnings    []article.Warning

	// Twin is an older article with nearly the same text, or nil.
	Twin *store.Info
}

// An Outcome is the receipt of an item, or the error that kept it from being
// added.
type Outcome struct {
	Receipt Receipt
	Err     error
}

// ErrDoubtful is returned for a text that may not be the article: a paywall cut
// the page, or it asks to sign in. The Receipt has the warnings. Item.Anyway
// adds the text despite them.
var ErrDoubtful = errors.New("library: the text may not be the article")

// A warningError is an ErrDoubtful with the warning that Explain returns.
type warningError struct{ warning string }

func (d warningError) Error() string { return ErrDoubtful.Error() }
func (d warningError) Unwrap() error { return ErrDoubtful }

// ErrIsFeed is returned for a feed given as an article.
var ErrIsFeed = errors.New("library: a feed, not an article")

// Add reads items and adds those that can be read, in one transaction that is
// durable when Add returns. The outcomes are in the order of the items. The
// error is the store's; then nothing was added.
func (l *Library) Add(ctx context.Context, by string, items ...Item) ([]Outcome, error) {
	outcomes := make([]Outcome, len(items))
	readings := make([]article.Article, len(items))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, item := range items {
		g.Go(func() error {
			if _, outcomes[i].Err = cleanTags(item.Tags); outcomes[i].Err == nil {
				readings[i], outcomes[i].Err = l.read(ctx, item)
			}
			return nil
		})
	}
	g.Wait()

	var entries []store.Entry
	var kept []int // indexes in items of the entries
	for i, item := range items {
		if errors.Is(outcomes[i].Err, ErrDoubtful) {
			outcomes[i].Receipt = receipt(store.Stored{}, readings[i])
		}
		noted := false
		if outcomes[i].Err == nil && item.Same == NoteSame {
			var err error
			if noted, err = l.note(ctx, readings[i], &outcomes[i].Receipt); err != nil {
				return nil, err
			}
		}
		if outcomes[i].Err == nil && !noted {
			entries = append(entries, store.Entry{ID: item.ID, Source: item.Source, Reading: readings[i]})
			kept = append(kept, i)
		}
	}
	if len(entries) == 0 {
		return outcomes, nil
	}
	stored, err := l.store.Put(ctx, l.name, by, entries...)
	if err != nil {
		return nil, err
	}
	for n, i := range kept {
		outcomes[i].Receipt = receipt(stored[n], readings[i])
		if items[i].Tags != nil {
			if outcomes[i].Receipt.Tags, outcomes[i].Err = l.setTags(ctx, stored[n].Info.ID, items[i].Tags); outcomes[i].Err != nil {
				continue
			}
		}
		if items[i].Page {
			l.watchPage(ctx, outcomes[i].Receipt, items[i].Source.URL, fetch.Validators{})
		}
		if stored[n].Status != store.Added {
			continue
		}
		if err := l.resolveSame(ctx, by, items[i].Same, readings[i], stored[n].Info, &outcomes[i].Receipt); err != nil {
			l.log.WarnContext(ctx, "could not look for the same text", "article", stored[n].Info.ID, "err", err) // the article is added anyway
		}
	}
	return outcomes, nil
}

// AddURL fetches an address and adds the article there, as item says.
func (l *Library) AddURL(ctx context.Context, by, url string, item Item) (Receipt, error) {
	src, err := l.fetch(ctx, url)
	if err != nil {
		return Receipt{}, err // it names the address
	}
	item.Source, item.Page = src, true
	return l.AddOne(ctx, by, item)
}

// AddOne adds one item.
func (l *Library) AddOne(ctx context.Context, by string, item Item) (Receipt, error) {
	outcomes, err := l.Add(ctx, by, item)
	if err != nil {
		return Receipt{}, err
	}
	return outcomes[0].Receipt, outcomes[0].Err
}

// read reads an item's source when its turn comes.
func (l *Library) read(ctx context.Context, item Item) (article.Article, error) {
	leave, err := l.line.enter(ctx, len(item.Source.Body))
	if err != nil {
		return article.Article{}, err
	}
	defer leave()
	return l.readNow(ctx, item)
}

// readNow reads an item's source. If a reader panics on hostile bytes, only that
// item fails, not the process.
func (l *Library) readNow(ctx context.Context, item Item) (a article.Article, err error) {
	began := time.Now()
	defer func() { l.readings.count(time.Since(began), err) }()
	defer func() {
		if p := recover(); p != nil {
			what := fmt.Sprintf("%T", p) // its value may contain text of the article
			if fault, ok := p.(runtime.Error); ok {
				what = fault.Error()
			}
			err = fmt.Errorf("%w: %s\n%s", errReader, what, debug.Stack())
		}
	}()
	if item.ID != "" {
		if err := store.CheckName(item.ID); err != nil {
			return a, err
		}
	}
	if feed.Is(item.Source.Body) {
		return a, ErrIsFeed
	}
	a, err = l.reader.Parse(ctx, item.Source)
	if err == nil && !item.Anyway {
		for _, w := range a.Warnings {
			if w.Serious {
				return a, warningError{w.Text}
			}
		}
	}
	return a, err
}

var errReader = errors.New("library: the reader failed on this text")

func receipt(s store.Stored, a article.Article) Receipt {
	r := Receipt{
		ID:        s.Info.ID,
		Title:     a.Title,
		Author:    a.Author,
		Published: a.Published,
		Language:  a.Language,
		URL:       a.URL,
		Status:    s.Status,
		Passages:  len(a.Passages),
		Quotes:    len(a.Quotes),
		People:    len(a.People),
		Warnings:  a.Warnings,
		LeftOut:   a.LeftOut,
	}
	if i := s.Info; i.ID != "" { // earlier corrections, and the link that is shown
		r.Title, r.Author, r.Published, r.URL = i.Title, i.Author, i.Published, i.URL
	}
	if n := len(a.Passages); n > 0 {
		first, last := a.Passages[0], a.Passages[n-1]
		if s := lang.Sentences(first); len(s) > 0 {
			r.First = s[0].Of(first.Text)
		}
		if s := lang.Sentences(last); len(s) > 0 {
			r.Last = s[len(s)-1].Of(last.Text)
		}
	}
	return r
}

// Remove removes articles from the library and returns the ids of those that
// existed. Unremove can bring them back for RemovedRetention.
func (l *Library) Remove(ctx context.Context, by string, ids ...string) ([]string, error) {
	return l.store.Remove(ctx, l.name, by, ids...)
}

// Unremove brings removed articles back and returns the ids of those that it
// could.
func (l *Library) Unremove(ctx context.Context, by string, ids ...string) ([]string, error) {
	return l.store.Unremove(ctx, l.name, by, ids...)
}

// An Edit has the changes to an article; a nil field is not changed.
type Edit struct {
	Title, Author, Published, URL *string
	Body                          []byte // a new text
}

// Edit changes the properties of an article, or its text. The source is read
// again and replaces the old version. Values equal to the present ones change
// nothing. An address that readers could not open is refused with
// fetch.ErrBadAddress, and nothing is changed.
//
// A new address or a new text ends checking the article's page for changes: the
// page would undo the edit.
func (l *Library) Edit(ctx context.Context, by, id string, e Edit) (Receipt, error) {
	var reading article.Article
	var elsewhere bool // its page does not have this text
	// The line comes first: the store must not wait in a transaction.
	leave, err := l.line.enter(ctx, len(e.Body))
	if err != nil {
		return Receipt{}, fmt.Errorf("edit %s: %w", id, err)
	}
	defer leave()
	stored, err := l.store.Edit(ctx, l.name, by, id, func(entry *store.Entry) error {
		var err error
		if elsewhere, err = e.apply(entry); err != nil {
			return err
		}
		reading, err = l.readNow(ctx, Item{Source: entry.Source, Anyway: true})
		entry.Reading = reading
		return err
	})
	if err == nil && elsewhere {
		_, err = l.store.Unwatch(ctx, l.name, store.PageWatch(id))
	}
	if err == nil && stored.Status == store.Updated {
		err = l.Note(ctx, by, corrects, strconv.FormatInt(stored.Info.Seq, 10))
	}
	if err != nil {
		return Receipt{}, fmt.Errorf("edit %s: %w", id, err)
	}
	return receipt(stored, reading), nil
}

// apply changes an entry's source where e differs from what is shown. elsewhere
// reports whether its address or its text has changed.
func (e Edit) apply(entry *store.Entry) (elsewhere bool, err error) {
	for _, f := range []struct {
		to    *string
		shown string
		given *string
	}{
		{&entry.Source.Title, entry.Reading.Title, e.Title},
		{&entry.Source.Author, entry.Reading.Author, e.Author},
		{&entry.Source.Published, entry.Reading.Published, e.Published},
	} {
		if f.given != nil && *f.given != f.shown {
			*f.to = *f.given
		}
	}
	if e.URL != nil && *e.URL != entry.Address() && *e.URL != entry.Source.URL {
		if err := CheckAddress(*e.URL); err != nil {
			return false, err
		}
		entry.Source.URL, elsewhere = *e.URL, true
	}
	if e.Body != nil && !bytes.Equal(e.Body, entry.Source.Body) {
		entry.Source.Body, elsewhere = bytes.Clone(e.Body), true
	}
	return elsewhere, nil
}

// source returns an article's source as it was received.
func (l *Library) source(ctx context.Context, id string) (article.Source, error) {
	return l.store.Source(ctx, l.name, id)
}

// IDs returns the ids of all articles, oldest first.
func (l *Library) IDs(ctx context.Context) ([]string, error) {
	return l.store.IDs(ctx, l.name)
}

// Reread reads every source again that was read by an older version of the
// readers, and returns how many there were.
func (l *Library) Reread(ctx context.Context) (int, error) {
	total := 0
	for {
		ids, err := l.store.Outdated(ctx, l.name, article.Version, changesAtOnce)
		if err != nil || len(ids) == 0 {
			return total, err
		}
		var entries []store.Entry
		for _, id := range ids {
			src, err := l.store.Source(ctx, l.name, id)
			if errors.Is(err, store.ErrNotFound) { // removed in the meantime
				continue
			}
			if err != nil {
				return total, err
			}
			a, err := l.read(ctx, Item{Source: src, Anyway: true})
			if err != nil { // keep the old reading
				_, a, err = l.store.Article(ctx, l.name, id)
				if err != nil {
					return total, err
				}
			}
			entries = append(entries, store.Entry{ID: id, Source: src, Reading: a})
		}
		if err := l.store.Reread(ctx, l.name, entries...); err != nil {
			return total, err
		}
		total += len(entries)
	}
}
