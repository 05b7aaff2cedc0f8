package library_test

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"footnote/library"
	"footnote/store"
)

// coast has three quotations that suit the game. The others show a part of
// their speaker's name, another form of it or a nickname, or were not said.
const coast = `“We had to carry the mail across the ice on foot,” said Ida Brandt.

“They call me Brandt the Brave, and I do not mind,” said Ida Brandt.

“The Brandtian way is to carry the mail on foot,” said Ida Brandt.

“I, brandt, promise to carry the mail on foot,” said Ida Brandt.

“Will you believe that Bill is afraid of the ice?” said William Lind.

“Nobody had seen anything like it since the great winter,” said William Lind.

“The ferry will sail again when the wind turns south,” said Marta Quill.

“As Nurse Quill I have seen a hundred frozen toes,” said Marta Quill.

“Soon,” said Peter Vance.

Peter Vance never said “The mail can wait until the spring of next year”.
`

// The name of the speaker is never in the text, none of the names is another
// form of it, and no quotation comes twice before all did.
func TestRoundsHideTheName(t *testing.T) {
	s := newShelf(t, 0)
	lib := s.library("sea")
	s.add(lib, "coast", coast)
	for range 4 {
		var texts []string
		for range 3 {
			r, err := lib.NewRound(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if want := []string{"Ida Brandt", "Marta Quill", "Peter Vance", "William Lind"}; !slices.Equal(r.Names, want) {
				t.Errorf("names %q, want %q", r.Names, want)
			}
			texts = append(texts, r.Text)
		}
		slices.Sort(texts)
		want := []string{
			"Nobody had seen anything like it since the great winter",
			"The ferry will sail again when the wind turns south",
			"We had to carry the mail across the ice on foot",
		}
		if !slices.Equal(texts, want) {
			t.Fatalf("three rounds show %q, want %q", texts, want)
		}
	}
}

// Names that may be of one person are not offered together.
func TestRoundsNeedFourPeople(t *testing.T) {
	s := newShelf(t, 0)
	lib := s.library("sea")
	s.add(lib, "one", "“We had to carry the mail across the ice on foot,” said Ida Brandt. “Never,” said Olof Lind. “Soon,” said Peter Vance.")
	s.add(lib, "two", "“Perhaps,” said Pete Stone. “Tomorrow,” said Karl Brandt.")
	if r, err := lib.NewRound(t.Context()); !errors.Is(err, library.ErrTooFewSpeakers) {
		t.Errorf("NewRound = %+v, %v", r, err)
	}
	s.add(lib, "three", "“Today,” said Nora Finch.")
	if r, err := lib.NewRound(t.Context()); err != nil || !slices.Contains(r.Names, "Ida Brandt") || slices.Contains(r.Names, "Karl Brandt") {
		t.Errorf("NewRound = %+v, %v", r, err)
	}
}

// Each member has one guess, and of several who are right at the same time one
// wins.
func TestGuesses(t *testing.T) {
	s := newShelf(t, 0)
	lib := s.library("sea")
	s.add(lib, "coast", "“We had to carry the mail across the ice on foot,” said Ida Brandt. “Never,” said Olof Lind. “Soon,” said Peter Vance. “Today,” said Nora Finch.")
	r, err := lib.NewRound(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	right := slices.Index(r.Names, "Ida Brandt")
	guess := func(user string, name int) store.GuessOutcome {
		g, err := lib.Guess(t.Context(), user, r.ID, name)
		if err != nil {
			t.Error(err)
		}
		if g.Outcome == store.GuessRight && (g.Result.Quote == nil || g.Result.Quote.Speaker != "Ida Brandt" || g.Result.Article.ID != "coast") {
			t.Errorf("the answer is %+v", g.Result)
		}
		return g.Outcome
	}
	if got := guess("1", right+1); got != store.GuessWrong {
		t.Errorf("a wrong guess is %v", got)
	}
	if got := guess("1", right); got != store.GuessedTwice {
		t.Errorf("a second guess is %v", got)
	}
	var both sync.WaitGroup
	outcomes := make([]store.GuessOutcome, 4)
	for i := range outcomes {
		both.Go(func() { outcomes[i] = guess(string(rune('2'+i)), right) })
	}
	both.Wait()
	slices.Sort(outcomes)
	if !slices.Equal(outcomes, []store.GuessOutcome{store.GuessRight, store.GuessTooLate, store.GuessTooLate, store.GuessTooLate}) {
		t.Errorf("four right guesses are %v", outcomes)
	}
	if _, err := lib.GiveUp(t.Context(), r.ID); !errors.Is(err, library.ErrRoundOver) {
		t.Errorf("GiveUp after the end = %v", err)
	}
	board, err := lib.Board(t.Context(), "", 10)
	if err != nil || len(board) != 2 || board[0].Right != 1 || board[0].Guesses != 1 || board[1] != (store.Score{User: "1", Right: 0, Guesses: 1}) {
		t.Errorf("the board is %+v, %v", board, err)
	}
	if err := lib.Forget(t.Context(), "1"); err != nil {
		t.Fatal(err)
	}
	if board, err = lib.Board(t.Context(), "", 10); err != nil || len(board) != 1 {
		t.Errorf("after Forget the board is %+v, %v", board, err)
	}
	if err := lib.Erase(t.Context()); err != nil {
		t.Fatal(err)
	}
	if board, err = lib.Board(t.Context(), "", 10); err != nil || len(board) != 0 {
		t.Errorf("after Erase the board is %+v, %v", board, err)
	}
	if _, err := lib.Guess(t.Context(), "9", r.ID, right); !errors.Is(err, library.ErrRoundOver) {
		t.Errorf("a guess in an erased library = %v", err)
	}
}

// A round ends with its article. One that has changed still has its answer.
func TestRoundAndItsArticle(t *testing.T) {
	s := newShelf(t, 0)
	lib := s.library("sea")
	text := "“We had to carry the mail across the ice on foot,” said Ida Brandt. “Never,” said Olof Lind. “Soon,” said Peter Vance. “Today,” said Nora Finch."
	s.add(lib, "coast", text)
	r, err := lib.NewRound(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s.add(lib, "coast", "“It is cold,” said Nora Finch.\n\n"+text)
	if got, err := lib.GiveUp(t.Context(), r.ID); err != nil || !strings.Contains(got.Quote.Text, "carry the mail") {
		t.Errorf("GiveUp = %+v, %v", got.Quote, err)
	}
	if r, err = lib.NewRound(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := lib.Remove(t.Context(), "1", "coast"); err != nil {
		t.Fatal(err)
	}
	if _, err := lib.Guess(t.Context(), "9", r.ID, 0); !errors.Is(err, library.ErrRoundOver) {
		t.Errorf("a guess without the article = %v", err)
	}
}
