package library

import (
	"context"
	"errors"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"footnote/store"
)

// An Update is a result of checking a feed or a page that a library's
// moderators may want to know, or a quote of the day. One of Feed, Page and
// Daily is set.
type Update struct {
	Library *Library
	Feed    *FeedReport
	Page    *PageReport
	Daily   *DailyReport
}

const (
	// maxDue is the most that is read at once of what is due; the rest stays
	// due.
	maxDue = 20
	// claimFor is how long a process holds a watch that it claimed: longer than
	// checking a feed takes.
	claimFor = feedTimeout + 5*time.Minute
	// dueParallel is how many are checked at the same time; fetch allows two.
	dueParallel = 2
)

// RunDue checks the due feeds and pages of all libraries, and calls notify with
// what the moderators of one should know. Several processes may call it on the
// same store: each watch is claimed by one. The error is the store's. RunDue
// returns when ctx ends.
func (ls *Libraries) RunDue(ctx context.Context, notify func(Update)) error {
	due, err := ls.config.Store.Due(ctx, time.Now(), maxDue)
	if err != nil {
		return err
	}
	var notifying sync.Mutex
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(dueParallel)
	for _, d := range due {
		g.Go(func() error {
			news, err := ls.runWatch(ctx, d)
			if err != nil || news == (Update{}) {
				return err
			}
			notifying.Lock()
			defer notifying.Unlock()
			notify(news)
			return nil
		})
	}
	return g.Wait()
}

// dueIn returns the library of something that is due, and until when a process
// claims that. left reports whether the bot was removed from the server: then
// nothing is done, and it is due again after a while.
func (ls *Libraries) dueIn(ctx context.Context, library string) (l *Library, until time.Time, left bool, err error) {
	if l, err = ls.Library(library); err != nil {
		return nil, until, false, err
	}
	since, err := l.store.Setting(ctx, l.name, leftKey)
	if since != "" {
		return l, time.Now().Add(deadFeedInterval).Truncate(time.Millisecond), true, err
	}
	return l, time.Now().Add(claimFor).Truncate(time.Millisecond), false, err
}

// runWatch checks one watch, unless another process does.
func (ls *Libraries) runWatch(ctx context.Context, d store.Due) (Update, error) {
	l, until, left, err := ls.dueIn(ctx, d.Library)
	if err != nil {
		return Update{}, err
	}
	mine, err := l.store.Claim(ctx, l.name, d.Watch, until)
	if err != nil || !mine || left {
		return Update{}, err
	}
	if id, ok := d.Watch.Article(); ok {
		report, err := l.refresh(ctx, d.Watch, id)
		if err != nil || !report.Changed && (report.Problem == "" || report.Known) {
			return Update{}, storesOnly(err)
		}
		return Update{Library: l, Page: &report}, nil
	}
	report, err := l.Poll(ctx, d.Watch)
	if err != nil || len(report.Added)+len(report.Refused) == 0 && !report.Dead {
		return Update{}, storesOnly(err)
	}
	return Update{Library: l, Feed: &report}, nil
}

// storesOnly returns errors that the next watch would meet as well; others are
// recorded in the watch.
func storesOnly(err error) error {
	if errors.Is(err, store.ErrNotFound) { // erased in the meantime
		return nil
	}
	return err
}
