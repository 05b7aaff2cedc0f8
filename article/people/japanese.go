package people

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article"
)

// japaneseHonorifics directly follow the names of people, and nothing else.
var japaneseHonorifics = []string{"さん", "氏", "ちゃん"}

// notNames are words before such an honorific that are not names.
var notNames = map[string]bool{"皆": true, "皆々": true, "お客": true, "お母": true, "お父": true, "お兄": true, "お姉": true, "奥": true, "患者": true, "両": true,
	"同": true, "諸": true, "息子": true, "娘": true, "母": true, "父": true, "客": true, "たく": true}

// addJapanese adds the people that a Japanese article calls さん or 氏.
func (c *Roster) addJapanese() {
	for i := range c.count {
		text := c.passages[i].Text
		for _, honorific := range japaneseHonorifics {
			for at := 0; ; {
				k := strings.Index(text[at:], honorific)
				if k < 0 {
					break
				}
				at += k
				if start := japaneseStart(text, at); start < at && !notNames[text[start:at]] {
					c.Add(text[start:at], article.Mention{Passage: i, Span: article.Span{Start: start, End: at}})
				}
				at += len(honorific)
			}
		}
	}
}

// maxJapanese is the most signs of a name without blanks.
const maxJapanese = 6

// japaneseStart returns where the name begins that ends at: signs of one kind,
// or a family name with a given name in kana after it, or two words in kana.
func japaneseStart(text string, at int) int {
	start, signs := at, 0
	step := func(in ...*unicode.RangeTable) bool {
		r, n := utf8.DecodeLastRuneInString(text[:start])
		if start == 0 || !unicode.In(r, in...) && r != 'ー' || signs == maxJapanese {
			return false
		}
		start, signs = start-n, signs+1
		return true
	}
	for step(unicode.Katakana) {
	}
	if start == at {
		for step(unicode.Hiragana) {
		}
		if before, _ := utf8.DecodeLastRuneInString(text[:start]); start < at && before == ' ' { // まつもと ゆきひろ
			given := start
			start, signs = start-1, 0
			for step(unicode.Hiragana, unicode.Han) {
			}
			if start == given-1 {
				start = given
			}
			return start
		}
	}
	han := start
	for step(unicode.Han) {
	}
	switch {
	case start == han && start < at && unicode.In(first(text[start:]), unicode.Hiragana):
		return at // in kana alone: names can't be distinguished from words
	case signs < 2 && start == han:
		return at
	}
	return start
}

func first(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
