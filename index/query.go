package index

import (
	"context"

	"footnote/article"
	"footnote/index/analysis"
)

// A Kind is what a Query finds.
type Kind int

// The kinds of queries.
const (
	Passages Kind = iota // passages that answer the text or hold its words
	Quotes               // quotations that hold the words, or whose speaker has the name
)

// A Query is a search.
type Query struct {
	Kind    Kind
	Text    string   // with Passages, words in quotation marks are wanted together
	Speaker string   // only quotations by a person of this name, "" for all
	Article string   // only in the article with this id, "" for all
	Within  []string // only in the articles with these ids, nil for all
	Limit   int      // most hits to return; 0 means 5, at most MaxLimit
	Why     bool     // give the reasons with each hit
	Weights *Weights // nil for LearnedWeights

	Join      []article.Place // Of Passages: candidates whatever words they have
	Closeness Closeness       // Of Passages: what else ranks them and makes sure, nil for nothing
}

// Filter returns a function that reports whether the query may find something
// in an article.
func (q Query) Filter() func(article string) bool {
	if q.Within == nil {
		return func(article string) bool { return q.Article == "" || q.Article == article }
	}
	within := make(map[string]bool, len(q.Within))
	for _, id := range q.Within {
		within[id] = true
	}
	return func(article string) bool { return within[article] && (q.Article == "" || q.Article == article) }
}

// HasWord reports whether text has a word to look for.
func HasWord(text string) bool {
	s := analysis.Scanner{Text: text}
	return s.Next()
}

// MaxLimit is the most hits that a Query returns, which is the number of
// candidates that are ranked with their words.
const MaxLimit = 100

// A Text is the text at a place, with what ranking needs to know of its
// surroundings. For a quotation, Text is the quotation and Kind is empty.
type Text struct {
	Text     string
	Kind     article.Kind
	Section  string // heading above, "" if none
	Lead     string // words before it that it is read with (lang.LeadIn), "" if none
	Title    string // of the article
	Language string // of the article, two letters, "" if unknown
}

// Words returns the texts at places, in the same order: passages if kind is
// Passages, quotations if it is Quotes. A place that no longer exists has an
// empty Text.
type Words func(ctx context.Context, kind Kind, places []article.Place) ([]Text, error)

// A Hit is a place that fits a Query. Spans are in bytes of the Text that
// Words gave for the place.
type Hit struct {
	Place      article.Place   // N counts passages or quotations, as Query.Kind says
	Score      float64         // 0 to 1: confidence that it answers; comparable between questions
	Sentence   article.Span    // the sentence, item or row that fits best
	Highlights []article.Span  // words of the query, in order, not overlapping
	Why        *Why            // if Query.Why is set, for passages
	Also       []article.Place // nearly the same words in other articles, left out of the hits
}

// Found is the result of a Query.
type Found struct {
	Hits       []Hit    // best first
	Answered   bool     // the first hit's Score is high enough to show it as an answer
	Unsure     bool     // it is not, but too close to say that the library has no answer
	Terms      []Term   // the words looked for, in order of the text; stop words are left out
	Nowhere    []string // phrases in quotation marks that the library does not have
	Lacks      bool     // for passages: the first hit lacks words that were looked for
	Total      int      // for a Query with only a speaker: the number of their quotations
	Confidence []Reason // if Query.Why is set: what spoke for and against the first hit being an answer
}

// A Term is a word of a Query, with what the library has of it.
type Term struct {
	Word      string   // as it was written, in lower case
	Corrected string   // what was looked for instead, "" if nothing was changed
	Articles  int      // Articles that hold it, or what it was corrected to
	In        []string // their ids, sorted, up to MaxNamed; nil if there are more
	Vague     bool     // it says little alone: it names a kind of answer, or is two letters of a script without blanks
}

// MaxNamed is the most articles that a Term lists by id. A longer list would
// not help to find where a word is used.
const MaxNamed = 3
