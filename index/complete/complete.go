// Package complete finds texts by the beginnings of their words, for
// autocomplete as a person types.
package complete

import (
	"math/bits"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"footnote/index/analysis"
)

// A Completer finds texts (names, titles, quotations) by the beginnings of
// their words. It is immutable and safe for concurrent use. It is held in
// memory: 100,000 titles of eight words take about 20 MB.
type Completer struct {
	words []string   // of all texts, folded, sorted
	texts [][]uint32 // those that hold each word: twice the index of the text, plus 1 where the word begins it
	count int
}

// New returns a Completer of texts, the most important first. A text may have
// several names; the first is shown, all are searched.
func New(texts [][]string) *Completer {
	c := &Completer{count: len(texts)}
	byWord := map[string][]uint32{}
	for i, names := range texts {
		for _, name := range names {
			begins := uint32(1)
			s := analysis.Scanner{Text: name}
			for s.Next() {
				word, entry := analysis.Fold(string(s.Form)), 2*uint32(i)+begins
				begins = 0
				if had := byWord[word]; len(had) > 0 && had[len(had)-1]>>1 == uint32(i) {
					had[len(had)-1] |= entry & 1
					continue
				}
				byWord[word] = append(byWord[word], entry)
			}
		}
	}
	c.words = make([]string, 0, len(byWord))
	for w := range byWord {
		c.words = append(c.words, w)
	}
	slices.Sort(c.words)
	c.texts = make([][]uint32, len(c.words))
	for i, w := range c.words {
		c.texts[i] = slices.Clip(byWord[w])
	}
	return c
}

// maxTyped is how many of the typed words count. Discord allows 6,000 letters
// in an option; picking from a list takes far fewer.
const maxTyped = 8

// Complete returns the indexes of the texts in which every typed word begins a
// word, at most limit. Texts that begin with the first typed word come first;
// otherwise the order is that of importance. A typed word that begins nothing
// is replaced by the closest one that does. If nothing is typed, the first
// texts are returned.
func (c *Completer) Complete(typed string, limit int) []int {
	all := make(set, (c.count+63)/64)
	begin := make(set, len(all)) // texts that begin with the first typed word
	s := analysis.Scanner{Text: typed}
	n := 0
	for ; n < maxTyped && s.Next(); n++ {
		with := all
		if n > 0 {
			with = make(set, len(all))
		}
		spans := c.prefixRanges(analysis.Fold(string(s.Form)))
		for _, r := range spans {
			for _, texts := range c.texts[r.from:r.to] {
				for _, entry := range texts {
					with.add(entry >> 1)
					if n == 0 && entry&1 == 1 {
						begin.add(entry >> 1)
					}
				}
			}
		}
		if n > 0 {
			all.keep(with)
		}
	}
	found := make([]int, 0, min(limit, c.count))
	if n == 0 {
		for i := range min(limit, c.count) {
			found = append(found, i)
		}
		return found
	}
	begin.keep(all)
	found = begin.list(found, limit)
	all.drop(begin)
	return all.list(found, limit)
}

// A wordRange is a range of the sorted words of a Completer.
type wordRange struct{ from, to int }

// prefixRanges returns the words that begin with prefix, or with the closest
// thing to it.
func (c *Completer) prefixRanges(prefix string) []wordRange {
	from := sort.SearchStrings(c.words, prefix)
	to := from + sort.Search(len(c.words)-from, func(i int) bool { return !strings.HasPrefix(c.words[from+i], prefix) })
	if from < to {
		return []wordRange{{from, to}}
	}
	size := analysis.Length(prefix)
	if size < minMistyped || size > analysis.MaxWord {
		return nil
	}
	m := mistyped{words: c.words, typed: []rune(prefix)}
	for m.most = 1; m.most <= 2 && len(m.found) == 0; m.most++ {
		if m.most == 2 && size < analysis.MinTwoEdits {
			break
		}
		first := make([]int8, size+1)
		for i := range first {
			first[i] = int8(i)
		}
		m.walk(wordRange{0, len(c.words)}, 0, nil, first, 0)
	}
	return m.found
}

// minMistyped is the least number of letters typed before a typed word is
// corrected.
const minMistyped = 3

// mistyped finds the words that begin with nearly what was typed. Sorted words
// form a tree of letters: each branch is visited once, with the least number of
// slips between it and the prefixes of what was typed.
type mistyped struct {
	words []string
	typed []rune
	most  int8 // slips
	found []wordRange
}

// walk visits the words of r, which share their first at bytes, the last of
// them the letter last. row has the slips between those bytes and each prefix
// of what was typed; above is the row for one letter less.
func (m *mistyped) walk(r wordRange, at int, above, row []int8, last rune) {
	n := len(m.typed)
	if row[n] <= m.most {
		m.found = append(m.found, r)
		return
	}
	for r.from < r.to && len(m.words[r.from]) == at {
		r.from++
	}
	for r.from < r.to {
		letter, size := utf8.DecodeRuneInString(m.words[r.from][at:])
		branch := m.words[r.from][:at+size]
		end := r.from + sort.Search(r.to-r.from, func(i int) bool { return !strings.HasPrefix(m.words[r.from+i], branch) })
		next := make([]int8, n+1)
		next[0] = row[0] + 1
		least := next[0]
		for j := 1; j <= n; j++ {
			slip := int8(1)
			if m.typed[j-1] == letter {
				slip = 0
			}
			next[j] = min(row[j-1]+slip, row[j]+1, next[j-1]+1)
			if above != nil && j > 1 && m.typed[j-1] == last && m.typed[j-2] == letter {
				next[j] = min(next[j], above[j-2]+1) // two letters swapped
			}
			least = min(least, next[j])
		}
		if least <= m.most {
			m.walk(wordRange{r.from, end}, at+size, row, next, letter)
		}
		r.from = end
	}
}

// A set is a set of numbers, a bit for each.
type set []uint64

func (s set) add(i uint32) { s[i/64] |= 1 << (i % 64) }

// keep removes from s what is not in other.
func (s set) keep(other set) {
	for i := range s {
		s[i] &= other[i]
	}
}

// drop removes from s what is in other.
func (s set) drop(other set) {
	for i := range s {
		s[i] &^= other[i]
	}
}

// list appends the lowest numbers of s to into, until it has limit numbers.
func (s set) list(into []int, limit int) []int {
	for i, word := range s {
		for ; word != 0 && len(into) < limit; word &= word - 1 {
			into = append(into, 64*i+bits.TrailingZeros64(word))
		}
	}
	return into
}
