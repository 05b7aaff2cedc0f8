package store_test

import (
	"fmt"
	"testing"

	"footnote/store"
)

// The newest sources that were replaced are stored. A new reading of the same
// source replaces none.
func TestVersionsThatAreStored(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		for n := range store.MaxVersions + 3 {
			e := short("a", fmt.Sprintf("The ferry left %d times.", n))
			put(t, s, e)
			e.Reading.Title = "Read anew"
			if err := s.Reread(ctx, lib, e); err != nil {
				t.Fatal(err)
			}
		}
		stored, err := s.Versions(ctx, lib, "a")
		if err != nil || len(stored) != store.MaxVersions {
			t.Fatalf("Versions = %v, %v, want %d", stored, err, store.MaxVersions)
		}
		for i, seq := range stored {
			src, err := s.Version(ctx, lib, "a", seq)
			if want := fmt.Sprintf("The ferry left %d times.", store.MaxVersions+1-i); err != nil || string(src.Body) != want {
				t.Errorf("Version %d is %q, %v, want %q", seq, src.Body, err, want)
			}
		}
	})
}
