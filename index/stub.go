package index

import (
	"strings"

	"footnote/article"
	"footnote/article/lang"
)

// yieldStubs gives the rank of a headline or question to the passage that it
// is the headline of, where that is a candidate too: it is shown with it. Such
// lines have the words of a question and no answer.
func yieldStubs(readings []*scored) {
	type key struct{ order, n int32 }
	var at map[key]*scored
	for _, d := range readings {
		if !d.isStub() {
			continue
		}
		if at == nil {
			at = make(map[key]*scored, len(readings))
			for _, o := range readings {
				at[key{o.order, o.n}] = o
			}
		}
		if next := at[key{d.order, d.n + 1}]; next != nil && next.text.Lead != "" && !next.isStub() {
			next.rank = max(next.rank, d.rank)
			d.rank = min(d.rank, next.rank-yielded)
		}
	}
}

// yielded is how much less than its text a headline ranks.
const yielded = 1

// maxStub is the most bytes of a headline or question. A longer one says
// something.
const maxStub = 100

// isStub reports a passage that says nothing without the next: a headline or a
// question, but not a lead-in, which may say what its list is.
func (d *scored) isStub() bool {
	text := strings.TrimRight(d.text.Text, "*_ ")
	return d.text.Kind == article.Paragraph && len(text) <= maxStub && !strings.HasSuffix(text, ":") && !strings.HasSuffix(text, "：") &&
		lang.LeadsOn(article.Passage{Kind: d.text.Kind, Text: text})
}
