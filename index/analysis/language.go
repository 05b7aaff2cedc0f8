package analysis

import (
	"sync"
	"unicode"
	"unicode/utf8"
)

// Latin are the languages that are distinguished by their stop words. Each is
// one bit of a ballot.
var Latin = []string{"en", "de", "fr", "es", "it", "pt", "nl", "ca", "ro", "pl", "cs", "hu", "sv", "da", "no", "fi", "tr", "id", "vi"}

// Ballots gives, for each stop word, the languages of Latin that it belongs to.
var Ballots = sync.OnceValue(func() map[string]uint32 {
	m := map[string]uint32{}
	for i, language := range Latin {
		for w := range StopWords(language) {
			m[w] |= 1 << i
		}
	}
	return m
})

// scripts gives the language of a text by its script, when the article's
// language is not written in it.
var scripts = []struct {
	table     *unicode.RangeTable
	languages []string // languages written in it, the most likely first
}{
	{unicode.Cyrillic, []string{"ru", "uk", "bg", "sr", "mk", "be", "kk", "mn"}},
	{unicode.Greek, []string{"el"}},
	{unicode.Arabic, []string{"ar", "fa", "ur", "ps", "ckb"}},
	{unicode.Devanagari, []string{"hi", "mr", "ne"}},
	{unicode.Thai, []string{"th"}},
	{unicode.Hiragana, []string{"ja"}},
	{unicode.Katakana, []string{"ja"}},
	{unicode.Han, []string{"zh", "ja"}},
	{unicode.Hangul, []string{"ko"}},
	{unicode.Tamil, []string{"ta"}},
	{unicode.Hebrew, []string{"he"}},
}

// LanguageOf returns the language of a passage in an article of the given
// language: a passage may quote another one. It returns "" if the language is
// unknown.
func LanguageOf(text, article string) string {
	letters, other := 0, [16]int{}
	for _, r := range text {
		if r < utf8.RuneSelf {
			if 'a' <= r && r <= 'z' {
				letters++
			}
			continue
		}
		for i := range scripts {
			if unicode.Is(scripts[i].table, r) {
				other[i]++
				break
			}
		}
	}
	best := 0
	for i, n := range other {
		if n > other[best] {
			best = i
		}
	}
	if 2*other[best] <= letters {
		return latinLanguage(text, article)
	}
	languages := scripts[best].languages
	for _, l := range languages {
		if l == article {
			return article
		}
	}
	return languages[0]
}

// minVotes is how many more stop words another language must have in a passage
// than the article's own.
const minVotes = 3

func latinLanguage(text, article string) string {
	votes := [32]int{}
	s := Scanner{Text: text}
	for s.Next() {
		for mask, i := Ballots()[string(s.Form)], 0; mask != 0; mask, i = mask>>1, i+1 {
			votes[i] += int(mask & 1)
		}
	}
	best, own := 0, 0
	for i, language := range Latin {
		if votes[i] > votes[best] {
			best = i
		}
		if language == article {
			own = votes[i]
		}
	}
	if votes[best] >= own+minVotes && votes[best] > own*3/2 {
		return Latin[best]
	}
	return article
}
