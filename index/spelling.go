package index

import (
	"math/bits"
	"sync"
	"unicode/utf8"

	bleve "github.com/blevesearch/bleve_index_api"
)

// A speller knows the words of one field, to find the one that a mistyped
// word was meant to be. It reads them from the index at the first mistyped
// word after a change.
type speller struct {
	field string

	mu     sync.Mutex
	known  bool
	length [longestWord + 1][]spelled // by length in letters
}

// A spelled word, with what is compared before its letters are.
type spelled struct {
	word    string
	letters uint64 // which letters it has, by their lowest six bits
	docs    int
}

// longestWord is the longest word that is corrected, in letters.
const longestWord = 32

func (s *speller) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known = false
	s.length = [longestWord + 1][]spelled{}
}

func (s *speller) read(r bleve.IndexReader) error {
	if s.known {
		return nil
	}
	err := eachTerm(r, s.field, func(term string, docs int) {
		n := utf8.RuneCountInString(term)
		if n >= shortestGuess-1 && n <= longestWord {
			s.length[n] = append(s.length[n], spelled{term, letters(term), docs})
		}
	})
	s.known = err == nil
	return err
}

func letters(word string) uint64 {
	var set uint64
	for _, r := range word {
		set |= 1 << (r & 63)
	}
	return set
}

// nearest returns the library's word that differs least from word: by one
// letter missing, added, wrong or swapped with its neighbour, or by two in a
// long word. Among equals it is the one with the same first letter, then the
// most frequent. It is "" if there is none.
func (s *speller) nearest(r bleve.IndexReader, word string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.read(r); err != nil {
		return "", err
	}
	runes := []rune(word)
	if len(runes) > longestWord {
		return "", nil
	}
	limit := 1
	if len(runes) >= 8 {
		limit = 2
	}
	set := letters(word)
	var best spelled
	bestCost := 1 << 30
	for n := max(0, len(runes)-limit); n <= min(longestWord, len(runes)+limit); n++ {
		for _, w := range s.length[n] {
			if bits.OnesCount64(w.letters^set) > 2*limit {
				continue
			}
			d := distance(runes, w.word, limit)
			if d > limit {
				continue
			}
			cost := 4 * d
			if first, _ := utf8.DecodeRuneInString(w.word); first != runes[0] {
				cost += 2
			}
			if n < len(runes) { // letters are left out more often than put in
				cost++
			}
			if cost < bestCost || cost == bestCost && (w.docs > best.docs || w.docs == best.docs && w.word < best.word) {
				best, bestCost = w, cost
			}
		}
	}
	return best.word, nil
}

// distance counts the letters to be put in, left out, changed or swapped
// with their neighbour to make b of a (optimal string alignment). Above
// limit it is limit+1.
func distance(a []rune, b string, limit int) int {
	var rows [3][longestWord + 2]int
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(a) + 1 {
		last[j] = j
	}
	i := 0
	var previous rune
	for _, r := range b {
		i++
		row[0] = i
		least := i
		for j, ar := range a {
			cost := 1
			if ar == r {
				cost = 0
			}
			d := min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 1 && j > 0 && ar == previous && a[j-1] == r {
				d = min(d, before[j-1]+1)
			}
			row[j+1] = d
			least = min(least, d)
		}
		if least > limit {
			return limit + 1
		}
		before, last, row = last, row, before
		previous = r
	}
	return last[len(a)]
}
