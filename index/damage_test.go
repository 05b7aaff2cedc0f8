package index_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"footnote/index"
)

// rootFile is bleve's list of segments.
const rootFile = "root.bolt"

// copyFolder copies the files of a closed index into a new folder.
func copyFolder(t *testing.T, from string) string {
	t.Helper()
	to := t.TempDir()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return to
}

// mustBeRight opens an index that may be damaged: either Open returns
// ErrDamaged, or the index answers like the undamaged one, or it says that it is
// the one of before the first batch.
func mustBeRight(t *testing.T, dir, what string) (opened bool) {
	t.Helper()
	x, err := index.Open(dir)
	if err != nil {
		if !errors.Is(err, index.ErrDamaged) && !errors.Is(err, index.ErrOutdated) {
			t.Errorf("%s: Open: %v, want ErrDamaged", what, err)
		}
		return false
	}
	defer x.Close()
	if x.State() == (index.State{}) {
		return true
	}
	found, err := x.Find(t.Context(), index.Query{Text: "mole tunnels"}, animals.words)
	switch {
	case err != nil && !errors.Is(err, index.ErrDamaged):
		t.Errorf("%s: Find: %v, want ErrDamaged", what, err)
	case err == nil && (len(found.Hits) != 3 || found.Hits[0].Place.Article != "moles"):
		t.Errorf("%s: found %v", what, found.Hits)
	}
	return true
}

// TestFlippedBytes changes a byte at many places of a closed index.
func TestFlippedBytes(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "x")
	animals.open(t, whole).Close()
	files, err := os.ReadDir(whole)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		b, err := os.ReadFile(filepath.Join(whole, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		for at := 0; at < len(b); at += 1 + len(b)/60 {
			dir := copyFolder(t, whole)
			b[at] ^= 0x11
			if err := os.WriteFile(filepath.Join(dir, f.Name()), b, 0o600); err != nil {
				t.Fatal(err)
			}
			b[at] ^= 0x11
			if mustBeRight(t, dir, f.Name()) {
				t.Errorf("%s: a change of byte %d was not noticed", f.Name(), at)
			}
		}
	}
}

// TestFlippedBytesUnclosed does the same to an index whose process was killed:
// root.bolt has no sum then, and less damage is noticed.
func TestFlippedBytesUnclosed(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "x")
	animals.open(t, whole).Close()
	if err := os.Remove(filepath.Join(whole, "root.sum")); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(whole, rootFile))
	if err != nil {
		t.Fatal(err)
	}
	for at, value := range b {
		if at%(1+len(b)/400) != 0 && (value == 0 || at%7 != 0) { // more of those that say something
			continue
		}
		dir := copyFolder(t, whole)
		b[at] ^= 0x11
		if err := os.WriteFile(filepath.Join(dir, rootFile), b, 0o600); err != nil {
			t.Fatal(err)
		}
		b[at] ^= 0x11
		mustBeRight(t, dir, rootFile)
	}
}

func TestDamagedFiles(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "x")
	animals.open(t, whole).Close()
	segments, err := filepath.Glob(filepath.Join(whole, "*.zap"))
	if err != nil || len(segments) == 0 {
		t.Fatal("no segments: ", err)
	}
	segment := filepath.Base(segments[0])
	tests := []struct {
		name string
		harm func(dir string) error
	}{
		{"no root.bolt", func(dir string) error { return os.Remove(filepath.Join(dir, rootFile)) }},
		{"empty root.bolt", func(dir string) error { return os.Truncate(filepath.Join(dir, rootFile), 0) }},
		{"half of root.bolt", func(dir string) error { return os.Truncate(filepath.Join(dir, rootFile), 9000) }},
		{"root.bolt is no database", func(dir string) error {
			return os.WriteFile(filepath.Join(dir, rootFile), make([]byte, 65536), 0o600)
		}},
		{"no segment", func(dir string) error { return os.Remove(filepath.Join(dir, segment)) }},
		{"half a segment", func(dir string) error { return os.Truncate(filepath.Join(dir, segment), 300) }},
		{"empty segment", func(dir string) error { return os.Truncate(filepath.Join(dir, segment), 0) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := copyFolder(t, whole)
			if err := tt.harm(dir); err != nil {
				t.Fatal(err)
			}
			before, err := os.ReadDir(dir)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := index.Open(dir); !errors.Is(err, index.ErrDamaged) {
				t.Fatalf("Open: %v, want ErrDamaged", err)
			}
			if after, _ := os.ReadDir(dir); len(after) < len(before) {
				t.Errorf("Open took away files: %v, before %v", after, before)
			}
			x, err := index.Rebuild(dir, func(x *index.Index) error { return x.Apply(t.Context(), animals.batch(2)) })
			if err != nil {
				t.Fatal("Rebuild: ", err)
			}
			defer x.Close()
			if got := animals.find(t, x, index.Query{Text: "kittens"}); got != "cats/2" {
				t.Errorf("after Rebuild: %q", got)
			}
		})
	}
}

// TestDeletedWhileOpen removes the files of an open index: searches may still
// work and the next step may fail, but nothing may hang.
func TestDeletedWhileOpen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "x")
	x := animals.open(t, dir)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := x.Find(t.Context(), index.Query{Text: "mole"}, animals.words); err != nil && !errors.Is(err, index.ErrDamaged) {
		t.Errorf("Find: %v, want ErrDamaged or none", err)
	}
	if err := x.Apply(t.Context(), animals.batch(2)); err != nil && !errors.Is(err, index.ErrDamaged) {
		t.Errorf("Apply: %v, want ErrDamaged or none", err)
	}
	x.Close()
	if _, err := index.Open(dir); err == nil {
		t.Error("Open of a deleted index succeeds")
	}
	y := animals.open(t, dir)
	if got := animals.find(t, y, index.Query{Text: "kittens"}); got != "cats/2" {
		t.Errorf("after Rebuild: %q", got)
	}
}

// A segment that a crash or a full disk cut short, before the index listed it,
// is not damage.
func TestUnlistedSegment(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "x")
	animals.open(t, dir).Close()
	if err := os.WriteFile(filepath.Join(dir, "0000000000ff.zap"), []byte("cut short"), 0o600); err != nil {
		t.Fatal(err)
	}
	if !mustBeRight(t, dir, "a segment that is not listed") {
		t.Error("a segment that is not listed counts as damage")
	}
}

// A segment that is overwritten after Open is noticed by the first search, which
// reads the tables that all searches share.
func TestOverwrittenBeforeFirstSearch(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "x")
	animals.open(t, dir).Close()
	x, err := index.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	segments, err := filepath.Glob(filepath.Join(dir, "*.zap"))
	if err != nil || len(segments) != 1 {
		t.Fatalf("segments %q, %v", segments, err)
	}
	info, err := os.Stat(segments[0])
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(segments[0], os.O_WRONLY, 0) // in place, as the file is mapped
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Write(make([]byte, info.Size())); err != nil {
		t.Fatal(err)
	}
	if _, err := x.Find(t.Context(), index.Query{Text: "mole"}, animals.words); !errors.Is(err, index.ErrDamaged) {
		t.Errorf("Find: %v, want ErrDamaged", err)
	}
}
