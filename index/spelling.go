package index

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"sync"
)

// A spelling is every word of a library, to tell what a word that is not
// among them was meant to be. It is read at the first slip and kept with its
// view: a tenth of a second for the words of 100,000 passages.
type spelling struct {
	once  sync.Once
	err   error
	words []known
}

// A known is a word of the library.
type known struct {
	word     string // as it stands in texts
	plain    string // without marks, as it is compared
	letters  uint64 // a bit for each letter it has, to pass over most words at once
	size     int    // in letters
	articles int    // that hold it
}

// Bounds of corrections.
const (
	leastCorrected  = 4 // letters; a shorter word is another word with each change
	leastRetyped    = 5 // letters, for slips that a shorter word has not (isShortSlip)
	leastTwiceWrong = 8 // letters, for two slips in one word
	mostCorrections = 3
)

// corrections returns the words of the library that word may be a slip for,
// the likeliest first.
func (v *view) corrections(word string) ([]string, error) {
	size := letters(fold(word))
	if size < leastCorrected || size > longestWord/2 || isDigit(word[0]) {
		return nil, nil
	}
	s := &v.spelling
	s.once.Do(func() { s.err = recovered(v.readSpelling) })
	if s.err != nil {
		return nil, s.err
	}
	limit := 1
	if size >= leastTwiceWrong {
		limit = 2
	}
	return s.nearest(word, size, limit), nil
}

func (v *view) readSpelling() error {
	entries, err := v.terms(fieldForm)
	if err != nil {
		return err
	}
	v.spelling.words = make([]known, 0, len(entries))
	for _, e := range entries {
		if k := newKnown(e.Term, int(e.Count)); k.size >= leastCorrected-1 && !isDigit(e.Term[0]) {
			v.spelling.words = append(v.spelling.words, k)
		}
	}
	return nil
}

// nearest returns the words at most limit slips from word: only those of the
// fewest slips, by how well they begin and how common they are.
func (s *spelling) nearest(word string, size, limit int) []string {
	type near struct {
		known
		slips int
		start bool // begins with the same letter
	}
	var found []near
	word = fold(word)
	mask := letterBits(word)
	for _, k := range s.words {
		if k.size < size-limit || k.size > size+limit || bits.OnesCount64(k.letters^mask) > 2*limit {
			continue
		}
		if size < leastRetyped && !isShortSlip(word, k.plain) {
			continue
		}
		if slips := slipsBetween(word, k.plain, limit); slips <= limit {
			found = append(found, near{k, slips, k.plain[0] == word[0]})
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
		return cmp.Or(cmp.Compare(a.slips, b.slips), cmp.Compare(b.articles, a.articles), cmp.Compare(a.word, b.word))
	})
	var all []string
	for _, n := range found {
		if n.slips == limit && len(all) < mostCorrections {
			all = append(all, n.word)
		}
	}
	return all
}

func newKnown(word string, articles int) known {
	plain := fold(word)
	return known{word, plain, letterBits(plain), letters(plain), articles}
}

func letterBits(word string) uint64 {
	var mask uint64
	for _, r := range word {
		mask |= 1 << (r % 61)
	}
	return mask
}

// isShortSlip reports whether a short word may be a slip for another: letters
// were swapped, a letter was doubled or not doubled, or one is missing inside.
// A figure behind it is no letter: sev2 is a sev.
// With another letter in its place, or without one, a short word is another:
// rice is not nice.
func isShortSlip(word, meant string) bool {
	if strings.TrimRight(word, "0123456789") == meant {
		return true
	}
	return word == meant || swapped(word, meant) || doubled(word, meant) || doubled(meant, word) || lacking(word, meant)
}

// swapped reports that two neighbours of the letters of a have changed places
// in b.
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

// doubled reports that b is a with one of its letters written twice.
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

// lacking reports that a is b without one of its letters, and begins and ends
// as b does.
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

// slipsBetween returns how many slips make a of b: a letter wrong, missing
// or too many, or two letters in wrong order. Beyond limit it returns more
// than limit.
func slipsBetween(a, b string, limit int) int {
	if a == b {
		return 0
	}
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > limit || len(y)-len(x) > limit {
		return limit + 1
	}
	var buf [3][longestWord + 2]uint8
	before, last, row := buf[0][:len(y)+1], buf[1][:len(y)+1], buf[2][:len(y)+1]
	for j := range last {
		last[j] = uint8(j)
	}
	for i := 1; i <= len(x); i++ {
		row[0] = uint8(i)
		least := row[0]
		for j := 1; j <= len(y); j++ {
			d := last[j-1]
			if x[i-1] != y[j-1] {
				d++
			}
			d = min(d, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				d = min(d, before[j-2]+1)
			}
			row[j] = d
			least = min(least, d)
		}
		if int(least) > limit {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return int(last[len(y)])
}
