package store_test

import (
	"database/sql"
	"path/filepath"
	"testing"
	"time"
)

// Purge erases values whose time is over from the table, not only from what is
// read, and leaves the others.
func TestPurgeOfExpired(t *testing.T) {
	dsn := filepath.Join(t.TempDir(), "store.db")
	s := open(t, dsn)
	for key, until := range map[string]time.Time{"over": time.Now().Add(-time.Second), "waits": time.Now().Add(time.Hour)} {
		if err := s.PutTemp(ctx, lib, key, []byte("a held text"), until); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Purge(ctx, time.Now().Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var names string
	if err := db.QueryRow(`select group_concat(name) from kept`).Scan(&names); err != nil || names != "waits" {
		t.Errorf("kept are %q, %v, want only what waits", names, err)
	}
}
