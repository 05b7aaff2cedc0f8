package index_test

import (
	"path/filepath"
	"strings"
	"testing"

	"footnote/index"
)

// A brief question gets the one of several passages with its words that has what
// it asks for.
func TestBriefQuestions(t *testing.T) {
	s := shelf{"harbour": read("Harbour", "en",
		"The harbour has a crane from model A-4, and the crane is often photographed.",
		"The crane lifts 30 tonnes, and boats are lifted on Mondays.",
		"Swimming near the crane was popular in summer, the photographs in the office are of it.",
		"Swimming near the crane is not allowed, as the water is deep.",
		"The crane and the lamp by the gate came from far away, on a ship in spring.",
		"The crane and the lamp by the pier came from Norway, on a ship in spring.",
		"The skipper often talks of the TKV, and the TKV answers late.",
		"TKV: the association of those who tie up here.")}
	x := s.open(t, filepath.Join(t.TempDir(), "x"))
	for question, want := range map[string]string{
		"how many tonnes crane":          "30 tonnes",
		"is swimming near the crane ok":  "not allowed",
		"which country crane lamp came":  "Norway",
		"what is TKV":                    "association",
		"do you know how much it lifts":  "30 tonnes",
		"can i go swimming by the crane": "not allowed",
	} {
		found, err := x.Find(t.Context(), index.Query{Text: question}, s.words)
		if err != nil || len(found.Hits) == 0 {
			t.Fatalf("%q: %v, %v", question, found, err)
		}
		if got := s["harbour"].Passages[found.Hits[0].Place.N].Text; !strings.Contains(got, want) {
			t.Errorf("%q: %q, want that with %q", question, got, want)
		}
	}
}
