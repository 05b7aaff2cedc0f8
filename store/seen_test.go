package store_test

import (
	"testing"
	"time"

	"footnote/internal/pgtest"
	"footnote/store"
)

// Processes that share a database see each other's uses of a key, in each
// library for itself and as long as the use counts.
func TestFirstUse(t *testing.T) {
	dsn := pgtest.Database(t)
	here, there := open(t, dsn), open(t, dsn)
	later := time.Now().Add(time.Hour)
	first := func(s *store.Store, library, key string, until time.Time) bool {
		t.Helper()
		got, err := s.FirstUse(ctx, library, key, until)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	for _, tt := range []struct {
		name, library, key string
		want               bool
	}{
		{"a key", "1", "seen-a", true},
		{"another", "1", "seen-b", true},
		{"the first again", "1", "seen-a", false},
		{"that of a neighbour", "2", "seen-a", true},
	} {
		if got := first(here, tt.library, tt.key, later); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
	if first(there, "1", "seen-a", later) {
		t.Error("another process takes a key for new")
	}
	if !first(here, "1", "seen-old", time.Now().Add(-time.Second)) || !first(there, "1", "seen-old", later) || first(here, "1", "seen-old", later) {
		t.Error("a use that has expired does not end")
	}
	if _, err := here.Temp(ctx, "1", "seen-a"); err != nil {
		t.Errorf("Temp: %v", err)
	}
	if _, err := here.FirstUse(ctx, "../x\x00", "seen-a", later); err == nil {
		t.Error("a bad name is taken")
	}
	file := open(t, t.TempDir()+"/store.db")
	for range 2 {
		if !first(file, "1", "seen-a", later) {
			t.Error("on SQLite a use is refused")
		}
	}
}
