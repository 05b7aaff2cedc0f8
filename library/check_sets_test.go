package library_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"footnote/article"
	"footnote/library"
)

// quoteSets are labelled articles outside the project.
const quoteSets = "../../shared/eval/quotes"

// A goldQuote is a quotation of a labelled article.
type goldQuote struct {
	Text     string
	Required bool
	Kind     string
	Speaker  string

	article string
}

// readGold adds the articles of the sets to lib, or with -whole not set a quarter
// of them, except every eighth, and returns the quotations of those that were added, and of those that were not.
func readGold(t *testing.T, lib *library.Library) (here, elsewhere []goldQuote) {
	n, read := 0, 0
	var all strings.Builder
	for _, set := range []string{"polnear", "gum", "handmade", "wikinews-de"} {
		f, err := os.Open(filepath.Join(quoteSets, set, "gold.jsonl"))
		if err != nil {
			t.Skip("SKIPPED: lay the evaluation sets in ../shared/eval, next to the project, and run the tests again: ", err)
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 16<<20)
		var items []library.Item
		for lines.Scan() {
			if read++; read%sized(4, 1) != 0 {
				continue
			}
			var g struct {
				ID, File string
				Quotes   []goldQuote
			}
			if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
				t.Fatal(err)
			}
			body, err := os.ReadFile(filepath.Join(quoteSets, set, "articles", g.File))
			if err != nil {
				t.Fatal(err)
			}
			n++
			for _, q := range g.Quotes {
				q.article = g.ID
				if !q.Required || len(strings.Fields(q.Text)) < 4 {
					continue
				}
				if n%8 == 0 {
					elsewhere = append(elsewhere, q)
				} else {
					here = append(here, q)
				}
			}
			if n%8 != 0 {
				all.WriteString(letters(string(body)))
				items = append(items, library.Item{ID: g.ID, Anyway: true, Source: article.Source{Name: g.File, Body: body}})
			}
		}
		outcomes, err := lib.Add(t.Context(), "tester", items...)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range outcomes {
			if o.Err != nil {
				t.Fatal(o.Err)
			}
		}
	}
	// Newspapers quote each other.
	elsewhere = slices.DeleteFunc(elsewhere, func(q goldQuote) bool {
		return strings.Contains(all.String(), letters(q.Text))
	})
	return here, elsewhere
}

// A falsifier makes true quotations false.
type falsifier struct {
	lots *rand.Rand
	from []goldQuote
}

func (f *falsifier) any() goldQuote { return f.from[f.lots.IntN(len(f.from))] }

// word is a word of some other quotation.
func (f *falsifier) word() string {
	words := strings.Fields(f.any().Text)
	return strings.Trim(words[f.lots.IntN(len(words))], ".,;:!?“”\"’'…—-[]()")
}

var numberIn = regexp.MustCompile(`\d+`)

// falsify returns text with one change of the given class, "" where it has
// nothing to change.
func (f *falsifier) falsify(class, text string) string {
	words := strings.Fields(text)
	at := f.lots.IntN(len(words))
	switch class {
	case "changed":
		w := f.word()
		if len(w) < 2 || strings.EqualFold(w, strings.Trim(words[at], ".,;:!?“”\"’'…—-[]()")) {
			return ""
		}
		words[at] = w
	case "inserted":
		w := f.word()
		if w == "" {
			return ""
		}
		words[at] += " " + w
	case "dropped":
		words = append(words[:at], words[at+1:]...)
	case "negated":
		for i, w := range words {
			switch w {
			case "is", "are", "was", "were", "will", "can", "should", "would", "have", "has", "do", "did":
				words[i] += " not"
				return strings.Join(words, " ")
			case "not", "never":
				return strings.Join(append(words[:i], words[i+1:]...), " ")
			}
		}
		return ""
	case "number":
		at := numberIn.FindStringIndex(text)
		if at == nil {
			return ""
		}
		n, _ := strconv.Atoi(text[at[0]:at[1]])
		return text[:at[0]] + strconv.Itoa(n+1+f.lots.IntN(9)) + text[at[1]:]
	}
	return strings.Join(words, " ")
}

// typed writes a true quotation as a person might type it.
func typed(n int, q goldQuote) string {
	switch n % 5 {
	case 1:
		return strings.ToLower(q.Text)
	case 2:
		return strings.NewReplacer("’", "'", "“", `"`, "”", `"`, "—", "--", " ", "  ").Replace(q.Text)
	case 3:
		return strings.TrimRight(q.Text, ".,") + "…"
	case 4:
		return "“" + strings.TrimRight(q.Text, ",") + "”"
	}
	return q.Text
}

