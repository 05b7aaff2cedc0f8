package lang

import (
	"strings"
	"sync"

	"github.com/abadojack/whatlanggo"

	"footnote/article"
)

// Detection reads at most languageSample bytes of a text, from its start and
// its middle. Fewer than minLanguageSample bytes are too few to decide.
const (
	languageSample    = 1024
	minLanguageSample = 40
)

// known are the languages that can be detected. Each one costs time for every
// article, and a rare one is rarely right.
var known = sync.OnceValue(func() whatlanggo.Options {
	langs := map[whatlanggo.Lang]bool{}
	for _, code := range strings.Fields(`eng deu fra spa por ita nld cat ron pol ces hun swe dan nob fin tur vie ind
		hrv slv lit est lav epo rus ukr bul srp bel mkd arb pes urd hin mar nep ben ell heb tha cmn jpn kor tam tel
		kan mal guj pan sin mya khm kat hye amh`) {
		if l := whatlanggo.CodeToLang(code); l >= 0 {
			langs[l] = true
		}
	}
	return whatlanggo.Options{Whitelist: langs}
})

// commonWords gives the languages in which a word is one of the most frequent.
// Counting them takes a hundredth of the time of comparing trigrams, and is
// enough for most articles.
var commonWords = sync.OnceValue(func() map[string][]string {
	m := map[string][]string{}
	for code, words := range map[string]string{
		"en": "the of and to in is was that for it with as on be by at this are from or an which were has had his not have",
		"de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass",
		"fr": "le la les de des du et en un une que est pour dans qui par sur au aux plus ne pas avec ce il elle son ses",
		"es": "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le",
		"it": "di e il la che in a per un è del con non una i le si da della nel alla sono dei gli come più ha",
		"pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das",
		"nl": "de van het een en in is dat op te zijn met voor die niet aan er om ook als bij door maar werd naar uit",
	} {
		for _, w := range strings.Fields(words) {
			m[w] = append(m[w], code)
		}
	}
	return m
})

// byCommonWords returns the language whose common words make up at least a
// fifth of text and half as much again as those of any other, or "" if there is
// none.
func byCommonWords(text string) string {
	counts := map[string]int{}
	words := 0
	for w := range strings.FieldsSeq(text) {
		words++
		for _, code := range commonWords()[strings.ToLower(w)] {
			counts[code]++
		}
	}
	best, second := "", 0
	for code, n := range counts {
		if best == "" || n > counts[best] {
			if best != "" {
				second = counts[best]
			}
			best = code
		} else if n > second {
			second = n
		}
	}
	if words < 12 || counts[best]*5 < words || counts[best]*2 < second*3 {
		return ""
	}
	return best
}

// Detect returns the two-letter code of the language of most passages, or "" if
// that is not clear.
func Detect(passages []article.Passage) string {
	var b strings.Builder
	for _, from := range []int{0, len(passages) / 2} {
		room := languageSample / 2
		for _, p := range passages[from:] {
			if p.Kind == article.Code || room <= 0 {
				continue
			}
			text := strings.ToValidUTF8(p.Text[:min(len(p.Text), room)], "")
			b.WriteString(text)
			b.WriteByte(' ')
			room -= len(text)
		}
	}
	text := b.String()
	if len(text) < minLanguageSample {
		return ""
	}
	if code := byCommonWords(text); code != "" {
		return code
	}
	info := whatlanggo.DetectWithOptions(text, known())
	switch {
	case isRussian(text):
		return "ru"
	case !info.IsReliable():
		return ""
	}
	return info.Lang.Iso6391()
}

// isRussian recognizes Russian by its letters: of the Slavic languages in
// Cyrillic, only Russian and Belarusian have ы, only Belarusian has ў, and only
// Belarusian and Ukrainian have і.
func isRussian(text string) bool {
	return strings.Count(text, "ы") > 1 && !strings.ContainsAny(text, "ўіїҐґқңөү")
}

// LanguageCode returns the two-letter code that a language tag begins with, or
// "" if there is none.
func LanguageCode(tag string) string {
	tag = strings.ToLower(strings.TrimSpace(tag))
	if len(tag) >= 2 && (len(tag) == 2 || tag[2] == '-' || tag[2] == '_') {
		return tag[:2]
	}
	return ""
}
