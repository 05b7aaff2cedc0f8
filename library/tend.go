package library

import (
	"context"
	"errors"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"footnote/store"
)

// News is what a look at a feed or a page brought that a library's
// moderators may want to know. One of Feed and Page is set.
type News struct {
	Library *Library
	Feed    *FeedReport
	Page    *PageReport
}

const (
	// dueAtOnce is how much of what is due is begun in one go; the rest is
	// due still.
	dueAtOnce = 20
	// claimFor is how long a watch belongs to who claimed it: longer than a
	// look at a feed takes.
	claimFor = feedWithin + 5*time.Minute
	// tended is how many are looked at together; fetch takes two at once.
	tended = 2
)

// Tend looks at the feeds and pages of all libraries that are due, and calls
// tell for what the moderators of one should know. Several processes may
// tend the same store: each watch is claimed by one. The error is of the
// store; it returns when ctx ends.
func (ls *Libraries) Tend(ctx context.Context, tell func(News)) error {
	due, err := ls.config.Store.Due(ctx, time.Now(), dueAtOnce)
	if err != nil {
		return err
	}
	var telling sync.Mutex
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(tended)
	for _, d := range due {
		g.Go(func() error {
			news, err := ls.tend(ctx, d)
			if err != nil || news == (News{}) {
				return err
			}
			telling.Lock()
			defer telling.Unlock()
			tell(news)
			return nil
		})
	}
	return g.Wait()
}

// tend looks at one watch, if nobody else does.
func (ls *Libraries) tend(ctx context.Context, d store.Due) (News, error) {
	l, err := ls.Library(d.Library)
	if err != nil {
		return News{}, err
	}
	left, err := l.store.Setting(ctx, l.name, leftKey)
	if err != nil {
		return News{}, err
	}
	until := time.Now().Add(claimFor)
	if left != "" { // nobody asks here now
		until = time.Now().Add(feedDead)
	}
	mine, err := ls.config.Store.Claim(ctx, d.Library, d.Watch, until)
	if err != nil || !mine || left != "" {
		return News{}, err
	}
	if id, ok := d.Watch.Article(); ok {
		report, err := l.refresh(ctx, d.Watch, id)
		if err != nil || !report.Changed && (report.Problem == "" || report.Told) {
			return News{}, storesOnly(err)
		}
		return News{Library: l, Page: &report}, nil
	}
	report, err := l.Poll(ctx, d.Watch)
	if err != nil || len(report.Added)+len(report.Refused) == 0 && !report.Dead {
		return News{}, storesOnly(err)
	}
	return News{Library: l, Feed: &report}, nil
}

// storesOnly lets through what the next watch would meet as well; the rest is
// in the watch.
func storesOnly(err error) error {
	if errors.Is(err, store.ErrNotFound) { // erased meanwhile
		return nil
	}
	return err
}
