package store

import (
	"context"
	"database/sql"
	"time"
)

// SettingByLibrary returns the setting under key of every library that has it.
func (s *Store) SettingByLibrary(ctx context.Context, key string) (map[string]string, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	all := map[string]string{}
	err := scan(func(rows *sql.Rows) error {
		var library, value string
		err := rows.Scan(&library, &value)
		all[library] = value
		return err
	})(s.reader.QueryContext(ctx, `select library, value from settings where name = $1`, key))
	return all, fail(ctx, "list settings", err)
}

// SetSettings sets the setting under key to value in all of the libraries, or
// in none.
func (s *Store) SetSettings(ctx context.Context, libraries []string, key, value string) error {
	ctx, cancel := s.limit(ctx, longTimeout)
	defer cancel()
	err := s.transact(ctx, func(tx *sql.Tx) (bool, error) {
		for _, library := range libraries {
			_, err := tx.ExecContext(ctx, `insert into settings (library, name, value) values ($1, $2, $3)
				on conflict (library, name) do update set value = excluded.value`, library, key, value)
			if err != nil {
				return false, err
			}
		}
		return len(libraries) > 0, nil
	})
	return fail(ctx, "set "+key, err)
}

// Exists reports whether anything was ever stored of a library: articles or
// settings.
func (s *Store) Exists(ctx context.Context, library string) (bool, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	var known bool
	err := s.reader.QueryRowContext(ctx, `select exists (select 1 from libraries where library = $1)
		or exists (select 1 from settings where library = $1)`, library).Scan(&known)
	return known, fail(ctx, "look for "+library, err)
}

// SettingBefore returns the libraries whose setting under key is a time, in
// milliseconds since 1970, before the given one.
func (s *Store) SettingBefore(ctx context.Context, key string, before time.Time) ([]string, error) {
	ctx, cancel := s.limit(ctx, readTimeout)
	defer cancel()
	list, err := texts(s.reader.QueryContext(ctx, `select library from settings
		where name = $1 and cast(value as bigint) < $2 order by library`, key, before.UnixMilli()))
	return list, fail(ctx, "list settings", err)
}
