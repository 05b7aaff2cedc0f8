package library

import (
	"context"
	"crypto/rand"
	"errors"
	mathrand "math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article"
	"footnote/article/lang"
	"footnote/index"
	"footnote/store"
)

// Errors of the game.
var (
	// ErrTooFewSpeakers is returned if fewer than NamesOffered people are quoted.
	ErrTooFewSpeakers = errors.New("library: too few people are quoted for the game")
	// ErrRoundOver is returned for a round that does not exist any more, or
	// whose quotation does not.
	ErrRoundOver = errors.New("library: the round is over")
)

const (
	// NamesOffered is how many people a round offers.
	NamesOffered = 4

	maxGuessed  = 400 // code points of a quotation, to fit a phone with its buttons
	maxSpeakers = 200 // people to choose from, the most quoted
	maxNameSize = 60  // code points of a name, to fit a button
)

// A Round is a quotation whose speaker is to be guessed.
type Round struct {
	ID    string
	Text  string   // of the quotation; no part of a name in Names is in it
	Names []string // NamesOffered people who are quoted, one of them the speaker
}

// A Guess is the outcome of a guess.
type Guess struct {
	Outcome store.GuessOutcome
	Result  Result // the quotation, if the guess was right
}

// NewRound begins a round of the game. No quotation is drawn twice before all
// were. It fails with ErrTooFewSpeakers or ErrNoQuotation if the library has too
// little to play with.
func (l *Library) NewRound(ctx context.Context) (Round, error) {
	speakers, err := l.Speakers(ctx, "", maxSpeakers)
	if err != nil {
		return Round{}, err
	}
	speakers = slices.DeleteFunc(speakers, func(name string) bool { return utf8.RuneCountInString(name) > maxNameSize })
	if len(apart(nil, speakers)) < NamesOffered {
		return Round{}, ErrTooFewSpeakers
	}
	var round Round
	names := map[article.Place][]string{} // to offer
	_, err = draw{
		library: l, purpose: store.ForGame,
		articles: func(ctx context.Context) ([]Completion, error) { return l.quotedArticles(ctx, store.Filter{}) },
		suits: func(r Result, cast cast) (suits bool, err error) {
			names[r.QuotePlace], err = namesFor(r, cast, speakers)
			return len(names[r.QuotePlace]) == NamesOffered, err
		},
		also: func(ctx context.Context, d drawing) (err error) {
			round, err = l.begin(ctx, d, names[d.QuotePlace])
			return err
		},
	}.any(ctx)
	return round, err
}

// begin stores a round with a quotation and the names to offer.
func (l *Library) begin(ctx context.Context, d drawing, names []string) (Round, error) {
	slices.Sort(names) // the order must say nothing
	round := store.Round{ID: rand.Text()[:12], Quote: d.QuotePlace, Words: d.words, Answer: slices.Index(names, d.Quote.Speaker)}
	if err := l.store.PutRound(ctx, l.name, round); err != nil {
		return Round{}, err
	}
	return Round{ID: round.ID, Text: d.Quote.Text, Names: names}, nil
}

// namesFor returns the speaker of a quotation and others at random, NamesOffered
// in all, or fewer if the quotation does not suit the game.
func namesFor(r Result, cast cast, speakers []string) ([]string, error) {
	speaker := r.Quote.Speaker
	n := utf8.RuneCountInString(r.Quote.Text)
	if n > maxGuessed || !slices.Contains(speakers, speaker) || shows(r.Quote.Text, speaker) {
		return nil, nil
	}
	people, err := cast(r.Article.ID)
	if err != nil {
		return nil, err
	}
	known := append([]string{r.Quote.SpeakerText}, formsOf(people, speaker)...)
	if slices.ContainsFunc(known, func(form string) bool { return shows(r.Quote.Text, form) }) {
		return nil, nil
	}
	others := slices.Clone(speakers)
	mathrand.Shuffle(len(others), func(i, k int) { others[i], others[k] = others[k], others[i] })
	others = slices.DeleteFunc(others, func(name string) bool {
		return shows(r.Quote.Text, name) || slices.ContainsFunc(known, func(form string) bool { return related(form, name) })
	})
	all := apart([]string{speaker}, others)
	return all[:min(len(all), NamesOffered)], nil
}

// formsOf returns the other forms in which an article names a person.
func formsOf(people []article.Person, name string) []string {
	for _, p := range people {
		if p.Name == name || slices.Contains(p.Aliases, name) {
			return append([]string{p.Name}, p.Aliases...)
		}
	}
	return nil
}

// apart adds to chosen the names that share no word with one of it.
func apart(chosen, names []string) []string {
	for _, name := range names {
		if len(nameWords(name)) > 0 && !slices.ContainsFunc(chosen, func(c string) bool { return related(c, name) }) {
			chosen = append(chosen, name)
		}
	}
	return chosen
}

