package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// namesTitle holds if the detail of an event has the title c.title. A title of
// up to three letters is part of many words: it counts where a report has the
// first line of an answer, plain, as a link or before the answer's address, and
// where a pin quotes it.
const namesTitle = `length(c.title) > 3 and replace(events.detail, c.title, '') <> events.detail
	or replace(events.detail, ' ' || c.title || ')', '') <> events.detail
	or replace(events.detail, '“' || c.title || '”', '') <> events.detail
	or replace(events.detail, '[' || c.title || ']', '') <> events.detail
	or replace(events.detail, ' ' || c.title || ' https://discord.com/', '') <> events.detail`

// Purge erases, in every library, what was removed before the given time, with
// its titles in the history, in feeds and in events; also expired values, and
// events, versions, wishes, suggestions, rounds and numbers of misses that are
// too old.
func (s *Store) Purge(ctx context.Context, before time.Time) error {
	ctx, cancel := s.limit(ctx, longTimeout)
	defer cancel()
	purged := map[string][]string{} // ids of articles, by library
	err := s.transact(ctx, func(tx *sql.Tx) (bool, error) {
		clear(purged)
		err := scan(func(rows *sql.Rows) error {
			var library, id string
			err := rows.Scan(&library, &id)
			purged[library] = append(purged[library], id)
			return err
		})(tx.QueryContext(ctx, `select library, article from removed where made < $1`, before.UnixMilli()))
		if err != nil {
			return false, err
		}
		if err := purgeRemoved(ctx, tx, before); err != nil {
			return false, err
		}
		return true, purgeExpired(ctx, tx)
	})
	if err == nil && len(purged) > 0 {
		err = errors.Join(s.scrub(ctx), s.inOlds(ctx, func(old *Store) error { return old.purgeToo(ctx, purged) }))
	}
	return fail(ctx, "purge", err)
}

// A step is a statement with one argument.
type step struct {
	query string
	arg   any
}

// runAll runs steps in order, up to the first that fails.
func runAll(ctx context.Context, tx *sql.Tx, steps []step) error {
	for _, s := range steps {
		if _, err := tx.ExecContext(ctx, s.query, s.arg); err != nil {
			return err
		}
	}
	return nil
}

// purgeRemoved erases the articles that were removed before the given time, and
// what other tables have of them.
func purgeRemoved(ctx context.Context, tx *sql.Tx, before time.Time) error {
	const ofThem = ` (library, article) in (select library, article from removed where made < $1)`
	queries := []string{
		`update events set detail = '' where kind in ('report', 'wish')
			and exists (select 1 from removed r join changes c on c.library = r.library and c.article = r.article
			where r.library = events.library and r.made < $1 and c.title <> '' and (` + namesTitle + `))`,
		`update entries set title = '', url = '', reason = '', article = '', left_out = 0, left_out_lines = '', state = 'passed' where` + ofThem,
		`delete from watches where (library, watch) in (select library, '` + pagePrefix + `' || article from removed where made < $1)`,
		`update changes set title = '' where title <> '' and` + ofThem,
	}
	for _, table := range []string{"went", "published", "corrections", "vectors", "tags", "versions", "shown", "rounds"} {
		queries = append(queries, `delete from `+table+` where`+ofThem)
	}
	queries = append(queries,
		// A pin ends with its article; a saved question still has an answer to check.
		`delete from lessons where kind = '`+string(PinLesson)+`' and`+ofThem,
		`update lessons set article = '' where`+ofThem,
		`update wishes set article = '' where`+ofThem,
		`delete from removed where made < $1`,
	)
	var steps []step
	for _, q := range queries {
		steps = append(steps, step{q, before.UnixMilli()})
	}
	return runAll(ctx, tx, steps)
}

// purgeExpired deletes what was stored for a time that is over.
func purgeExpired(ctx context.Context, tx *sql.Tx) error {
	ago := func(d time.Duration) time.Time { return time.Now().Add(-d) }
	return runAll(ctx, tx, []step{
		{`delete from kept where expires <= $1`, now()},
		{`delete from events where made < $1`, ago(EventRetention).UnixMilli()},
		{`delete from versions where made < $1`, ago(VersionRetention).UnixMilli()},
		{`delete from wishes where made < $1`, ago(WishRetention).UnixMilli()},
		{`delete from suggestions where made < $1`, ago(SuggestionRetention).UnixMilli()},
		{`delete from rounds where made < $1`, ago(RoundRetention).UnixMilli()},
		{`delete from misses where day < $1`, day(ago(WishRetention))},
	})
}

// purgeToo erases articles, by library, from a store that another one has
// replaced.
func (s *Store) purgeToo(ctx context.Context, articles map[string][]string) error {
	for library, ids := range articles {
		// Removing makes a library that is not there.
		head, err := s.Head(ctx, library)
		if err != nil {
			return err
		}
		if head.Seq == 0 {
			continue
		}
		if _, err := s.Remove(ctx, library, "", ids...); err != nil {
			return err
		}
	}
	return s.Purge(ctx, time.Now().Add(time.Second))
}

// Removals returns, of each library from which something was removed before
// the given time, the number of its last change that did so.
func (s *Store) Removals(ctx context.Context, before time.Time) (map[string]int64, error) {
	ctx, cancel := s.limit(ctx, longTimeout)
	defer cancel()
	last := map[string]int64{}
	err := scan(func(rows *sql.Rows) error {
		var library string
		var seq int64
		err := rows.Scan(&library, &seq)
		last[library] = seq
		return err
	})(s.reader.QueryContext(ctx, `select library, max(seq) from changes
		where action = 'remove' and made < $1 group by library`, before.UnixMilli()))
	return last, fail(ctx, "list removals", err)
}

// Erase erases everything of a library, at once and for good: articles,
// history, settings, also from the stores that Restore has replaced. If it is
// written to again, it is a new library. On SQLite nothing of it is left in
// the file; PostgreSQL overwrites its rows at its next vacuum.
func (s *Store) Erase(ctx context.Context, library string) error {
	ctx, cancel := s.limit(ctx, longTimeout)
	defer cancel()
	err := s.transact(ctx, func(tx *sql.Tx) (bool, error) {
		// Its own row first: other writers wait for it.
		for _, table := range tablesOfLibrary {
			if _, err := tx.ExecContext(ctx, `delete from `+table+` where library = $1`, library); err != nil {
				return false, err
			}
		}
		return true, nil
	})
	if err == nil {
		err = errors.Join(s.scrub(ctx), s.inOlds(ctx, func(old *Store) error { return old.Erase(ctx, library) }))
	}
	return fail(ctx, "erase "+library, err)
}
