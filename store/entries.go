package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"time"

	"footnote/article"
)

// An EntryState is the state of an article that a feed listed.
type EntryState string

// The states of a feed's entries.
const (
	Waiting EntryState = "waiting" // not fetched yet
	Taken   EntryState = "added"   // it is in the library
	Refused EntryState = "refused" // it could not be added
	Passed  EntryState = "passed"  // it was listed before the feed was followed
)

// A FeedEntry is an article that a feed listed.
type FeedEntry struct {
	Known   string // the feed's id of the entry; only its digest is stored
	ID      string // the digest; set when it is read
	URL     string
	Title   string
	State   EntryState
	Reason  string // why it was refused or waits, or what the reader warned of
	Article string // id, if it was added
	LeftOut article.LeftOut
	Tries   int
	Seen    time.Time // when the feed first listed it; of one check, the newest is later by milliseconds
	Done    time.Time // when its state last changed
}

// PutEntries stores the new entries of a feed, and returns those that were not
// known, in order.
func (s *Store) PutEntries(ctx context.Context, library, watch string, list []FeedEntry) (fresh []FeedEntry, err error) {
	ctx, cancel := s.limit(ctx, writeTimeout+time.Duration(len(list))*perRow)
	defer cancel()
	err = s.transact(ctx, func(tx *sql.Tx) (bool, error) {
		fresh = nil
		at := now()
		for i, e := range list {
			seen := at - int64(i) // a feed lists its newest entry first
			e.ID, e.Seen, e.Done = madeID(e.Known), when(seen), when(at)
			result, err := tx.ExecContext(ctx, `insert into entries
				(library, watch, entry, url, title, state, reason, article, tries, seen, done, left_out, left_out_lines)
				values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, '') on conflict (library, watch, entry) do nothing`,
				library, watch, e.ID, clean(e.URL), clean(e.Title), string(e.State), clean(e.Reason), e.Article, e.Tries, seen, at)
			if err != nil {
				return false, err
			}
			if n, err := result.RowsAffected(); err != nil {
				return false, err
			} else if n > 0 {
				fresh = append(fresh, e)
			}
		}
		return true, nil
	})
	return fresh, fail(ctx, "keep a feed's entries", err)
}

// SetEntry stores the state of an entry.
func (s *Store) SetEntry(ctx context.Context, library, watch string, e FeedEntry) error {
	return s.one(ctx, "note an entry", library, watch, `update entries
		set state = $1, reason = $2, article = $3, tries = $4, done = $5, left_out = $6, left_out_lines = $7
		where library = $8 and watch = $9 and entry = $10`,
		string(e.State), clean(e.Reason), e.Article, e.Tries, now(), e.LeftOut.Words, clean(strings.Join(e.LeftOut.Lines, "\n")), library, watch, e.ID)
}

// Entries returns at most limit entries of a feed, in the given states or in
// any, those that it listed last first.
func (s *Store) Entries(ctx context.Context, library, watch string, limit int, states ...EntryState) ([]FeedEntry, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	if len(states) == 0 {
		states = []EntryState{Waiting, Taken, Refused, Passed}
	}
	args := []any{library, watch, limit}
	for _, state := range states {
		args = append(args, string(state))
	}
	var list []FeedEntry
	err := scan(func(rows *sql.Rows) error {
		var e FeedEntry
		var lines string
		err := rows.Scan(&e.ID, &e.URL, &e.Title, &e.State, &e.Reason, &e.Article, &e.Tries, (*unixMilli)(&e.Seen), (*unixMilli)(&e.Done), &e.LeftOut.Words, &lines)
		if lines != "" {
			e.LeftOut.Lines = strings.Split(lines, "\n")
		}
		list = append(list, e)
		return err
	})(s.reader.QueryContext(ctx, `select entry, url, title, state, reason, article, tries, seen, done, left_out, left_out_lines from entries
		where library = $1 and watch = $2 and state in (`+marks(4, len(states))+`)
		order by seen desc, entry limit $3`, args...))
	return slices.Clip(list), fail(ctx, "list a feed's entries", err)
}

// CountEntries returns how many entries of a feed have changed to a state since
// a time.
func (s *Store) CountEntries(ctx context.Context, library, watch string, state EntryState, since time.Time) (int, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var n int
	err := s.reader.QueryRowContext(ctx, `select count(*) from entries
		where library = $1 and watch = $2 and state = $3 and done >= $4`, library, watch, string(state), since.UnixMilli()).Scan(&n)
	return n, fail(ctx, "count a feed's entries", err)
}
