package index_test

import (
	"path/filepath"
	"testing"

	"footnote/index"
)

// A phrase is looked for only in the article that was asked for, and one that a
// title or heading has is somewhere.
func TestPhrasesOfOneArticle(t *testing.T) {
	s := shelf{
		"a": read("The harbour in winter", "en", "The lamp must never go out.", "The keeper sleeps by day."),
		"b": read("Another harbour", "en", "They say that the lamp must never go out at sea.", "The keeper sleeps at night."),
	}
	x := s.open(t, filepath.Join(t.TempDir(), "x"))
	for _, tt := range []struct {
		q       index.Query
		article string // of all hits
		nowhere int
	}{
		{index.Query{Text: `“lamp must never go out”`, Article: "a", Limit: 20}, "a", 0},
		{index.Query{Text: `“lamp must never go out”`, Within: []string{"b"}, Limit: 20}, "b", 0},
		{index.Query{Text: `“harbour in winter”`, Limit: 20}, "", 0},
		{index.Query{Text: `“harbour in summer”`, Limit: 20}, "", 1},
		{index.Query{Text: `“lamp must ever go out”`, Limit: 20}, "", 1},
	} {
		found, err := x.Find(t.Context(), tt.q, s.words)
		if err != nil {
			t.Fatal(err)
		}
		if len(found.Hits) == 0 || len(found.Nowhere) != tt.nowhere {
			t.Errorf("%q: %d hits, nowhere %q, want %d phrases", tt.q.Text, len(found.Hits), found.Nowhere, tt.nowhere)
		}
		for _, h := range found.Hits {
			if tt.article != "" && h.Place.Article != tt.article {
				t.Errorf("%q in %s finds %v", tt.q.Text, tt.article, h.Place)
			}
		}
	}
}
