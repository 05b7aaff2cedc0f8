package index

import (
	"slices"
	"sync"
	"unicode/utf8"

	"footnote/article"
	"footnote/index/analysis"
)

// A match is a word of a text that a query looks for.
type match struct {
	article.Span
	word  int     // which of the words looked for
	at    int     // number of the text's words before it
	share float64 // how well it matches: 1, less for a related word
	exact bool    // spelled as in the query
}

// A matcher finds the words of one query in texts. It remembers the result for
// each word it met, since texts repeat words.
type matcher struct {
	words  []*queryTerm
	cache  *analysis.StemCache
	stems  map[string]int // to the query's word
	others map[string]int // synonyms of stems
	forms  map[string]int
	starts [4096]bool // by the first letters of words that matter, to skip others quickly
	always bool       // stems may begin differently from their words
	met    map[string]meeting

	// sequence numbers all words of the question, stop words too; follows is
	// the worth of finding two of them in a row.
	sequence map[string]int
	follows  map[[2]int]float64
	all      float64 // sum of follows

	synonym, related float64 // the weights of the same names
}

// A meeting is what a text's word is to the query.
type meeting struct {
	word     int // -1: none of the query's
	share    float64
	exact    bool
	sequence int // -1: not in the question
}

// meetings are empty maps of matchers: one grows to some ten kilobytes, and
// each question needs it.
var meetings = sync.Pool{New: func() any { return map[string]meeting{} }}

// release gives back what m used. m must not be used after that.
func (m *matcher) release() {
	clear(m.met)
	meetings.Put(m.met)
	m.met = nil
}

func newMatcher(words []*queryTerm, question string, cache *analysis.StemCache, s *setting) *matcher {
	m := &matcher{
		always: slices.Contains(cache.Languages, "ar"), // an Arabic article is written as one with its word
		words:  words, cache: cache, stems: map[string]int{}, others: map[string]int{}, forms: map[string]int{},
		met: meetings.Get().(map[string]meeting), sequence: map[string]int{}, follows: map[[2]int]float64{},
		synonym: s.words[wSynonym], related: s.words[wRelated],
	}
	for i, w := range words {
		for _, s := range w.stems {
			m.noteTerm(m.stems, s, i)
		}
		for _, f := range w.forms {
			m.noteTerm(m.forms, f, i)
		}
	}
	for _, language := range cache.Languages {
		m.noteSynonyms(analysis.SynonymsOf(language))
	}
	m.readSequence(question)
	return m
}

func (m *matcher) noteSynonyms(synonyms map[string][]string) {
	for i, w := range m.words {
		for _, s := range w.stems {
			for _, other := range synonyms[s] {
				m.noteTerm(m.others, other, i)
			}
		}
	}
}

func (m *matcher) noteTerm(to map[string]int, s string, n int) {
	if s == "" {
		return
	}
	if _, ok := to[s]; !ok {
		to[s] = n
	}
	m.starts[startOf(s)] = true
}

// startOf numbers words by their first two letters. Endings don't change these
// in any language that we stem but Arabic.
func startOf[word string | []byte](w word) int {
	start := 0
	for i := range 2 {
		if len(w) == 0 {
			break
		}
		if w[0] < utf8.RuneSelf {
			start += int(w[0]) << (5 * i)
			w = w[1:]
			continue
		}
		r, size := utf8.DecodeRuneInString(string(w[:min(len(w), utf8.UTFMax)]))
		start += int(analysis.FoldRune(r)) << (5 * i)
		w = w[size:]
	}
	return start % len(matcher{}.starts)
}

// matters quickly rules out most words.
func (m *matcher) matters(s *analysis.Scanner) bool {
	return m.always || m.starts[startOf(s.Form)]
}

// readSequence records which words follow each other in the question. A pair of
// stop words is worth nothing.
func (m *matcher) readSequence(question string) {
	before, worth := -1, 0.0
	s := analysis.Scanner{Text: question}
	for n := 0; s.Next() && n < 2*maxTerms; n++ {
		form := analysis.Fold(string(s.Form))
		m.noteTerm(m.sequence, form, n)
		now := m.sequence[form]
		own := 0.0
		if i, ok := m.forms[form]; ok {
			own = m.words[i].worth()
		}
		if pair := [2]int{before, now}; before >= 0 && max(worth, own) > 0 && m.follows[pair] == 0 {
			m.follows[pair] = max(worth, own)
			m.all += m.follows[pair]
		}
		before, worth = now, own
	}
}

