package index

import (
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/article"
)

// sentencesOf returns the sentences, items or rows of a text, at least one.
// One of them is shown as the best: what is too long to be read at a glance
// comes in parts, and what Thai leaves in pieces comes joined.
func sentencesOf(text Text) []article.Span {
	all := article.Sentences(article.Passage{Kind: text.Kind, Text: text.Text})
	switch {
	case len(all) == 0:
		return []article.Span{{Start: 0, End: len(text.Text)}}
	case text.Language == "th" && text.Kind == article.Paragraph:
		return joinThai(all)
	case text.Kind == article.Paragraph || text.Kind == article.BlockQuote:
		all = joinShort(all)
	}
	if !slices.ContainsFunc(all, func(s article.Span) bool { return tooLong(text.Text, s) }) {
		return all
	}
	var parts []article.Span
	for _, s := range all {
		parts = divide(parts, text.Text, s)
	}
	return parts
}

// longClauses is how many bytes of Thai clauses are shown as one sentence:
// 150 letters, as many as a sentence has in other languages.
const longClauses = 450

// joinThai joins clauses: in Thai a blank parts clauses, and nothing parts
// sentences.
func joinThai(clauses []article.Span) []article.Span {
	joined := clauses[:1]
	for _, s := range clauses[1:] {
		if last := &joined[len(joined)-1]; s.End-last.Start <= longClauses {
			last.End = s.End
			continue
		}
		joined = append(joined, s)
	}
	return joined
}

// shortSentence is the most bytes of what is no sentence but an answer to the
// one before, and means nothing without the next: “Yes.”
const shortSentence = 10

// joinShort joins short sentences with the next.
func joinShort(all []article.Span) []article.Span {
	joined := all[:0]
	for _, s := range all {
		if n := len(joined); n > 0 && joined[n-1].End-joined[n-1].Start <= shortSentence {
			joined[n-1].End = s.End
			continue
		}
		joined = append(joined, s)
	}
	return joined
}

// A sentence of more than longSentence letters is a list of who was there or
// what belongs to it more often than not. It is divided where a part of more
// than shortPart bytes is left on both sides.
const (
	longSentence = 400
	shortPart    = 40
)

// dividers are where long sentences are divided, the best first.
var dividers = []string{"; ", "；", ", ", "，", "، "}

func tooLong(text string, s article.Span) bool {
	return s.End-s.Start > longSentence && utf8.RuneCountInString(s.Of(text)) > longSentence
}

// divide appends s to parts, in halves as long as they are too long.
func divide(parts []article.Span, text string, s article.Span) []article.Span {
	if !tooLong(text, s) {
		return append(parts, s)
	}
	for _, d := range dividers {
		if at := nearMiddle(s.Of(text), d); at > 0 {
			first := article.Span{Start: s.Start, End: s.Start + len(strings.TrimRight(text[s.Start:s.Start+at], " "))}
			return divide(divide(parts, text, first), text, article.Span{Start: s.Start + at, End: s.End})
		}
	}
	return append(parts, s)
}

// nearMiddle returns the end of the divider that is nearest to the middle of
// text, 0 if there is none but near its ends.
func nearMiddle(text, divider string) int {
	half := len(text) / 2
	before, behind := strings.LastIndex(text[:half], divider), strings.Index(text[half:], divider)
	at := 0
	if before > shortPart {
		at = before + len(divider)
	}
	if behind >= 0 && half-behind > shortPart && (at == 0 || behind < half-before) {
		at = half + behind + len(divider)
	}
	return at
}
