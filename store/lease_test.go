package store_test

import (
	"testing"
	"time"

	"footnote/store"
)

// Only one of the processes that share a store holds a lease, until it releases
// it or its time is over.
func TestLease(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		here, there := open(t, dsn), open(t, dsn)
		lease := func(s *store.Store, library, holder string, until time.Time, want bool) {
			t.Helper()
			if got, err := s.Lease(ctx, library, "making", holder, until); err != nil || got != want {
				t.Errorf("Lease of %s for %s = %v, %v, want %v", library, holder, got, err, want)
			}
		}
		release := func(s *store.Store, holder string) {
			t.Helper()
			if err := s.Release(ctx, "1", "making", holder); err != nil {
				t.Error(err)
			}
		}
		later, over := time.Now().Add(time.Hour), time.Now().Add(-time.Second)
		lease(here, "1", "a", later, true)
		lease(there, "1", "b", later, false)
		lease(here, "1", "a", later, false) // not twice by one process
		lease(there, "2", "b", later, true)
		release(there, "b") // not its own
		lease(there, "1", "b", later, false)
		release(here, "a")
		lease(there, "1", "b", over, true)
		lease(here, "1", "a", later, true) // the other's time is over
		release(there, "b")
		lease(there, "1", "b", later, false)
		if _, err := here.Lease(ctx, "../x\x00", "making", "a", later); err == nil {
			t.Error("a bad name is taken")
		}
	})
}
