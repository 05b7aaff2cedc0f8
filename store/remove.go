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
