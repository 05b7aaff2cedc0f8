package quotes_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/article"
	"footnote/article/reader"
)

// An interview is a text with its right answer: every turn of anyone but the
// interviewer.
type interview struct {
	name, text string
	turns      []wantTurn
}

// A wantTurn is how a turn begins and whose it is. One that goes on with the
// turn before may be reported or not.
type wantTurn struct {
	begins, speaker string
	goesOn          bool
}

// readInterviews reads a file of interviews: “=== name” before each,
// ⟦speaker⟧ where a turn begins.
func readInterviews(t *testing.T, file string) []interview {
	t.Helper()
	body, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []interview
	for part := range strings.SplitSeq(string(body), "=== ") {
		name, text, _ := strings.Cut(part, "\n")
		if name == "" {
			continue
		}
		in := interview{name: name}
		for line := range strings.Lines(text) {
			before, rest, ok := strings.Cut(line, "⟦")
			if !ok {
				in.text += line
				continue
			}
			who, words, _ := strings.Cut(rest, "⟧")
			in.text += before + words
			in.turns = append(in.turns, wantTurn{begins: strings.TrimSuffix(strings.TrimSpace(words), "</v>"), speaker: who, goesOn: who == "+"})
		}
		all = append(all, in)
	}
	return all
}

// At least nine in ten turns of all interviews have their speaker, and hardly
// anything else is called a turn.
func TestInterviews(t *testing.T) {
	t.Parallel()
	all, right, wrong := 0, 0, 0
	for _, language := range []string{"en", "de", "fr", "es"} {
		for _, in := range readInterviews(t, "testdata/interviews/"+language+".txt") {
			a, err := reader.Parse(article.Source{Name: in.name, Body: []byte(in.text)})
			if err != nil {
				t.Errorf("%s %s: %v", language, in.name, err)
				continue
			}
			told := map[string]string{}
			for _, q := range a.Quotes {
				checkParts(t, a, q)
				if q.Grounds != article.Turn {
					continue
				}
				k := -1
				for i, w := range in.turns {
					if strings.HasPrefix(q.Text, w.begins) {
						k = i
					}
				}
				if k < 0 {
					wrong++
					t.Logf("%s %s: no turn: %q by %s", language, in.name, q.Text, q.Speaker)
					continue
				}
				told[in.turns[k].begins] = q.Speaker
			}
			for _, w := range in.turns {
				if w.goesOn {
					continue
				}
				all++
				if told[w.begins] == w.speaker {
					right++
				} else {
					t.Logf("%s %s: %q is by %q, not %s", language, in.name, w.begins, told[w.begins], w.speaker)
				}
			}
		}
	}
	t.Logf("%d of %d turns right, %d more that are none", right, all, wrong)
	if 10*right < 9*(all+wrong) {
		t.Errorf("%d of %d turns right and %d that are none, want nine in ten", right, all, wrong)
	}
	if files, _ := filepath.Glob("testdata/interviews/*.txt"); len(files) != 4 {
		t.Errorf("%d files of interviews, want 4", len(files))
	}
}

// A list of people, or of terms, with a line about each is no interview.
func TestListsAreNoInterviews(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"people": "Ada Byrd and Otto Lind keep the light, and Nora Quinn the harbour.\n\nAda Byrd: She has kept the light on the rock since 1911.\n\nOtto Lind: He painted the pier eleven times and never in the same grey.\n\nNora Quinn: She counts the boats every night before the tide turns.\n\nThey meet once a year.",
		"terms":  "Ada Byrd and Otto Lind wrote down the words of the harbour.\n\nEbb: The water goes out and leaves the boats on the sand.\n\nNeap: The tide is weak, and the moon is half.\n\nOtto Lind: He found most of the words in the log of his father.\n\nSpring: The tide is strong, and the moon is full.\n\nThe list is not complete.",
	} {
		a, err := reader.Parse(article.Source{Name: name, Body: []byte(text)})
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range a.Quotes {
			if q.Grounds == article.Turn {
				t.Errorf("%s: %q is said by %s", name, q.Text, q.Speaker)
			}
		}
	}
}

// The interviewer's thanks at the end are not the guest's words.
func TestInterviewerThanks(t *testing.T) {
	t.Parallel()
	a := parseText(t, `# Meet Hanna Vogel, who casts bells

Hanna Vogel has cast bells for thirty years. We asked her four questions.

## How did you come to bells?

I heard one that was cracked, and I wanted to know why it still sounded like home.

## What does a bell need?

Copper, tin, and my patience. I wait a week until the mould is dry.

## Do you ring them yourself?

Only once, in the yard. After that they are not mine any more.

## What comes next?

I am casting a small one for a school ship. Thanks for asking.

We thank Hanna for her time, and for letting us touch the mould.
`)
	if len(a.Quotes) != 4 {
		t.Fatalf("%d answers, want 4", len(a.Quotes))
	}
	for _, q := range a.Quotes {
		if q.Speaker != "Hanna Vogel" || strings.HasPrefix(q.Text, "We thank") {
			t.Errorf("%s said %q", q.Speaker, q.Text)
		}
	}
}
