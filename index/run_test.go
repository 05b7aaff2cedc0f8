package index_test

import (
	"path/filepath"
	"testing"

	"footnote/index"
)

var playbill = shelf{
	"plays": read("Plays at the mill", "en",
		"We were to be as quiet as you are, and you were as it was.",
		"“As You Were” is a comedy about two sentries.",
		"Those who were there are the ones who know."),
}

// TestStopWordsAlone finds words that say nothing alone by their order.
func TestStopWordsAlone(t *testing.T) {
	x := playbill.open(t, filepath.Join(t.TempDir(), "x"))
	for text, want := range map[string]string{
		"as you were":              "plays/1",
		"what is as you were":      "plays/1",
		"were to be as":            "plays/0",
		"who were there":           "plays/2",
		"and you were as":          "plays/0",
		"as you were, where is it": "plays/1",
	} {
		found, err := x.Find(t.Context(), index.Query{Text: text}, playbill.words)
		if err != nil {
			t.Fatal(err)
		}
		if len(found.Hits) == 0 || placeOf(found.Hits[0]) != want {
			t.Errorf("Find(%q) = %v, want %s first", text, found.Hits, want)
		}
		if len(found.Nowhere) > 0 {
			t.Errorf("Find(%q): %q is nowhere, but nothing was in quotation marks", text, found.Nowhere)
		}
	}
}
