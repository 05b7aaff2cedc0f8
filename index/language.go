package index

import (
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/ar"
	"github.com/blevesearch/bleve/v2/analysis/lang/bg"
	"github.com/blevesearch/bleve/v2/analysis/lang/ca"
	"github.com/blevesearch/bleve/v2/analysis/lang/cs"
	"github.com/blevesearch/bleve/v2/analysis/lang/da"
	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/el"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/fa"
	"github.com/blevesearch/bleve/v2/analysis/lang/fi"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/hi"
	"github.com/blevesearch/bleve/v2/analysis/lang/hr"
	"github.com/blevesearch/bleve/v2/analysis/lang/hu"
	"github.com/blevesearch/bleve/v2/analysis/lang/id"
	"github.com/blevesearch/bleve/v2/analysis/lang/in"
	"github.com/blevesearch/bleve/v2/analysis/lang/it"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
	"github.com/blevesearch/bleve/v2/analysis/lang/no"
	"github.com/blevesearch/bleve/v2/analysis/lang/pt"
	"github.com/blevesearch/bleve/v2/analysis/lang/ro"
	"github.com/blevesearch/bleve/v2/analysis/lang/ru"
	"github.com/blevesearch/bleve/v2/analysis/lang/sv"
	"github.com/blevesearch/bleve/v2/analysis/lang/tr"
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/turkish"
)

// A language knows how words of one language are reduced to what they share
// with their other forms, and which of them say nothing.
type language struct {
	stemmer func(word string) string // nil: words stay as they are
	list    []byte                   // stop words in bleve's form
	more    string                   // stop words beside them, by blanks
	tones   bool                     // marks on letters tell words apart

	once  sync.Once
	words map[string]struct{} // stop words, folded

	mu   sync.RWMutex
	seen map[string]form // by the word as it stood in a text
}

// A form is what a word of a text is looked up by.
type form struct {
	word string // folded
	stem string
	says bool
}

// mostForms bounds the memory of a language's words: about 5 MB.
const mostForms = 1 << 15

// languages are those that have something of their own, by ISO 639-1.
// Others are read as unknown: their words are folded and nothing more.
var languages = map[string]*language{
	"ar": {stemmer: filters(ar.NewArabicNormalizeFilter(), ar.NewArabicStemmerFilter()), list: ar.ArabicStopWords, more: arabicAsking},
	"bg": {list: bg.BulgarianStopWords},
	"ca": {list: ca.CatalanStopWords},
	"cs": {list: cs.CzechStopWords},
	"da": {stemmer: snowball(danish.Stem), list: da.DanishStopWords},
	"de": {stemmer: snowball(german.Stem), list: de.GermanStopWords, more: germanAsking},
	"el": {stemmer: greekStem, list: el.GreekStopWords, more: greekAsking},
	"en": {stemmer: snowball(english.Stem), list: en.EnglishStopWords, more: englishAsking},
	"es": {stemmer: snowball(spanish.Stem), list: es.SpanishStopWords, more: spanishAsking},
	"fa": {list: fa.PersianStopWords},
	"fi": {stemmer: snowball(finnish.Stem), list: fi.FinnishStopWords},
	"fr": {stemmer: snowball(french.Stem), list: fr.FrenchStopWords, more: frenchAsking},
	"hi": {stemmer: filters(in.NewIndicNormalizeFilter(), hi.NewHindiNormalizeFilter(), hi.NewHindiStemmerFilter()), list: hi.HindiStopWords, more: hindiAsking},
	"hr": {list: hr.CroatianStopWords},
	"hu": {stemmer: snowball(hungarian.Stem), list: hu.HungarianStopWords},
	"id": {list: id.IndonesianStopWords},
	"it": {stemmer: snowball(italian.Stem), list: it.ItalianStopWords, more: italianAsking},
	"nl": {stemmer: snowball(dutch.Stem), list: nl.DutchStopWords},
	"nb": {stemmer: snowball(norwegian.Stem), list: no.NorwegianStopWords},
	"no": {stemmer: snowball(norwegian.Stem), list: no.NorwegianStopWords},
	"pt": {stemmer: snowball(portuguese.Stem), list: pt.PortugueseStopWords, more: portugueseAsking},
	"ro": {stemmer: snowball(romanian.Stem), list: ro.RomanianStopWords, more: romanianAsking},
	"ru": {stemmer: snowball(russian.Stem), list: ru.RussianStopWords, more: russianAsking},
	"sv": {stemmer: snowball(swedish.Stem), list: sv.SwedishStopWords},
	"th": {more: thaiAsking},
	"tr": {stemmer: snowball(turkish.Stem), list: tr.TurkishStopWords, more: turkishAsking},
	"vi": {more: vietnameseAsking, tones: true},
	"zh": {more: chineseAsking},
}

// unknown is the language of a text that tells nothing of its own.
var unknown = &language{}

func languageOf(code string) *language {
	if l, ok := languages[code]; ok {
		return l
	}
	return unknown
}

// snowball makes a stemmer of one of Snowball's. It keeps nothing between
// words.
func snowball(stem func(*snowballstem.Env) bool) func(string) string {
	return func(word string) string {
		env := snowballstem.NewEnv(word)
		stem(env)
		return env.Current()
	}
}

// filters makes a stemmer of bleve's filters for tokens.
func filters(list ...analysis.TokenFilter) func(string) string {
	return func(word string) string {
		tokens := analysis.TokenStream{{Term: []byte(word)}}
		for _, f := range list {
			tokens = f.Filter(tokens)
		}
		if len(tokens) == 0 {
			return word
		}
		return string(tokens[0].Term)
	}
}

// form returns what a word, as it stands in a text, is looked up by. Most
// words of a text were seen before.
func (l *language) form(written string) form {
	l.mu.RLock()
	f, ok := l.seen[written]
	l.mu.RUnlock()
	if ok {
		return f
	}
	word := bare(written)
	f = form{word: l.fold(word), stem: l.stem(word)}
	f.says = l.says(f.word)
	l.mu.Lock()
	if l.seen == nil || len(l.seen) >= mostForms {
		l.seen = make(map[string]form)
	}
	l.seen[strings.Clone(written)] = f
	l.mu.Unlock()
	return f
}

// stem returns what the other forms of word have in common with it. word is
// in lower case, its marks still on it.
func (l *language) stem(word string) string {
	stem := word
	if l.stemmer != nil {
		stem = l.stemmer(word)
	}
	if !l.tones {
		stem = strip(stem)
	}
	if stem == "" {
		return word
	}
	return stem
}

// says reports whether word tells anything of what a text is about.
func (l *language) says(word string) bool {
	l.once.Do(l.readStopWords)
	_, stop := l.words[word]
	return !stop
}

func (l *language) readStopWords() {
	l.words = make(map[string]struct{})
	for line := range strings.Lines(string(l.list)) {
		line, _, _ = strings.Cut(line, "|")
		line, _, _ = strings.Cut(line, "#")
		for _, w := range strings.Fields(line) {
			l.words[l.fold(w)] = struct{}{}
		}
	}
	for _, w := range strings.Fields(l.more) {
		l.words[l.fold(w)] = struct{}{}
	}
}

// fold returns word without what the language does not tell words apart by.
func (l *language) fold(word string) string {
	if l.tones {
		return strings.ToLower(word)
	}
	return strip(strings.ToLower(word))
}
