package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// A removedEntry is a removed article, complete.
type removedEntry struct {
	Entry   Entry
	Added   time.Time
	AddedBy string
	Altered bool `json:",omitempty"` // its words were altered
}

// Remove removes articles and returns the ids of those that existed. They are
// kept aside, out of every list and answer, until Purge.
func (s *Store) Remove(ctx context.Context, library, by string, ids ...string) ([]string, error) {
	ctx, cancel := s.limit(ctx, writeTimeout+time.Duration(len(ids))*perRow)
	defer cancel()
	var removed []string
	err := s.write(ctx, library, by, func(w *writer) error {
		removed = nil
		for _, id := range ids {
			was, err := w.remove(id)
			if err != nil {
				return err
			}
			if was {
				removed = append(removed, id)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fail(ctx, "remove", err)
	}
	return removed, nil
}

// remove moves one article aside. was is false if it does not exist.
func (w *writer) remove(id string) (was bool, err error) {
	info, err := readInfo(w.ctx, w.tx, w.library, id)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	e, err := readEntry(w.ctx, w.tx, w.library, id)
	if err != nil {
		return false, err
	}
	sound, err := w.sound(id)
	if err != nil {
		return false, err
	}
	w.drop(info)
	if err := w.flush(); err != nil {
		return false, err
	}
	packed := deflate([]byte(toJSON(removedEntry{e, info.Added, info.AddedBy, !sound})))
	_, err = w.tx.ExecContext(w.ctx, `insert into removed (library, article, made, entry) values ($1, $2, $3, $4)`,
		w.library, id, w.now, packed)
	return true, err
}

// Unremove brings removed articles back unchanged and returns the ids of those
// that came back. One that was purged, or added again in the meantime, does
// not.
func (s *Store) Unremove(ctx context.Context, library, by string, ids ...string) ([]string, error) {
	ctx, cancel := s.limit(ctx, writeTimeout+time.Duration(len(ids))*perRow)
	defer cancel()
	var back []string
	err := s.write(ctx, library, by, func(w *writer) error {
		back = nil
		for _, id := range ids {
			came, err := w.unremove(id)
			if err != nil {
				return err
			}
			if came {
				back = append(back, id)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fail(ctx, "bring back", err)
	}
	return back, nil
}

// unremove brings one article back. came is false if it is not kept aside.
func (w *writer) unremove(id string) (came bool, err error) {
	if w.fresh[id] {
		return false, nil // brought back in the meantime
	}
	var packed []byte
	err = w.tx.QueryRowContext(w.ctx, `select entry from removed where library = $1 and article = $2`, w.library, id).Scan(&packed)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	text, err := unpack(packed, deflated)
	if err != nil {
		return false, err
	}
	var a removedEntry
	if err := json.Unmarshal(text, &a); err != nil {
		return false, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	e, err := makeReady(a.Entry)
	if err != nil {
		return false, err
	}
	e.altered = a.Altered
	info := e.info()
	info.Added, info.AddedBy, info.Updated = a.Added, a.AddedBy, when(w.now)
	return true, w.keep(e, &info, "put")
}

// EventRetention is how long an Event is kept.
const EventRetention = 365 * 24 * time.Hour

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
		_, err = tx.ExecContext(ctx, `update events set detail = '' where kind in ('report', 'wish')
			and exists (select 1 from removed r join changes c on c.library = r.library and c.article = r.article
			where r.library = events.library and r.made < $1 and c.title <> '' and (`+namesTitle+`))`, before.UnixMilli())
		if err == nil {
			_, err = tx.ExecContext(ctx, `update entries set title = '', url = '', reason = '', article = '', left_out = 0, left_out_lines = '', state = 'passed'
				where (library, article) in (select library, article from removed where made < $1)`, before.UnixMilli())
		}
		if err == nil {
			_, err = tx.ExecContext(ctx, `delete from watches where
				(library, watch) in (select library, '`+pagePrefix+`' || article from removed where made < $1)`, before.UnixMilli())
		}
		if err == nil {
			_, err = tx.ExecContext(ctx, `update changes set title = '' where title <> ''
			and (library, article) in (select library, article from removed where made < $1)`, before.UnixMilli())
		}
		for _, table := range []string{"went", "published", "corrections", "vectors", "tags", "versions", "shown", "rounds"} {
			if err == nil {
				_, err = tx.ExecContext(ctx, `delete from `+table+` where
					(library, article) in (select library, article from removed where made < $1)`, before.UnixMilli())
			}
		}
		if err == nil { // a pin ends with its article; a saved question still has an answer to check
			_, err = tx.ExecContext(ctx, `delete from lessons where kind = '`+string(PinLesson)+`'
				and (library, article) in (select library, article from removed where made < $1)`, before.UnixMilli())
		}
		if err == nil {
			_, err = tx.ExecContext(ctx, `update lessons set article = '' where
				(library, article) in (select library, article from removed where made < $1)`, before.UnixMilli())
		}
		if err == nil {
			_, err = tx.ExecContext(ctx, `update wishes set article = '' where
				(library, article) in (select library, article from removed where made < $1)`, before.UnixMilli())
		}
		if err == nil {
			_, err = tx.ExecContext(ctx, `delete from removed where made < $1`, before.UnixMilli())
		}
		if err == nil {
			_, err = tx.ExecContext(ctx, `delete from kept where expires <= $1`, now())
		}
		if err == nil {
			_, err = tx.ExecContext(ctx, `delete from events where made < $1`, time.Now().Add(-EventRetention).UnixMilli())
		}
		for table, retention := range map[string]time.Duration{"versions": VersionRetention, "wishes": WishRetention, "suggestions": SuggestionRetention, "rounds": RoundRetention} {
			if err == nil {
				_, err = tx.ExecContext(ctx, `delete from `+table+` where made < $1`, time.Now().Add(-retention).UnixMilli())
			}
		}
		if err == nil {
			_, err = tx.ExecContext(ctx, `delete from misses where day < $1`, day(time.Now().Add(-WishRetention)))
		}
		return true, err
	})
	if err == nil && len(purged) > 0 {
		err = errors.Join(s.scrub(ctx), s.inOlds(ctx, func(old *Store) error { return old.purgeToo(ctx, purged) }))
	}
	return fail(ctx, "purge", err)
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
