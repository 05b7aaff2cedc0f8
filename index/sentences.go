package index

import (
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/article"
	"footnote/article/lang"
	"footnote/index/analysis"
)

// sentencesOf returns the sentences, items or rows of a text, at least one. One
// of them is shown as the best. Sentences too long to read at a glance are
// divided, and Thai clauses are joined.
func sentencesOf(text Text) []article.Span {
	all := lang.Sentences(article.Passage{Kind: text.Kind, Text: text.Text})
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

// withinSentences returns those of marks that begin in a sentence. Text between
// sentences, such as the number of a list item, “3. ”, has no words.
func withinSentences(marks []match, sentences []article.Span) []match {
	kept := marks[:0]
	at := 0
	for _, k := range marks {
		for at < len(sentences) && sentences[at].End <= k.Start {
			at++
		}
		if at < len(sentences) && sentences[at].Start <= k.Start {
			kept = append(kept, k)
		}
	}
	return kept
}

// longClauses is the most bytes of Thai clauses that are shown as one sentence:
// 150 letters, about as many as a sentence has in other languages.
const longClauses = 450

// joinThai joins clauses: in Thai, blanks separate clauses and nothing
// separates sentences.
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

// shortSentence is the most bytes of a sentence that means nothing without the
// next: “Yes.”
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

// A sentence of more than longSentence letters is most often a list of people
// or parts. It is divided where more than shortPart bytes are left on both
// sides.
const (
	longSentence = 400
	shortPart    = 40
)

// dividers are where long sentences are divided, in order of preference.
var dividers = []string{"; ", "；", ", ", "，", "، "}

func tooLong(text string, s article.Span) bool {
	return s.End-s.Start > longSentence && utf8.RuneCountInString(s.Of(text)) > longSentence
}

// divide appends s to parts, halved until no part is too long.
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

// nearMiddle returns the end of the divider nearest to the middle of text, or 0
// if all are too close to its ends.
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

// readSentences computes the features of the sentences of d, from their words
// and those of the sentences next to them.
func (r *ranker) readSentences(d *scored) {
	n := len(r.words)
	shares := r.sharesOf(len(d.sentences))
	of := func(i int) []float64 { return shares[i*n : (i+1)*n] }
	firsts := make([]int, len(d.sentences)+1)
	at := 0
	for i, s := range d.sentences {
		firsts[i] = at
		for ; at < len(d.matches) && d.matches[at].Start < s.End; at++ {
			k := d.matches[at]
			of(i)[k.word] = max(of(i)[k.word], k.share)
		}
	}
	firsts[len(d.sentences)] = at
	d.fits = make([][sentenceFeatures]float64, len(d.sentences))
	above := make([]float64, n)
	for i, share := range d.above {
		above[i] = implied * share
	}
	_, hasHead := lang.HeaderRow(article.Passage{Kind: d.text.Kind, Text: d.text.Text})
	v := &d.values
	for i, s := range d.sentences {
		marks := d.matches[firsts[i]:firsts[i+1]]
		own := r.sum(of(i))
		f := &d.fits[i]
		f[sOwn], f[sAround] = own, r.around(of, i, len(d.sentences), nil)
		f[sTight], f[sExact] = own*r.ordered(marks), exactShare(marks)
		if r.asks != anything {
			f[sType] = containsAnswer(r.asks, d.text.Text, marks, s.Start, s.End)
			if r.asks == aMethod && d.text.Kind == article.Code {
				f[sType] = max(f[sType], 0.8)
			}
		}
		f[sApart] = r.lacked(of(i), d.above)
		if i > 0 && goesOn(s.Of(d.text.Text)) {
			f[sCarried] = r.both(of(i), of(i-1)) - own
		}
		f[sAt] = 1 - 5/float64(5+i)
		if f[sOpen] = leadsOn(s.Of(d.text.Text)); i == 0 && hasHead {
			f[sOpen] = 1
		}
		v[fSentence], v[fAround] = max(v[fSentence], r.both(of(i), above)), max(v[fAround], r.around(of, i, len(d.sentences), above))
		v[fTight], v[fApart] = max(v[fTight], f[sTight]), max(v[fApart], f[sApart])
	}
}

// around is sum over the greater share of each word in the ith of n sentences,
// in the ones before and after, and above them.
func (r *ranker) around(of func(int) []float64, i, n int, above []float64) float64 {
	sum := func(beside []float64) float64 {
		sum := 0.0
		for j, w := range r.words {
			share := max(of(i)[j], beside[j])
			if above != nil {
				share = max(share, above[j])
			}
			sum += share * w.worth()
		}
		return sum / r.total
	}
	best := sum(of(i))
	if i > 0 {
		best = max(best, sum(of(i-1)))
	}
	if i+1 < n {
		best = max(best, sum(of(i+1)))
	}
	return best
}

// backward are words that refer to someone or something named before.
var backward = analysis.LazySet(`it its he his him she her they their them this that these those there we er ihn ihm sie ihr ihre es dies diese dieser
	dieses dort il elle ils elles ce cet cette ces cela leur él ella ellos ellas esto este esta estos estas eso aquello lo la su sus ele ela eles elas
	isso isto essa esse он она оно они его её их это этот эта эти bu o onlar onun`)

// goesOn reports whether a sentence continues about what was named before: one
// of its first words refers to it.
func goesOn(sentence string) bool {
	s := analysis.Scanner{Text: sentence}
	for range firstWords {
		if s.Next() && backward()[string(s.Form)] {
			return true
		}
	}
	return false
}

// firstWords is how many words of a sentence are examined: “He”, “For this”,
// “We lowered it”.
const firstWords = 3

// exactShare returns the share of marks that are spelled as in the query.
func exactShare(marks []match) float64 {
	exact := 0
	for _, k := range marks {
		if k.exact {
			exact++
		}
	}
	return float64(exact) / float64(max(1, len(marks)))
}
