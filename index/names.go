package index

import "strings"

// nameKeys returns what a name is looked up by: each of its words, and each
// two neighbours written as one, so that Le Cun finds LeCun. Titles are no
// names.
func nameKeys(name string) []string {
	words := nameWords(name)
	keys := make([]string, 0, 2*len(words))
	for i, w := range words {
		keys = append(keys, w)
		if i > 0 {
			keys = append(keys, words[i-1]+w)
		}
	}
	return keys
}

// nameWords returns the words of a name, folded, without titles.
func nameWords(name string) []string {
	var words []string
	for _, t := range tokenize(name, unknown) {
		if _, title := titles[t.word]; !title {
			words = append(words, t.word)
		}
	}
	return words
}

// titles stand before names and are not part of them.
var titles = func() map[string]struct{} {
	set := map[string]struct{}{}
	for _, t := range strings.Fields(`mr mrs ms miss dr prof professor sir dame lord lady president senator
		herr frau monsieur madame mme señor señora sr sra don dona king queen prince princess pope
		captain colonel general judge justice minister chancellor rev reverend saint st`) {
		set[t] = struct{}{}
	}
	return set
}()
