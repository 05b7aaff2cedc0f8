package library_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"footnote/article"
	"footnote/index"
	"footnote/library"
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

// While an article is replaced, each passage is shown with what belongs to it in
// its own version, never in the other.
func TestVersionsAreNotMixed(t *testing.T) {
	s := newShelf(t, 0)
	lib := s.library("1")
	version := func(name string) library.Item {
		var text strings.Builder
		for n := range 12 {
			fmt.Fprintf(&text, "The %s toolbox number %d of the keeper holds these things:\n\n- a %s hammer of size %d\n- a %s lamp of size %d\n\n", name, n, name, n, name, n)
		}
		return library.Item{ID: "a", Anyway: true, Source: article.Source{Name: "a.md", Body: []byte(text.String())}}
	}
	names := []string{"walnut", "copper"}
	put := func(name string) {
		if _, err := lib.AddOne(t.Context(), "tester", version(name)); err != nil {
			t.Error(err)
		}
	}
	put(names[0])
	ctx, stop := context.WithCancel(t.Context())
	var writer sync.WaitGroup
	writer.Go(func() {
		for n := 1; ctx.Err() == nil; n++ {
			put(names[n%2])
		}
	})
	joined := 0
	for range 150 {
		answer, err := lib.Answer(t.Context(), index.Query{Text: "which things does the toolbox of the keeper hold, a hammer or a lamp", Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range answer.Results {
			all := r.Lead + " " + r.Passage + " " + r.Follow
			if r.Lead+r.Follow != "" {
				joined++
			}
			if strings.Contains(all, names[0]) && strings.Contains(all, names[1]) {
				t.Fatalf("two versions in one result: %q, %q, %q", r.Lead, r.Passage, r.Follow)
			}
		}
	}
	stop()
	writer.Wait()
	if joined == 0 {
		t.Error("no passage was shown with another: not what this test is about")
	}
}
