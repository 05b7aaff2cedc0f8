package library

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"

	"footnote/article"
	"footnote/store"
)

// ErrNoQuotation is returned if a library has no quotation to draw: none of a
// person who is named, or none that suits.
var ErrNoQuotation = errors.New("library: no quotation to draw")

const (
	drawnAtOnce = 100 // quotations that are read per query
	// minDrawn and maxDrawn are the shortest and the longest quotation that is
	// drawn, in code points: a word or two say nothing alone, and a speech does
	// not fit a phone.
	minDrawn = 25
	maxDrawn = 600
)

// A drawing is a quotation that was drawn, with the digest that marks it as
// shown.
type drawing struct {
	Result
	words string
	until time.Time // of one that was shown before: when the last one was, else zero
}

// A draw is how quotations are drawn for a purpose.
type draw struct {
	library  *Library
	purpose  store.Purpose
	articles func(context.Context) ([]Completion, error) // to draw from
	suits    func(Result, cast) (bool, error)
	also     func(context.Context, drawing) error // done while a quotation is marked as shown; may be done in vain
}

// A cast returns the people that an article names, with their aliases.
type cast func(article string) ([]article.Person, error)

// any picks a random quotation whose speaker the article names, and marks it as
// shown. It does not repeat one before all others that suit were shown.
func (d draw) any(ctx context.Context) (drawing, error) {
	for range tries {
		picked, err := d.pick(ctx)
		if err != nil {
			return drawing{}, err
		}
		var first bool
		group, ctx := errgroup.WithContext(ctx)
		group.Go(func() (err error) {
			if picked.until.IsZero() {
				first, err = d.library.store.MarkShown(ctx, d.library.name, d.purpose, picked.words, picked.Article.ID)
			} else {
				first, err = d.library.store.ShowAgain(ctx, d.library.name, d.purpose, picked.words, picked.Article.ID, picked.until)
			}
			return err
		})
		group.Go(func() error { return d.also(ctx, picked) })
		if err := group.Wait(); err != nil || first {
			return picked, err
		} // another process has shown it since
	}
	return drawing{}, ErrNoQuotation
}

// pick picks a quotation that was not shown. If all were, it picks another than
// the one that was shown last, if there is another.
func (d draw) pick(ctx context.Context) (drawing, error) {
	ahead := d.library.Ahead()
	defer ahead.Wait()
	marked := Soon(ctx, ahead, func(ctx context.Context) (map[string]time.Time, error) {
		return d.library.store.Shown(ctx, d.library.name, d.purpose)
	})
	var before []drawing // that suit and were shown
	found, err := d.library.eachQuote(ctx, d.articles, func(next drawing, cast cast) (bool, error) {
		if suits, err := d.suits(next.Result, cast); err != nil || !suits {
			return false, err
		}
		shown, err := marked()
		if _, was := shown[next.words]; err != nil || !was {
			return true, err
		}
		before = append(before, next)
		return false, nil
	})
	if err != nil || found.words != "" {
		return found, err
	}
	if len(before) == 0 {
		return drawing{}, ErrNoQuotation
	}
	shown, err := marked()
	if err != nil {
		return drawing{}, err
	}
	last, latest := "", time.Time{}
	for words, at := range shown {
		if at.After(latest) {
			last, latest = words, at
		}
	}
	again := before[max(0, slices.IndexFunc(before, func(b drawing) bool { return b.words != last }))]
	again.until = latest
	return again, nil
}

// everyArticle returns all articles, from the store.
func (l *Library) everyArticle(ctx context.Context) ([]Completion, error) {
	infos, err := l.store.Articles(ctx, l.name, store.Filter{})
	return titlesOf(infos), err
}

// eachQuote returns the first quotation for which stop is true, in a random
// order, of those that may be drawn.
func (l *Library) eachQuote(ctx context.Context, from func(context.Context) ([]Completion, error), stop func(drawing, cast) (bool, error)) (drawing, error) {
	articles, err := from(ctx)
	if err != nil {
		return drawing{}, err
	}
	var places []article.Place
	for _, a := range articles {
		for n := range a.quotes {
			places = append(places, article.Place{Article: a.Place.Article, N: n})
		}
	}
	rand.Shuffle(len(places), func(i, k int) { places[i], places[k] = places[k], places[i] })
	for some := range slices.Chunk(places, drawnAtOnce) {
		if found, err := l.firstOf(ctx, some, stop); err != nil || found.words != "" {
			return found, err
		}
	}
	return drawing{}, nil
}

// firstOf returns the first quotation at places for which stop is true.
func (l *Library) firstOf(ctx context.Context, places []article.Place, stop func(drawing, cast) (bool, error)) (drawing, error) {
	ahead := l.Ahead()
	defer ahead.Wait()
	everyone := Soon(ctx, ahead, func(ctx context.Context) (map[string][]article.Person, error) {
		return l.store.Cast(ctx, l.name, articlesOf(places))
	})
	answer, err := l.QuotesAt(ctx, places...)
	if err != nil {
		return drawing{}, err
	}
	for _, r := range answer.Results {
		d := drawing{Result: r, words: lettersDigest(r.Quote.Text)}
		if !drawable(*r.Quote) {
			continue
		}
		ok, err := stop(d, func(id string) ([]article.Person, error) {
			all, err := everyone()
			return all[id], err
		})
		if err != nil || ok {
			return d, err
		}
	}
	return drawing{}, nil
}

// drawable reports whether a quotation is of a person who is named, and long
// enough to say something alone.
func drawable(q article.Quote) bool {
	n := utf8.RuneCountInString(q.Text)
	first, _ := utf8.DecodeRuneInString(q.Speaker)
	return q.Grounds != article.Unattributed && (unicode.IsUpper(first) || unicode.Is(unicode.Lo, first)) &&
		!q.Denied() && n <= maxDrawn && (n >= minDrawn || 3*n >= minDrawn && !strings.ContainsRune(q.Text, ' '))
}

// lettersDigest returns a digest of the letters and digits of a text, by which the
// same quotation is recognised in another article.
func lettersDigest(text string) string {
	letters := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
	sum := sha256.Sum256([]byte(letters))
	return hex.EncodeToString(sum[:16])
}
