package library

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"footnote/article/lang"
	"footnote/store"
)

// The limits of announcements.
const (
	NewsADay   = 5 // messages in one day, UTC; further ones wait for the next
	MaxInNews  = 5 // articles that one message shows
	newsSettle = 2 * time.Minute
	newsWait   = 10 * time.Minute // after newsSettle: how long a batch waits at most for more
	newsRetry  = 10 * time.Minute // after a failure that may pass
	newsClaim  = 5 * time.Minute  // how long a process holds a batch
	maxInBatch = 1000             // changes of the library that one batch looks at
)

// News is a batch of new articles for the members of a server.
type News struct {
	Library  *Library
	Settings Settings
	Articles []NewArticle // the oldest first, at most MaxInNews
	More     int          // articles beyond these
	Problem  string       // why the last batch could not be sent, "" if it was
}

// A NewArticle is an article that was added.
type NewArticle struct {
	store.Info
	First string // its first sentence
}

// newsDone is what was announced so far, as it is stored.
type newsDone struct {
	Seq     int64  `json:"seq"`               // of the last change that was looked at
	Day     string `json:"day,omitempty"`     // of the last message
	Sent    int    `json:"sent,omitempty"`    // messages on that day
	Problem string `json:"problem,omitempty"` // why the last batch could not be sent
}

// startNews begins or ends announcing what is added from now on.
func (l *Library) startNews(ctx context.Context, on bool) error {
	if !on {
		return l.store.SetSetting(ctx, l.name, newsKey, "")
	}
	head, err := l.store.Head(ctx, l.name)
	if err != nil {
		return err
	}
	if err := l.setNewsDone(ctx, newsDone{Seq: head.Seq}); err != nil {
		return err
	}
	return l.store.SetSetting(ctx, l.name, newsKey, stamp())
}

func (l *Library) newsDone(ctx context.Context) (done newsDone, err error) {
	value, err := l.store.Setting(ctx, l.name, newsDoneKey)
	if err != nil {
		return done, err
	}
	return readNewsDone(value)
}

func readNewsDone(value string) (done newsDone, err error) {
	if value != "" {
		err = json.Unmarshal([]byte(value), &done)
	}
	return done, err
}

func (l *Library) setNewsDone(ctx context.Context, done newsDone) error {
	return l.store.SetSetting(ctx, l.name, newsDoneKey, asJSON(done))
}

// NewsProblem says why the last announcement could not be sent, in a sentence
// for users; "" if it was.
func (l *Library) NewsProblem(ctx context.Context) (string, error) {
	done, err := l.newsDone(ctx)
	return done.Problem, err
}

// RunNews sends what was added to the libraries that announce it, a message for
// each batch. send returns why the channel can't be written to, in a sentence
// for users, or an error that may pass. Several processes may call RunNews on
// the same store: each batch is sent by one.
func (ls *Libraries) RunNews(ctx context.Context, send func(context.Context, News) (problem string, err error)) error {
	names, err := ls.config.Store.SettingBefore(ctx, newsKey, time.Now().Add(time.Millisecond))
	if err != nil || len(names) == 0 {
		return err
	}
	names, err = ls.changedSinceNews(ctx, names)
	if err != nil {
		return err
	}
	var failed []error
	for _, name := range names {
		l, err := ls.Library(name)
		if err == nil {
			err = l.runNews(ctx, send)
		}
		if err != nil {
			failed = append(failed, fmt.Errorf("news of %s: %w", name, err))
		}
	}
	return errors.Join(failed...)
}

// changedSinceNews returns those of the libraries that have changed since they
// were looked at, with one query for all of them.
func (ls *Libraries) changedSinceNews(ctx context.Context, names []string) ([]string, error) {
	states, err := ls.config.Store.States(ctx, newsDoneKey)
	if err != nil {
		return nil, err
	}
	changed := map[string]bool{}
	for _, s := range states {
		done, err := readNewsDone(s.Setting)
		changed[s.Library] = err != nil || done.Seq != s.Seq
	}
	return slices.DeleteFunc(names, func(name string) bool { return !changed[name] }), nil
}

