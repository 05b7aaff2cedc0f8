package index

import (
	"slices"
	"strings"

	"footnote/index/analysis"
)

// counters are the words before what is counted: “how many boats”.
var counters = analysis.LazySet(`many much viele viel wieviele wieviel combien cuánto cuántos cuánta cuántas quanto quanti quanta quante quantos quantas hoeveel
	câți câte cât câtă сколько kaç πόσο πόσα πόσοι πόσες कितना कितने कितनी`)

// markAskedNoun marks the word that a question asks for by name, the one right
// after “which” or “how many”: “which webcam does she have”. A library that has
// no such word can't answer.
func markAskedNoun(given []queryWord, words []typedWord) {
	for i := range given[:max(0, len(given)-1)] {
		if w := given[i].word; !whiches()[w] && !counters()[w] {
			continue
		}
		next := given[i+1]
		if next.word == "de" || next.word == "d" { // combien de bateaux
			if i+2 == len(given) {
				return
			}
			next = given[i+2]
		}
		at := slices.IndexFunc(words, func(w typedWord) bool { return w.start == next.start })
		if at >= 0 && words[at].kind != genericWord && !words[at].pair {
			words[at].asked = true
		}
		return
	}
}

// markNumbers marks the numbers of text that name something together with the
// word before them, “station 27”, and those that are a percentage.
func markNumbers(text string, words []typedWord) {
	for i := range words {
		w := &words[i]
		if w.kind != numberWord || w.pair {
			continue
		}
		w.percent = strings.HasPrefix(strings.TrimLeft(text[w.end:], " "), "%")
		if i > 0 && !w.percent && w.start == words[i-1].end+1 && strings.ContainsAny(text[w.start-1:w.start], " -") {
			w.names = words[i-1].kind != numberWord
		}
	}
}