// matches returns the query's words in text, in order, and how much of the
// question's sequence of words the text has, 0 to 1. It appends to into.
func (m *matcher) matches(text string, into []match) (marks []match, copied float64) {
	s := analysis.Scanner{Text: text, Variants: true}
	before := -1
	var found map[[2]int]bool
	for n := -1; s.Next(); {
		if s.Variant != analysis.AsWritten { // it overlaps the nth word
			if m.matters(&s) {
				if met := m.meeting(&s); met.word >= 0 {
					into = append(into, match{article.Span{Start: s.Start, End: s.End}, met.word, n, met.share, met.exact})
				}
			}
			continue
		}
		n++
		sequence := -1
		if m.matters(&s) {
			met := m.meeting(&s)
			if met.word >= 0 {
				into = append(into, match{article.Span{Start: s.Start, End: s.End}, met.word, n, met.share, met.exact})
			}
			sequence = met.sequence
		}
		if before >= 0 && sequence >= 0 {
			if pair := [2]int{before, sequence}; m.follows[pair] > 0 && !found[pair] {
				if found == nil {
					found = map[[2]int]bool{}
				}
				found[pair] = true
				copied += m.follows[pair]
			}
		}
		before = sequence
	}
	return into, copied / max(m.all, 1e-9)
}

// meeting returns what the scanner's word is to the query.
func (m *matcher) meeting(s *analysis.Scanner) meeting {
	if s.Pair { // pairs match exactly or not at all
		met := meeting{word: -1, sequence: -1}
		if n, ok := m.sequence[string(s.Form)]; ok {
			met.sequence = n
		}
		if word, ok := m.forms[string(s.Form)]; ok {
			met.word, met.share, met.exact = word, 1, true
		}
		return met
	}
	met, ok := m.met[string(s.Form)]
	if !ok {
		form := string(s.Form)
		met = m.meet(form)
		m.met[form] = met
	}
	return met
}

func (m *matcher) meet(form string) meeting {
	plain := analysis.Fold(form)
	met := meeting{word: -1, sequence: -1}
	if n, ok := m.sequence[plain]; ok {
		met.sequence = n
	}
	if word, ok := m.forms[form]; ok {
		met.word, met.share, met.exact = word, 1, true
	} else if word, ok := m.forms[plain]; ok {
		met.word, met.share, met.exact = word, 1, true
	} else {
		for _, s := range m.cache.Of(form) {
			if word, ok := m.stems[s]; ok {
				met.word, met.share = word, 1
				break
			}
		}
		if met.word < 0 {
			met.word, met.share = m.relative(plain)
		}
		for _, s := range m.cache.Of(form) {
			if word, ok := m.others[s]; ok && met.share < m.synonym {
				met.word, met.share = word, m.synonym
			}
		}
	}
	return met
}

// Related words begin alike: invade and invasion, weak and weakest. They share
// at least minAlike letters, and a part of the longer one (wRelated).
const minAlike = 4

// relative returns the query's word that is most like form, and the share of
// letters that they begin with; -1 if there is none.
func (m *matcher) relative(form string) (word int, share float64) {
	word = -1
	size := analysis.Length(form)
	if size < minAlike {
		return word, 0
	}
	for i, w := range m.words {
		if w.pair {
			continue
		}
		alike, longest := 0, max(size, w.size)
		other := w.forms[0]
		for at := 0; at < len(form) && at < len(other) && form[at] == other[at]; at++ {
			if utf8.RuneStart(form[at]) {
				alike++
			}
		}
		if s := float64(alike) / float64(longest); alike >= minAlike && s >= m.related && s > share {
			word, share = i, s
		}
	}
	return word, share
}

// spansOf returns the spans of marks; spans that touch or overlap are merged.
func spansOf(marks []match) []article.Span {
	spans := make([]article.Span, 0, len(marks))
	for _, k := range marks {
		for len(spans) > 0 && k.Start < spans[len(spans)-1].Start { // a word that joins those before
			k.End = max(k.End, spans[len(spans)-1].End)
			spans = spans[:len(spans)-1]
		}
		if last := len(spans) - 1; last >= 0 && k.Start <= spans[last].End {
			spans[last].End = max(spans[last].End, k.End)
			continue
		}
		spans = append(spans, k.Span)
	}
	return spans
}
