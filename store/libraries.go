package store

import (
	"context"
	"database/sql"
	"time"
)

// A LibraryInfo describes a library.
type LibraryInfo struct {
	ID      string
	Name    string // its display name, "" if unknown
	Counts  Counts
	Seq     int64 // number of its last change
	Created time.Time
}

// Libraries returns all libraries that have been written to, the oldest first.
func (s *Store) Libraries(ctx context.Context) ([]LibraryInfo, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var list []LibraryInfo
	err := scan(func(rows *sql.Rows) error {
		var l LibraryInfo
		err := rows.Scan(&l.ID, &l.Name, &l.Counts.Articles, &l.Counts.Passages, &l.Counts.Quotes, &l.Counts.People, &l.Seq, (*unixMilli)(&l.Created))
		list = append(list, l)
		return err
	})(s.reader.QueryContext(ctx, `select library, name, articles, passages, quotes, people, seq, created
		from libraries order by created, library`))
	if err != nil {
		return nil, fail(ctx, "list libraries", err)
	}
	return list, nil
}

// SetName sets the display name of a library.
func (s *Store) SetName(ctx context.Context, library, name string) error {
	ctx, cancel := s.limit(ctx, writeTimeout)
	defer cancel()
	name = clean(name)
	err := s.write(ctx, library, "", func(w *writer) error {
		w.touched = true
		_, err := w.tx.ExecContext(ctx, `update libraries set name = $1 where library = $2`, name, library)
		return err
	})
	return fail(ctx, "name library", err)
}

// Name returns the display name of a library, "" if unknown.
func (s *Store) Name(ctx context.Context, library string) (string, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var name string
	err := scan(func(rows *sql.Rows) error { return rows.Scan(&name) })(
		s.reader.QueryContext(ctx, `select name from libraries where library = $1`, library))
	return name, fail(ctx, "read name", err)
}

// Setting returns a library's setting for key, "" if there is none.
func (s *Store) Setting(ctx context.Context, library, key string) (string, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var value string
	if ok, err := s.opened(ctx, library, func(o *opening) { value = o.settings[key] }); ok || err != nil {
		return value, fail(ctx, "read setting", err)
	}
	err := scan(func(rows *sql.Rows) error { return rows.Scan(&value) })(
		s.queryPrepared(ctx, `select value from settings where library = $1 and name = $2`, library, key))
	return value, fail(ctx, "read setting", err)
}

// SetSetting sets a library's setting for key; "" removes it.
func (s *Store) SetSetting(ctx context.Context, library, key, value string) error {
	query, args := `insert into settings (library, name, value) values ($1, $2, $3)
		on conflict (library, name) do update set value = excluded.value`, []any{library, key, clean(value)}
	if value == "" {
		query, args = `delete from settings where library = $1 and name = $2`, args[:2]
	}
	return s.one(ctx, "set "+key, library, key, query, args...)
}

// SwapSetting replaces a library's setting for key if it still has a value: if
// several processes try, one gets true.
func (s *Store) SwapSetting(ctx context.Context, library, key, old, value string) (bool, error) {
	n, err := s.affected(ctx, "set "+key, `update settings set value = $1 where library = $2 and name = $3 and value = $4`, clean(value), library, key, old)
	return n == 1, err
}

// PutTemp stores value under key until the given time, and replaces an earlier
// value.
func (s *Store) PutTemp(ctx context.Context, library, key string, value []byte, until time.Time) error {
	if value == nil {
		value = []byte{} // nil would be a null
	}
	return s.one(ctx, "keep value", library, key, `insert into kept (library, name, value, expires) values ($1, $2, $3, $4)
		on conflict (library, name) do update set value = excluded.value, expires = excluded.expires`,
		library, key, value, until.UnixMilli())
}

// Temp returns the value stored under key. It fails with ErrNotFound if there
// is none, or if it has expired.
func (s *Store) Temp(ctx context.Context, library, key string) ([]byte, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var value []byte
	err := s.reader.QueryRowContext(ctx, `select value from kept
		where library = $1 and name = $2 and expires > $3`, library, key, now()).Scan(&value)
	return value, fail(ctx, "read temporary value", err)
}

// one runs a statement that writes one row for library and key.
func (s *Store) one(ctx context.Context, doing, library, key, query string, args ...any) error {
	for _, name := range []string{library, key} {
		if err := CheckName(name); err != nil {
			return fail(ctx, doing, err)
		}
	}
	_, err := s.affected(ctx, doing, query, args...)
	return err
}
