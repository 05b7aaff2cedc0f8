package index

import (
	"math"
	"strings"

	"footnote/article"
	"footnote/article/lang"
)

// yieldTo gives the rank of passages that say little alone to the one that they
// belong to, where that is a candidate too.
//
//   - A headline or question gives it to its text, which is shown with it. Such
//     lines have the words of a question and no answer.
//   - A passage that only continues (“Specifically, …”) gives it to the one
//     before. In longer questions the words alone tell them apart.
func (r *ranker) yieldTo(readings []*scored) {
	type key struct{ order, n int32 }
	var at map[key]*scored
	neighbour := func(d *scored, by int32) *scored {
		if at == nil {
			at = make(map[key]*scored, len(readings))
			for _, o := range readings {
				at[key{o.order, o.n}] = o
			}
		}
		return at[key{d.order, d.n + by}]
	}
	brief := r.reads() == briefScored
	for _, d := range readings {
		if d.isStub() {
			if next := neighbour(d, 1); next != nil && next.text.Lead != "" && next.says() {
				next.rank = max(next.rank, d.rank)
				d.rank = min(d.rank, next.rank-yielded)
			}
		} else if brief && continues.Get().MatchString(d.text.Text) {
			if before := neighbour(d, -1); before != nil && before.text.Section == d.text.Section && before.rank > d.rank-yielded {
				before.rank = max(before.rank, math.Nextafter(d.rank, math.Inf(1)))
			}
		}
	}
}

// continues matches the beginning of a passage that continues the one before.
var continues = lang.NewPattern(`(?i)^[*_ ]*(?:specifically|for example|for instance|in particular|however|that said|therefore|this means|in other words|additionally|` +
	`in addition|otherwise|consequently|as a result|moreover|furthermore|similarly|likewise|in that case|in this case|` +
	`zum beispiel|außerdem|allerdings|daher|deshalb|dadurch|somit|insbesondere|jedoch|` +
	`par exemple|en particulier|cependant|toutefois|ainsi|en outre|de plus|par ailleurs|` +
	`por ejemplo|en particular|sin embargo|además|por lo tanto)\b`)

// yielded is how much less than its text a headline ranks, and how much less
// than its continuation a passage may rank that comes before it instead.
const yielded = 1

// says reports a passage of sentences, items, rows or code.
func (d *scored) says() bool {
	return d.text.Kind != article.Paragraph || !d.isStub() && lang.EndsSentence(d.text.Text)
}

// maxStub is the most bytes of a headline or of questions, and maxQuestion of
// one question, such as an interviewer's. A longer one says something.
const (
	maxStub     = 100
	maxQuestion = 300
)

// isStub reports a passage that says nothing without the next: a headline or a
// question, but not a lead-in, which may say what its list is.
func (d *scored) isStub() bool {
	text := strings.TrimRight(d.text.Text, "*_ ")
	return d.text.Kind == article.Paragraph && (len(text) <= maxStub || d.isQuestion(text)) && !strings.HasSuffix(text, ":") && !strings.HasSuffix(text, "：") &&
		lang.IsLeadIn(article.Passage{Kind: d.text.Kind, Text: text})
}

// isQuestion reports whether text, that of the passage, is one question.
func (d *scored) isQuestion(text string) bool {
	return len(text) <= maxQuestion && strings.HasSuffix(text, "?") && len(lang.Sentences(article.Passage{Kind: d.text.Kind, Text: text})) == 1
}
