package store_test

import (
	"testing"

	"footnote/article"
	"footnote/store"
)

// Each user has one guess in a round. The first right one ends it, and nothing
// counts after the end.
func TestGuesses(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		put(t, s, sample(1))
		for _, id := range []string{"one", "two"} {
			if err := s.PutRound(ctx, lib, store.Round{ID: id, Quote: article.Place{Article: "a"}, Words: "w", Answer: 2}); err != nil {
				t.Fatal(err)
			}
		}
		guess := func(round, user string, name int, want store.GuessOutcome) {
			t.Helper()
			if got, err := s.Guess(ctx, lib, round, user, name); err != nil || got != want {
				t.Errorf("%s guesses %d in %s: %v, %v, want %v", user, name, round, got, err, want)
			}
		}
		guess("one", "ann", 1, store.GuessWrong)
		guess("one", "ann", 2, store.GuessedTwice)
		guess("one", "ann", 1, store.GuessedTwice)
		guess("one", "bob", 2, store.GuessRight)
		guess("one", "cat", 2, store.GuessTooLate)
		guess("one", "dan", 1, store.GuessTooLate)
		guess("one", "bob", 2, store.GuessTooLate)
		guess("two", "ann", 2, store.GuessRight) // another round
		if ended, err := s.EndRound(ctx, lib, "two"); err != nil || ended {
			t.Errorf("EndRound of one that was guessed = %v, %v", ended, err)
		}
		want := []store.Score{{User: "bob", Right: 1, Guesses: 1}, {User: "ann", Right: 1, Guesses: 2}}
		got, err := s.Scores(ctx, lib, "", 10)
		if err != nil || len(got) != len(want) || got[0] != want[0] || got[1] != want[1] {
			t.Errorf("Scores = %+v, %v, want %+v", got, err, want)
		}
		if got, err := s.Scores(ctx, lib, "ann", 10); err != nil || len(got) != 1 || got[0] != want[1] {
			t.Errorf("Scores of ann = %+v, %v", got, err)
		}
		if got, err := s.Scores(ctx, "other", "", 10); err != nil || len(got) != 0 {
			t.Errorf("Scores of another library = %+v, %v", got, err)
		}
	})
}
