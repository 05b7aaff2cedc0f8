package lang

import (
	"bytes"
	"math/bits"
	"regexp"
	"strings"
	"sync"
)

// Word sets and patterns are made when they are first asked: most runs of
// the program read no article, and should not wait for the tools of reading.

// A wordTable finds the words of a list by their hash. A slot says where a
// word stands in the list, how long it is and what is known of it: a map of
// strings takes ten times as long to fill.
type wordTable struct {
	list  string
	slots []uint32 // place<<11 | length<<3 | kind, 0 for none
}

// newWordTable makes a table for the words of a list, none in it yet.
func newWordTable(list string) *wordTable {
	words := 1 + strings.Count(list, " ") + strings.Count(list, "\t") + strings.Count(list, "\n")
	return &wordTable{list, make([]uint32, 1<<bits.Len(uint(3*words/2)))}
}

// add notes the words between two places of the list to be of a kind, 1 to 7.
func (t *wordTable) add(place, end int, kind uint32) {
	for i := place; i <= end; i++ {
		if i < end && t.list[i] > ' ' {
			continue
		}
		if place < i {
			slot := t.slot(t.list[place:i])
			*slot = uint32(place)<<11 | uint32(i-place)<<3 | *slot&7 | kind
		}
		place = i + 1
	}
}

// Kind returns what is known of a word, 0 if it is not in the list.
func (t *wordTable) kind(word string) uint32 { return *t.slot(word) & 7 }

// slot returns the slot of a word, or the empty one where it would be.
func (t *wordTable) slot(word string) *uint32 {
	hash := uint32(2166136261) // FNV-1a
	for i := 0; i < len(word); i++ {
		hash = (hash ^ uint32(word[i])) * 16777619
	}
	for i := hash ^ hash>>15; ; i++ {
		slot := &t.slots[i%uint32(len(t.slots))]
		place, length := *slot>>11, *slot>>3&0xff
		if *slot == 0 || t.list[place:place+length] == word {
			return slot
		}
	}
}

// A WordSet is a set of words.
type WordSet struct {
	list string
	once sync.Once
	*wordTable
}

// NewWordSet makes a set of the words in list.
func NewWordSet(list string) *WordSet { return &WordSet{list: list} }

// Has reports whether word is in the set.
func (s *WordSet) Has(word string) bool {
	s.once.Do(func() {
		s.wordTable = newWordTable(s.list)
		s.add(0, len(s.list), 1)
	})
	return s.kind(word) > 0
}

// NewPattern returns a regular expression that is compiled at its first use. A
// test uses each, so a wrong one is found.
func NewPattern(expr string) *Pattern {
	return &Pattern{sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })}
}

// Pattern is a regular expression that is compiled at its first use.
type Pattern struct{ Get func() *regexp.Regexp }

// HasClass reports whether class names, or the words that they are made of
// (“post_author-name”), are in the set: up to three words, joined by “-”.
func (s *WordSet) HasClass(names string) bool {
	names = Hyphened(names)
	for start := 0; start < len(names); {
		next := len(names)
		for end, n := start, 0; n < 3 && end < len(names); n++ {
			end++
			if i := strings.IndexByte(names[end:], '-'); i >= 0 {
				end += i
			} else {
				end = len(names)
			}
			if n == 0 {
				next = end + 1
			}
			if s.Has(names[start:end]) {
				return true
			}
		}
		start = next
	}
	return false
}

// Hyphened returns class names in small letters, with one hyphen between
// their words and the words of them.
func Hyphened(names string) string {
	b := make([]byte, 0, len(names))
	for i := range len(names) {
		switch c := names[i]; {
		case c == '-' || c == '_' || c <= ' ':
			if len(b) > 0 && b[len(b)-1] != '-' {
				b = append(b, '-')
			}
		case c >= 'A' && c <= 'Z':
			b = append(b, c+'a'-'A')
		default:
			b = append(b, c)
		}
	}
	return string(bytes.TrimSuffix(b, []byte("-")))
}
