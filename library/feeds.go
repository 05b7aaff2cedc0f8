package library

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"footnote/article"
	"footnote/article/dedup"
	"footnote/feed"
	"footnote/fetch"
	"footnote/store"
)

// Errors of feeds.
var (
	// ErrNoFeed is returned for an address that is not a feed and names none.
	ErrNoFeed = errors.New("library: no feed")
	// ErrNotFollowed is returned for a feed that is not followed.
	ErrNotFollowed = errors.New("library: feed is not followed")
	// ErrTooManyFeeds is returned if MaxFeeds are followed already.
	ErrTooManyFeeds = errors.New("library: too many feeds")
)

// The limits of feeds.
const (
	MaxFeeds = 50 // feeds that one library follows
	MaxDaily = 20 // articles per feed in 24 hours
	MaxNew   = 10 // articles added when a feed is first followed

	maxTries         = 3 // tries to fetch an article that a feed lists
	reportAfter      = 5 // failures in a row before the moderators hear of a dead feed
	feedInterval     = 30 * time.Minute
	maxFeedInterval  = 12 * time.Hour
	deadFeedInterval = 24 * time.Hour   // longest time between tries
	feedTimeout      = 10 * time.Minute // for checking a feed and fetching the articles it lists
)

// ByFeed and ByPage are the actors in the log for changes from a followed feed,
// and from checking the page of an article.
const (
	ByFeed = "feed"
	ByPage = "page"
)

// A FeedReport is the result of checking a feed.
type FeedReport struct {
	Feed    store.Watch
	Follows bool // it was followed already
	Added   []Receipt
	Refused []store.FeedEntry // with the reasons
	Waiting int               // entries that wait for another day or another try
	Failed  error             // the feed itself could not be read
	Dead    bool              // it has failed so often that the moderators should hear of it, for the first time
}

// Follow follows the feed at an address, or the one that the page there names.
// It adds the newest articles at once, at most MaxNew; older ones are skipped.
func (l *Library) Follow(ctx context.Context, by, address string, newest int) (FeedReport, error) {
	feeds, err := l.store.Feeds(ctx, l.name)
	if err != nil {
		return FeedReport{}, err
	}
	visit, parsed, err := l.findFeed(ctx, address)
	if err != nil {
		return FeedReport{}, fmt.Errorf("follow %s: %w", address, err)
	}
	url := cmp.Or(visit.Source.URL, address)
	w := store.Watch{ID: store.FeedWatch(dedup.AddressKey(url)), URL: url, Title: cmp.Or(parsed.Title, parsed.Site, url), AddedBy: by}
	if slices.ContainsFunc(feeds, func(f store.Watch) bool { return f.ID == w.ID }) {
		w, err = l.store.Watch(ctx, l.name, w.ID)
		return FeedReport{Feed: w, Follows: true}, err
	}
	if len(feeds) >= MaxFeeds {
		return FeedReport{}, ErrTooManyFeeds
	}
	w.Next = time.Now().Add(feedTimeout) // no other process checks it in the meantime
	w.Changed = time.Now()
	if err := l.store.PutWatch(ctx, l.name, w); err != nil {
		return FeedReport{}, err
	}
	if err := l.Note(ctx, by, "follow", w.Title); err != nil {
		return FeedReport{}, err
	}
	return l.take(ctx, w, visit, parsed, min(newest, MaxNew))
}

// findFeed visits an address and, if it is a page, the feed that it names.
func (l *Library) findFeed(ctx context.Context, address string) (fetch.Visit, feed.Feed, error) {
	visit, err := l.visit(ctx, address, fetch.Validators{})
	if err != nil {
		return visit, feed.Feed{}, err
	}
	parsed, err := feed.Parse(visit.Source)
	if !errors.Is(err, feed.ErrNotFeed) {
		return visit, parsed, err
	}
	named := feed.Find(visit.Source)
	if len(named) == 0 {
		return visit, feed.Feed{}, ErrNoFeed
	}
	if visit, err = l.visit(ctx, named[0], fetch.Validators{}); err != nil {
		return visit, feed.Feed{}, err
	}
	parsed, err = feed.Parse(visit.Source)
	return visit, parsed, err
}

// Unfollow stops following a feed. Its articles stay.
func (l *Library) Unfollow(ctx context.Context, by, address string) (store.Watch, error) {
	w, err := l.Feed(ctx, address)
	if err != nil {
		return w, err
	}
	if _, err := l.store.Unwatch(ctx, l.name, w.ID); err != nil {
		return w, err
	}
	return w, l.Note(ctx, by, "unfollow", w.Title)
}

// Feeds returns the followed feeds, sorted by address.
func (l *Library) Feeds(ctx context.Context) ([]store.Watch, error) {
	return l.store.Feeds(ctx, l.name)
}

