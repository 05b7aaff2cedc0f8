package analysis

import (
	"slices"
	"sync"
)

// maxStems bounds the words that a StemCache remembers, to some megabytes.
// Texts repeat words so much that this covers nearly all.
const maxStems = 50_000

// A StemCache remembers the stems of words in the languages of a library.
// Stemming takes longer than all other work on a word.
type StemCache struct {
	Languages []string

	mu   sync.RWMutex
	stem map[string][]string
}

// Of returns the distinct stems of a word in lower case. The slice is shared.
func (c *StemCache) Of(form string) []string {
	c.mu.RLock()
	stems, ok := c.stem[form]
	c.mu.RUnlock()
	if ok {
		return stems
	}
	for _, language := range c.Languages {
		if s := Stem(language, form); !slices.Contains(stems, s) {
			stems = append(stems, s)
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stem == nil || len(c.stem) >= maxStems {
		c.stem = map[string][]string{}
	}
	c.stem[form] = stems
	return stems
}
