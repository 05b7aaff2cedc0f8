package store

import (
	"context"
	"database/sql"
	"time"

	"footnote/article"
)

// A Round is a round of the game: a quotation whose speaker is guessed.
type Round struct {
	ID     string
	Quote  article.Place
	Words  string // digest of the quotation
	Answer int    // which of the names that were offered is right
	Ended  bool   // guessed or given up
}

// A GuessOutcome is the outcome of a guess.
type GuessOutcome int

// The outcomes of a guess.
const (
	GuessWrong   GuessOutcome = iota
	GuessRight                // and the round has ended with it
	GuessedTwice              // the user has guessed in this round before
	GuessTooLate              // the round has ended
)

// RoundRetention is how long a round can be played.
const RoundRetention = 7 * 24 * time.Hour

// PutRound stores a new round. Those that are too old are deleted by Purge.
func (s *Store) PutRound(ctx context.Context, library string, r Round) error {
	return s.one(ctx, "begin a round", library, r.ID, `insert into rounds (library, round, article, n, words, answer, made, ended)
		values ($1, $2, $3, $4, $5, $6, $7, 0)`, library, r.ID, r.Quote.Article, r.Quote.N, r.Words, r.Answer, now())
}

// Round returns a round, or ErrNotFound.
func (s *Store) Round(ctx context.Context, library, id string) (Round, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	r := Round{ID: id}
	var ended int64
	err := s.reader.QueryRowContext(ctx, `select article, n, words, answer, ended from rounds where library = $1 and round = $2`, library, id).
		Scan(&r.Quote.Article, &r.Quote.N, &r.Words, &r.Answer, &ended)
	r.Ended = ended != 0
	return r, fail(ctx, "read a round", err)
}

// Guess stores a user's guess in a round, at most one each. The first right one
// ends the round. For a round that does not exist it fails with ErrNotFound.
//
// The statements need no transaction: a guess counts once it is stored, and only
// one ends the round. A right one that came too late is taken back.
func (s *Store) Guess(ctx context.Context, library, id, user string, name int) (outcome GuessOutcome, err error) {
	if err := CheckName(user); err != nil {
		return 0, fail(ctx, "guess", err)
	}
	var stored int64
	var r Round
	err = s.together(func() (err error) {
		stored, err = s.affected(ctx, "guess", `insert into guesses (library, round, made_by, correct, made)
			select library, round, cast($3 as text), case when answer = $4 then 1 else 0 end, cast($5 as bigint) from rounds
			where library = $1 and round = $2 and ended = 0
			on conflict (library, round, made_by) do nothing`, library, id, user, name, now())
		return err
	}, func() (err error) {
		r, err = s.Round(ctx, library, id)
		return err
	})
	switch {
	case err != nil:
		return 0, err
	case stored == 0 && !r.Ended: // unless it has ended since it was read
		r, err = s.Round(ctx, library, id)
		if err != nil || !r.Ended {
			return GuessedTwice, err
		}
		return GuessTooLate, nil
	case stored == 0:
		return GuessTooLate, nil
	case name != r.Answer:
		return GuessWrong, nil
	}
	first, err := s.EndRound(ctx, library, id)
	if err != nil {
		return 0, err
	}
	if !first {
		_, err = s.affected(ctx, "guess", `delete from guesses where library = $1 and round = $2 and made_by = $3`, library, id, user)
		return GuessTooLate, err
	}
	return GuessRight, nil
}

// EndRound ends a round that no one has guessed. ended is false if it had ended
// before.
func (s *Store) EndRound(ctx context.Context, library, id string) (ended bool, err error) {
	n, err := s.affected(ctx, "end a round", `update rounds set ended = $1 where library = $2 and round = $3 and ended = 0`, now(), library, id)
	return n > 0, err
}

// A Score is how well a user guesses.
type Score struct {
	User    string
	Right   int
	Guesses int
}

// Scores returns the users with the most right guesses, at most limit; if user
// is not "", only theirs.
func (s *Store) Scores(ctx context.Context, library, user string, limit int) ([]Score, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var list []Score
	err := scan(func(rows *sql.Rows) error {
		var c Score
		err := rows.Scan(&c.User, &c.Right, &c.Guesses)
		list = append(list, c)
		return err
	})(s.reader.QueryContext(ctx, `select made_by, cast(sum(correct) as bigint), count(*) from guesses
		where library = $1 and ($2 = '' or made_by = $2) group by made_by
		order by sum(correct) desc, count(*), made_by limit $3`, library, user, limit))
	return list, fail(ctx, "read the board", err)
}
