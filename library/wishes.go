package library

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"footnote/index"
	"footnote/store"
)

// The limits of wishes.
const (
	MaxWishes    = 20  // open ones of a member
	maxOpenAsked = 50  // that are looked for at once
	MaxWish      = 100 // code points
)

// ErrTooManyWishes is returned to a member who has MaxWishes.
var ErrTooManyWishes = errors.New("library: too many wishes")

// Wish stores that a member asks for an article on words, until they are notified
// of one.
func (l *Library) Wish(ctx context.Context, by, words string) error {
	head, err := l.store.Head(ctx, l.name)
	if err != nil {
		return err
	}
	words = oneLine(words)
	err = l.store.PutWish(ctx, l.name, store.Wish{ID: WishID(words), By: by, Words: words, Seq: head.Seq}, MaxWishes)
	if errors.Is(err, store.ErrTooMany) {
		return fmt.Errorf("%w: %w", ErrTooManyWishes, err)
	}
	return err
}

// WishID returns the id of the wish for words.
func WishID(words string) string { return lessonName(oneLine(words)) }

// An OpenWish is what one or several members wish for.
type OpenWish struct {
	ID      string
	Words   string
	Members int
	Since   time.Time
}

// Wishes returns the open wishes, those of the most members first.
func (l *Library) Wishes(ctx context.Context) ([]OpenWish, error) {
	all, err := l.store.Wishes(ctx, l.name)
	if err != nil {
		return nil, err
	}
	var list []OpenWish
	for _, w := range all {
		if w.Article != "" { // added; its members are being notified
			continue
		}
		i := slices.IndexFunc(list, func(o OpenWish) bool { return o.ID == w.ID })
		if i < 0 {
			i, list = len(list), append(list, OpenWish{ID: w.ID, Words: w.Words, Since: w.Made})
		}
		list[i].Members++
	}
	slices.SortStableFunc(list, func(a, b OpenWish) int { return b.Members - a.Members })
	return list, nil
}

// WishesOf returns the open wishes of a member.
func (l *Library) WishesOf(ctx context.Context, user string) ([]store.Wish, error) {
	all, err := l.store.Wishes(ctx, l.name)
	return slices.DeleteFunc(all, func(w store.Wish) bool { return w.By != user }), err
}

// AnswerWish records the article that a moderator added for a wish: RunWishes
// notifies the members.
func (l *Library) AnswerWish(ctx context.Context, id, article string) error {
	return l.store.AnswerWish(ctx, l.name, id, article)
}

// DeclineWish ends a wish of all who have it. open is false if there is none any
// more.
func (l *Library) DeclineWish(ctx context.Context, by, id string) (open bool, err error) {
	n, err := l.store.DeclineWish(ctx, l.name, id)
	if err != nil || n == 0 {
		return false, err
	}
	return true, l.Note(ctx, by, "decline", "")
}

// CountMiss counts a question without an answer. Its words are not stored.
func (l *Library) CountMiss(ctx context.Context) error { return l.store.CountMiss(ctx, l.name) }

// Misses returns how many questions had no answer since a time.
func (l *Library) Misses(ctx context.Context, since time.Time) (int, error) {
	return l.store.Misses(ctx, l.name, since)
}

// A Fulfilled is a wish that an article answers.
type Fulfilled struct {
	Library *Library
	By      string // user id
	Words   string
	Article store.Info
	Result  *Result // the passage that answers, nil if none does by the words alone
}

// RunWishes looks for the open wishes of all libraries that have changed, and
// calls notify for each one that an article answers by now. The wish is then
// over, unless notify returns an error. Several processes may call RunWishes on
// the same store: one of them calls notify for a wish.
func (ls *Libraries) RunWishes(ctx context.Context, notify func(context.Context, Fulfilled) error) error {
	wishes, err := ls.config.Store.OpenWishes(ctx, maxOpenAsked)
	if err != nil {
		return err
	}
	var failed []error
	for _, w := range wishes {
		if err := ls.runWish(ctx, w, notify); err != nil && !errors.Is(err, index.ErrHeld) { // the process that holds the index does it
			failed = append(failed, fmt.Errorf("a wish of %s: %w", w.Library, err))
		}
	}
	return errors.Join(failed...)
}

func (ls *Libraries) runWish(ctx context.Context, w store.Wish, notify func(context.Context, Fulfilled) error) error {
	l, err := ls.Library(w.Library)
	if err != nil {
		return err
	}
	left, err := l.store.Setting(ctx, l.name, leftKey)
	if err != nil || left != "" { // the bot was removed from this server
		return err
	}
	head, err := l.store.Head(ctx, l.name)
	if err != nil {
		return err
	}
	if changes, err := l.store.Changes(ctx, l.name, head.Seq-1, 1); err != nil || len(changes) > 0 && time.Since(changes[0].At) < newsSettle {
		return err // it may be undone
	}
	f, ok, err := l.fulfilled(ctx, w)
	if err != nil {
		return err
	}
	if !ok {
		return l.store.MarkSearched(ctx, w, head.Seq)
	}
	n, err := l.store.EndWish(ctx, l.name, w.ID, w.By)
	if err != nil || n == 0 { // another process notifies them
		return err
	}
	if err := notify(ctx, f); err != nil {
		return errors.Join(err, l.store.PutWish(context.WithoutCancel(ctx), l.name, w, MaxWishes))
	}
	return nil
}

// fulfilled returns the article that answers a wish. ok is false if none does.
func (l *Library) fulfilled(ctx context.Context, w store.Wish) (f Fulfilled, ok bool, err error) {
	f = Fulfilled{Library: l, By: w.By, Words: w.Words}
	if w.Article != "" {
		f.Article, err = l.store.Info(ctx, l.name, w.Article)
		if errors.Is(err, store.ErrNotFound) { // removed in the meantime
			return f, false, nil
		}
		if err != nil {
			return f, false, err
		}
	}
	answer, err := l.Answer(ctx, index.Query{Kind: index.Passages, Text: w.Words, Article: w.Article, Limit: 1})
	if errors.Is(err, ErrNoWords) {
		return f, w.Article != "", nil
	}
	if err != nil {
		return f, false, err
	}
	if answer.Answered {
		f.Result, f.Article = &answer.Results[0], answer.Results[0].Article
	}
	return f, answer.Answered || w.Article != "", nil
}
