package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article"
)

// A Token is a part of a passage: a word, a number or a single punctuation
// mark.
type Token struct {
	article.Span
	Shape      Shape
	First      bool // begins a sentence, an item or a row
	Possessive bool // followed by 's, which the span does not include
	Glued      bool // follows the word before it directly
}

// A Shape is the shape of a word: which of its letters are capitals.
type Shape uint8

const (
	Punct     Shape = iota // punctuation, one rune; a line break is one too
	Number                 // begins with a digit
	Lowercase              // word
	Titlecase              // Word, LeCun, O’Neill
	Uppercase              // WORD, two letters or more
	Initial                // W. or W
)

// Capital reports whether the word can be part of a name.
func (w Token) Capital() bool { return w.Shape >= Titlecase }

// In returns the word as written in text.
func (w Token) In(text string) string { return text[w.Start:w.End] }

// Fold returns the word in lower case with straight apostrophes.
func (w Token) Fold(text string) string {
	s := text[w.Start:w.End]
	if w.Shape == Lowercase || w.Shape == Punct {
		if strings.IndexByte(s, 0xe2) < 0 {
			return s
		}
	}
	return Fold(s)
}

// Fold returns s in lower case with straight apostrophes.
func Fold(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return strings.ToLower(strings.ReplaceAll(s, "’", "'"))
		}
	}
	return strings.ToLower(s)
}

// AppendTokens splits text into tokens and appends them to words, so that
// callers can reuse a buffer for many passages.
func AppendTokens(words []Token, text string) []Token {
	first := true
	for i := 0; i < len(text); {
		r, n := firstRune(text[i:])
		switch {
		case r == '\n':
			words = append(words, Token{Span: article.Span{Start: i, End: i + 1}, First: first})
			first = true
			i++
		case r == ' ' || r == '\t' || r == '\u00a0' || unicode.IsSpace(r):
			i += n
		case IsLetter(r) || IsDigit(r):
			w := scanWord(text, i)
			w.First = first
			w.Glued = len(words) > 0 && words[len(words)-1].End == i
			words = append(words, w)
			first = false
			i = w.End
			if w.Possessive {
				i += possessiveLen(text[i:])
			}
			if ends := text[i:]; len(ends) > 0 && ends[0] == '.' && w.Shape != Initial && (titles.Has(w.Fold(text)) || trailing.Has(w.Fold(text))) {
				i++ // the dot belongs to the word
			}
		default:
			glued := len(words) > 0 && words[len(words)-1].End == i
			words = append(words, Token{Span: article.Span{Start: i, End: i + n}, First: first && !IsOpening(r), Glued: glued})
			if stopsSentence(r) || r == '•' || r == '|' {
				first = true
			} else if !(first && (IsOpening(r) || IsClosing(r))) {
				first = false
			}
			i += n
		}
	}
	return words
}

// firstRune is utf8.DecodeRuneInString with a fast path for ASCII.
func firstRune(s string) (rune, int) {
	if s[0] < utf8.RuneSelf {
		return rune(s[0]), 1
	}
	return utf8.DecodeRuneInString(s)
}

// IsLetter reports whether r is a letter, or a mark that belongs to one.
func IsLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)
}

// IsDigit reports whether r is a digit from 0 to 9.
func IsDigit(r rune) bool { return '0' <= r && r <= '9' }

func stopsSentence(r rune) bool { return r == '.' || r == '!' || r == '?' || r == '…' || r == '。' }

// IsOpening reports whether r is an opening mark: a quotation mark, a bracket,
// a dash.
func IsOpening(r rune) bool {
	switch r {
	case '“', '„', '«', '‘', '‚', '"', '\'', '(', '[', '「', '『', '—', '–', '-', '*', '_':
		return true
	}
	return false
}

// IsClosing reports whether r is a closing mark: a quotation mark, a bracket.
func IsClosing(r rune) bool {
	switch r {
	case '”', '»', '’', '"', '\'', ')', ']', '」', '』', '‟', '›':
		return true
	}
	return false
}

// scanWord reads the word that begins at text[i]. It includes apostrophes and
// hyphens between letters and the dots of U.S., but not a possessive ending.
func scanWord(text string, i int) Token {
	w := Token{Span: article.Span{Start: i, End: i}}
	var runes, uppers, lowers, letters int
	dotted := false
	firstUpper, isNumber := false, false
scan:
	for j := i; j < len(text); {
		r, n := firstRune(text[j:])
		switch {
		case IsLetter(r):
			letters++
			if unicode.IsUpper(r) {
				uppers++
				firstUpper = firstUpper || runes == 0
			} else {
				lowers++
			}
		case IsDigit(r):
			isNumber = isNumber || runes == 0
		case runes == 0:
			break scan
		case r == '\'' || r == '’' || r == '-' || r == '‑':
			if (r == '\'' || r == '’') && possessiveLen(text[j:]) > 0 && !isNumber {
				w.Possessive = true
				break scan
			}
			if next, _ := runeFrom(text, j+n); !IsLetter(next) && !(r == '-' && IsDigit(next)) {
				break scan
			}
		case r == '.' && letters == 1+countDots(text[i:j]) && uppers == letters:
			// an initial, or U.S.
			next, size := runeFrom(text, j+1)
			after, _ := runeFrom(text, j+1+size)
			if unicode.IsUpper(next) && after == '.' {
				dotted = true
				break
			}
			j += n
			w.End = j
			dotted = true
			break scan
		case (r == '.' || r == ',') && isNumber:
			if next, _ := runeFrom(text, j+n); !IsDigit(next) {
				break scan
			}
		default:
			break scan
		}
		runes++
		j += n
		w.End = j
	}
	switch {
	case isNumber:
		w.Shape = Number
	case uppers == 1 && letters == 1:
		w.Shape = Initial
	case dotted, uppers >= 2 && lowers == 0:
		w.Shape = Uppercase
	case firstUpper:
		w.Shape = Titlecase
	default:
		w.Shape = Lowercase
	}
	return w
}

func countDots(s string) int { return strings.Count(s, ".") }

func runeFrom(text string, i int) (rune, int) {
	if i >= len(text) {
		return 0, 0
	}
	return firstRune(text[i:])
}

// possessiveLen is the length of an 's at the start of s, or 0 if there is
// none.
func possessiveLen(s string) int {
	n := 0
	switch {
	case strings.HasPrefix(s, "'s"):
		n = 2
	case strings.HasPrefix(s, "’s"):
		n = len("’s")
	default:
		return 0
	}
	if r, _ := runeFrom(s, n); IsLetter(r) || IsDigit(r) {
		return 0
	}
	return n
}

// IsIdeograph reports whether c is a Chinese character, a kana or a full-width
// form.
func IsIdeograph(c rune) bool { return c >= 0x2e80 && c <= 0x9fff || c >= 0xff00 && c <= 0xffef }
