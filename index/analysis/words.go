// Package analysis turns text into the words of an index: it splits, folds and
// stems words, and knows stop words, synonyms, languages and the distance
// between two spellings.
package analysis

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"footnote/article"
)

// MaxWord is the most bytes of a word that count; the rest of a longer one is
// ignored. It bounds what hostile texts can add to the index's dictionary.
const MaxWord = 64

// A Scanner reads the words of a text one after the other. A word is a run of
// letters, marks and digits, a letter with the symbols of its name (C++), or an
// emoji. For scripts without blanks between words (Chinese, Japanese, Thai, Lao,
// Khmer, Burmese) and for Korean it returns overlapping pairs of letters: this
// needs no dictionary, and a pair is about as specific as a word.
type Scanner struct {
	Text     string
	At       int
	Variants bool // also return other spellings of words, after them: wifi for “wi-fi”

	Start   int     // of the word, in bytes of text
	End     int     // end of the word
	Form    []byte  // the word in lower case; valid until the next call
	Pair    bool    // the word is a pair of letters
	Variant Variant // how the word differs from those that it overlaps
	inRun   bool    // the letter at position at was the second of the last pair
	around  neighbours
}

// Next moves to the next word. It returns false at the end of the text.
func (s *Scanner) Next() bool {
	if !s.Variants {
		return s.next()
	}
	if s.nextVariant() {
		return true
	}
	before := article.Span{Start: s.around.start, End: s.around.end}
	if !s.next() {
		return false
	}
	if s.around.start, s.around.end = s.Start, s.End; s.Pair {
		s.around = neighbours{}
		return true
	}
	s.findVariants(before)
	return true
}

func (s *Scanner) next() bool {
	for s.At < len(s.Text) {
		c := s.Text[s.At]
		if c < utf8.RuneSelf {
			if !isWordByte(c) {
				s.At++
				continue
			}
			s.readWord()
			return true
		}
		r, size := utf8.DecodeRuneInString(s.Text[s.At:])
		switch {
		case isUnspaced(r):
			if s.readPair() {
				return true
			}
		case isWordRune(r):
			s.readWord()
			return true
		case isEmoji(r):
			s.readEmoji(r, size)
			return true
		default:
			s.At += size
		}
	}
	return false
}

