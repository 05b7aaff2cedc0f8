package index

import (
	"cmp"
	"slices"
	"strings"

	"footnote/index/analysis"
)

// compounding are languages that write compounds as one word.
var compounding = analysis.NewSet("de nl da sv no nb nn fi hu")

// Bounds of compounds: a shorter word is part of too many others by chance, and
// what is left is a word too.
const (
	minPart      = 5 // letters of a part that is looked for
	minRest      = 3 // letters of the rest of the compound
	maxEnding    = 2 // letters of its ending that the part has not
	maxCompounds = 8
)

// partOfWord is the worth of a compound that has the word, relative to the
// word.
const partOfWord = 0.5

// compounds returns the words of the library that begin or end with word, as
// Winterreifen ends with Reifen: those of most articles first.
func (v *view) compounds(word string) ([]string, error) {
	word = analysis.Fold(word)
	size := analysis.Length(word)
	if size < minPart || !slices.ContainsFunc(v.languages, func(l string) bool { return compounding[l] }) {
		return nil, nil
	}
	s := &v.spelling
	if err := s.read(v); err != nil {
		return nil, err
	}
	var found []analysis.Entry
	for _, language := range v.languages {
		if !compounding[language] {
			continue
		}
		stem := analysis.Stem(language, word)
		mask := analysis.LetterMask(stem)
		for _, k := range s.words {
			if k.Size < size+minRest || mask&^k.Mask != 0 {
				continue
			}
			at := strings.LastIndex(k.Plain, stem)
			if strings.HasPrefix(k.Plain, word) || at >= minRest && len(k.Plain)-at <= len(word)+maxEnding {
				found = append(found, k)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b analysis.Entry) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(a.Word, b.Word))
	})
	var all []string
	for _, k := range found {
		if len(all) < maxCompounds && !slices.Contains(all, k.Word) {
			all = append(all, k.Word)
		}
	}
	return all, nil
}
