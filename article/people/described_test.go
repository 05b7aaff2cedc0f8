package people_test

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode"

	"footnote/article"
	"footnote/article/reader"
)

// gumDescribed is how many people of the development set gum have a
// describing phrase in its gold.
const gumDescribed = 152

// At least seven in ten of the people that gum's annotators described have a
// sentence with that description.
func TestDescribedAsTheSetSays(t *testing.T) {
	t.Parallel()
	const set = "../../../shared/eval/people/gum/"
	gold, err := os.Open(set + "gold.jsonl")
	if err != nil {
		t.Skip("SKIPPED: lay the evaluation sets in ../shared/eval, next to the project, and run the tests again")
	}
	defer gold.Close()
	all, found := 0, 0
	for lines := lineScanner(gold); lines.Scan(); {
		var g struct {
			File   string
			People []struct {
				Name       string
				Describing []string
			}
		}
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		body, err := os.ReadFile(set + "articles/" + g.File)
		if err != nil {
			t.Fatal(err)
		}
		a, err := reader.Parse(article.Source{Name: g.File, Body: body})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range g.People {
			if len(p.Describing) == 0 {
				continue
			}
			all++
			if describes(a, p.Name, p.Describing) {
				found++
			}
		}
	}
	if all != gumDescribed {
		t.Errorf("the set describes %d people, not %d", all, gumDescribed)
	}
	t.Logf("%d of %d described", found, all)
	if 10*found < 7*all {
		t.Errorf("%d of %d described, want seven in ten", found, all)
	}
}

func lineScanner(f *os.File) *bufio.Scanner {
	s := bufio.NewScanner(f)
	s.Buffer(nil, 16<<20)
	return s
}

// describes reports whether a sentence about the person of a surname has four
// fifths of the words of a phrase.
func describes(a article.Article, name string, phrases []string) bool {
	surname := plainWords(name)
	for _, p := range a.People {
		words := plainWords(p.Name)
		if len(words) == 0 || len(surname) == 0 || words[len(words)-1] != surname[len(surname)-1] {
			continue
		}
		for _, d := range p.Described {
			has := map[string]bool{}
			for _, w := range plainWords(d.Span.Of(a.Passages[d.Passage].Text)) {
				has[w] = true
			}
			for _, phrase := range phrases {
				want, got := plainWords(phrase), 0
				for _, w := range want {
					if has[w] {
						got++
					}
				}
				if 5*got >= 4*len(want) {
					return true
				}
			}
		}
	}
	return false
}

func plainWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
