package library

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"math/rand/v2"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

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
}

// draw picks a random quotation whose speaker the article names, and marks it as
// shown for p. It does not repeat one before all others that suit were shown.
func (l *Library) draw(ctx context.Context, p store.Purpose, suits func(Result) bool) (drawing, error) {
	for range tries {
		d, err := l.pick(ctx, p, suits)
		if err != nil {
			return drawing{}, err
		}
		first, err := l.store.MarkShown(ctx, l.name, p, d.words, d.Article.ID)
		if err != nil || first {
			return d, err
		} // another process has shown it since
	}
	return drawing{}, ErrNoQuotation
}

// pick picks a quotation that was not shown for p. If all were, it begins a new
// turn, with another than the one that was shown last, if there is another.
func (l *Library) pick(ctx context.Context, p store.Purpose, suits func(Result) bool) (drawing, error) {
	shown, err := l.store.Shown(ctx, l.name, p)
	if err != nil {
		return drawing{}, err
	}
	last, latest := "", time.Time{}
	for words, at := range shown {
		if at.After(latest) {
			last, latest = words, at
		}
	}
	var again drawing // one that was shown, the last one only if there is no other
	found, err := l.eachQuote(ctx, func(d drawing) bool {
		if !suits(d.Result) {
			return false
		}
		if _, was := shown[d.words]; !was {
			return true
		}
		if again.words == "" || again.words == last {
			again = d
		}
		return false
	})
	if err != nil || found.words != "" {
		return found, err
	}
	if again.words == "" {
		return drawing{}, ErrNoQuotation
	}
	return again, l.store.ForgetShown(ctx, l.name, p, latest)
}

// eachQuote returns the first quotation for which stop is true, in a random
// order, of those that may be drawn.
func (l *Library) eachQuote(ctx context.Context, stop func(drawing) bool) (drawing, error) {
	infos, err := l.store.Articles(ctx, l.name, store.Filter{})
	if err != nil {
		return drawing{}, err
	}
	var places []article.Place
	for _, info := range infos {
		for n := range info.Quotes {
			places = append(places, article.Place{Article: info.ID, N: n})
		}
	}
	rand.Shuffle(len(places), func(i, k int) { places[i], places[k] = places[k], places[i] })
	for len(places) > 0 {
		n := min(len(places), drawnAtOnce)
		answer, err := l.quotesAt(ctx, places[:n])
		if err != nil {
			return drawing{}, err
		}
		for _, r := range answer.Results {
			if d := (drawing{r, lettersDigest(r.Quote.Text)}); drawable(*r.Quote) && stop(d) {
				return d, nil
			}
		}
		places = places[n:]
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
