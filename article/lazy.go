package article

import (
	"regexp"
	"strings"
	"sync"
)

// Word sets and patterns are made when they are first asked: most runs of
// the program read no article, and should not wait for the tools of reading.

// A wordSet is a set of words.
type wordSet struct {
	list string
	once sync.Once
	m    map[string]bool
}

// set makes a set of the words in list.
func set(list string) *wordSet { return &wordSet{list: list} }

func (s *wordSet) has(word string) bool {
	s.once.Do(func() {
		words := strings.Fields(s.list)
		s.m = make(map[string]bool, len(words))
		for _, w := range words {
			s.m[w] = true
		}
	})
	return s.m[word]
}

// pattern returns a regular expression that is compiled at its first use. A
// test uses each, so a wrong one is found.
func pattern(expr string) *lazyPattern {
	return &lazyPattern{sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })}
}

type lazyPattern struct{ get func() *regexp.Regexp }

// inNames reports whether class names, or the words that they are made of
// (“post_author-name”), are in the set: up to three words, joined by “-”.
func (s *wordSet) inNames(names string) bool {
	if names == "" {
		return false
	}
	words := strings.FieldsFunc(strings.ToLower(names), func(r rune) bool { return r == '-' || r == '_' || r <= ' ' })
	for i, joined := range words {
		if s.has(joined) {
			return true
		}
		for _, next := range words[i+1 : min(i+3, len(words))] {
			if joined += "-" + next; s.has(joined) {
				return true
			}
		}
	}
	return false
}
