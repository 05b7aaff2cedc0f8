package index_test

import (
	"path/filepath"
	"testing"

	"footnote/article"
	"footnote/article/lang"
	"footnote/index"
)

// recipe has lists whose markers are numbers that questions ask for.
var recipe = shelf{
	"bread": {
		Title: "Bread in three steps", Language: "en",
		Sections: []article.Section{{Heading: "Steps", Level: 1}, {Heading: "Rules", Level: 1}},
		Passages: []article.Passage{
			{Kind: article.List, Section: "Steps", Text: "1. Mix flour and water.\n2. Wait for 2 hours.\n3. Bake it at step three's heat."},
			{Kind: article.List, Section: "Rules", Text: "1. No rules on day 2\n10. Never open the oven"},
			{Kind: article.List, Section: "Rules", Text: "2. 2\n3. \n• 1+1 loaves"},
			{Kind: article.Paragraph, Section: "Rules", Text: "1. 2. 3. What matters is 4."},
			{Kind: article.Table, Section: "Rules", Text: "1. | 2.\n3. | 4"},
			{Kind: article.Code, Section: "Rules", Text: "2. x = 1+1\n\n   3. y"},
		},
	},
}

// The number that marks an item of a list is not one of its words: asking for
// it is not an error, and it is neither highlighted nor an answer.
func TestListMarkers(t *testing.T) {
	x := recipe.open(t, filepath.Join(t.TempDir(), "x"))
	questions := []string{
		"what is step 3", "what are the 2 rules", "whats day 2", "whats 1+1", "what is 3", "what 2", "who is 1", "who is step 1?",
		"how many 2", "when is 10", "3", "1 2 3", "what does 2 mean", "where is 3", "why 1", "what is 10?", "was ist 3", "qu'est-ce que 2",
		"qué es 1", "что такое 3", "“1. 2.”", "step 3 of the 2 rules", "define 3",
	}
	for _, question := range questions {
		for _, kind := range []index.Kind{index.Passages, index.Quotes} {
			found, err := x.Find(t.Context(), index.Query{Kind: kind, Text: question, Limit: 20, Why: true}, recipe.words)
			if err != nil {
				t.Fatalf("%q: %v", question, err)
			}
			for _, h := range found.Hits {
				p := recipe["bread"].Passages[h.Place.N]
				for _, mark := range h.Highlights {
					if p.Kind == article.List && isMarker(p, mark) {
						t.Errorf("%q highlights the marker at %d of %q", question, mark.Start, p.Text)
					}
				}
			}
		}
	}
}

// isMarker reports a span that is in no item of a list.
func isMarker(p article.Passage, span article.Span) bool {
	for _, s := range lang.Sentences(p) {
		if s.Start <= span.Start && span.End <= s.End {
			return false
		}
	}
	return true
}