func (s *Scanner) readWord() {
	s.Start, s.Pair, s.inRun = s.At, false, false
	s.Form = s.Form[:0]
	i := s.At
	for i < len(s.Text) {
		c := s.Text[i]
		if c < utf8.RuneSelf {
			if !isWordByte(c) && !s.inNumber(i) {
				break
			}
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			if c == ',' && s.isDecimal(i) {
				c = '.'
			}
			i++
			if c != ',' && len(s.Form) < MaxWord {
				s.Form = append(s.Form, c)
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(s.Text[i:])
		if isUnspaced(r) || !isWordRune(r) {
			break
		}
		i += size
		switch {
		case len(s.Form) >= MaxWord:
		case isLigature(r):
			s.Form = append(s.Form, unmarked[r]...)
		default:
			s.Form = utf8.AppendRune(s.Form, lower(r))
		}
	}
	if i == s.At+1 && !IsDigit(s.Text[s.At]) {
		if symbols := symbolsAfter(s.Text, i); symbols != "" {
			s.Form = append(s.Form, symbols...)
			i += len(symbols)
		}
	}
	s.At, s.End = i, i
}

// inNumber reports whether the byte at i is inside a number: a point or comma
// before decimals or between thousands.
func (s *Scanner) inNumber(i int) bool {
	c := s.Text[i]
	return (c == '.' || c == ',') && i > s.Start && IsDigit(s.Text[i-1]) && i+1 < len(s.Text) && IsDigit(s.Text[i+1])
}

// isDecimal reports whether the comma at i is followed by decimals: “7,5” is
// 7.5, “7,500” is 7500.
func (s *Scanner) isDecimal(i int) bool {
	n := 0
	for n < 5 && i+1+n < len(s.Text) && IsDigit(s.Text[i+1+n]) {
		n++
	}
	return n != 3 || i == s.Start+1 && s.Text[s.Start] == '0'
}

// readPair reads the pair of letters at s.at, or a single letter. It returns
// false for the last letter of a run, which was part of a pair.
func (s *Scanner) readPair() bool {
	first := letterEnd(s.Text, s.At)
	s.Start, s.End, s.Pair = s.At, first, true
	s.At = first
	r, _ := utf8.DecodeRuneInString(s.Text[first:])
	alone := !isUnspaced(r)
	if !alone {
		s.End = letterEnd(s.Text, first)
	}
	again := s.inRun
	s.inRun = !alone
	if alone && again {
		return false
	}
	s.Form = append(s.Form[:0], s.Text[s.Start:s.End]...)
	return true
}

// letterEnd returns the end of the letter at i with everything that belongs to
// it: vowels written before or around it, tone marks.
func letterEnd(text string, i int) int {
	r, size := utf8.DecodeRuneInString(text[i:])
	i += size
	if isLeadingVowel(r) {
		_, size = utf8.DecodeRuneInString(text[i:])
		i += size
	}
	if r >= 0x3040 { // kana, Han and Hangul have no such marks
		return i
	}
	for range 4 { // no letter has more marks
		r, size = utf8.DecodeRuneInString(text[i:])
		if size == 0 || !isTrailing(r) {
			break
		}
		i += size
	}
	return i
}

// isTrailing reports a vowel or mark that belongs to the letter before it.
func isTrailing(r rune) bool {
	switch {
	case 0x0e00 <= r && r <= 0x0e7f: // Thai
		return 0x0e30 <= r && r <= 0x0e3a || 0x0e45 <= r && r <= 0x0e4e
	case 0x0e80 <= r && r <= 0x0eff: // Lao
		return 0x0eb0 <= r && r <= 0x0ebd || 0x0ec8 <= r && r <= 0x0ecd
	}
	return unicode.In(r, unicode.Mn, unicode.Mc)
}

// isLeadingVowel reports a Thai or Lao vowel that is written before the
// consonant it follows in speech.
func isLeadingVowel(r rune) bool {
	return 0x0e40 <= r && r <= 0x0e44 || 0x0ec0 <= r && r <= 0x0ec4
}

func isUnspaced(r rune) bool {
	if r < 0x0e00 {
		return false
	}
	return r <= 0x0eff && !(0x0e4f <= r && r <= 0x0e5b) && r != 0x0e3f && r < 0x0ed0 || // Thai, Lao, without signs and digits
		0x1000 <= r && r <= 0x109f || 0x1780 <= r && r <= 0x17d3 || // Burmese, Khmer
		0x3040 <= r && r <= 0x30ff && r != '・' || // kana
		0x3400 <= r && r <= 0x9fff || 0xf900 <= r && r <= 0xfaff || // Han
		0xac00 <= r && r <= 0xd7a3 || 0x20000 <= r && r <= 0x3ffff
}

func isWordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || IsDigit(c)
}

// IsDigit reports whether c is a digit from 0 to 9.
func IsDigit(c byte) bool { return '0' <= c && c <= '9' }

// isWordRune reports a letter, mark or digit, or a joiner between letters.
func isWordRune(r rune) bool {
	if r < tabled {
		return runes().word[r/64]&(1<<(r%64)) != 0
	}
	return wordRune(r)
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) && !isSelector(r) || unicode.IsDigit(r) || r == '\u200d' || r == '\u200c'
}

// tabled is the first letter that is looked up in the tables of package
// unicode, with a search each time. Most alphabets come before it.
const tabled = 0x1000

// runeTables hold what is asked of every letter of a text.
type runeTables struct {
	word  [tabled / 64]uint64
	lower [tabled]uint16
	plain [tabled]uint16 // the first letter of its folded form
}