// runNews sends the batch of a library that is due, if there is one.
func (l *Library) runNews(ctx context.Context, send func(context.Context, News) (string, error)) error {
	done, err := l.newsDone(ctx)
	if err != nil {
		return err
	}
	if head, err := l.store.Head(ctx, l.name); err != nil || head.Seq == done.Seq {
		return err
	}
	due, err := l.store.Setting(ctx, l.name, newsKey)
	if err != nil {
		return err
	}
	left, err := l.store.Setting(ctx, l.name, leftKey)
	if err != nil || left != "" {
		return err
	}
	claim := millisAfter(newsClaim)
	mine, err := l.store.SwapSetting(ctx, l.name, newsKey, due, claim)
	if err != nil || !mine {
		return err
	}
	next, err := l.sendNews(ctx, done, send)
	// What moderators set in the meantime stays.
	_, failed := l.store.SwapSetting(context.WithoutCancel(ctx), l.name, newsKey, claim, millisAfter(next))
	return errors.Join(err, failed)
}

func millisAfter(d time.Duration) string {
	return strconv.FormatInt(time.Now().Add(d).UnixMilli(), 10)
}

// sendNews sends a batch, and returns after what time to look again.
func (l *Library) sendNews(ctx context.Context, done newsDone, send func(context.Context, News) (string, error)) (next time.Duration, err error) {
	s, err := l.Settings(ctx)
	if err != nil || s.News == "" {
		return newsRetry, err
	}
	changes, err := l.store.History(ctx, l.name, "", maxInBatch)
	if err != nil {
		return newsRetry, err
	}
	changes = slices.DeleteFunc(changes, func(c store.Change) bool { return c.Seq <= done.Seq })
	if len(changes) == 0 {
		return 0, nil
	}
	last, first := changes[0], changes[len(changes)-1]
	if time.Since(last.At) < newsSettle && time.Since(first.At) < newsSettle+newsWait {
		return 0, nil // more may come, or be undone
	}
	news := News{Library: l, Settings: s, Problem: done.Problem}
	if err := l.gatherNews(ctx, &news, changes); err != nil {
		return newsRetry, err
	}
	done.Seq = last.Seq
	if len(news.Articles) == 0 {
		return 0, l.setNewsDone(ctx, done)
	}
	today := time.Now().UTC().Format(time.DateOnly)
	if done.Day != today {
		done.Day, done.Sent = today, 0
	}
	if done.Sent >= NewsADay {
		return newsRetry, nil
	}
	if done.Problem, err = send(ctx, news); err != nil {
		return newsRetry, err
	}
	done.Sent++
	return 0, l.setNewsDone(context.WithoutCancel(ctx), done)
}

// gatherNews adds to news the articles that changes, the newest first, have
// added and that are still there.
func (l *Library) gatherNews(ctx context.Context, news *News, changes []store.Change) error {
	seen := map[string]bool{}
	for _, c := range slices.Backward(changes) {
		if (changeMarks{}).done(c) != "add" || seen[c.Article] {
			continue
		}
		seen[c.Article] = true
		if len(news.Articles) == MaxInNews {
			if _, err := l.store.Info(ctx, l.name, c.Article); err == nil {
				news.More++
			} else if !errors.Is(err, store.ErrNotFound) {
				return err
			}
			continue
		}
		info, a, err := l.store.Article(ctx, l.name, c.Article)
		if errors.Is(err, store.ErrNotFound) { // removed in the meantime
			continue
		}
		if err != nil {
			return err
		}
		n := NewArticle{Info: info}
		if len(a.Passages) > 0 {
			if s := lang.Sentences(a.Passages[0]); len(s) > 0 {
				n.First = s[0].Of(a.Passages[0].Text)
			}
		}
		news.Articles = append(news.Articles, n)
	}
	return nil
}
