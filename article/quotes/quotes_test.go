package quotes_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/article"
	"footnote/article/reader"
)

// quoted is a quotation as a line: “words” — speaker (grounds).
func quoted(q article.Quote) string {
	return "“" + q.Text + "” — " + q.Speaker + " (" + string(q.Grounds) + ")"
}

func parseText(t *testing.T, text string) article.Article {
	t.Helper()
	a, err := reader.Parse(article.Source{Name: "a.md", Body: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestQuotations(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       []string
	}{
		{"said behind", `“The tide takes what it likes,” said Nora Quinn, the harbour master.`,
			[]string{"“The tide takes what it likes” — Nora Quinn (beside)"}},
		{"said before", `Nora Quinn said: “The tide takes what it likes.”`,
			[]string{"“The tide takes what it likes.” — Nora Quinn (beside)"}},
		{"a surname and a pronoun", "Nora Quinn keeps the harbour. “Boats come and go as they please,” Quinn said.\n\n“The tide takes what it likes,” she added.",
			[]string{"“Boats come and go as they please” — Nora Quinn (beside)", "“The tide takes what it likes” — Nora Quinn (beside)"}},
		{"split by its speaker", `“The tide,” said Nora Quinn, “takes what it likes.”`,
			[]string{"“The tide, takes what it likes.” — Nora Quinn (beside)"}},
		{"going on", `“The tide takes what it likes,” said Nora Quinn. “It gives nothing back to anybody.”`,
			[]string{"“The tide takes what it likes” — Nora Quinn (beside)", "“It gives nothing back to anybody.” — Nora Quinn (carried)"}},
		{"an apposition between", `Nora Quinn, a cousin of John Brown, said “the tide takes what it likes”.`,
			[]string{"“the tide takes what it likes” — Nora Quinn (beside)"}},
		{"a title in front", `“The tide takes what it likes,” Harbour Board Chairman Peter Walsh said.`,
			[]string{"“The tide takes what it likes” — Peter Walsh (beside)"}},
		{"somebody's manager", `“The tide takes what it likes,” said Walsh’s deputy manager, Nora Quinn.`,
			[]string{"“The tide takes what it likes” — Nora Quinn (beside)"}},
		{"a described speaker", `“The tide takes what it likes,” said a spokesman for the harbour.`,
			[]string{"“The tide takes what it likes” — a spokesman for the harbour (beside)"}},
		{"by her office", "Professor Nora Quinn teaches boats. “The tide takes what it likes,” the professor said.",
			[]string{"“The tide takes what it likes” — Nora Quinn (beside)"}},
		{"by an office of two words", "Nora Quinn, the harbour master, met mayor Peter Walsh. “The tide takes what it likes,” the harbour master told reporters.",
			[]string{"“The tide takes what it likes” — Nora Quinn (beside)"}},
		{"by an office that two have", "Professor Nora Quinn met Professor Peter Walsh. “The tide takes what it likes,” the professor said.",
			[]string{"“The tide takes what it likes” — the professor (beside)"}},
		{"according to", `According to Nora Quinn, “the tide takes what it likes”.`,
			[]string{"“the tide takes what it likes” — Nora Quinn (beside)"}},
		{"a colon in front", "Peter Walsh was blunt:\n\n“The tide takes what it likes, and we let it.”",
			[]string{"“The tide takes what it likes, and we let it.” — Peter Walsh (carried)"}},
		{"no speech before a colon", "Over the door Peter Walsh had a line carved:\n\n“The tide takes what it likes, and we let it.”",
			[]string{"“The tide takes what it likes, and we let it.” — Peter Walsh (section)"}},
		{"straight marks", `"The tide takes what it likes," Nora Quinn said.`,
			[]string{"“The tide takes what it likes” — Nora Quinn (beside)"}},
		{"German marks", `„Die Flut nimmt, was sie will“, sagte Anna Krüger am Montag.`,
			[]string{"“Die Flut nimmt, was sie will” — Anna Krüger (beside)"}},
		{"guillemets", `« La marée prend ce qu’elle veut », affirme Claire Dubois.`,
			[]string{"“La marée prend ce qu’elle veut” — Claire Dubois (beside)"}},
		{"single marks", `‘The tide doesn’t care what we like,’ said Nora Quinn.`,
			[]string{"“The tide doesn’t care what we like” — Nora Quinn (beside)"}},
		{"set off, with a name", "Nora Quinn keeps the harbour.\n\n> The tide takes what it likes. — Nora Quinn",
			[]string{"“The tide takes what it likes.” — Nora Quinn (beside)"}},
		{"nobody named", `On a wall of the harbour stands “The tide takes what it likes, and we let it.”`,
			[]string{"“The tide takes what it likes, and we let it.” —  (none)"}},
		{"scare quotes, terms and titles", "The so-called “harbour” is a beach. They showed “The Old Man and the Sea” and a “tide table”.", nil},
		{"a table", "| A | B |\n|---|---|\n| “What comes next, they ask?” | “Nobody has ever known that.” |", nil},
		{"several paragraphs", "“The tide takes what it likes, and it has always done so.\n\n“It gives nothing back,” said Nora Quinn.",
			[]string{"“The tide takes what it likes, and it has always done so. It gives nothing back” — Nora Quinn (beside)"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := parseText(t, tt.text)
			var got []string
			for _, q := range a.Quotes {
				got = append(got, quoted(q))
				checkParts(t, a, q)
			}
			if strings.Join(got, "\n") != strings.Join(tt.want, "\n") {
				t.Errorf("of %q\n got %s\nwant %s", tt.text, strings.Join(got, "\n     "), strings.Join(tt.want, "\n     "))
			}
		})
	}
}

// checkParts compares a quotation with its article: every word is in the parts
// that it names.
func checkParts(t *testing.T, a article.Article, q article.Quote) {
	t.Helper()
	var parts []string
	for _, p := range q.Parts {
		if p.Passage < 0 || p.Passage >= len(a.Passages) {
			t.Fatalf("a part in passage %d of %d", p.Passage, len(a.Passages))
		}
		text := p.Span.Of(a.Passages[p.Passage].Text)
		if text == "" {
			t.Errorf("an empty part of %q", q.Text)
		}
		parts = append(parts, text)
	}
	if joined := strings.Join(parts, " "); joined != q.Text {
		t.Errorf("%q has the parts %q", q.Text, joined)
	}
	if (q.Grounds == article.Unattributed) != (q.Speaker == "") {
		t.Errorf("%q by %q on the grounds %q", q.Text, q.Speaker, q.Grounds)
	}
}

func TestPeople(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       []string // names with their aliases in brackets
	}{
		{"a full name and its short forms", "Nora Quinn keeps the harbour. Quinn likes it. Nora’s boat is red.", []string{"Nora Quinn [Nora, Quinn]"}},
		{"age and role", "Meta hired Alexandr Wang (28, Scale AI CEO). Wang started at once.", []string{"Alexandr Wang [Wang]"}},
		{"titles", "President Obama met Dr. Jane Roe and Prime Minister Tony Blair.", []string{"Obama []", "Jane Roe []", "Tony Blair []"}},
		{"particles", "Ludwig van Beethoven and Vincent van Gogh never met.", []string{"Ludwig van Beethoven []", "Vincent van Gogh []"}},
		{"organisations and places", "The University of Oxford and Scale AI opened offices in New York, near the Hudson River. The Financial Times reported it.", nil},
		{"two of one surname", "Bill Clinton spoke. Hillary Clinton listened. Mrs. Clinton left.", []string{"Bill Clinton []", "Hillary Clinton [Clinton]"}},
		{"days and peoples", "On Monday the French and the Germans met in March.", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := parseText(t, tt.text)
			var got []string
			for _, p := range a.People {
				got = append(got, p.Name+" ["+strings.Join(p.Aliases, ", ")+"]")
			}
			if strings.Join(got, "; ") != strings.Join(tt.want, "; ") {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// The sentence that says who a person is comes first.
func TestDescribed(t *testing.T) {
	t.Parallel()
	a := parseText(t, "The harbour was closed when Nora Quinn came. It rained.\n\nNora Quinn is the harbour master of Ballycove. She likes boats.")
	if len(a.People) != 1 || len(a.People[0].Described) == 0 {
		t.Fatalf("people %+v", a.People)
	}
	d := a.People[0].Described[0]
	if got := d.Span.Of(a.Passages[d.Passage].Text); got != "Nora Quinn is the harbour master of Ballycove." {
		t.Errorf("described as %q", got)
	}
}

// The development sets hold thousands of quotations. All of them must be
// verbatim; how many are right is measured by their scorer.
func TestQuotationsOfTheSetsAreVerbatim(t *testing.T) {
	t.Parallel()
	files, _ := filepath.Glob("../../../shared/eval/quotes/*/articles/*")
	if len(files) == 0 {
		t.Skip("SKIPPED: lay the evaluation sets in ../shared/eval, next to the project, and run the tests again")
	}
	if testing.Short() {
		files = files[:20]
	}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		a, err := reader.Parse(article.Source{Name: filepath.Base(file), Body: body})
		if err != nil {
			continue
		}
		for _, q := range a.Quotes {
			checkParts(t, a, q)
		}
	}
}
