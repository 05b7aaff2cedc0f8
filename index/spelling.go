package index

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"sync"

	"footnote/index/analysis"
)

// A spelling is every word of a library, used to correct misspelled words. It
// is read for the first unknown word and kept with its view; this takes a tenth
// of a second for the words of 100,000 passages.
type spelling struct {
	once  sync.Once
	err   error
	words []analysis.Entry
}

// Bounds of corrections.
const (
	minRetyped = 5 // letters, for slips that are not accepted in a shorter word (isShortSlip)

	maxCorrections = 3
)

// corrections returns the words of the library that word may be a misspelling
// of, the most likely first.
func (v *view) corrections(word string) ([]string, error) {
	size := analysis.Length(analysis.Fold(word))
	if size < analysis.MinCorrected || size > analysis.MaxWord/2 || analysis.IsDigit(word[0]) {
		return nil, nil
	}
	s := &v.spelling
	if err := s.read(v); err != nil {
		return nil, err
	}
	limit := 1
	if size >= analysis.MinTwoEdits {
		limit = 2
	}
	return s.nearest(word, size, limit), nil
}

// read reads the words of the library once.
func (s *spelling) read(v *view) error {
	s.once.Do(func() { s.err = recovered(v.readSpelling) })
	return s.err
}

func (v *view) readSpelling() error {
	entries, err := v.terms(fieldForm)
	if err != nil {
		return err
	}
	v.spelling.words = make([]analysis.Entry, 0, len(entries))
	for _, e := range entries {
		if k := analysis.NewEntry(e.Term, int(e.Count)); k.Size >= analysis.MinCorrected-1 && !analysis.IsDigit(e.Term[0]) {
			v.spelling.words = append(v.spelling.words, k)
		}
	}
	return nil
}

// nearest returns the words at most limit slips from word: only those with the
// fewest slips, sorted by how well they begin and how common they are.
func (s *spelling) nearest(word string, size, limit int) []string {
	type near struct {
		analysis.Entry
		slips int
		start bool // begins with the same letter
	}
	var found []near
	word = analysis.Fold(word)
	mask := analysis.LetterMask(word)
	for _, k := range s.words {
		if k.Size < size-limit || k.Size > size+limit || bits.OnesCount64(k.Mask^mask) > 2*limit {
			continue
		}
		if size < minRetyped && !isShortSlip(word, k.Plain) {
			continue
		}
		if slips := analysis.EditDistance(word, k.Plain, limit); slips <= limit {
			found = append(found, near{k, slips, k.Plain[0] == word[0]})
			limit = slips
		}
	}
	slices.SortFunc(found, func(a, b near) int {
		if a.start != b.start {
			if a.start {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(a.slips, b.slips), cmp.Compare(b.Articles, a.Articles), cmp.Compare(a.Word, b.Word))
	})
	var all []string
	for _, n := range found {
		if n.slips == limit && len(all) < maxCorrections {
			all = append(all, n.Word)
		}
	}
	return all
}

// isShortSlip reports whether a short word may be a slip for another: letters
// were swapped, a letter was doubled or not doubled, or one is missing inside.
// A digit at the end is not a missing letter: sev2 is a sev. A short word with
// one letter replaced or cut off is a different word: rice is not nice.
func isShortSlip(word, meant string) bool {
	if strings.TrimRight(word, "0123456789") == meant {
		return true
	}
	return word == meant || swapped(word, meant) || doubled(word, meant) || doubled(meant, word) || lacking(word, meant)
}

// swapped reports whether b is a with two neighbouring letters swapped.
func swapped(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) != len(y) {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	return i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && slices.Equal(x[i+2:], y[i+2:])
}

// doubled reports whether b is a with one of its letters written twice.
func doubled(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(y) != len(x)+1 {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	return i > 0 && y[i] == y[i-1] && slices.Equal(x[i:], y[i+1:])
}

// lacking reports whether a is b without one of its letters, with the same
// first and last letter.
func lacking(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(y) != len(x)+1 {
		return false
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	return i > 0 && i < len(x) && slices.Equal(x[i:], y[i+1:])
}
