package store

import (
	"context"
	"database/sql"
	"time"

	"golang.org/x/sync/errgroup"
)

// A Purpose is what a quotation is shown for, where none should be shown twice.
type Purpose string

// The purposes.
const (
	ForDaily Purpose = "daily" // the quote of the day
	ForGame  Purpose = "game"  // a round of the game
)

// MarkShown notes that a quotation of an article was shown. words is a digest
// of it. first is false if it was noted before. Its time is after those of all that
// were noted before, so that their order is known.
func (s *Store) MarkShown(ctx context.Context, library string, p Purpose, words, article string) (first bool, err error) {
	n, err := s.affected(ctx, "note what was shown", `insert into shown (library, purpose, words, article, made)
		values ($1, $2, $3, $4, (select max(t) from (select cast($5 as bigint) as t union all
			select made + 1 from shown where library = $1 and purpose = $2) as times)) on conflict (library, purpose, words) do nothing`,
		library, p, clean(words), clean(article), now())
	return n == 1, err
}

// UnmarkShown takes back MarkShown, for a quotation that could not be shown.
func (s *Store) UnmarkShown(ctx context.Context, library string, p Purpose, words string) error {
	return s.one(ctx, "take back what was shown", library, words,
		`delete from shown where library = $1 and purpose = $2 and words = $3`, library, p, words)
}

// Shown returns the digests of the quotations that were shown, each with the
// time.
func (s *Store) Shown(ctx context.Context, library string, p Purpose) (map[string]time.Time, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	shown := map[string]time.Time{}
	err := scan(func(rows *sql.Rows) error {
		var words string
		var at time.Time
		err := rows.Scan(&words, (*unixMilli)(&at))
		shown[words] = at
		return err
	})(s.reader.QueryContext(ctx, `select words, made from shown where library = $1 and purpose = $2`, library, p))
	return shown, fail(ctx, "read what was shown", err)
}

// ShowAgain begins a new turn with a quotation that was shown: those that were
// shown until a time may be shown again, and this one is noted as MarkShown does.
// Those that another process has shown since stay marked. first is false if this
// one is among them.
func (s *Store) ShowAgain(ctx context.Context, library string, p Purpose, words, article string, until time.Time) (first bool, err error) {
	var n int64
	var group errgroup.Group // two statements of different rows: one round trip
	group.Go(func() (err error) {
		n, err = s.affected(ctx, "begin a new turn", `update shown set article = $6, made = (select max(t) from (select cast($4 as bigint) as t union all
				select made + 1 from shown where library = $1 and purpose = $2) as times)
			where library = $1 and purpose = $2 and words = $3 and made <= $5`, library, p, clean(words), now(), millis(until), article)
		return err
	})
	group.Go(func() error {
		_, err := s.affected(ctx, "begin a new turn",
			`delete from shown where library = $1 and purpose = $2 and words <> $3 and made <= $4`, library, p, clean(words), millis(until))
		return err
	})
	err = group.Wait()
	return n == 1, err
}
