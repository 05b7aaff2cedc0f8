package library_test

import (
	"strings"
	"testing"

	"footnote/article"
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

// The name of a library can't lead out of the folder of indexes.
func TestNamesStayInTheFolder(t *testing.T) {
	s := newShelf(t, 0)
	for _, name := range []string{"", ".", "..", "../other", "a/b", `a\b`, "a\x00b"} {
		if lib, err := s.libs.Library(name); err == nil {
			t.Errorf("Library(%q) = %v", name, lib.Name())
		}
	}
}

// Nor is it shown by its place, or among an article's quotations.
func TestDeniedIsNotShownByItsPlace(t *testing.T) {
	s := newShelf(t, 0)
	lib := s.library("sea")
	s.add(lib, "coast", coast)
	_, a, err := lib.Article(t.Context(), "coast")
	if err != nil {
		t.Fatal(err)
	}
	denied := 0
	for n, q := range a.Quotes {
		answer, err := lib.QuotesAt(t.Context(), article.Place{Article: "coast", N: n})
		if err != nil {
			t.Fatal(err)
		}
		if shown := len(answer.Results) > 0; shown == q.Denied() {
			t.Errorf("%q: shown %v, denied %v", q.Text, shown, q.Denied())
		}
		if q.Denied() {
			denied++
		}
	}
	answer, err := lib.Answer(t.Context(), index.Query{Kind: index.Quotes, Article: "coast", Limit: 50})
	if err != nil || denied == 0 || len(answer.Results) != len(a.Quotes)-denied {
		t.Errorf("the article's quotations: %d of %d, %d of them denied, %v", len(answer.Results), len(a.Quotes), denied, err)
	}
}
