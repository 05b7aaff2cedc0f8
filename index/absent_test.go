package index_test

import (
	"path/filepath"
	"strings"
	"testing"

	"footnote/index"
)

// A word that the library does not have says nothing about which passage
// answers: the others still find the one with most of them.
func TestAbsentWords(t *testing.T) {
	s := shelf{"ferry": read("", "en",
		"Sheep and goats cross in a crate by the rail.",
		"The crate is weighed, and 14 are taken at most.",
		"The mail goes ashore first.", "The rail is green.", "Goats graze on the island.", "The deck is oak.", "A bell rings.")}
	x := s.open(t, filepath.Join(t.TempDir(), "x"))
	for question, want := range map[string]string{
		"how many crate sheep":               "goats cross",
		"how many crate sheep mayor justice": "goats cross",
		"how many crate cross mayor justice": "goats cross",
		"how many sheep crate mayor justice": "goats cross",
	} {
		found, err := x.Find(t.Context(), index.Query{Text: question}, s.words)
		if err != nil || len(found.Hits) == 0 {
			t.Fatalf("Find(%q) = %v, %v", question, found, err)
		}
		if got := s["ferry"].Passages[found.Hits[0].Place.N].Text; !strings.Contains(got, want) {
			t.Errorf("Find(%q) has %q first, want the passage with %q", question, got, want)
		}
	}
}