// related reports whether two names may be of one person: they share a word, or
// a first name in two forms.
func related(a, b string) bool {
	for _, x := range nameWords(a) {
		for _, y := range nameWords(b) {
			if x == y || lang.SameFirstName(x, y) || strings.HasPrefix(x, y) || strings.HasPrefix(y, x) {
				return true
			}
		}
	}
	return false
}

// nameWords returns the words of a name as names are compared, without those of
// one letter and particles.
func nameWords(name string) []string {
	words := strings.Fields(index.FoldName(name))
	return slices.DeleteFunc(words, func(w string) bool { return utf8.RuneCountInString(w) < 2 && w[0] < utf8.RuneSelf || particles.Has(w) })
}

// particles are words in names that are not names by themselves.
var particles = lang.NewWordSet("von van der den de del della di da dos du la le el al bin ibn of the and mr mrs ms dr")

// shows reports whether a text shows a part of a name, or another form of its
// first name. A long part may be inside a word: Brandt's, Brandtian. A short
// part and a nickname count only with a capital: “Will”, not “will”.
func shows(text, name string) bool {
	const long = 4 // letters
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	for _, part := range nameWords(name) {
		if part[0] >= utf8.RuneSelf && showsPart(text, part) {
			return true
		}
		nicknames := lang.Nicknames(part)
		for _, w := range words {
			first, _ := utf8.DecodeRuneInString(w)
			folded := index.FoldName(w)
			switch {
			case utf8.RuneCountInString(part) >= long && strings.Contains(folded, part):
				return true
			case !unicode.IsLower(first) && (folded == part || slices.Contains(nicknames, folded)):
				return true
			}
		}
	}
	return false
}

// showsPart reports whether a text without blanks between words has the
// beginning or the end of a name, which may be the surname.
func showsPart(text, name string) bool {
	const surname = 2 // letters
	letters := []rune(name)
	n := min(len(letters), surname)
	return strings.Contains(text, string(letters[:n])) || strings.Contains(text, string(letters[len(letters)-n:]))
}

// Guess guesses the speaker of a round: name is an index into its Names. The
// first right guess ends the round. Each user has one guess. It fails with
// ErrRoundOver for a round that does not exist any more.
func (l *Library) Guess(ctx context.Context, user, round string, name int) (Guess, error) {
	result, outcome, err := both(ctx, l, func(ctx context.Context) (Result, error) { return l.quoteOf(ctx, round) },
		func(ctx context.Context) (store.GuessOutcome, error) {
			return l.store.Guess(ctx, l.name, round, user, name)
		})
	if errors.Is(err, store.ErrNotFound) {
		err = ErrRoundOver
	}
	if outcome != store.GuessRight || err != nil {
		return Guess{Outcome: outcome}, err
	}
	return Guess{outcome, result}, nil
}

// GiveUp ends a round and returns its quotation. It fails with ErrRoundOver if
// the round was guessed, or does not exist any more.
func (l *Library) GiveUp(ctx context.Context, round string) (Result, error) {
	result, ended, err := both(ctx, l, func(ctx context.Context) (Result, error) { return l.quoteOf(ctx, round) },
		func(ctx context.Context) (bool, error) { return l.store.EndRound(ctx, l.name, round) })
	if err == nil && !ended {
		err = ErrRoundOver
	}
	return result, err
}

// quoteOf returns the quotation of a round, also if its article has changed
// since, as long as it has the quotation.
func (l *Library) quoteOf(ctx context.Context, round string) (Result, error) {
	r, err := l.store.Round(ctx, l.name, round)
	if errors.Is(err, store.ErrNotFound) {
		return Result{}, ErrRoundOver
	}
	if err != nil {
		return Result{}, err
	}
	answer, err := l.QuotesAt(ctx, r.Quote)
	if err != nil {
		return Result{}, err
	}
	if !answer.Answered || lettersDigest(answer.Results[0].Quote.Text) != r.Words {
		if answer, err = l.quotesOf(ctx, index.Query{Article: r.Quote.Article, Limit: maxQuotations}); errors.Is(err, store.ErrNotFound) {
			return Result{}, ErrRoundOver
		}
		if err != nil {
			return Result{}, err
		}
	}
	for _, result := range answer.Results {
		if lettersDigest(result.Quote.Text) == r.Words {
			return result, nil
		}
	}
	return Result{}, ErrRoundOver
}

// Board returns the users with the most right guesses, at most limit; if user is
// not "", only theirs.
func (l *Library) Board(ctx context.Context, user string, limit int) ([]store.Score, error) {
	return l.store.Scores(ctx, l.name, user, limit)
}
