package main

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A judged remembers, for one set, which texts answer which questions, because
// the same ones come up again and again.
type judged map[verdict]bool

type verdict struct {
	question, text string
	sentence       bool
}

func (j judged) once(v verdict, judge func() bool) bool {
	yes, known := j[v]
	if !known {
		yes = judge()
		j[v] = yes
	}
	return yes
}

// plain returns a text as " word word ": letters, marks and digits in lower
// case, and a single blank for everything else.
func plain(text string) string {
	var b strings.Builder
	b.WriteByte(' ')
	gap := true
	for _, r := range strings.ToLower(text) {
		if unicode.In(r, unicode.L, unicode.N, unicode.M) {
			b.WriteRune(r)
			gap = false
		} else if !gap {
			b.WriteByte(' ')
			gap = true
		}
	}
	if !gap {
		b.WriteByte(' ')
	}
	return b.String()
}

func flat(text string) string { return strings.ReplaceAll(plain(text), " ", "") }

func unspaced(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return unicode.In(r, unicode.Thai, unicode.Lao, unicode.Han, unicode.Hiragana, unicode.Katakana)
	})
}

func holds(text, answer string) bool {
	if unspaced(answer) {
		return strings.Contains(flat(text), flat(answer))
	}
	if w := plain(answer); w != " " {
		return strings.Contains(plain(text), w)
	}
	return strings.Contains(text, strings.TrimSpace(answer))
}

// overlap returns the share of the shorter text's runs of five letters that the
// other has.
func overlap(a, b string) float64 {
	a, b = flat(a), flat(b)
	if a == "" || b == "" {
		return 0
	}
	if strings.Contains(a, b) || strings.Contains(b, a) {
		return 1
	}
	x, y := runs([]rune(a)), runs([]rune(b))
	common := 0
	for run := range x {
		if y[run] {
			common++
		}
	}
	return float64(common) / float64(min(len(x), len(y)))
}

func runs(text []rune) map[string]bool {
	all := map[string]bool{}
	for i := range max(1, len(text)-4) {
		all[string(text[i:min(len(text), i+5)])] = true
	}
	return all
}

// answers reports whether a passage of an article answers the question: it is
// the one that the question was written for, or a part of it with an answer.
func (g gold) answers(j judged, articleID, passage string) bool {
	if articleID != g.Article && !slices.Contains(g.others, articleID) {
		return false
	}
	return j.once(verdict{g.ID, passage, false}, func() bool { return g.answersIn(passage) })
}

func (g gold) answersIn(passage string) bool {
	if g.pattern != nil {
		return g.pattern.MatchString(even(passage))
	}
	if g.pieces != nil {
		return g.hasPiece(passage)
	}
	for _, s := range g.Sentences {
		if strings.Contains(flat(passage), flat(s)) {
			return true
		}
	}
	return g.hasAnswer(passage) && slices.ContainsFunc(g.Passages, func(p string) bool {
		return letters(passage) <= letters(p)*5/2+200 && overlap(passage, p) >= 0.6
	})
}

// answeredBy reports whether a sentence of such a passage answers the question.
func (g gold) answeredBy(j judged, sentence string) bool {
	return j.once(verdict{g.ID, sentence, true}, func() bool { return g.answeredIn(sentence) })
}

func (g gold) answeredIn(sentence string) bool {
	if g.pattern != nil {
		return g.pattern.MatchString(even(sentence))
	}
	if g.pieces != nil {
		return g.hasPiece(sentence)
	}
	for _, s := range g.Sentences {
		short, long := len(flat(sentence)), len(flat(s))
		if min(short, long)*2 >= max(short, long) && overlap(sentence, s) >= 0.85 {
			return true
		}
	}
	return g.hasAnswer(sentence) && slices.ContainsFunc(g.Passages, func(p string) bool {
		return letters(sentence) <= max(longSentence, letters(p)/2) && overlap(sentence, p) >= 0.6
	})
}

// longSentence is the most letters of an answering sentence, unless its
// passage has more than twice as many.
const longSentence = 400

func letters(text string) int { return utf8.RuneCountInString(text) }

func (g gold) hasPiece(text string) bool {
	return slices.ContainsFunc(g.pieces, func(piece string) bool { return strings.Contains(text, piece) })
}

func (g gold) hasAnswer(text string) bool {
	for _, a := range g.Answers {
		if holds(text, a) {
			return true
		}
	}
	return false
}
