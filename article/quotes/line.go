package quotes

import (
	"strings"
	"unicode/utf8"

	"footnote/article"
	"footnote/article/lang"
	"footnote/article/people"
)

// A unit is what the grammar of speech reads: a word, a mark, a person's name,
// or a whole quotation.
type unit struct {
	article.Span
	word       string // folded; "" for a name and a quotation
	shape      lang.Shape
	person     int // index into the roster, -1 for none
	said       int // index into the passage's quotations, -1 for none
	possessive bool
	behind     string // the pronoun that follows a verb in one word with it
}

func (u *unit) isWord() bool { return u.person < 0 && u.said < 0 && u.shape != lang.Punct }

// A line is a passage as units, split into sentences.
type line struct {
	passage int
	text    string
	units   []unit
	starts  []int     // first unit of each sentence, and the end
	at      []int     // the unit of each quotation
	who     []speaker // of each quotation, as far as they are known
	work    *int      // the quoteFinder's
}

// newLine reads a passage as units. Names and words inside quotations are left
// out: they don't show who speaks.
func newLine(passage int, text string, tokens []lang.Token, names []people.NameSpan, list []quoted) *line {
	l := &line{passage: passage, text: text, units: make([]unit, 0, len(tokens)), at: make([]int, len(list)), who: make([]speaker, len(list))}
	k, n := 0, 0
	for i := 0; i < len(tokens); {
		t := tokens[i]
		for k < len(list) && list[k].outside.End <= t.Start {
			k++
		}
		for n < len(names) && names[n].Start < t.Start {
			n++
		}
		switch {
		case k < len(list) && list[k].outside.Start <= t.Start:
			l.at[k] = len(l.units)
			l.units = append(l.units, unit{Span: list[k].outside, person: -1, said: k})
			for i < len(tokens) && tokens[i].Start < list[k].outside.End {
				i++
			}
		case n < len(names) && names[n].Start == t.Start:
			u := unit{Span: names[n].Span, shape: lang.Titlecase, person: names[n].Person, said: -1}
			for i < len(tokens) && tokens[i].Start < names[n].End {
				u.possessive = tokens[i].Possessive
				i++
			}
			l.units = append(l.units, u)
		default:
			l.units = append(l.units, unit{Span: t.Span, word: t.Fold(text), shape: t.Shape, person: -1, said: -1, possessive: t.Possessive})
			i++
		}
	}
	l.cut(list)
	return l
}

// cut splits the line into sentences.
func (l *line) cut(list []quoted) {
	l.starts = append(l.starts, 0)
	for i := range l.units {
		if i+1 < len(l.units) && l.ends(i, list) && i+1 > l.starts[len(l.starts)-1] {
			l.starts = append(l.starts, i+1)
		}
	}
	l.starts = append(l.starts, len(l.units))
}

// ends reports whether unit i is the last of its sentence.
func (l *line) ends(i int, list []quoted) bool {
	u, next := &l.units[i], &l.units[i+1]
	switch u.word {
	case "\n", "•":
		return true
	case "!", "?", "…":
		return next.shape != lang.Lowercase && next.word != ")"
	case ".":
		if i > 0 && l.units[i-1].shape == lang.Initial || next.shape == lang.Lowercase || next.Start == u.End && next.shape != lang.Punct {
			return false
		}
		return next.shape != lang.Punct || next.said >= 0 || next.word == "\n" || next.word == "•" || next.word == "("
	}
	if u.said < 0 || !list[u.said].finished(l.text) {
		return false
	}
	if next.said >= 0 {
		return true
	}
	return next.shape != lang.Lowercase && next.shape != lang.Punct && !l.isTag(i+1, list[u.said].lastRune(l.text) != '.')
}

// isTag reports whether the words from i on, up to a full stop, only say who
// spoke: Smith said. After a question or an exclamation, the tag may continue.
func (l *line) isTag(i int, mayGoOn bool) bool {
	for v := i; v < len(l.units) && v < i+6; v++ {
		u := &l.units[v]
		if u.word == "," && v > i && mayGoOn {
			return l.insertionEnds(v)
		}
		if u.shape == lang.Punct && u.person < 0 {
			return false
		}
		if mayGoOn && v == i+1 && l.units[i].person >= 0 && strings.HasSuffix(u.word, "ed") && l.word(v+1, v, len(l.units)) == "." {
			return true // “Why?” Smith pressed.
		}
		if u.shape == lang.Lowercase && saying.has(u.word) && v > i {
			next := l.word(v+1, v, len(l.units))
			return mayGoOn || next == "" && v+1 == len(l.units) || next == "." || next == "," || timeWords.Has(next)
		}
	}
	return false
}

// insertionEnds reports whether a verb of speech follows the comma that ends
// the insertion begun by the comma at i: Smith, a friend of hers, said
func (l *line) insertionEnds(i int) bool {
	for v := i + 1; v+1 < len(l.units) && v < i+maxSubject; v++ {
		switch w := l.units[v].word; {
		case l.units[v].said >= 0 || w == "." || w == "\n":
			return false
		case w == "," && saying.has(l.units[v+1].word):
			return true
		}
	}
	return false
}

// sentence returns the first unit of the sentence that unit i is in, and the
// unit after its last.
func (l *line) sentence(i int) (start, end int) {
	lo, hi := 0, len(l.starts)-1
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; l.starts[mid] <= i {
			lo = mid
		} else {
			hi = mid
		}
	}
	return l.starts[lo], l.starts[hi]
}

// word returns the folded word at unit i, or "" if i is not from start to end.
func (l *line) word(i, start, end int) string {
	if i < 0 || i < start || i >= end || i >= len(l.units) {
		return ""
	}
	return l.units[i].word
}

// finished reports whether the quotation ends with its sentence.
func (s *quoted) finished(text string) bool { return strings.ContainsRune(".!?…", s.lastRune(text)) }

// lastRune is the last rune of the quotation, not counting marks that close
// another quotation inside it.
func (s *quoted) lastRune(text string) rune {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s.inside.Of(text), "’'”\"]) "))
	return r
}
