package diff

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"footnote/article"
	"footnote/article/lang"
)

// A Token is a word of a text, or a mark that can change what it means.
// Quotation marks, blanks and the signs of Markdown are none.
type Token struct {
	article.Span
	text  string // one form of apostrophes, dashes, ellipses and accents
	word  bool
	first bool // begins a sentence: its capital means nothing
	loose bool // a comma where two parts of a quotation were joined
}

// Tokens cuts text into tokens.
func Tokens(text string) []Token {
	list := make([]Token, 0, len(text)/5)
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case inWord(r):
			end := wordEnd(text, i)
			list = append(list, Token{Span: article.Span{Start: i, End: end}, text: wordForm(text[i:end]), word: true})
			i = end
			continue
		case meansNothing(r):
		default:
			end := i + n
			for next, k := utf8.DecodeRuneInString(text[end:]); runs(r, next); next, k = utf8.DecodeRuneInString(text[end:]) {
				end += k
			}
			list = append(list, Token{Span: article.Span{Start: i, End: end}, text: markForm(text, i, end)})
			i = end
			continue
		}
		i += n
	}
	begins(list, text)
	return list
}

// runs reports whether b goes on with the mark that a begins: dots and dashes
// are one, however many.
func runs(a, b rune) bool { return a == '.' && b == '.' || isDash(a) && isDash(b) }

func isDash(r rune) bool { return r == '-' || r == '—' || r == '–' || r == '―' }

// begins marks the first token of each sentence.
func begins(list []Token, text string) {
	k := 0
	for _, s := range lang.Sentences(article.Passage{Kind: article.Paragraph, Text: text}) {
		for k < len(list) && (list[k].Start < s.Start || !list[k].word && list[k].Start < s.End) {
			k++
		}
		if k < len(list) && list[k].Start < s.End {
			list[k].first = true
		}
	}
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// unspaced scripts have no blanks between words; each letter is a token.
func unspaced(r rune) bool {
	return r >= '\u0e00' && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// wordEnd returns where the word that begins at i ends. An apostrophe or a
// hyphen between letters is part of it, and so is a point between digits.
func wordEnd(text string, i int) int {
	last, n := utf8.DecodeRuneInString(text[i:])
	i += n
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsMark(r):
		case inWord(r):
			if unspaced(r) || unspaced(last) {
				return i
			}
		default:
			next, _ := utf8.DecodeRuneInString(text[i+n:])
			if !inWord(next) || unspaced(next) || !joins(last, r, next) {
				return i
			}
		}
		last = r
		i += n
	}
	return i
}

func joins(before, r, after rune) bool {
	switch r {
	case '\'', '’', '‘', 'ʼ', '-', '‐', '‑', '–', '\u00ad':
		return true
	case '.', ',', ':':
		return unicode.IsDigit(before) && unicode.IsDigit(after)
	}
	return false
}

var OneForm = strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'", "‐", "-", "‑", "-", "–", "-", "\u00ad", "",
	"ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st")

func wordForm(s string) string {
	s = norm.NFC.String(OneForm.Replace(s))
	if not, ok := strings.CutSuffix(s, "n't"); ok && not != "ca" && not != "wo" && not != "Ca" && not != "Wo" {
		return not + "nt" // hardly anybody types the apostrophe, and “dont” is no other word
	}
	return s
}

// meansNothing says which marks are left out of a comparison.
func meansNothing(r rune) bool {
	return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r) ||
		strings.ContainsRune("“”„‟\"'‘’‚‛ʼ«»‹›「」『』*_~`", r)
}

func markForm(text string, i, end int) string {
	switch s := text[i:end]; {
	case s == "…" || strings.HasPrefix(s, ".."):
		return "…"
	case s == "-" || s == "−":
		next, _ := utf8.DecodeRuneInString(text[end:])
		if unicode.IsDigit(next) {
			return "-" // less than nothing
		}
		return "—"
	case strings.TrimLeft(s, "-—–―") == "":
		return "—"
	default:
		return s
	}
}

// ends reports whether the token is a mark that ends a sentence or fills its
// end. A question mark asks: it is never left out.
func (t *Token) ends() bool { return !t.word && strings.Contains(".,;:!…—", t.text) }

// same reports whether two tokens say the same. caseless is set where one of
// the two texts was typed without any capitals, or with nothing else.
func (t *Token) same(u *Token, caseless bool) bool {
	if t.text == u.text {
		return true
	}
	if !t.word || !u.word {
		return false
	}
	if caseless {
		return strings.EqualFold(t.text, u.text) && !capitalsTell[u.text]
	}
	if !t.first && !u.first {
		return false
	}
	a, n := utf8.DecodeRuneInString(t.text)
	b, m := utf8.DecodeRuneInString(u.text)
	return t.text[n:] == u.text[m:] && unicode.ToLower(a) == unicode.ToLower(b)
}

// capitalsTell are words that are others in small letters.
var capitalsTell = map[string]bool{"US": true, "IT": true, "WHO": true, "AIDS": true, "CAN": true, "ARE": true}

// oneCase reports whether text has only small letters or only capitals.
func oneCase(text string) bool {
	return !strings.ContainsFunc(text, unicode.IsUpper) || !strings.ContainsFunc(text, unicode.IsLower)
}
