package library_test

import (
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"footnote/library"
)

// manyLibraries makes libraries with an article each, whose indexes are
// closed.
func manyLibraries(t *testing.T, n int) *shelf {
	t.Helper()
	s := newShelf(t, 0)
	for i := range n {
		s.add(s.library(fmt.Sprint(i)), "a", fmt.Sprintf("Number %d: the keeper lit the lamp.", i))
		s.finds(s.library(fmt.Sprint(i)), "keeper")
	}
	if err := s.libs.Close(); err != nil {
		t.Fatal(err)
	}
	return s
}

// With more libraries in use than may be open, indexes are closed and opened
// all the time. Questions wait for that and are not refused.
func TestFewOpenIndexes(t *testing.T) {
	onEither(t)
	s := manyLibraries(t, 6)
	s.libs = library.New(library.Config{Store: s.st, IndexDir: filepath.Join(s.dir, "index"), Open: 2})
	var group sync.WaitGroup
	for worker := range 8 {
		group.Go(func() {
			for n := range 20 {
				name := fmt.Sprint((worker + n) % 6)
				lib, err := s.libs.Library(name)
				if err != nil {
					t.Error(err)
					return
				}
				names, err := lib.Titles(t.Context(), "", 5)
				if err != nil || len(names) != 1 {
					t.Errorf("titles of %s: %v, %v", name, names, err)
				}
				if a := s.finds(lib, "keeper"); a != "a" {
					t.Errorf("%s answers %q", name, a)
				}
			}
		})
	}
	group.Wait()
	if x := s.libs.Indexes(); x.Open > 2 || x.Evicted == 0 || x.Rebuilt != 0 {
		t.Errorf("%+v, want 2 open at most, some evicted, none rebuilt", x)
	}
}

// The open indexes stay within a number of bytes.
func TestIndexMemory(t *testing.T) {
	onEither(t)
	s := manyLibraries(t, 6)
	ask := func(memory int64) library.Indexes {
		libs := library.New(library.Config{Store: s.st, IndexDir: filepath.Join(s.dir, "index"), Memory: memory})
		defer libs.Close()
		for i := range 6 {
			lib, err := libs.Library(fmt.Sprint(i))
			if err != nil {
				t.Fatal(err)
			}
			s.finds(lib, "keeper")
		}
		return libs.Indexes()
	}
	all := ask(1 << 30)
	if all.Open != 6 || all.Opened != 6 || all.Evicted != 0 {
		t.Fatalf("%+v, want all six open", all)
	}
	room := all.Bytes * 7 / 12 // for three and a half
	half := ask(room)
	if half.Open != 3 || half.Bytes > room || half.Evicted != 3 {
		t.Errorf("%+v with room for %d of %d bytes, want three open", half, room, all.Bytes)
	}
	if one := ask(1); one.Open != 1 {
		t.Errorf("%+v with a byte, want the last one open", one)
	}
}
