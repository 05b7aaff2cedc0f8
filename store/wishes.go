package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// WishRetention is how long wishes are stored that no article answers, and
// numbers of misses.
const WishRetention = 365 * 24 * time.Hour

// A Wish is a member's request for an article.
type Wish struct {
	Library string // set when wishes of all libraries are read
	ID      string // digest of its words; the same for all members who ask in the same words
	By      string // user id
	Words   string
	Made    time.Time
	Seq     int64  // number of the library's last change when it was last looked for
	Article string // id of the article that a moderator added for it, "" if none
}

// PutWish stores a wish, unless the member has it already. It fails with
// ErrTooMany if they have maxOpen others. Of two at the same time, both may be
// stored as the last one.
func (s *Store) PutWish(ctx context.Context, library string, w Wish, maxOpen int) error {
	if err := CheckName(library); err != nil {
		return fail(ctx, "store a wish", err)
	}
	var stored int64
	var all, same int
	err := s.together(func() (err error) {
		stored, err = s.affected(ctx, "store a wish", `insert into wishes (library, wish, made_by, words, made, seq, article)
			select cast($1 as text), cast($2 as text), cast($3 as text), cast($4 as text), cast($5 as bigint), cast($6 as bigint), cast($7 as text)
			where (select count(*) from wishes where library = $1 and made_by = $3) < $8
			on conflict (library, wish, made_by) do nothing`,
			library, w.ID, clean(w.By), clean(w.Words), now(), w.Seq, clean(w.Article), maxOpen)
		return err
	}, func() error {
		ctx, cancel := s.limit(ctx, readTimeout)
		defer cancel()
		err := s.reader.QueryRowContext(ctx, `select count(*), count(case when wish = $3 then 1 end) from wishes
			where library = $1 and made_by = $2`, library, clean(w.By), w.ID).Scan(&all, &same)
		return fail(ctx, "count wishes", err)
	})
	if err == nil && stored == 0 && same == 0 {
		err = fail(ctx, "store a wish", fmt.Errorf("%w: %d wishes, at most %d", ErrTooMany, all, maxOpen))
	}
	return err
}

const wishColumns = `w.library, w.wish, w.made_by, w.words, w.made, w.seq, w.article`

func (s *Store) wishes(ctx context.Context, query string, args ...any) ([]Wish, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var list []Wish
	err := scan(func(rows *sql.Rows) error {
		var w Wish
		err := rows.Scan(&w.Library, &w.ID, &w.By, &w.Words, (*unixMilli)(&w.Made), &w.Seq, &w.Article)
		list = append(list, w)
		return err
	})(s.reader.QueryContext(ctx, `select `+wishColumns+` from wishes w`+query, args...))
	return list, fail(ctx, "read wishes", err)
}

// Wishes returns the wishes of a library, the oldest first.
func (s *Store) Wishes(ctx context.Context, library string) ([]Wish, error) {
	return s.wishes(ctx, ` where w.library = $1 order by w.made, w.wish, w.made_by`, library)
}

// OpenWishes returns at most limit wishes of all libraries that an article may
// answer by now: the library has changed since they were last looked for, or a
// moderator has added an article for them.
func (s *Store) OpenWishes(ctx context.Context, limit int) ([]Wish, error) {
	return s.wishes(ctx, ` join libraries l on l.library = w.library
		where w.seq < l.seq or w.article <> '' order by w.made, w.wish, w.made_by limit $1`, limit)
}

// MarkSearched records that a wish was looked for in vain at a change of the
// library.
func (s *Store) MarkSearched(ctx context.Context, w Wish, seq int64) error {
	return s.one(ctx, "note a wish", w.Library, w.ID, `update wishes set seq = $1, article = '' where library = $2 and wish = $3 and made_by = $4`,
		seq, w.Library, w.ID, w.By)
}

// AnswerWish records the article that a moderator added for a wish of one or
// several members.
func (s *Store) AnswerWish(ctx context.Context, library, id, article string) error {
	return s.one(ctx, "note a wish", library, id, `update wishes set article = $1 where library = $2 and wish = $3`, article, library, id)
}

// EndWish deletes a wish of one member, and returns how many there were: if
// several processes end it, one gets 1.
func (s *Store) EndWish(ctx context.Context, library, id, by string) (n int64, err error) {
	return s.affected(ctx, "end a wish", `delete from wishes where library = $1 and wish = $2 and made_by = $3`, library, id, by)
}

// DeclineWish deletes a wish of all members who have it, unless a moderator has
// added an article for it, and returns how many there were.
func (s *Store) DeclineWish(ctx context.Context, library, id string) (n int64, err error) {
	return s.affected(ctx, "decline a wish", `delete from wishes where library = $1 and wish = $2 and article = ''`, library, id)
}

// day is the number of days since 1970 at a time.
func day(t time.Time) int64 { return t.Unix() / (24 * 60 * 60) }

// CountMiss counts a question without an answer.
func (s *Store) CountMiss(ctx context.Context, library string) error {
	if err := CheckName(library); err != nil {
		return fail(ctx, "count a miss", err)
	}
	_, err := s.affected(keepOpening(ctx), "count a miss", `insert into misses (library, day, n) values ($1, $2, 1)
		on conflict (library, day) do update set n = misses.n + 1`, library, day(time.Now()))
	return err
}

// Misses returns how many questions had no answer since a time, by whole days.
func (s *Store) Misses(ctx context.Context, library string, since time.Time) (int, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var n int
	err := s.reader.QueryRowContext(ctx, `select coalesce(sum(n), 0) from misses where library = $1 and day >= $2`, library, day(since)).Scan(&n)
	return n, fail(ctx, "count misses", err)
}