// by puts words and a speaker into one of the forms that people use.
func by(n int, words, speaker string) string {
	switch n % 4 {
	case 1:
		return speaker + ": “" + words + "”"
	case 2:
		return "“" + words + "” — " + speaker
	case 3:
		return "did " + speaker + " really say \"" + words + "\"?"
	}
	return "“" + strings.TrimRight(words, ".,") + ",” said " + speaker + "."
}

// TestCheckSets holds 500 true quotations and 500 false ones, or a quarter of
// each, against a library of news. Nothing false may ever be called exact.
func TestCheckSets(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED: reads 500 articles; run it without -short")
	}
	onEither(t)
	if raceDetector {
		t.Skip("SKIPPED: checks one claim after the other, which takes minutes under the race detector: run it without -race")
	}
	lib := newShelf(t, 1).library("news")
	here, elsewhere := readGold(t, lib)
	lots := rand.New(rand.NewPCG(7, 7))
	lots.Shuffle(len(here), func(i, k int) { here[i], here[k] = here[k], here[i] })
	lots.Shuffle(len(elsewhere), func(i, k int) { elsewhere[i], elsewhere[k] = elsewhere[k], elsewhere[i] })
	f := &falsifier{lots: lots, from: here}
	count := map[string]map[library.Verdict]int{}
	var took time.Duration
	ask := func(class, text string) library.Check {
		began := time.Now()
		checks, err := lib.Check(t.Context(), text)
		took += time.Since(began)
		if err != nil || len(checks) == 0 {
			t.Fatalf("Check(%q): %d, %v", text, len(checks), err)
		}
		if count[class] == nil {
			count[class] = map[library.Verdict]int{}
		}
		count[class][checks[0].Verdict]++
		return checks[0]
	}
	verbose := os.Getenv("CHECK_FAILS") != ""
	show := func(class, text string, c library.Check) {
		if verbose {
			t.Logf("%s: %s\n  %s (%s) %q lacking %v struck %v", class, text, c.Verdict, c.Speaker(), c.Words(), c.Missing, c.Replaced)
		}
	}
	exact := 0
	for i, q := range here[:sized(125, 500)] {
		if c := ask("true", typed(i, q)); c.Verdict == library.Exact {
			exact++
		} else {
			show("true", typed(i, q), c)
		}
	}
	spoken, named := 0, 0
	for i, q := range here {
		if q.Speaker == "" || named == sized(60, 250) {
			continue
		}
		named++
		if c := ask("true, with its speaker", by(i, q.Text, q.Speaker)); c.Verdict == library.Exact {
			spoken++
		} else {
			show("spoken", by(i, q.Text, q.Speaker), c)
		}
	}
	shown, altered := 0, 0
	for k, class := range []string{"changed", "negated", "inserted", "dropped", "number"} {
		for i, made := k*sized(18, 70), 0; made < sized(18, 70) && i < len(here); i++ {
			text := f.falsify(class, here[i].Text)
			if text == "" {
				continue
			}
			made++
			altered++
			c := ask(class, text)
			if c.Verdict == library.Exact || c.Verdict == library.Unnamed {
				t.Errorf("%s: %q is called %s of %q", class, text, c.Verdict, c.Words())
			}
			if c.Verdict == library.Nearly && len(c.Missing)+len(c.Replaced) > 0 {
				shown++
			} else {
				show(class, text, c)
			}
		}
	}
	for i, made := 0, 0; made < sized(25, 100); i++ {
		q, other := here[i], f.any()
		if q.Speaker == "" || other.Speaker == "" || shareAName(q.Speaker, other.Speaker) {
			continue
		}
		made++
		text := by(i, q.Text, other.Speaker)
		c := ask("re-attributed", text)
		if c.Verdict == library.Exact {
			t.Errorf("re-attributed: %q by %s is called exact", text, q.Speaker)
		}
		if c.Verdict != library.Other {
			show("re-attributed", text, c)
		}
	}
	for _, q := range elsewhere[:sized(12, 50)] {
		if c := ask("absent", q.Text); c.Verdict == library.Exact {
			t.Errorf("absent: %q is called exact in %s, of %s", q.Text, c.Result.Article.ID, q.article)
		} else if c.Verdict != library.Absent {
			show("absent", q.Text, c)
		}
	}
	asked := 0
	for class, verdicts := range count {
		for _, n := range verdicts {
			asked += n
		}
		t.Log(class, fmt.Sprint(verdicts))
	}
	t.Logf("%v a check", took/time.Duration(asked))
	if all := sized(125, 500); exact*100 < all*98 {
		t.Errorf("%d of %d true quotations are called exact, want 98 %%", exact, all)
	}
	if shown*100 < altered*95 {
		t.Errorf("%d of %d altered are shown with what is different, want 95 %%", shown, altered)
	}
}

func shareAName(a, b string) bool {
	for w := range strings.FieldsSeq(a) {
		if len(w) > 2 && strings.Contains(b, w) {
			return true
		}
	}
	return false
}
