package index

import "strings"

// greekEndings are taken off Greek words, longest first: the endings of
// nouns, adjectives and the commonest verbs, unaccented and in lower case.
var greekEndings = strings.Fields(`
	ουσαμε ησουμε ηθηκαν ηθηκε ιμασταν ομαστε ουμαστε ομασταν
	οντας ωντας ουσαν ουσες ησαν ηκαν θηκε ηθει ματων ματος ματα
	ουμε ουνε ετε ειτε ατε αμε εις ουν ουσα ονται εται αται ηκε ησε ισε
	ους ων ος ου οι ον ης ας ες εσ εων εως εις ια ιο ιου ιων ιους
	ω ει α ε η ι ο υ ς`)

// greekStem takes the longest known ending off a word, where three letters
// stay.
func greekStem(word string) string {
	word = strings.ReplaceAll(strip(word), "ς", "σ")
	best := 0
	for _, ending := range greekEndings {
		ending = strings.ReplaceAll(ending, "ς", "σ")
		if len(ending) > best && strings.HasSuffix(word, ending) && len(word)-len(ending) >= 3*len("α") {
			best = len(ending)
		}
	}
	return word[:len(word)-best]
}
