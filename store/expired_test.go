package store_test

import (
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	"footnote/store"
)

// Purge erases values whose time is over from the table, not only from what is
// read, and events after their year. It leaves the others.
func TestPurgeOfExpired(t *testing.T) {
	dsn := filepath.Join(t.TempDir(), "store.db")
	s := open(t, dsn)
	for key, until := range map[string]time.Time{"over": time.Now().Add(-time.Second), "waits": time.Now().Add(time.Hour)} {
		if err := s.PutTemp(ctx, lib, key, []byte("a held text"), until); err != nil {
			t.Fatal(err)
		}
	}
	for _, kind := range []string{"old", "recent"} {
		if err := s.Note(ctx, lib, store.Event{By: mod, Kind: kind}); err != nil {
			t.Fatal(err)
		}
	}
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for kind, ago := range map[string]time.Duration{"old": store.EventRetention + time.Hour, "recent": store.EventRetention - time.Hour} {
		if _, err := db.Exec(`update events set made = $1 where kind = $2`, time.Now().Add(-ago).UnixMilli(), kind); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Purge(ctx, time.Now().Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	if left, err := s.Events(ctx, lib, "", 10); err != nil || len(left) != 1 || left[0].Kind != "recent" {
		t.Errorf("events are %+v, %v, want only the recent one", left, err)
	}
	var names string
	if err := db.QueryRow(`select group_concat(name) from kept`).Scan(&names); err != nil || names != "waits" {
		t.Errorf("kept are %q, %v, want only what waits", names, err)
	}
}
