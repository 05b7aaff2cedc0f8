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

// PutRound stores a new round, and deletes those that are too old.
func (s *Store) PutRound(ctx context.Context, library string, r Round) error {
	ctx, cancel := s.limit(ctx, writeTimeout)
	defer cancel()
	err := s.transact(ctx, func(tx *sql.Tx) (bool, error) {
		_, err := tx.ExecContext(ctx, `delete from rounds where library = $1 and made < $2`, library, time.Now().Add(-RoundRetention).UnixMilli())
		if err == nil {
			_, err = tx.ExecContext(ctx, `insert into rounds (library, round, article, n, words, answer, made, ended)
				values ($1, $2, $3, $4, $5, $6, $7, 0)`, library, r.ID, r.Quote.Article, r.Quote.N, r.Words, r.Answer, now())
		}
		return true, err
	})
	return fail(ctx, "begin a round", err)
}

// Round returns a round, or ErrNotFound.
func (s *Store) Round(ctx context.Context, library, id string) (Round, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	r, err := readRound(ctx, s.reader, library, id)
	return r, fail(ctx, "read a round", err)
}

func readRound(ctx context.Context, q querier, library, id string) (Round, error) {
	r := Round{ID: id}
	var ended int64
	err := q.QueryRowContext(ctx, `select article, n, words, answer, ended from rounds where library = $1 and round = $2`, library, id).
		Scan(&r.Quote.Article, &r.Quote.N, &r.Words, &r.Answer, &ended)
	r.Ended = ended != 0
	return r, err
}

// Guess stores a user's guess in a round, at most one each. The first right one
// ends the round. For a round that does not exist it fails with ErrNotFound.
func (s *Store) Guess(ctx context.Context, library, id, user string, name int) (outcome GuessOutcome, err error) {
	ctx, cancel := s.limit(ctx, writeTimeout)
	defer cancel()
	if err := CheckName(user); err != nil {
		return 0, fail(ctx, "guess", err)
	}
	err = s.transact(ctx, func(tx *sql.Tx) (bool, error) {
		r, err := readRound(ctx, tx, library, id)
		if err != nil {
			return false, err
		}
		if r.Ended {
			outcome = GuessTooLate
			return false, nil
		}
		outcome = GuessWrong
		correct := 0
		if name == r.Answer {
			outcome, correct = GuessRight, 1
		}
		first, err := changes(tx.ExecContext(ctx, `insert into guesses (library, round, made_by, correct, made)
			values ($1, $2, $3, $4, $5) on conflict (library, round, made_by) do nothing`, library, id, user, correct, now()))
		if err != nil {
			return false, err
		}
		if !first {
			outcome = GuessedTwice
			return false, nil
		}
		if outcome == GuessRight {
			won, err := endRound(ctx, tx, library, id)
			if err != nil || !won {
				outcome = GuessTooLate
				return false, err
			}
		}
		return true, nil
	})
	return outcome, fail(ctx, "guess", err)
}

// EndRound ends a round that no one has guessed. ended is false if it had ended
// before.
func (s *Store) EndRound(ctx context.Context, library, id string) (ended bool, err error) {
	ctx, cancel := s.limit(ctx, writeTimeout)
	defer cancel()
	err = s.transact(ctx, func(tx *sql.Tx) (bool, error) {
		ended, err = endRound(ctx, tx, library, id)
		return true, err
	})
	return ended, fail(ctx, "end a round", err)
}

func endRound(ctx context.Context, tx *sql.Tx, library, id string) (bool, error) {
	return changes(tx.ExecContext(ctx, `update rounds set ended = $1 where library = $2 and round = $3 and ended = 0`, now(), library, id))
}

// changes reports whether a statement changed a row.
func changes(result sql.Result, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
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
