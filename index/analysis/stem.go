package analysis

import (
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/hi"
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/irish"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/tamil"
	"github.com/blevesearch/snowballstem/turkish"
)

// stemmers remove the endings of words, by language.
var stemmers = map[string]func(*snowballstem.Env) bool{
	"ar": arabic.Stem, "da": danish.Stem, "de": german.Stem, "en": english.Stem,
	"es": spanish.Stem, "fi": finnish.Stem, "fr": french.Stem, "ga": irish.Stem,
	"hu": hungarian.Stem, "it": italian.Stem, "nb": norwegian.Stem, "nl": dutch.Stem,
	"nn": norwegian.Stem, "no": norwegian.Stem, "pt": portuguese.Stem, "ro": romanian.Stem,
	"ru": russian.Stem, "sv": swedish.Stem, "ta": tamil.Stem, "tr": turkish.Stem,
}

// environments are reused: a stemmer's environment consists of six slices.
var environments = sync.Pool{New: func() any { return snowballstem.NewEnv("") }}

// Stem returns what the forms of a word have in common in a language: the word
// without its ending and diacritics. word is in lower case.
func Stem(language, word string) string {
	if len(word) < 3 || IsDigit(word[0]) || isMarked(word) {
		return Fold(word)
	}
	switch language {
	case "en":
		if base, ok := irregular()[word]; ok {
			word = base
		}
	case "hi":
		tokens := analysis.TokenStream{{Term: []byte(word)}}
		hi.NewHindiNormalizeFilter().Filter(tokens)
		return string(hi.NewHindiStemmerFilter().Filter(tokens)[0].Term)
	case "el":
		return greekStem(Fold(word))
	case "vi": // its marks distinguish words
		return word
	case "ro": // the stemmer knows only the letters with cedillas
		word = strings.NewReplacer("ș", "ş", "ț", "ţ").Replace(word)
	case "tr":
		word = strings.ReplaceAll(word, "i̇", "i")
	}
	if !IsASCII(word) && !stemsMarked(language, word) {
		return Fold(word)
	}
	if s, ok := stemmers[language]; ok {
		env := environments.Get().(*snowballstem.Env)
		env.SetCurrent(word)
		s(env)
		word = env.Current()
		environments.Put(env)
	}
	return Fold(word)
}

// stemsMarked reports whether a language's stemmer supports the script of a
// word with letters beyond ASCII.
func stemsMarked(language, word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	switch language {
	case "ru":
		return r >= 0x0400
	case "ar":
		return r >= 0x0600
	case "ta":
		return r >= 0x0b80
	}
	return r < 0x0370
}

// greekEndings are endings of Greek nouns, adjectives and verbs, without
// accents, the longest first.
var greekEndings = strings.Fields(`
	ουσαμε ουσατε ιζονται ηθηκαν ουμενη ουμενο ουμενα ομαστε ηθηκε ουσαν οντας ωντας ονται ουνται
	ματων ματοσ ησουν ησαμε ησατε ησεισ ηθει ηκαν ησαν ησει
	ματα ουμε ετε ουσα ειτε ουνε ονταν οταν εται ησε ιων ιεσ ουσ εων εισ ησ οσ ου οι ων εσ ασ ισ υσ ει αν ιο ια ιοσ
	ε α ο η ι υ ω`)

// greekStem removes the ending of a Greek word: at least three letters stay.
func greekStem(word string) string {
	for _, e := range greekEndings {
		if len(word) >= len(e)+6 && strings.HasSuffix(word, e) {
			return word[:len(word)-len(e)]
		}
	}
	return word
}
