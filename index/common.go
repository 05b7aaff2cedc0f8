package index

import (
	"compress/gzip"
	"embed"
	"io"
	"slices"
	"strings"
	"sync"

	"footnote/index/analysis"
)

// commonFiles has the common words of languages that we stem, one file per
// language: one word a line, in lower case, of four letters or more. Their
// sources and licences are in commonwords/LICENSES.md. They add 560 KB to the
// program.
//
//go:embed commonwords/*.gz
var commonFiles embed.FS

// commonWords returns the common words of a language, folded and sorted, or
// none if there is no list. A list is read on first use, which takes some
// milliseconds; a program that corrects nothing reads none.
func commonWords(language string) []string {
	switch language {
	case "nb", "nn":
		language = "no"
	}
	commonMu.Lock()
	defer commonMu.Unlock()
	list, ok := commons[language]
	if !ok {
		list = readCommon(language)
		commons[language] = list
	}
	return list
}

var (
	commonMu sync.Mutex
	commons  = map[string][]string{} // by language, as far as asked for
)

func readCommon(language string) []string {
	f, err := commonFiles.Open("commonwords/" + language + ".gz")
	if err != nil {
		return nil
	}
	defer f.Close()
	var text strings.Builder
	packed, err := gzip.NewReader(f)
	if err == nil {
		_, err = io.Copy(&text, packed)
	}
	if err != nil {
		panic("index: common words of " + language + ": " + err.Error()) // a fault of the build
	}
	list := strings.Fields(text.String())
	for i, w := range list {
		list[i] = analysis.Fold(w)
	}
	slices.Sort(list)
	return list
}

// isCommon reports whether a word is spelled like a common word of one of
// languages.
func isCommon(word string, languages []string) bool {
	word = analysis.Fold(word)
	return slices.ContainsFunc(languages, func(language string) bool {
		_, found := slices.BinarySearch(commonWords(language), word)
		return found
	})
}

// languagesAsked returns the languages that a question may be in: those of the
// library, and those that most of its stop words belong to.
func (v *view) languagesAsked(text string) []string {
	languages := slices.Clone(v.languages)
	votes, most := [32]int{}, 1
	s := analysis.Scanner{Text: text}
	for s.Next() {
		for mask, i := analysis.Ballots()[string(s.Form)], 0; mask != 0; mask, i = mask>>1, i+1 {
			votes[i] += int(mask & 1)
			most = max(most, votes[i])
		}
	}
	for i, language := range analysis.Latin {
		if votes[i] == most {
			languages = append(languages, language)
		}
	}
	return append(languages, analysis.LanguageOf(text, "")) // by its script
}
