package library_test

import (
	"slices"
	"testing"

	"footnote/index"
	"footnote/library"
)

// Other articles' sentences that say the same with another value are found,
// whatever form their words have, and nothing else is.
func TestDisagreeing(t *testing.T) {
	s := newShelf(t, 0)
	lib := s.library("news")
	s.add(lib, "First", "The council of Marlow spent 40 million euros on the bridge.\n\nMarlow has two bridges.")
	s.add(lib, "Second", "Rain fell. According to officials, the council of Marlow has spent 55 million euros on the bridge. It opens in May.")
	s.add(lib, "Third", "The council of Marlow spent 61 million euros on the bridges.")
	s.add(lib, "Same", "The council of Marlow spent 40 million euros on the bridge, officials said.")
	s.add(lib, "Other", "The council of Marlow spent 70 million euros on the tunnel.")
	s.add(lib, "Inexact", "The council of Marlow spent nearly 80 million euros on the bridge.")
	s.add(lib, "Year", "The council of Marlow spent 90 million euros on the bridge in 1999.")
	answer, err := lib.Answer(t.Context(), index.Query{Text: "What did the council of Marlow spend on the bridge?", Limit: 20})
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(answer.Results, func(r library.Result) bool { return r.Article.ID == "First" })
	if at < 0 {
		t.Fatalf("no answer of the first article in %+v", answer.Results)
	}
	others, err := lib.Disagreeing(t.Context(), answer.Results[at])
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, o := range others {
		got = append(got, o.Article.ID+": "+o.Highlights[0].Of(o.Passage)+": "+o.Sentence.Of(o.Passage))
	}
	slices.Sort(got)
	want := []string{
		"Second: 55 million: According to officials, the council of Marlow has spent 55 million euros on the bridge.",
		"Third: 61 million: The council of Marlow spent 61 million euros on the bridges.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("they disagree: %q, want %q", got, want)
	}
}

// An article is not set against itself.
func TestNoArticleDisagreesWithItself(t *testing.T) {
	s := newShelf(t, 0)
	lib := s.library("news")
	s.add(lib, "First", "The council of Marlow spent 40 million euros on the bridge.\n\nThe council of Marlow spent 58 million euros on the bridge.")
	for _, id := range []string{"", "Second"} {
		if id != "" {
			s.add(lib, id, "The council of Marlow spent 61 million euros on the bridge.")
		}
		answer, err := lib.Answer(t.Context(), index.Query{Text: "What did the council of Marlow spend on the bridge?", Article: "First", Limit: 1})
		if err != nil || len(answer.Results) != 1 {
			t.Fatal(answer.Results, err)
		}
		others, err := lib.Disagreeing(t.Context(), answer.Results[0])
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, o := range others {
			got += o.Article.ID
		}
		if got != id {
			t.Errorf("with %q: the articles %q disagree", id, got)
		}
	}
}
