package library

import (
	"context"
	"errors"
	"slices"
	"time"

	"footnote/article"
	"footnote/article/dedup"
	"footnote/fetch"
	"footnote/store"
)

// ErrNoPage is returned for an article that did not come from a page.
var ErrNoPage = errors.New("library: article has no page to look at")

// When pages are checked again: soon after they are added, since that is when
// they are corrected, then ever less often while they don't change.
const (
	firstCheck       = 24 * time.Hour
	maxCheckInterval = 60 * 24 * time.Hour
	retryInterval    = 6 * time.Hour // after a failure
	maxRetryInterval = 30 * 24 * time.Hour
)

// minShareLeft is the share of an article's words that a changed page must
// have: with fewer it was cut, by a paywall or a mistake, and is not used.
const minShareLeft = 0.5

// A PageReport is the result of checking an article's page.
type PageReport struct {
	Article store.Info
	Changed bool     // there is a new version
	Lost    []string // sentences that the article lost
	Problem string   // why the page could not be used, in a sentence for users; "" if it could
	Known   bool     // the moderators already know of the problem
	Gone    bool     // the page has been gone for GoneAfter
}

// watchPage begins to check an article's page on a schedule. If it can't, the
// article is added anyway.
func (l *Library) watchPage(ctx context.Context, r Receipt, url string, v fetch.Validators) {
	if r.ID == "" || r.Status == Noted || dedup.AddressKey(url) == "" {
		return
	}
	now := time.Now()
	w := store.Watch{ID: store.PageWatch(r.ID), URL: url, ETag: v.ETag, LastModified: v.LastModified, Next: now.Add(firstCheck), Checked: now, Changed: now}
	if err := l.store.PutWatch(ctx, l.name, w); err != nil {
		l.log.WarnContext(ctx, "a page will not be checked again", "article", r.ID, "err", err)
	}
}

// Refresh checks an article's page now. A changed page becomes a new version of
// the article, unless it is gone or cut.
func (l *Library) Refresh(ctx context.Context, id string) (PageReport, error) {
	info, err := l.store.Info(ctx, l.name, id)
	if err != nil {
		return PageReport{}, err
	}
	w, err := l.store.Watch(ctx, l.name, store.PageWatch(id))
	if errors.Is(err, store.ErrNotFound) {
		if dedup.AddressKey(info.URL) == "" {
			return PageReport{Article: info}, ErrNoPage
		}
		w = store.Watch{ID: store.PageWatch(id), URL: info.URL, Changed: time.Now(), Next: time.Now().Add(claimFor)}
		err = l.store.PutWatch(ctx, l.name, w)
	}
	if err != nil {
		return PageReport{}, err
	}
	return l.refresh(ctx, w, id)
}

// refresh checks the page that w watches.
func (l *Library) refresh(ctx context.Context, w store.Watch, id string) (PageReport, error) {
	info, before, err := l.store.Article(ctx, l.name, id)
	if errors.Is(err, store.ErrNotFound) {
		_, err = l.store.Unwatch(ctx, l.name, w.ID)
		return PageReport{}, err
	}
	if err != nil {
		return PageReport{}, err
	}
	report := PageReport{Article: info}
	now := time.Now()
	visit, err := l.visit(ctx, w.URL, fetch.Validators{ETag: w.ETag, LastModified: w.LastModified})
	if ctx.Err() != nil {
		return report, ctx.Err()
	}
	if err == nil && !visit.Unchanged {
		report.Changed, err = l.renew(ctx, id, before, visit.Source)
	}
	if ours(err) {
		return report, err
	}
	lastChecked := w.Checked
	w.Checked = now
	switch {
	case err != nil:
		report.Problem = reason(err)
		report.Known = w.Problem == report.Problem
		w.Failures++
		w.Problem = report.Problem
		w.ETag, w.LastModified = "", ""
		w.Next = now.Add(max(backoff(retryInterval, w.Failures, maxRetryInterval), waitOf(err)))
		report.Known = report.Known || passing(err) && w.Failures < reportAfter
		if errors.Is(err, fetch.ErrNotFound) {
			report.Gone, report.Known = pageGone(&w, lastChecked)
		}
	default:
		w.Failures, w.Problem, w.Gone = 0, "", time.Time{}
		w.ETag, w.LastModified = visit.Validators.ETag, visit.Validators.LastModified
		if report.Changed {
			w.Changed = now
		}
		w.Next = now.Add(min(max(now.Sub(w.Changed), firstCheck), maxCheckInterval))
	}
	if report.Changed {
		went, err := l.store.FormerTextsOf(ctx, l.name, id, now)
		if err != nil {
			return report, err
		}
		for _, s := range went {
			report.Lost = append(report.Lost, s.Text)
		}
	}
	return report, l.store.SetWatch(context.WithoutCancel(ctx), l.name, w)
}

// pageGone records that a page is gone, and checks it again on the day when it
// has been for GoneAfter. Moderators are notified only of the check that finds it
// gone for so long: sites fail, and move pages.
func pageGone(w *store.Watch, lastChecked time.Time) (gone, told bool) {
	if w.Gone.IsZero() {
		w.Gone = w.Checked
	}
	if goneFor(w.Gone, w.Checked) < GoneAfter {
		if day := w.Gone.Add(GoneAfter); day.Before(w.Next) {
			w.Next = day
		}
		return false, true
	}
	return true, goneFor(w.Gone, lastChecked) >= GoneAfter
}

// errShrunk is returned for a page that has lost most of its text.
var errShrunk = errors.New("library: most of the page's text is gone")

// renew reads a page again, and stores it as a new version of its article if
// its text has changed.
func (l *Library) renew(ctx context.Context, id string, before article.Article, page article.Source) (changed bool, err error) {
	src, err := l.store.Source(ctx, l.name, id)
	if err != nil {
		return false, err
	}
	src.Body, src.MediaType = page.Body, page.MediaType
	after, err := l.read(ctx, Item{Source: src})
	if err != nil {
		return false, err
	}
	if sameWords(before, after) {
		return false, nil
	}
	if float64(size(after)) < minShareLeft*float64(size(before)) {
		return false, errShrunk
	}
	_, err = l.AddOne(ctx, ByPage, Item{ID: id, Source: src})
	return err == nil, err
}

func sameWords(a, b article.Article) bool {
	return a.Title == b.Title && slices.EqualFunc(a.Passages, b.Passages, func(p, q article.Passage) bool { return p.Text == q.Text })
}

func size(a article.Article) int {
	n := 0
	for _, p := range a.Passages {
		n += len(p.Text)
	}
	return n
}
