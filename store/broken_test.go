package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"footnote/internal/brokendisk"
	"footnote/store"
)

// brokenChild puts articles into a store whose disk breaks and removes "a", and
// prints what was acknowledged.
func brokenChild(dsn string, ids []string) {
	if err := brokendisk.Hold(); err != nil {
		fmt.Println(err)
		return
	}
	s, err := store.Open(context.Background(), dsn)
	if err != nil {
		fmt.Println("refused open:", err)
		return
	}
	for _, id := range ids {
		if _, err := s.Put(ctx, lib, mod, short(id, "Text of "+id)); err != nil {
			fmt.Println("refused "+id+":", err)
		} else {
			fmt.Println("put " + id)
		}
		if _, a, err := s.Article(ctx, lib, "before"); err != nil || a.Passages[0].Text != "It was there." {
			fmt.Println("wrong:", a, err)
		}
	}
	if _, err := s.Remove(ctx, lib, mod, "a", "nobody"); err != nil {
		fmt.Println("refused remove:", err)
	} else {
		fmt.Println("removed a")
	}
	fmt.Println("closed:", s.Close() == nil)
}

// TestBrokenDisk fails each write and each sync in turn, once, with an error of
// the disk. What was acknowledged before and after is there, nothing needs
// repair, and the store can be written to again.
func TestBrokenDisk(t *testing.T) {
	t.Parallel()
	dsn := filepath.Join(t.TempDir(), "store.db")
	s := open(t, dsn)
	put(t, s, short("before", "It was there."))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(dsn)
	if err != nil {
		t.Fatal(err)
	}
	ids := []string{"a", "b"} // b is what follows a broken write
	if *torture {
		ids = append(ids, "c", "d")
	}
	total := brokenAt(t, before, 0, ids)
	if total < 10 {
		t.Fatalf("only %d writes were held", total)
	}
	step := 1
	if testing.Short() {
		step = 5
	}
	for n := 1; n <= total; n += step {
		brokenAt(t, before, n, ids)
	}
}

// brokenAt does the child's work on a copy of a store with its nth write
// broken, 0 for none, and returns how many writes there were.
func brokenAt(t *testing.T, before []byte, nth int, ids []string) int {
	t.Helper()
	dsn := filepath.Join(t.TempDir(), "store.db")
	if err := os.WriteFile(dsn, before, 0o600); err != nil {
		t.Fatal(err)
	}
	changes, out := brokendisk.Run(t, runChild(t, "broken", append([]string{dsn}, ids...)...), filepath.Dir(dsn), nth, syscall.EIO)
	acknowledged(t, nth, dsn, out, ids)
	return changes
}

// acknowledged checks what a child said that it did.
func acknowledged(t *testing.T, nth int, dsn, said string, ids []string) {
	t.Helper()
	s := open(t, dsn)
	sound(t, s)
	want := map[string]bool{"before": true}
	refused := map[string]bool{}
	for line := range strings.Lines(said) {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch word {
		case "put":
			want[rest] = true
		case "removed":
			delete(want, rest)
		case "refused":
			what, _, _ := strings.Cut(rest, ":")
			refused[what] = true
			refused["a"] = refused["a"] || what == "remove" // either is right
		case "closed:":
		default:
			t.Errorf("write %d broken: %s", nth, line)
		}
	}
	for _, id := range append([]string{"before"}, ids...) {
		_, a, err := s.Article(ctx, lib, id)
		if there := err == nil && len(a.Passages) > 0; there != want[id] && !refused[id] && !refused["open"] {
			t.Errorf("write %d broken: %s is there: %v, want %v (%v)\n%s", nth, id, there, want[id], err, said)
		}
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			t.Errorf("write %d broken: %s: %v", nth, id, err)
		}
	}
	put(t, s, short("after", "It goes on."))
	sound(t, s)
	s.Close()
}
