package library_test

import (
	"strings"
	"testing"

	"footnote/index"
)

// What is marked in the passage of a quotation is the first part of its words:
// marks in a later part are shown in the quotation alone.
func TestMarksOfDividedQuotations(t *testing.T) {
	s := newShelf(t, 1)
	lib := s.library("harbour")
	s.add(lib, "harbour", harbour)
	for words, want := range map[string]string{"count boats": "count boats", "people": "", "boats people": "boats"} {
		answer, err := lib.Answer(t.Context(), index.Query{Kind: index.Quotes, Text: words})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, r := range answer.Results {
			if len(r.Quote.Parts) < 2 {
				continue
			}
			found = true
			var marked []string
			for _, m := range r.Highlights {
				marked = append(marked, m.Of(r.Passage))
			}
			if got := strings.Join(marked, " "); got != want {
				t.Errorf("%q marks %q in the passage, want %q", words, got, want)
			}
			if len(r.QuoteMarks) == 0 {
				t.Errorf("%q marks nothing in %q", words, r.Quote.Text)
			}
		}
		if !found {
			t.Errorf("%q does not find the divided quotation", words)
		}
	}
}
