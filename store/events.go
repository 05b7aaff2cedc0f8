package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// An Event is an action on a library other than a change to its articles.
type Event struct {
	At     time.Time
	By     string // user id, "" for no one or a forgotten user
	Kind   string // one word
	Detail string // in words, for readers of the log
}

// EventRetention is how long an Event is kept.
const EventRetention = 365 * 24 * time.Hour

// Note stores an event and sets its At.
func (s *Store) Note(ctx context.Context, library string, e Event) error {
	at := now()
	// The id sorts events by time; those of one millisecond, as they were noted.
	id := fmt.Sprintf("%013d-%08d-%s", at, s.noted.Add(1)%1e8, random()[:10])
	return s.one(ctx, "note an event", library, id, `insert into events (library, event, made, made_by, kind, detail)
		values ($1, $2, $3, $4, $5, $6)`, library, id, at, clean(e.By), e.Kind, clean(e.Detail))
}

// Events returns at most limit events, the newest first, only those by a user
// unless by is "".
func (s *Store) Events(ctx context.Context, library, by string, limit int) ([]Event, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var list []Event
	err := scan(func(rows *sql.Rows) error {
		var e Event
		err := rows.Scan((*unixMilli)(&e.At), &e.By, &e.Kind, &e.Detail)
		list = append(list, e)
		return err
	})(s.reader.QueryContext(ctx, `select made, made_by, kind, detail from events
		where library = $1 and ($2 = '' or made_by = $2) order by event desc limit $3`, library, by, limit))
	return list, fail(ctx, "read events", err)
}

// Forget removes the id of a user from a library: who added, changed or
// reported something is then unknown, also for removed articles that can still
// be brought back, and in the stores that Restore has replaced. Values stored
// for the user are deleted.
func (s *Store) Forget(ctx context.Context, library, user string) error {
	if user == "" {
		return nil
	}
	ctx, cancel := s.limit(ctx, longTimeout)
	defer cancel()
	err := s.transact(ctx, func(tx *sql.Tx) (bool, error) {
		for _, statement := range []string{
			`update changes set made_by = '' where library = $1 and made_by = $2`,
			`update articles set added_by = '' where library = $1 and added_by = $2`,
			`update events set made_by = '' where library = $1 and made_by = $2`,
			`update watches set added_by = '' where library = $1 and added_by = $2`,
			`delete from lessons where library = $1 and made_by = $2 and kind = '` + string(QuestionLesson) + `'`,
			`delete from wishes where library = $1 and made_by = $2`,
			`update suggestions set made_by = '' where library = $1 and made_by = $2`,
			`delete from guesses where library = $1 and made_by = $2`,
			`update lessons set made_by = '' where library = $1 and made_by = $2`,
		} {
			if _, err := tx.ExecContext(ctx, statement, library, user); err != nil {
				return false, err
			}
		}
		if err := forgetAsides(ctx, tx, library, user); err != nil {
			return false, err
		}
		return true, forgetKept(ctx, tx, library, user)
	})
	if err == nil {
		err = errors.Join(s.scrub(ctx), s.inOlds(ctx, func(old *Store) error { return old.Forget(ctx, library, user) }))
	}
	return fail(ctx, "forget a user", err)
}
