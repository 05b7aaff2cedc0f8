package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token is a part of a passage: a word, a number or a single mark.
type token struct {
	Span
	shape      shape
	first      bool // begins a sentence, an item or a row
	possessive bool // an 's follows, which the span leaves out
	glued      bool // nothing stands between the word before and this one
}

// A shape is what can be told of a word by its letters' case.
type shape uint8

const (
	mark    shape = iota // punctuation, one rune; a line break is one too
	number               // begins with a digit
	lower                // word
	title                // Word, LeCun, O’Neill
	upper                // WORD, two letters or more
	initial              // W. or W
)

// capital reports whether the word could be part of a name.
func (w token) capital() bool { return w.shape >= title }

// in returns the word as written in text.
func (w token) in(text string) string { return text[w.Start:w.End] }

// fold returns the word in lower case with straight apostrophes.
func (w token) fold(text string) string {
	s := text[w.Start:w.End]
	if w.shape == lower || w.shape == mark {
		if strings.IndexByte(s, 0xe2) < 0 {
			return s
		}
	}
	return foldWord(s)
}

func foldWord(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return strings.ToLower(strings.ReplaceAll(s, "’", "'"))
		}
	}
	return strings.ToLower(s)
}

// splitWords breaks text into words, appending to words so that callers can use
// one buffer for many passages.
func splitWords(words []token, text string) []token {
	first := true
	for i := 0; i < len(text); {
		r, n := firstRune(text[i:])
		switch {
		case r == '\n':
			words = append(words, token{Span: Span{i, i + 1}, first: first})
			first = true
			i++
		case r == ' ' || r == '\t' || r == '\u00a0' || unicode.IsSpace(r):
			i += n
		case letter(r) || digit(r):
			w := scanWord(text, i)
			w.first = first
			w.glued = len(words) > 0 && words[len(words)-1].End == i
			words = append(words, w)
			first = false
			i = w.End
			if w.possessive {
				i += possessiveLen(text[i:])
			}
			if ends := text[i:]; len(ends) > 0 && ends[0] == '.' && w.shape != initial && (titles.has(w.fold(text)) || trailing.has(w.fold(text))) {
				i++ // the dot belongs to the word
			}
		default:
			glued := len(words) > 0 && words[len(words)-1].End == i
			words = append(words, token{Span: Span{i, i + n}, first: first && !opens(r), glued: glued})
			if stopsSentence(r) || r == '•' || r == '|' {
				first = true
			} else if !(first && (opens(r) || closes(r))) {
				first = false
			}
			i += n
		}
	}
	return words
}

// firstRune is utf8.DecodeRuneInString with a short way for ASCII.
func firstRune(s string) (rune, int) {
	if s[0] < utf8.RuneSelf {
		return rune(s[0]), 1
	}
	return utf8.DecodeRuneInString(s)
}

func letter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)
}

func digit(r rune) bool { return '0' <= r && r <= '9' }

func stopsSentence(r rune) bool { return r == '.' || r == '!' || r == '?' || r == '…' || r == '。' }

func opens(r rune) bool {
	switch r {
	case '“', '„', '«', '‘', '‚', '"', '\'', '(', '[', '「', '『', '—', '–', '-', '*', '_':
		return true
	}
	return false
}

func closes(r rune) bool {
	switch r {
	case '”', '»', '’', '"', '\'', ')', ']', '」', '』', '‟', '›':
		return true
	}
	return false
}

// scanWord reads the word that begins at text[i]. Apostrophes and hyphens
// between letters belong to it, as do the dots of U.S.; a possessive ending
// does not.
func scanWord(text string, i int) token {
	w := token{Span: Span{i, i}}
	var runes, uppers, lowers, letters int
	dotted := false
	firstUpper, isNumber := false, false
scan:
	for j := i; j < len(text); {
		r, n := firstRune(text[j:])
		switch {
		case letter(r):
			letters++
			if unicode.IsUpper(r) {
				uppers++
				firstUpper = firstUpper || runes == 0
			} else {
				lowers++
			}
		case digit(r):
			isNumber = isNumber || runes == 0
		case runes == 0:
			break scan
		case r == '\'' || r == '’' || r == '-' || r == '‑':
			if (r == '\'' || r == '’') && possessiveLen(text[j:]) > 0 && !isNumber {
				w.possessive = true
				break scan
			}
			if next, _ := runeFrom(text, j+n); !letter(next) && !(r == '-' && digit(next)) {
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
			if next, _ := runeFrom(text, j+n); !digit(next) {
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
		w.shape = number
	case uppers == 1 && letters == 1:
		w.shape = initial
	case dotted, uppers >= 2 && lowers == 0:
		w.shape = upper
	case firstUpper:
		w.shape = title
	default:
		w.shape = lower
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

// possessiveLen is the length of an 's at the start of s, 0 if there is none.
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
	if r, _ := runeFrom(s, n); letter(r) || digit(r) {
		return 0
	}
	return n
}

func isIdeograph(c rune) bool { return c >= 0x2e80 && c <= 0x9fff || c >= 0xff00 && c <= 0xffef }
