package library

import (
	"context"
	"errors"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"footnote/store"
)

// Update is what a look at a feed or a page brought that a library's
// moderators may want to know. One of Feed and Page is set.
type Update struct {
	Library *Library
	Feed    *FeedReport
	Page    *PageReport
}

const (
	// maxDue is how much of what is due is begun in one go; the rest is
	// due still.
	maxDue = 20
	// claimFor is how long a watch belongs to who claimed it: longer than a
	// look at a feed takes.
	claimFor = feedTimeout + 5*time.Minute
	// dueParallel is how many are looked at together; fetch takes two at once.
	dueParallel = 2
)

// RunDue looks at the feeds and pages of all libraries that are due, and calls
// tell for what the moderators of one should know. Several processes may
// tend the same store: each watch is claimed by one. The error is of the
// store; it returns when ctx ends.
func (ls *Libraries) RunDue(ctx context.Context, tell func(Update)) error {
	due, err := ls.config.Store.Due(ctx, time.Now(), maxDue)
	if err != nil {
		return err
	}
	var telling sync.Mutex
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(dueParallel)
	for _, d := range due {
		g.Go(func() error {
			news, err := ls.runWatch(ctx, d)
			if err != nil || news == (Update{}) {
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

// runWatch looks at one watch, if nobody else does.
func (ls *Libraries) runWatch(ctx context.Context, d store.Due) (Update, error) {
	l, err := ls.Library(d.Library)
	if err != nil {
		return Update{}, err
	}
	left, err := l.store.Setting(ctx, l.name, leftKey)
	if err != nil {
		return Update{}, err
	}
	until := time.Now().Add(claimFor)
	if left != "" { // nobody asks here now
		until = time.Now().Add(deadFeedInterval)
	}
	mine, err := ls.config.Store.Claim(ctx, d.Library, d.Watch, until)
	if err != nil || !mine || left != "" {
		return Update{}, err
	}
	if id, ok := d.Watch.Article(); ok {
		report, err := l.refresh(ctx, d.Watch, id)
		if err != nil || !report.Changed && (report.Problem == "" || report.Told) {
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

// storesOnly lets through what the next watch would meet as well; the rest is
// in the watch.
func storesOnly(err error) error {
	if errors.Is(err, store.ErrNotFound) { // erased meanwhile
		return nil
	}
	return err
}
