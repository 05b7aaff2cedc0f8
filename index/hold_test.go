package index_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/index"
)

// An index that is opened, searched and closed leaves its folder as it was: a
// process that reads many indexes in turn costs the disk nothing.
func TestReadingWritesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "x")
	animals.open(t, dir).Close()
	read := func() {
		x, err := index.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		if found, err := x.Find(t.Context(), index.Query{Text: "mole tunnels"}, animals.words); err != nil || len(found.Hits) == 0 {
			t.Errorf("found %v, %v", found.Hits, err)
		}
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	}
	read()
	before := described(t, dir)
	read()
	if after := described(t, dir); after != before {
		t.Errorf("before\n%safter\n%s", before, after)
	}
}

// described has the name, size and time of a folder and its files.
func described(t *testing.T, dir string) string {
	var b strings.Builder
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(names, dir) {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&b, info.Name(), info.Size(), info.ModTime().UnixNano())
	}
	return b.String()
}

// An index that was opened for reading can also be written to, while it is
// searched, and is whole when it is opened again.
func TestWrittenAfterReading(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "x")
	animals.open(t, dir).Close()
	x, err := index.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	find := func(what string) {
		t.Helper()
		if found, err := x.Find(t.Context(), index.Query{Text: "mole tunnels"}, animals.words); err != nil || len(found.Hits) != 3 {
			t.Errorf("%s: found %v, %v", what, found.Hits, err)
		}
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 50 {
			find("meanwhile")
		}
	}()
	for seq := range 3 {
		if err := x.Apply(t.Context(), index.Batch{State: index.State{Seq: int64(100 + seq), Chain: "after"}}); err != nil {
			t.Fatal(err)
		}
		find("after a change")
	}
	<-done
	if _, err := index.Open(dir); err == nil {
		t.Error("a second one is opened")
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	if x, err = index.Open(dir); err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	find("opened again")
	if got := x.State().Seq; got != 102 {
		t.Errorf("State().Seq = %d, want 102", got)
	}
}
