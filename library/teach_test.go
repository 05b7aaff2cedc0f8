package library_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"footnote/index"
	"footnote/library"
	"footnote/store"
)

// quay is a small library of two articles.
func quay(t *testing.T) (*shelf, *library.Library) {
	s := newShelf(t, 0)
	lib := s.library("harbour")
	s.add(lib, "pay", "Wages\n\nThe harbour master pays the crew each Friday. A late payment is settled with the employer within a week.\n\nThe canteen opens at seven and serves soup until noon.")
	s.add(lib, "boats", "Boats\n\nThree ferries cross the bay. The largest of them carries ninety cars and four hundred people.\n\nRowing boats are let by the hour near the old crane.")
	return s, lib
}

func ask(t *testing.T, lib *library.Library, text string) library.Answer {
	t.Helper()
	a, err := lib.Answer(t.Context(), index.Query{Text: text})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestPins(t *testing.T) {
	_, lib := quay(t)
	const question = "where do I complain about my salary"
	if a := ask(t, lib, question); a.Pinned {
		t.Fatal("pinned before any pin")
	}
	if _, err := lib.AddPin(t.Context(), "ann", question, "pay"); err != nil {
		t.Fatal(err)
	}
	for text, pinned := range map[string]bool{
		question:                             true,
		"Where do I complain about SALARY?":  true,
		"complaining about a salary":         true,
		"who lets rowing boats by the hour":  false,
		"complain about ferries and the bay": false,
	} {
		a := ask(t, lib, text)
		if a.Pinned != pinned {
			t.Errorf("%q: pinned %v, want %v", text, a.Pinned, pinned)
		}
		if pinned && (!a.Answered || a.Results[0].Article.ID != "pay" || a.Results[0].Score != 1) {
			t.Errorf("%q: %+v, want an answer from the pinned article", text, a.Results)
		}
		for i, r := range a.Results {
			for _, other := range a.Results[:i] {
				if r.Place == other.Place {
					t.Errorf("%q: %v is there twice", text, r.Place)
				}
			}
		}
	}
	if a, err := lib.Answer(t.Context(), index.Query{Text: question, Article: "boats"}); err != nil || a.Pinned {
		t.Errorf("asked of another article: pinned %v, %v", a.Pinned, err)
	}

	// The pin of a removed article rests until the article comes back.
	if _, err := lib.Remove(t.Context(), "ann", "pay"); err != nil {
		t.Fatal(err)
	}
	if a := ask(t, lib, question); a.Pinned || a.Answered {
		t.Errorf("the pinned article is removed: %+v", a)
	}
	if pins, err := lib.Pins(t.Context()); err != nil || len(pins) != 1 || pins[0].Article.ID != "pay" || pins[0].Article.Title != "" {
		t.Errorf("Pins = %+v, %v", pins, err)
	}
	if _, err := lib.Unremove(t.Context(), "ann", "pay"); err != nil {
		t.Fatal(err)
	}
	if a := ask(t, lib, question); !a.Pinned {
		t.Error("the pinned article is back, and the pin is not")
	}

	if _, err := lib.AddPin(t.Context(), "ann", question, "boats"); err != nil {
		t.Fatal(err)
	}
	if a := ask(t, lib, question); a.Results[0].Article.ID != "boats" {
		t.Errorf("pinned again: %s", a.Results[0].Article.ID)
	}
	if err := lib.RemovePin(t.Context(), "ann", strings.ToUpper(question)); err != nil {
		t.Fatal(err)
	}
	if a := ask(t, lib, question); a.Pinned {
		t.Error("pinned without a pin")
	}
}

func TestSynonyms(t *testing.T) {
	_, lib := quay(t)
	for text, synonym := range map[string][2]string{
		"when does the mess open":             {"mess", "canteen"},
		"how many vehicles fit on the vessel": {"vessel", "largest ferries"},
	} {
		if _, err := lib.AddSynonym(t.Context(), "ann", synonym[0], synonym[1]); err != nil {
			t.Fatal(err)
		}
		a := ask(t, lib, text)
		if a.Query != text {
			t.Errorf("%q: the answer is to %q", text, a.Query)
		}
		if word := strings.Fields(synonym[1])[0]; !a.Answered || !strings.Contains(a.Results[0].Passage, word) {
			t.Errorf("%q: %v, %+v, want the passage with %q", text, a.Answered, a.Results, word)
		}
		if err := lib.RemoveSynonym(t.Context(), "ann", synonym[1], synonym[0]); err != nil {
			t.Errorf("the other way round: %v", err)
		}
		if list, err := lib.Synonyms(t.Context()); err != nil || len(list) != 0 {
			t.Errorf("Synonyms = %v, %v", list, err)
		}
	}
}

func TestTeachingRefuses(t *testing.T) {
	_, lib := quay(t)
	for what, tt := range map[string]struct {
		err, want error
	}{
		"a pin without words":         {second(lib.AddPin(t.Context(), "ann", " ?! ", "pay")), library.ErrNoWords},
		"a long pin":                  {second(lib.AddPin(t.Context(), "ann", strings.Repeat("long ", 100), "pay")), library.ErrQuestionTooLong},
		"a pin to no article":         {second(lib.AddPin(t.Context(), "ann", "how", "none")), store.ErrNotFound},
		"no pin":                      {lib.RemovePin(t.Context(), "ann", "how"), library.ErrNotTaught},
		"a synonym of itself":         {second(lib.AddSynonym(t.Context(), "ann", "Boss", "boss ")), library.ErrBadSynonym},
		"a synonym of another ending": {second(lib.AddSynonym(t.Context(), "ann", "boss", "bosses")), library.ErrBadSynonym},
		"half a synonym":              {second(lib.AddSynonym(t.Context(), "ann", "boss", "")), library.ErrBadSynonym},
		"a long synonym":              {second(lib.AddSynonym(t.Context(), "ann", "boss", strings.Repeat("b", 61))), library.ErrBadSynonym},
		"no synonym":                  {lib.RemoveSynonym(t.Context(), "ann", "a", "b"), library.ErrNotTaught},
		"a test without words":        {second(lib.Save(t.Context(), "ann", "")), library.ErrNoWords},
		"no test":                     {lib.Unsave(t.Context(), "ann", "how"), library.ErrNotTaught},
	} {
		if !errors.Is(tt.err, tt.want) {
			t.Errorf("%s: %v, want %v", what, tt.err, tt.want)
		}
	}
	if log, err := lib.Log(t.Context(), "ann", 10); err != nil || len(log) != 0 {
		t.Errorf("what was refused is in the log: %+v, %v", log, err)
	}
}

func second[T any](_ T, err error) error { return err }

func TestSavedQuestions(t *testing.T) {
	s, lib := quay(t)
	for _, q := range []string{"who pays the crew", "who won the boat race in 1901"} {
		if _, err := lib.Save(t.Context(), "ann", q); err != nil {
			t.Fatal(err)
		}
	}
	changed := func() (list []string) {
		t.Helper()
		saved, err := lib.Saved(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range saved {
			r, err := lib.Rerun(t.Context(), q.Question, q.Expected)
			if err != nil {
				t.Fatal(err)
			}
			if r.Changed {
				list = append(list, q.Question)
			}
		}
		return list
	}
	if got := changed(); got != nil {
		t.Errorf("changed at once: %q", got)
	}
	s.add(lib, "race", "The boat race\n\nIn 1901 the boat race was won by Edna Marlow.")
	if got := changed(); len(got) != 1 || got[0] != "who won the boat race in 1901" {
		t.Errorf("changed = %q, want the race", got)
	}
	saved, err := lib.Saved(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range saved {
		if err := lib.Accept(t.Context(), q); err != nil {
			t.Fatal(err)
		}
	}
	if got := changed(); got != nil {
		t.Errorf("changed after they were accepted: %q", got)
	}
	// What is kept has no words of articles.
	lessons, err := s.st.Lessons(t.Context(), lib.Name(), store.QuestionLesson)
	if err != nil || len(lessons) != 2 {
		t.Fatal(lessons, err)
	}
	for _, l := range lessons {
		if strings.Contains(l.Value, "Edna") || strings.Contains(l.Value, "harbour master") {
			t.Errorf("words of an article are kept: %s", l.Value)
		}
	}
	if err := lib.Forget(t.Context(), "ann"); err != nil {
		t.Fatal(err)
	}
	if saved, err := lib.Saved(t.Context()); err != nil || len(saved) != 0 {
		t.Errorf("after Forget: %+v, %v", saved, err)
	}
}

// What was taught goes with an export and comes back with it.
func TestExportTaught(t *testing.T) {
	s, lib := quay(t)
	if _, err := lib.AddPin(t.Context(), "ann", "who pays me", "pay"); err != nil {
		t.Fatal(err)
	}
	if _, err := lib.AddSynonym(t.Context(), "ann", "mess", "canteen"); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := lib.Export(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	other := s.library("copy")
	for text := range strings.Lines(out.String()) {
		line, err := library.ReadLine([]byte(text))
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if line.Teaches() {
			if err := other.Teach(t.Context(), "ann", line); err != nil {
				t.Fatal(err)
			}
			continue
		}
		item, err := line.Item()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := other.AddOne(t.Context(), "ann", item); err != nil {
			t.Fatal(err)
		}
	}
	var again bytes.Buffer
	if err := other.Export(t.Context(), &again); err != nil {
		t.Fatal(err)
	}
	if again.String() != out.String() {
		t.Errorf("exported again:\n%s\nwant\n%s", again.String(), out.String())
	}
	for _, text := range []string{`{"pin": {"question": "x", "article": "pay"}, "text": "y"}`, `{"synonym": ["a", "b"], "pin": {"question": "x", "article": "pay"}}`} {
		if _, err := library.ReadLine([]byte(text)); !errors.Is(err, library.ErrBadLine) {
			t.Errorf("%s: %v, want ErrBadLine", text, err)
		}
	}
}