// Feed returns the followed feed with an address or a title, or ErrNotFollowed.
func (l *Library) Feed(ctx context.Context, name string) (store.Watch, error) {
	feeds, err := l.store.Feeds(ctx, l.name)
	if err != nil {
		return store.Watch{}, err
	}
	key := dedup.AddressKey(name)
	for _, w := range feeds {
		if w.Title == name || w.ID == name || key != "" && dedup.AddressKey(w.URL) == key {
			return w, nil
		}
	}
	return store.Watch{}, fmt.Errorf("%w: %s", ErrNotFollowed, name)
}

// Entries returns the entries of a feed with their states, the newest first, at
// most limit, in the given states or in any.
func (l *Library) Entries(ctx context.Context, w store.Watch, limit int, states ...store.EntryState) ([]store.FeedEntry, error) {
	return l.store.Entries(ctx, l.name, w.ID, limit, states...)
}

// Poll checks a feed now, and adds what is new.
func (l *Library) Poll(ctx context.Context, w store.Watch) (FeedReport, error) {
	ctx, cancel := context.WithTimeout(ctx, feedTimeout)
	defer cancel()
	since := fetch.Validators{ETag: w.ETag, LastModified: w.LastModified}
	visit, err := l.visit(ctx, w.URL, since)
	var parsed feed.Feed
	if err == nil && !visit.Unchanged {
		parsed, err = feed.Parse(visit.Source)
	}
	if err != nil {
		return l.feedFailed(ctx, w, err)
	}
	return l.take(ctx, w, visit, parsed, -1)
}

// feedFailed records that a feed could not be read. Each time, the next try is
// later, and not before the site allows it.
func (l *Library) feedFailed(ctx context.Context, w store.Watch, failed error) (FeedReport, error) {
	if err := context.Cause(ctx); errors.Is(err, context.Canceled) {
		return FeedReport{}, err // the process is stopping; the feed is due again when the claim ends
	}
	now := time.Now()
	w.Failures++
	w.Problem, w.Checked = reason(failed), now
	w.Next = now.Add(max(backoff(feedInterval, w.Failures, deadFeedInterval), waitOf(failed)))
	gone := errors.Is(failed, fetch.ErrNotFound)
	report := FeedReport{Feed: w, Failed: failed, Dead: w.Failures == reportAfter || gone && w.Failures == 2}
	return report, l.store.SetWatch(context.WithoutCancel(ctx), l.name, w)
}

// backoff returns first after one failure, and twice as long after each further
// one, up to longest.
func backoff(first time.Duration, failures int, longest time.Duration) time.Duration {
	return min(first<<min(failures-1, 20), longest)
}

// waitOf returns how long the site asked us to wait.
func waitOf(err error) time.Duration {
	var status *fetch.StatusError
	if errors.As(err, &status) {
		return status.Wait
	}
	return 0
}

// reason returns the sentence that explains why something failed.
func reason(err error) string {
	if what, _, ok := Explain(err); ok {
		return what
	}
	return "Something went wrong."
}

// take records what a feed lists and adds what waits. newest is how many
// entries of a new feed are added; -1 means all, for a feed that was followed
// before.
func (l *Library) take(ctx context.Context, w store.Watch, visit fetch.Visit, parsed feed.Feed, newest int) (FeedReport, error) {
	listed := make([]store.FeedEntry, 0, len(parsed.Entries))
	contents := map[string]feed.Entry{}
	for i, e := range parsed.Entries {
		state := store.Waiting
		if newest >= 0 && i >= newest {
			state = store.Passed
		}
		listed = append(listed, store.FeedEntry{Known: e.ID, URL: e.URL, Title: e.Title, State: state})
		contents[e.URL+e.Title] = e
	}
	fresh, err := l.store.PutEntries(ctx, l.name, w.ID, listed)
	if err != nil {
		return FeedReport{}, err
	}
	report := FeedReport{Feed: w}
	if err := l.addEntries(ctx, &report, contents); err != nil {
		return report, err
	}

	now := time.Now()
	w.Checked, w.Failures, w.Problem = now, 0, ""
	if len(fresh) > 0 {
		w.Changed = now
	}
	if w.ETag, w.LastModified = visit.Validators.ETag, visit.Validators.LastModified; report.Waiting > 0 {
		w.ETag, w.LastModified = "", "" // waiting entries may need the text that the feed has of them
	}
	w.Next = now.Add(min(max(now.Sub(w.Changed)/10, feedInterval), maxFeedInterval))
	report.Feed = w
	return report, l.store.SetWatch(context.WithoutCancel(ctx), l.name, w)
}

