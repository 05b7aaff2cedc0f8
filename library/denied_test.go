package library_test

import (
	"strings"
	"testing"

	"footnote/index"
)

// A quotation that an article denies is not shown as one.
func TestDeniedIsNoQuotation(t *testing.T) {
	s := newShelf(t, 0)
	lib := s.library("sea")
	s.add(lib, "coast", coast)
	for _, q := range []index.Query{
		{Kind: index.Quotes, Text: "the mail can wait until the spring", Limit: 20},
		{Kind: index.Quotes, Speaker: "Peter Vance", Limit: 20},
	} {
		answer, err := lib.Answer(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range answer.Results {
			if strings.Contains(r.Quote.Text, "until the spring") {
				t.Errorf("%+v shows %q of %q", q, r.Quote.Text, r.Quote.Speaker)
			}
		}
	}
}

// The name of a library is no way out of the folder of indexes.
func TestNamesStayInTheFolder(t *testing.T) {
	s := newShelf(t, 0)
	for _, name := range []string{"", ".", "..", "../other", "a/b", `a\b`, "a\x00b"} {
		if lib, err := s.libs.Library(name); err == nil {
			t.Errorf("Library(%q) = %v", name, lib.Name())
		}
	}
}
