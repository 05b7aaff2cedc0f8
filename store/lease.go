package store

import (
	"context"
	"time"
)

// Lease gives key of a library to holder until a time, and reports whether it
// did: only one of the processes that share the store can hold it. A lease ends
// with Release, or at its time.
func (s *Store) Lease(ctx context.Context, library, key, holder string, until time.Time) (bool, error) {
	for _, name := range []string{library, key} {
		if err := CheckName(name); err != nil {
			return false, fail(ctx, "lease "+key, err)
		}
	}
	n, err := s.affected(ctx, "lease "+key, `insert into kept (library, name, value, expires) values ($1, $2, $3, $4)
		on conflict (library, name) do update set value = excluded.value, expires = excluded.expires where kept.expires <= $5`,
		library, key, []byte(holder), until.UnixMilli(), now())
	return n == 1, err
}

// Release ends the lease of holder. If another holder has it by now, it stays.
func (s *Store) Release(ctx context.Context, library, key, holder string) error {
	_, err := s.affected(ctx, "release "+key, `delete from kept where library = $1 and name = $2 and value = $3`, library, key, []byte(holder))
	return err
}
