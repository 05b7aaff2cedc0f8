package store_test

import (
	"errors"
	"path/filepath"
	"syscall"
	"testing"

	"footnote/store"
)

// A disk without room refuses writers and keeps answering readers.
func TestDiskFull(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1m"); err != nil {
		t.Skip("SKIPPED: a full disk is not tested: run it as root, which may mount a tmpfs: ", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	s := open(t, filepath.Join(dir, "store.db"))
	put(t, s, short("a", "One."))
	var err error
	added := 0
	for ; err == nil && added < 1000; added++ {
		_, err = s.Put(ctx, lib, mod, sample(added))
	}
	if !errors.Is(err, store.ErrFull) {
		t.Fatalf("Put number %d: %v, want ErrFull", added, err)
	}
	if _, a, err := s.Article(ctx, lib, "a"); err != nil || a.Passages[0].Text != "One." {
		t.Errorf("Article on a full disk = %v, %v", a, err)
	}
	if h := head(t, s); int(h.Seq) != added {
		t.Errorf("head at %d after %d acknowledged", h.Seq, added)
	}
	sound(t, s)
}
