package index

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/index/analysis"
)

// A parsedQuery is what the text of a query says. It depends on the text and
// on the languages of a library, not on what the library holds.
type parsedQuery struct {
	language string
	asks     answerType
	words    []typedWord // in the order of the text, without stop words unless there are no others
	phrases  []phrase
	run      []string // all words, if there are none but stop words
}

// A typedWord is a word of a query as it was typed.
type typedWord struct {
	word  string // in lower case
	stems []string
	forms []string // spellings that count as the word itself
	size  int      // letters of the first of forms
	pair  bool     // a pair of letters of a script without blanks
	start int      // in bytes of the query
	end   int      // of the word, in bytes of the query
	count int      // how often the query has it
	kind  wordKind
	asked bool // what the question asks for by name

	names   bool // a number that names something, with the word before it
	percent bool // a number that is a percentage

	parts []typedWord // looked for instead if the library does not have the word
}

// parseQuery parses the text of a query to a library with articles in
// languages.
func parseQuery(text string, languages []string) parsedQuery {
	p := parsedQuery{language: languageOfQuery(text, languages)}
	given := queryWords(text)
	p.words = typedWords(text, given, p.language, languages)
	markAskedNoun(given, p.words)
	markNumbers(text, p.words)
	p.run = runOf(given, p.language)
	p.asks = asksFor(text, p.language, p.words)
	p.phrases = phrases(text, p.words, languages)
	return p
}

// String returns the query on one line: its language, what it asks for, each
// word with its kind, count and stems, and the phrases.
func (p parsedQuery) String() string {
	parts := []string{p.language, p.asks.String()}
	for _, w := range p.words {
		parts = append(parts, w.String())
	}
	for _, f := range p.phrases {
		parts = append(parts, "“"+f.text+"”")
	}
	return strings.Join(parts, " ")
}

// String returns the word with what is particular about it: “painted=paint”.
func (w typedWord) String() string {
	s := w.word
	if len(w.stems) != 1 || w.stems[0] != w.word {
		s += "=" + strings.Join(w.stems, "|")
	}
	if w.kind != plainWord {
		s += ":" + w.kind.String()
	}
	if w.asked {
		s += "?"
	}
	if w.count > 1 {
		s += fmt.Sprintf("×%d", w.count)
	}
	return s
}

// typedWords returns those words of text, in a language, that are not stop
// words, each once. If there are no others, it returns the stop words.
func typedWords(text string, given []queryWord, language string, languages []string) []typedWord {
	var all []typedWord
	seen := map[string]int{} // where in all
	stops, fillers, fuller := analysis.StopWords(language), analysis.FillersIn(text), analysis.Expansions()[language]
	for _, stopping := range []bool{true, false} {
		for i, t := range given {
			word, written := t.word, text[t.start:t.end]
			if len(all) == maxTerms {
				break
			}
			if stopping && (stops[word] || len(word) == 1 && !analysis.IsDigit(word[0])) && !isAcronym(written, text) && !(i > 0 && isLetterName(written, text)) {
				continue
			}
			if at, ok := seen[word]; ok {
				all[at].count++
				continue
			}
			w := typedWord{word: word, start: t.start, end: t.end, pair: t.pair, count: 1, kind: kindOf(word, written, i)}
			if (w.kind == plainWord || w.kind == nameWord) && isGeneric(word, language) {
				w.kind = genericWord
			}
			if w.pair && analysis.IsFiller(word, fillers, t.start, t.end) {
				w.kind = fillerPair
			}
			w.addForm(word, languages)
			w.size = analysis.Length(w.forms[0])
			for _, full := range fuller[word] {
				w.addForm(full, languages)
			}
			for _, other := range t.also {
				w.addForm(other, languages)
			}
			w.parts = partsOf(w, t.parts, languages)
			at := slices.IndexFunc(all, func(other typedWord) bool { return slices.Equal(other.stems, w.stems) })
			if at >= 0 {
				all[at].count++
				all[at].forms = append(all[at].forms, w.forms...)
				seen[word] = at
				continue
			}
			seen[word] = len(all)
			all = append(all, w)
		}
		if len(all) > 0 {
			break
		}
	}
	return all
}

// partsOf returns the words that are looked for instead of w: each has one or
// more spellings.
func partsOf(w typedWord, parts [][]string, languages []string) []typedWord {
	var all []typedWord
	for _, spellings := range parts {
		p := typedWord{word: spellings[0], start: w.start, end: w.end, count: 1, kind: kindOf(spellings[0], spellings[0], 0)}
		for _, form := range spellings {
			p.addForm(form, languages)
		}
		p.size = analysis.Length(p.forms[0])
		all = append(all, p)
	}
	return all
}

// A wordKind is the kind of a word, judged by its spelling.
type wordKind uint8

const (
	plainWord   wordKind = iota
	nameWord             // written with a capital letter
	numberWord           //
	genericWord          // names the kind of answer more than the subject
	fillerPair           // letters of which one belongs to a word that says nothing
)

// String returns the name of k in a printed query.
func (k wordKind) String() string {
	return [...]string{"plain", "name", "number", "generic", "filler"}[k]
}

// kindOf returns the kind of the nth word of a text.
func kindOf(word, written string, n int) wordKind {
	first, _ := utf8.DecodeRuneInString(written)
	switch {
	case analysis.IsDigit(word[0]):
		return numberWord
	case len(word) == 1 && word[0] < utf8.RuneSelf: // “vitamin C” is more about vitamins
		return genericWord
	case n > 0 && unicode.IsUpper(first):
		return nameWord
	case generic[word]:
		return genericWord
	}
	return plainWord
}

// isAcronym reports a word in capitals in a text that also has words without:
// “US” is a country, “us” a stop word.
func isAcronym(written, text string) bool {
	return len(written) > 1 && strings.ToUpper(written) == written && strings.ToLower(written) != written && strings.ToUpper(text) != text
}

// isLetterName reports a capital letter that is a name, as in “vitamin C”,
// unless it is the first word: that has a capital anyway. English writes I.
func isLetterName(written, text string) bool {
	return len(written) == 1 && 'A' <= written[0] && written[0] <= 'Z' && written != "I" && strings.ToUpper(text) != text
}

// addForm adds a spelling to w, and its stems in a library's languages.
func (w *typedWord) addForm(form string, languages []string) {
	if w.pair {
		w.forms, w.stems = append(w.forms, form), append(w.stems, form)
		return
	}
	w.forms = append(w.forms, analysis.Fold(form))
	for _, language := range languages {
		if s := analysis.Stem(language, form); !slices.Contains(w.stems, s) && !stopStemElsewhere(s, language, languages) {
			w.stems = append(w.stems, s)
		}
	}
}

// stopStemElsewhere reports whether a stem of one language is a stop word of
// another: in German, “notes” has the stem “not”, which English texts are full
// of.
func stopStemElsewhere(stem, language string, languages []string) bool {
	return analysis.IsASCII(stem) && !analysis.StopWords(language)[stem] && slices.ContainsFunc(languages, func(other string) bool { return analysis.StopWords(other)[stem] })
}

// languageOfQuery returns which of a library's languages a question is asked
// in, judged by its stop words.
func languageOfQuery(text string, languages []string) string {
	if len(languages) == 0 {
		return ""
	}
	best, most := languages[0], 0
	if len(languages) == 1 {
		return best
	}
	all := analysis.Words(text)
	for _, language := range languages {
		votes := 0
		stops := analysis.StopWords(language)
		for _, w := range all {
			if stops[w] {
				votes++
			}
		}
		if votes > most {
			best, most = language, votes
		}
	}
	return best
}
