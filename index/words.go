package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A token is a word of a text: its place, and what it is looked up by.
type token struct {
	start, end int // bytes of the text
	form
}

// tokenize splits a text into words. Scripts that write no blanks between
// words give pairs of neighbouring characters, which overlap.
func tokenize(text string, l *language) []token {
	tokens := make([]token, 0, len(text)/5)
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r < utf8.RuneSelf && !asciiWord[r]:
			i++
		case pairing(r):
			i, tokens = pairs(text, i, tokens, l)
		case r < utf8.RuneSelf || wordRune(r):
			end := wordEnd(text, i+size)
			tokens = append(tokens, l.token(text, i, end))
			i = end
		default:
			i += size
		}
	}
	return tokens
}

var asciiWord = func() (t [utf8.RuneSelf]bool) {
	for r := range t {
		t[r] = 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return
}()

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.M, r)
}

// wordEnd returns where the word that goes on at i ends. An apostrophe, a
// point or a comma between two letters or digits is part of it: l'eau, U.S,
// 1,200.
func wordEnd(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r < utf8.RuneSelf && asciiWord[r] || r >= utf8.RuneSelf && wordRune(r) && !pairing(r) {
			i += size
			continue
		}
		if !joins(r) || i+size >= len(text) {
			return i
		}
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+size:])
		if pairing(after) || !joined(before, r, after) {
			return i
		}
		i += size
	}
	return i
}

func joins(r rune) bool { return r == '\'' || r == '’' || r == '.' || r == ',' }

func joined(before, r, after rune) bool {
	if r == ',' || r == '.' && unicode.IsDigit(before) {
		return unicode.IsDigit(before) && unicode.IsDigit(after)
	}
	return unicode.IsLetter(before) && unicode.IsLetter(after) && (r != '.' || unicode.IsUpper(before) && unicode.IsUpper(after))
}

// token makes the token of the word text[start:end].
func (l *language) token(text string, start, end int) token {
	return token{start, end, l.form(text[start:end])}
}

// bare returns a word in lower case, without the points and apostrophes in it.
func bare(word string) string {
	word = strings.ToLower(word)
	if i := strings.IndexAny(word, "'’"); i > 0 {
		word = apart(word, i)
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case '.', ',', '\'', '’', '\u0640': // the last stretches Arabic words
			return -1
		}
		return r
	}, word)
}

// apart takes the short part of a word with an apostrophe away: dogs of
// dog's, eau of l'eau.
func apart(word string, i int) string {
	before, after := word[:i], strings.TrimLeft(word[i:], "'’")
	if len(after) <= 2 {
		return before
	}
	if utf8.RuneCountInString(before) <= 2 {
		return after
	}
	return word
}

// pairing says whether r is of a script without blanks between words.
func pairing(r rune) bool {
	return r > 0xDFF && (unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hiragana, r) || unicode.Is(unicode.Katakana, r) ||
		unicode.Is(unicode.Thai, r) || unicode.Is(unicode.Lao, r) || unicode.Is(unicode.Khmer, r) || unicode.Is(unicode.Myanmar, r))
}

// pairs appends the pairs of neighbouring characters from i on, each with
// the marks upon it, or the one character that stands alone.
func pairs(text string, i int, tokens []token, l *language) (int, []token) {
	start, previous := i, -1
	for i < len(text) {
		r, _ := utf8.DecodeRuneInString(text[i:])
		if !pairing(r) {
			break
		}
		end := clusterEnd(text, i)
		if previous >= 0 {
			tokens = append(tokens, l.token(text, previous, end))
		}
		previous, i = i, end
	}
	if previous == start {
		tokens = append(tokens, l.token(text, start, i))
	}
	return i, tokens
}

// clusterEnd returns where the character at i ends, with the vowels and
// marks of Thai and its neighbours that belong to it.
func clusterEnd(text string, i int) int {
	r, size := utf8.DecodeRuneInString(text[i:])
	i += size
	if leads(r) && i < len(text) { // written before its consonant
		if next, n := utf8.DecodeRuneInString(text[i:]); pairing(next) {
			i += n
		}
	}
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.Is(unicode.M, r) && r != 'ะ' && r != 'า' && r != 'ำ' && r != 'ๅ' {
			return i
		}
		i += size
	}
	return i
}

// leads says whether r is a vowel of Thai that stands before its consonant.
func leads(r rune) bool { return r >= 'เ' && r <= 'ไ' }

// strip takes the marks off letters: é is e, ß is ss.
func strip(s string) string {
	ascii := true
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFD.String(s) {
		switch {
		case r >= 0x300 && r < 0x370: // combining marks of Latin, Greek, Cyrillic
		case r == 'ß':
			b.WriteString("ss")
		case r == 'ø':
			b.WriteByte('o')
		case r == 'ł':
			b.WriteByte('l')
		case r == 'đ':
			b.WriteByte('d')
		case r == 'ı':
			b.WriteByte('i')
		case r == 'æ':
			b.WriteString("ae")
		case r == 'œ':
			b.WriteString("oe")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
