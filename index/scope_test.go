package index_test

import (
	"path/filepath"
	"slices"
	"testing"

	"footnote/article"
	"footnote/index"
)

// quay has the same words in several articles and from several people, so that
// what a query leaves out shows.
var quay = shelf{
	"first": read("The first quay", "en",
		"Nora Quinn: The tide takes the old rope away.",
		"Peter Quinn: The tide brings the rope back.",
		"Where is the old rope kept in winter?",
		"The old rope is kept in the shed in winter."),
	"second": read("The second quay", "en",
		"Nora Quinn: The tide takes every old rope here.",
		"Nora Walsh: The tide takes no rope of mine.",
		"The keeper has never seen a silver rope.",
		"A silver lamp hangs over the rope."),
	"lamp": {
		Title: "Brass lantern keepers", Language: "en",
		Sections: []article.Section{{Heading: "Green glass shades", Level: 1}},
		Passages: []article.Passage{{Kind: article.Paragraph, Section: "Green glass shades", Text: "They are polished on Sundays by whoever is awake."}},
	},
}

// A query that names a speaker, an article or a phrase finds nothing else.
func TestFindOnly(t *testing.T) {
	x := quay.open(t, filepath.Join(t.TempDir(), "x"))
	for _, tt := range []struct {
		name  string
		query index.Query
		want  []string
	}{
		{"a speaker", index.Query{Kind: index.Quotes, Speaker: "Nora Quinn", Text: "tide rope"}, []string{"first/0", "second/0"}},
		{"a speaker of one article", index.Query{Kind: index.Quotes, Speaker: "Nora Quinn", Text: "tide rope", Article: "second"}, []string{"second/0"}},
		{"a speaker and no words, of one article", index.Query{Kind: index.Quotes, Speaker: "Nora Quinn", Article: "first"}, []string{"first/0"}},
		{"the first name of another", index.Query{Kind: index.Quotes, Speaker: "Peter Walsh", Text: "tide rope"}, nil},
		{"a surname", index.Query{Kind: index.Quotes, Speaker: "Quinn", Text: "tide rope"}, []string{"first/0", "first/1", "second/0"}},
		{"words of one article", index.Query{Text: "rope", Article: "second"}, []string{"second/0", "second/1", "second/2", "second/3"}},
		{"a phrase of one article", index.Query{Text: `"the rope"`, Article: "second"}, []string{"second/0", "second/1", "second/2", "second/3"}},
	} {
		q := tt.query
		q.Limit = 20
		found, err := x.Find(t.Context(), q, quay.words)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range found.Hits {
			got = append(got, h.Place.Article+"/"+string(rune('0'+h.Place.N)))
		}
		slices.Sort(got)
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// A phrase is found at the beginning, in the middle and at the end of a text, and
// one that only a title or a heading has is not said to be nowhere.
func TestPhrasesAtEnds(t *testing.T) {
	x := quay.open(t, filepath.Join(t.TempDir(), "x"))
	for _, tt := range []struct {
		query, first string
		nowhere      int
	}{
		{`"a silver lamp"`, "second/3", 0},
		{`"silver lamp hangs"`, "second/3", 0},
		{`"a silver rope"`, "second/2", 0},
		{`"over the rope"`, "second/3", 0},
		{`"brass lantern keepers" rope`, "", 0},
		{`"green glass shades" rope`, "", 0},
		{`"silver the lamp"`, "", 1},
	} {
		found, err := x.Find(t.Context(), index.Query{Text: tt.query}, quay.words)
		if err != nil {
			t.Fatal(err)
		}
		if len(found.Hits) == 0 {
			t.Errorf("%s: nothing", tt.query)
			continue
		}
		first := found.Hits[0].Place
		if tt.first != "" && (first.Article+"/"+string(rune('0'+first.N)) != tt.first) {
			t.Errorf("%s: first %v, want %s", tt.query, first, tt.first)
		}
		if len(found.Nowhere) != tt.nowhere {
			t.Errorf("%s: nowhere %q, want %d", tt.query, found.Nowhere, tt.nowhere)
		}
	}
}

// A question on another subject is missed; a passage with every word of the query
// as it is spelled is an answer, whatever its words weigh.
func TestMissedQuestions(t *testing.T) {
	x := quay.open(t, filepath.Join(t.TempDir(), "x"))
	for text, want := range map[string]bool{
		"whoever is awake":           true, // as spelled, though no question
		"the price of silver ingots": false,
		"who painted the town hall":  false,
		"how deep is the ocean":      false,
		"when did the war end":       false,
	} {
		found, err := x.Find(t.Context(), index.Query{Text: text}, quay.words)
		if err != nil {
			t.Fatal(err)
		}
		if found.Answered != want {
			t.Errorf("%q is answered: %v, want %v", text, found.Answered, want)
		}
	}
}