var runes = sync.OnceValue(func() *runeTables {
	t := new(runeTables)
	for r := range rune(tabled) {
		if wordRune(r) {
			t.word[r/64] |= 1 << (r % 64)
		}
		t.lower[r], t.plain[r] = uint16(lowerRune(r)), uint16(r)
		if folded, ok := unmarked[r]; ok {
			first, _ := utf8.DecodeRuneInString(folded)
			t.plain[r] = uint16(first)
		}
	}
	return t
})

// lower is unicode.ToLower, with digits of every script and letters of full
// width as ASCII's, and the Turkish capital İ as i.
func lower(r rune) rune {
	if r < tabled {
		return rune(runes().lower[r])
	}
	return lowerRune(r)
}

// FoldRune returns the first letter of r's folded form.
func FoldRune(r rune) rune {
	if r < tabled {
		return rune(runes().plain[r])
	}
	if folded, ok := unmarked[r]; ok {
		r, _ = utf8.DecodeRuneInString(folded)
	}
	return r
}

func lowerRune(r rune) rune {
	switch {
	case r == 'İ':
		return 'i'
	case 'Ａ' <= r && r <= 'Ｚ':
		return r - 'Ａ' + 'a'
	case 'ａ' <= r && r <= 'ｚ':
		return r - 'ａ' + 'a'
	case r < 0x0660 || !unicode.IsDigit(r):
		return unicode.ToLower(r)
	}
	// Digits come in tens that begin at a multiple of 10 or 16 above zero.
	zero := r
	for zero > 0 && unicode.IsDigit(zero-1) && r-zero < 9 {
		zero--
	}
	return '0' + (r-zero)%10
}

// Words returns the words of a text in lower case.
func Words(text string) []string {
	var all []string
	s := Scanner{Text: text}
	for s.Next() {
		all = append(all, string(s.Form))
	}
	return all
}

// Fold removes the diacritics of Latin, Greek and Cyrillic letters and expands
// ligatures, so that people who type without them find what they mean.
func Fold(word string) string {
	if IsASCII(word) {
		return word
	}
	var b strings.Builder
	for _, r := range word {
		if r < utf8.RuneSelf {
			b.WriteByte(byte(r))
		} else if plain, ok := unmarked[r]; ok {
			b.WriteString(plain)
		} else if !(0x0300 <= r && r <= 0x036f) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// IsASCII reports whether s is all ASCII.
func IsASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// unmarked gives the plain form of letters with diacritics, in lower case.
var unmarked = func() map[rune]string {
	m := map[rune]string{'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th", 'ς': "σ", 'ё': "е",
		'ﬀ': "ff", 'ﬁ': "fi", 'ﬂ': "fl", 'ﬃ': "ffi", 'ﬄ': "ffl", 'ﬅ': "st", 'ﬆ': "st"}
	for plain, marked := range map[string]string{
		"a": "àáâãäåāăąǎảạấầẩẫậắằẳẵặ", "c": "çćĉċč", "d": "ďđð", "e": "èéêëēĕėęěẻẽẹếềểễệ",
		"g": "ĝğġģ", "h": "ĥħ", "i": "ìíîïĩīĭįıǐỉị", "j": "ĵ", "k": "ķ", "l": "ĺļľŀł",
		"n": "ñńņňŉ", "o": "òóôõöøōŏőơǒỏọốồổỗộớờởỡợ", "r": "ŕŗř", "s": "śŝşšș", "t": "ţťŧț",
		"u": "ùúûüũūŭůűųưǔủụứừửữự", "w": "ŵ", "y": "ýÿŷỳỷỹỵ", "z": "źżž",
		"α": "ά", "ε": "έ", "η": "ή", "ι": "ίϊΐ", "ο": "ό", "υ": "ύϋΰ", "ω": "ώ",
	} {
		for _, r := range marked {
			m[r] = plain
		}
	}
	return m
}()

// NewSet returns the words of list as a set.
func NewSet(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// LazySet returns a function that makes a set of words on its first call.
func LazySet(list string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool { return NewSet(list) })
}

// Length returns how many letters a word has.
func Length(word string) int { return utf8.RuneCountInString(word) }
