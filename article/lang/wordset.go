package lang

import (
	"bytes"
	"math/bits"
	"regexp"
	"strings"
	"sync"
)

// Word sets and patterns are built on first use: most runs of the program read
// no article and should not wait for them.
//
// A wordTable finds the words of a list by their hash. A slot has the offset of
// a word in the list, its length and its kind: filling a map of strings takes
// ten times as long.

type wordTable struct {
	list  string
	slots []uint32 // offset<<11 | length<<3 | kind, 0 if empty
}

// newWordTable makes an empty table for the words of a list.
func newWordTable(list string) *wordTable {
	words := 1 + strings.Count(list, " ") + strings.Count(list, "\t") + strings.Count(list, "\n")
	return &wordTable{list, make([]uint32, 1<<bits.Len(uint(3*words/2)))}
}

// add adds the words between two offsets of the list with a kind, 1 to 7.
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

// kind returns the kind of a word, 0 if it is not in the table.
func (t *wordTable) kind(word string) uint32 {
	if len(word) > maxListed {
		return 0
	}
	return *t.slot(word) & 7
}

// maxListed is the most bytes of a word of a list, for which a slot has room.
const maxListed = 0xff

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

// NewPattern returns a regular expression that is compiled on first use. A test
// compiles all of them, so that mistakes are found.
func NewPattern(expr string) *Pattern {
	return &Pattern{sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })}
}

// A Pattern is a regular expression that is compiled on first use.
type Pattern struct{ Get func() *regexp.Regexp }

// HasClass reports whether a class name, or up to three of the words that it is
// made of (“post_author-name”), joined by “-”, are in the set.
func (s *WordSet) HasClass(names string) bool {
	names = Hyphenate(names)
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

// Hyphenate returns class names in lower case, with one hyphen between the words
// of each.
func Hyphenate(names string) string {
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
