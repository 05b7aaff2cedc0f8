package index

import (
	"slices"

	"footnote/index/analysis"
)

// maxRun is the most words of a query of stop words that are looked for side by
// side.
const maxRun = 12

// runOf returns the words of a query that has nothing but stop words: what it
// means is then in their order, as in “as you were”. It returns nil for others.
func runOf(words []queryWord, language string) []string {
	stops := analysis.StopWords(language)
	var run []string
	for _, w := range words {
		if !stops[w.word] || w.pair || len(run) == maxRun {
			return nil
		}
		run = append(run, analysis.Fold(w.word))
	}
	return run
}

// preferRun sorts the readings that have the most words of run side by side
// before all others, and makes them show the sentence with them.
func (r *ranker) preferRun(run []string, readings []*scored) {
	if len(run) < 2 || len(readings) == 0 {
		return
	}
	texts := make([][]string, len(readings))
	least, most := readings[0].rank, readings[0].rank
	for i, d := range readings {
		texts[i] = foldedWords(d.text.Text)
		least, most = min(least, d.rank), max(most, d.rank)
	}
	for n := len(run); n > 1; n-- {
		for from := len(run) - n; from >= 0; from-- { // what is asked about is at the end
			part, found := run[from:from+n], false
			for i, d := range readings {
				if !hasRun(texts[i], part) {
					continue
				}
				found = true
				d.phrases += most - least + 1
				d.rank += most - least + 1
				r.chooseIf(d, func(sentence string) bool { return hasRun(foldedWords(sentence), part) })
			}
			if found {
				return
			}
		}
	}
}

func foldedWords(text string) []string {
	all := analysis.Words(text)
	for i := range all {
		all[i] = analysis.Fold(all[i])
	}
	return all
}

// hasRun reports whether words has the words of run side by side.
func hasRun(words, run []string) bool {
	for from := 0; from+len(run) <= len(words); from++ {
		if slices.Equal(words[from:from+len(run)], run) {
			return true
		}
	}
	return false
}
