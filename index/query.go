package index

import (
	"context"

	"footnote/article"
	"footnote/index/analysis"
)

// A Kind is what a Query looks for.
type Kind int

// The kinds of queries.
const (
	Passages Kind = iota // passages that answer the text or hold its words
	Quotes               // quotations that hold the words, or whose speaker is so named
)

// A Query is what somebody wants to find.
type Query struct {
	Kind    Kind
	Text    string   // Of passages, words in quotation marks are wanted side by side
	Speaker string   // only quotations by somebody of this name, "" for all
	Article string   // only in the article with this id, "" for all
	Limit   int      // most hits to return; 0 means 5, at most MaxLimit
	Why     bool     // give the reasons with each hit
	Weights *Weights // nil for LearnedWeights

	Join      []article.Place // Of Passages: candidates whatever words they have
	Closeness Closeness       // Of Passages: what else ranks them and makes sure, nil for nothing
}

// HasWord reports whether there is anything in text to look for.
func HasWord(text string) bool {
	s := analysis.Scanner{Text: text}
	return s.Next()
}

// MaxLimit is the most hits that a Query returns: as many as are ranked with
// their words.
const MaxLimit = 100

// A Text is the words at a place, with what ranking needs to know of where
// they stand. Of a quotation, Text is the quotation and Kind is empty.
type Text struct {
	Text     string
	Kind     article.Kind
	Section  string // heading above, "" if none
	Lead     string // words before it that it is read with (lang.LeadIn), "" if none
	Title    string // Of the article
	Language string // of the article, two letters, "" if unknown
}

// Words gives the words at places, in the same order: nth passages if kind
// is Passages, nth quotations if it is Quotes. The Text of a place that is
// gone is empty.
type Words func(ctx context.Context, kind Kind, places []article.Place) ([]Text, error)

// A Hit is a place that fits a Query. Spans are in bytes of the Text that
// Words gave for the place.
type Hit struct {
	Place      article.Place   // N counts passages or quotations, as Query.Kind says
	Score      float64         // 0 to 1: how sure we are that it answers; comparable between questions
	Sentence   article.Span    // the sentence, item or row that fits best
	Highlights []article.Span  // words that were looked for, in order, apart
	Why        *Why            // Of a passage, if Query.Why
	Also       []article.Place // nearly the same words in other articles, left out of the hits
}

// Found is what a Query brought.
type Found struct {
	Hits       []Hit    // best first
	Answered   bool     // the first hit is sure enough to be shown as an answer
	Unsure     bool     // it is not, and too near to say that the library has none
	Terms      []Term   // the words looked for, in order of the text; stop words are left out
	Nowhere    []string // what stands in quotation marks in the text, and nowhere in the library
	Lacks      bool     // Of Passages: the first hit lacks words that were looked for
	Total      int      // of a Query with nothing but a speaker: how many quotations are theirs
	Confidence []Reason // if Query.Why: what spoke for and against the first hit being an answer
}

// A Term is a word of a Query, with what the library has of it.
type Term struct {
	Word      string   // as it was written, in lower case
	Corrected string   // what was looked for instead, "" if nothing was changed
	Articles  int      // Articles that hold it, or what it was corrected to
	In        []string // their ids, in order, of at most MaxNamed articles; nil of more
	Vague     bool     // it tells little alone: the kind of answer, or two letters of a script without blanks
}

// MaxNamed is how many articles that hold a word are given by their ids. Of
// a word in more, it says nothing where it stands.
const MaxNamed = 3
