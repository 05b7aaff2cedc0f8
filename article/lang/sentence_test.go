package lang

import (
	"slices"
	"strings"
	"testing"

	"footnote/article"
)

// TestSentences gives texts with “|” where a sentence ends and another
// begins.
func TestSentences(t *testing.T) {
	t.Parallel()
	for _, want := range []string{
		"One.|Two.|Three",
		"Mr. Brown met Dr. Lee.|They talked.",
		"She moved to the U.S. in May.|He stayed.",
		"He left the U.S.|The rest stayed.",
		"J. K. Rowling wrote it.|So did C. S. Lewis.",
		"Some fruit, e.g. apples, i.e. round ones.|Good.",
		"It costs 3.50 or 1,000.75 now.|Cheap!",
		"See No. 5 and p. 12.|No.|Then.",
		"“Stop!” she cried.|He did.",
		"“Is it true?” he asked.|“Yes.”|She left.",
		"He said “no.”|She said (“yes.”)|Done.",
		"Wait... what?|Nothing…|Well.",
		"As shown before.[12]|This holds.",
		"Am 5. August kam er z.B. mit Dr. Meier.|Sie ging.",
		"Τι κάνεις;|Καλά.",
		"वह घर गया।|वह सो गया।",
		"他来了。|她走了！|为什么？|“好。”|他说。",
		"هل جاء؟|نعم جاء.",
		"A line\n|Another line",
		"Acme Inc. said so.|Acme Inc.|They agreed.",
	} {
		text := strings.ReplaceAll(want, "|", " ")
		if strings.ContainsAny(want, "。") {
			text = strings.ReplaceAll(want, "|", "")
		}
		var got []string
		for _, s := range Sentences(article.Passage{Kind: article.Paragraph, Text: text}) {
			got = append(got, s.Of(text))
		}
		wanted := strings.Split(strings.ReplaceAll(want, "\n", ""), "|")
		if !slices.Equal(got, wanted) {
			t.Errorf("Sentences(%q) =\n%q, want\n%q", text, got, wanted)
		}
	}
}

func TestSentencesOfLists(t *testing.T) {
	t.Parallel()
	p := article.Passage{Kind: article.List, Text: "• one. two\n12. three"}
	var got []string
	for _, s := range Sentences(p) {
		got = append(got, s.Of(p.Text))
	}
	if want := []string{"one. two", "three"}; !slices.Equal(got, want) {
		t.Errorf("Sentences = %q, want %q", got, want)
	}
}
