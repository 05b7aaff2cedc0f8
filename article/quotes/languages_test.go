package quotes_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"footnote/article"
	"footnote/article/reader"
)

var marked = regexp.MustCompile(`[„“«「]([^“”»」]+)[“”»」]`)

// In each language most quotations have their right speaker. A file has a
// quotation a line, its speaker in front; an empty line begins another article.
func TestLanguages(t *testing.T) {
	t.Parallel()
	for language, least := range map[string]float64{"ja": .85, "zh": .85, "ru": .85, "ar": .85, "hi": .85, "fr": .85, "es": .85, "de": .85} {
		body, err := os.ReadFile("testdata/languages/" + language + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		all, right := 0, 0
		for part := range strings.SplitSeq(strings.TrimSpace(string(body)), "\n\n") {
			var text string
			type said struct{ by, words string }
			var want []said
			for line := range strings.Lines(part) {
				by, rest, _ := strings.Cut(strings.TrimSpace(line), "|")
				text += rest + "\n\n"
				found := marked.FindAllStringSubmatch(rest, -1)
				want = append(want, said{by, found[len(found)-1][1]})
			}
			a, err := reader.Parse(article.Source{Name: "a.md", Body: []byte("# 1\n\n" + text)})
			if err != nil {
				t.Fatal(err)
			}
			if a.Language != language {
				t.Errorf("%s is read as %q", language, a.Language)
			}
			for _, w := range want {
				all++
				got := "none"
				for _, q := range a.Quotes {
					if trimmed := strings.TrimRight(strings.TrimSpace(w.words), ",，.。।、?？ "); trimmed != "" && strings.Contains(q.Text, trimmed) {
						got = q.Speaker
					}
				}
				if got == w.by {
					right++
				} else {
					t.Logf("%s: %q is by %q, not %s", language, w.words, got, w.by)
				}
			}
			for _, q := range a.Quotes {
				checkParts(t, a, q)
			}
		}
		t.Logf("%s: %d of %d right", language, right, all)
		if float64(right) < least*float64(all) {
			t.Errorf("%s: %d of %d right, want %.2f", language, right, all, least)
		}
	}
}

// Reported speech has no marks: nothing in it is a quotation.
func TestReportedSpeechIsNoQuotation(t *testing.T) {
	t.Parallel()
	a := parseText(t, "Anna Krüger sagte, die Brücke bleibe geschlossen. Man habe lange gewartet, es gebe aber keinen anderen Weg. "+
		"Laut Jens Wolter ist das Geld noch da. Die „Lange Brücke“ sei, so Wolter, älter als die Stadt.\n\n"+
		"Krüger zufolge werde man im Mai entscheiden. Sie wolle niemanden drängen, erklärte sie.")
	for _, q := range a.Quotes {
		t.Errorf("returned %s", quoted(q))
	}
}
