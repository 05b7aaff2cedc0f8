package index_test

import (
	"path/filepath"
	"testing"

	"footnote/article"
	"footnote/index"
)

// A headline or a question has the words of a question and no answer: the
// passage below it comes first, and so does one below a heading that asks. Of a
// passage and one that continues it, the first comes first.
func TestHeadlines(t *testing.T) {
	say := func(section, text string) article.Passage {
		return article.Passage{Section: section, Text: text, Kind: article.Paragraph}
	}
	s := shelf{"mill": {Title: "Notes from the mill", Language: "en", Passages: []article.Passage{
		say("", "The end of the mill race"),
		say("", "It was drained on 4 May, the wheel being too old to turn any longer."),
		say("", "May I feed the mill cat?"),
		say("", "No, she has a family of her own in the granary and gets fat."),
		say("", "Miller: You have worked with so many people over the years, so how did you come to train an apprentice at the quern, and what was that like?"),
		say("", "Ode: She asked me at the fair whether I would teach her to grind by hand, and I could not say no."),
		say("Do not oil the shutters", "Oiled shutters are likely to swell and then to jam in the frame of the house."),
		say("Do not oil the shutters", "Specifically, oil on the shutters closes the pores, and shutters with oil in them keep the damp."),
		say("Is the mill a museum?", "No. It grinds flour on five days of the week for three bakers."),
		say("Where is the windmill?", "The old windmill is said to be a museum now, as is the mill by the lake, a museum too."),
	}}}
	x := s.open(t, filepath.Join(t.TempDir(), "x"))
	for question, want := range map[string]int{
		"when was the end of the mill race": 1,
		"feed the mill cat":                 3,
		"apprentice at the quern":           5,
		"oil on shutters":                   6,
		"is the mill a museum":              8,
	} {
		found, err := x.Find(t.Context(), index.Query{Text: question}, s.words)
		if err != nil || len(found.Hits) == 0 {
			t.Fatalf("%q: %v, %v", question, found, err)
		}
		if got := found.Hits[0].Place.N; got != want {
			t.Errorf("%q: passage %d, want %d", question, got, want)
		}
	}
}

// Of a passage that asks and answers, the sentence that answers is shown,
// although the question has more of the words.
func TestQuestionsInPassages(t *testing.T) {
	answers := []string{
		"The council drained it in 1931.",
		"It was drained on 4 May by the council, after the mill had been empty for years.",
	}
	for _, answer := range answers {
		s := shelf{"mill": read("Notes", "en", "When was the mill drained? "+answer+" Of the mill few people speak today.")}
		x := s.open(t, filepath.Join(t.TempDir(), "x"))
		for _, query := range []string{"when was the mill drained", "mill drained"} {
			found, err := x.Find(t.Context(), index.Query{Text: query}, s.words)
			if err != nil || len(found.Hits) == 0 {
				t.Fatalf("%q: %v, %v", query, found, err)
			}
			if got := found.Hits[0].Sentence.Of(s["mill"].Passages[0].Text); got != answer {
				t.Errorf("%q: %q, want %q", query, got, answer)
			}
		}
	}
}