// addEntries adds the waiting entries of a feed, the oldest first, up to the
// day's limit and as far as the time allows.
func (l *Library) addEntries(ctx context.Context, report *FeedReport, contents map[string]feed.Entry) error {
	waiting, err := l.store.Entries(ctx, l.name, report.Feed.ID, feed.MaxEntries, store.Waiting)
	if err != nil {
		return err
	}
	added, err := l.store.CountEntries(ctx, l.name, report.Feed.ID, store.Taken, time.Now().Add(-24*time.Hour))
	if err != nil {
		return err
	}
	slices.Reverse(waiting)
	for _, e := range waiting {
		if added >= MaxDaily || ctx.Err() != nil {
			report.Waiting++
			continue
		}
		receipt, err := l.addEntry(ctx, e, contents[e.URL+e.Title])
		if ctx.Err() != nil {
			report.Waiting++
			continue
		}
		switch {
		case err == nil:
			e.State, e.Reason, e.Article, e.LeftOut = store.Taken, warned(receipt), receipt.ID, shortened(receipt.LeftOut)
			if receipt.Status != store.Unchanged {
				report.Added = append(report.Added, receipt)
				added++
			}
		case ours(err):
			return err
		case passing(err) && e.Tries+1 < maxTries:
			e.Tries, e.Reason = e.Tries+1, reason(err)
			report.Waiting++
		default:
			e.State, e.Tries, e.Reason = store.Refused, e.Tries+1, reason(err)
			report.Refused = append(report.Refused, e)
		}
		if err := l.store.SetEntry(context.WithoutCancel(ctx), l.name, report.Feed.ID, e); err != nil {
			return err
		}
	}
	return nil
}

// warned returns the first thing that the reader warned of.
func warned(r Receipt) string {
	if len(r.Warnings) == 0 {
		return ""
	}
	return r.Warnings[0].Text
}

// maxLeftOut is the most code points kept of a line that was left out.
const maxLeftOut = 200

// shortened returns what was left out, with the beginnings of its lines.
func shortened(l article.LeftOut) article.LeftOut {
	out := article.LeftOut{Words: l.Words}
	for _, line := range l.Lines {
		if r := []rune(line); len(r) > maxLeftOut {
			line = string(r[:maxLeftOut-1]) + "…"
		}
		out.Lines = append(out.Lines, line)
	}
	return out
}

// ours reports whether an error is the store's and not the entry's.
func ours(err error) bool {
	for _, e := range []error{store.ErrUnavailable, store.ErrBusy, store.ErrFull, store.ErrReadOnly, store.ErrDamaged} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// passing reports whether an error may not occur at the next try.
func passing(err error) bool {
	return errors.Is(err, fetch.ErrUnreachable) || errors.Is(err, fetch.ErrFailing)
}

// wholeText is the least number of bytes of a text in a feed that is taken for
// the article if its page can't be read. Summaries are shorter.
const wholeText = 1500

// addEntry adds the article of an entry: from its page or, if the page does not
// show it, from the feed.
func (l *Library) addEntry(ctx context.Context, e store.FeedEntry, listed feed.Entry) (Receipt, error) {
	if e.URL != "" {
		if id, err := l.store.IDByAddress(ctx, l.name, e.URL); err == nil {
			return Receipt{ID: id, Status: store.Unchanged}, nil
		} else if !errors.Is(err, store.ErrNotFound) {
			return Receipt{}, err
		}
	}
	receipt, err := Receipt{}, fetch.ErrNotFound
	if e.URL != "" {
		var visit fetch.Visit
		if visit, err = l.visit(ctx, e.URL, fetch.Validators{}); err == nil {
			src := visit.Source
			l.oldestEntry(ctx, &src, listed)
			if receipt, err = l.AddOne(ctx, ByFeed, Item{Source: src, Same: NoteSame}); err == nil {
				l.watchPage(ctx, receipt, src.URL, visit.Validators)
				return receipt, nil
			}
		}
	}
	if len(listed.Content) < wholeText || ours(err) || ctx.Err() != nil {
		return receipt, err
	}
	src := article.Source{URL: e.URL, MediaType: "text/html; charset=utf-8", Title: listed.Title, Author: listed.Author, Published: listed.Published,
		Body: []byte("<!doctype html><article>" + listed.Content + "</article>")}
	if whole, wrong := l.AddOne(ctx, ByFeed, Item{Source: src, Same: NoteSame}); wrong == nil {
		return whole, nil
	}
	return receipt, err
}

// oldestEntry adds to a page what only its feed knows.
func (l *Library) oldestEntry(ctx context.Context, src *article.Source, e feed.Entry) {
	a, err := l.read(ctx, Item{Source: *src, Anyway: true})
	if err != nil {
		return
	}
	if a.Author == "" {
		src.Author = e.Author
	}
	if a.Published == "" || slices.ContainsFunc(a.Warnings, func(w article.Warning) bool { return strings.HasPrefix(w.Text, "The date is a guess") }) {
		src.Published = e.Published
	}
	if a.Title == "" {
		src.Title = e.Title
	}
}
