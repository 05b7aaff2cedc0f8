package index

import (
	"context"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mostTerms bounds the words of a query that are looked for. A longer text
// is an article, not a question: its first words say what it is about.
const mostTerms = 96

// A wanted is a word of a query as it is looked for.
type wanted struct {
	word      string // as written, in lower case
	stems     []string
	forms     []string // spellings that count as the word itself
	corrected string   // "" if the word is looked for as written
	size      int      // letters of the first of forms
	pair      bool     // a pair of letters of a script without blanks
	count     int      // how often the query has it

	passages int     // that hold it
	articles int     // that hold it
	idf      float64 // how rare it is: 0 for a word in every passage
	weight   float64 // what it is worth in a passage
}

// worth is what it counts to find the word.
func (w *wanted) worth() float64 { return w.idf * w.weight * (1 + math.Log(float64(w.count))) }

// wantedWords returns the words of a query's text that are looked for, in
// the order of the text. Stop words are left out, unless there is nothing
// else. Words that the library does not have are corrected if they can be.
func (v *view) wantedWords(ctx context.Context, text, field string, c collection) ([]*wanted, error) {
	all := v.read(text)
	for i := 0; i < len(all); i++ {
		w := all[i]
		if err := v.countWord(ctx, w, field, c); err != nil {
			return nil, err
		}
		if w.passages > 0 || w.pair {
			continue
		}
		corrections, err := v.corrections(w.word)
		if err != nil {
			return nil, err
		}
		if len(corrections) == 0 || corrections[0] == w.word { // it stands elsewhere
			continue
		}
		w.corrected = corrections[0]
		w.weight *= weightCorrected
		w.forms, w.stems = nil, nil
		for _, form := range corrections {
			v.addForm(w, form)
		}
		w.size = letters(w.forms[0])
		if err := v.countWord(ctx, w, field, c); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// read returns the words of text that are not stop words, each once.
func (v *view) read(text string) []*wanted {
	var all []*wanted
	seen := map[string]*wanted{}
	stops := stopWords(v.languageOfQuery(text))
	for _, stopping := range []bool{true, false} {
		s := scanner{text: text}
		for s.next() && len(all) < mostTerms {
			word := string(s.form)
			written := text[s.start:s.end]
			if stopping && (stops[word] || len(word) == 1 && !isDigit(word[0])) && !isAcronym(written, text) {
				continue
			}
			if w := seen[word]; w != nil {
				w.count++
				continue
			}
			w := &wanted{word: word, pair: s.pair, count: 1, weight: weightOf(word, written, s.start)}
			v.addForm(w, word)
			w.size = letters(w.forms[0])
			if twin := sameStems(all, w); twin != nil {
				twin.count++
				twin.forms = append(twin.forms, w.forms...)
				seen[word] = twin
				continue
			}
			seen[word] = w
			all = append(all, w)
		}
		if len(all) > 0 {
			break
		}
	}
	if len(all) > shortQuery { // a text that is alike is wanted, not an answer
		for _, w := range all {
			w.weight = max(w.weight, 1)
		}
	}
	return all
}

// What words are worth by the way they are written.
const (
	weightName      = 1.2 // written with a capital
	weightNumber    = 1.2
	weightCorrected = 0.8
	weightGeneric   = 0.6 // says what is asked for more than what it is about
)

// generic are words that say what kind of answer is asked for. The passage
// that answers often does without them.
var generic = setOf(`number percentage percent amount total type types kind year years date period term word located according considered
	person people place city country state example examples reason reasons result cause purpose role way ways time times
	become becomes became give given gives going happen happened happens made make makes need put take tell use used uses using want sort types thing things named said says called like different following various exactly actually seem seems near often usually mostly largest first main important common different called known name names group part parts`)

func weightOf(word, written string, at int) float64 {
	first, _ := utf8.DecodeRuneInString(written)
	switch {
	case isDigit(word[0]):
		return weightNumber
	case at > 0 && unicode.IsUpper(first):
		return weightName
	case generic[word]:
		return weightGeneric
	}
	return 1
}

// isAcronym reports a word in capitals in a text that has others: “US” is a
// country, “us” a stop word.
func isAcronym(written, text string) bool {
	return len(written) > 1 && strings.ToUpper(written) == written && strings.ToLower(written) != written && strings.ToUpper(text) != text
}

func sameStems(all []*wanted, w *wanted) *wanted {
	for _, other := range all {
		if slices.Equal(other.stems, w.stems) {
			return other
		}
	}
	return nil
}

// addForm adds a spelling to w, and its stems in the library's languages.
func (v *view) addForm(w *wanted, form string) {
	if w.pair {
		w.forms, w.stems = append(w.forms, form), append(w.stems, form)
		return
	}
	w.forms = append(w.forms, fold(form))
	for _, s := range v.stems.of(form) {
		if !slices.Contains(w.stems, s) {
			w.stems = append(w.stems, s)
		}
	}
}

// countWord fills in how many passages hold w.
func (v *view) countWord(ctx context.Context, w *wanted, field string, c collection) error {
	w.passages = 0
	for _, s := range w.stems {
		r, err := v.reader.TermFieldReader(ctx, []byte(s), field, false, false, false)
		if err != nil {
			return err
		}
		w.passages += int(r.Count())
		if err := r.Close(); err != nil {
			return err
		}
	}
	n, df := float64(c.count), float64(min(w.passages, c.count))
	w.idf = math.Log(1 + (n-df+0.5)/(df+0.5))
	return nil
}

// languageOfQuery returns which of the library's languages a question is
// asked in, by its stop words.
func (v *view) languageOfQuery(text string) string {
	if len(v.languages) == 0 {
		return ""
	}
	best, most := v.languages[0], 0
	if len(v.languages) == 1 {
		return best
	}
	all := words(text)
	for _, language := range v.languages {
		votes := 0
		stops := stopWords(language)
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

// letters returns how many letters a word has.
func letters(word string) int { return utf8.RuneCountInString(word) }
