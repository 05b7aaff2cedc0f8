package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"footnote/store"
)

// A backup with a broken page in its middle, which opens and reads, replaces
// nothing.
func TestRestoreOfBroken(t *testing.T) {
	dir := t.TempDir()
	whole := filepath.Join(dir, "whole.db")
	s := open(t, whole)
	put(t, s, samples(0, 50)...)
	s.Close()
	content, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "store.db")
	old := open(t, path)
	put(t, old, short("kept", "The old words."))
	old.Close()
	const page = 4096
	broken, refused := filepath.Join(dir, "broken.db"), 0
	for at := 5 * page; at+page <= len(content); at += 7 * page {
		damaged := append([]byte{}, content...)
		for i := range 64 { // cell pointers of the page
			damaged[at+i] ^= 0xa5
		}
		if err := os.WriteFile(broken, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := store.Restore(ctx, broken, path); err == nil {
			t.Errorf("a file with a broken page %d is taken", at/page+1)
		} else if !errors.Is(err, store.ErrDamaged) {
			t.Errorf("a broken page %d: %v, want ErrDamaged", at/page+1, err)
		}
		refused++
	}
	if refused < 5 {
		t.Fatalf("only %d pages were broken", refused)
	}
	old = open(t, path)
	if _, a, err := old.Article(ctx, lib, "kept"); err != nil || a.Passages[0].Text != "The old words." {
		t.Errorf("the old store: %v, %v", a, err)
	}
}

// The log of a store that can't be read does not become the log of the one that
// replaces it.
func TestRestoreOverDamaged(t *testing.T) {
	dir := t.TempDir()
	backup, path := filepath.Join(dir, "backup.db"), filepath.Join(dir, "store.db")
	s := open(t, filepath.Join(dir, "other.db"))
	put(t, s, short("new", "The new words."))
	if err := s.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{path: "not a database, and long enough", path + "-wal": "an old log", path + "-shm": "an index of it"} {
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	old, err := store.Restore(ctx, backup, path)
	if err != nil {
		t.Fatal(err)
	}
	for _, left := range []string{path + "-wal", path + "-shm"} {
		if _, err := os.Stat(left); !os.IsNotExist(err) {
			t.Errorf("%s: %v, want none", filepath.Base(left), err)
		}
	}
	if text, err := os.ReadFile(old); err != nil || string(text) != "not a database, and long enough" {
		t.Errorf("the old store is %q, %v", text, err)
	}
	restored := open(t, path)
	if _, a, err := restored.Article(ctx, lib, "new"); err != nil || a.Passages[0].Text != "The new words." {
		t.Errorf("restored: %v, %v", a, err)
	}
}
