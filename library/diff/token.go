package diff

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"footnote/article"
	"footnote/article/lang"
)

// A Token is a word of a text, or a punctuation mark that can change the
// meaning. Quotation marks, blanks and Markdown markup are not tokens.
type Token struct {
	article.Span
	text  string // with normalized apostrophes, dashes, ellipses and accents
	word  bool
	first bool // begins a sentence, so its capital means nothing
	loose bool // a comma where two parts of a quotation were joined
}

// Tokens splits text into tokens.
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

// runs reports whether b continues the mark that a begins: several dots or
// dashes are a single token.
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

// unspaced reports whether r is of a script without blanks between words; each
// letter is a token.
func unspaced(r rune) bool {
	return r >= '\u0e00' && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// wordEnd returns the end of the word that begins at i. An apostrophe or a
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

// OneForm writes apostrophes and hyphens in one form each, ligatures as their
// letters, and removes soft hyphens.
var OneForm = strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'", "‐", "-", "‑", "-", "–", "-", "\u00ad", "",
	"ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st")

func wordForm(s string) string {
	s = norm.NFC.String(OneForm.Replace(s))
	if not, ok := strings.CutSuffix(s, "n't"); ok && not != "ca" && not != "wo" && not != "Ca" && not != "Wo" {
		return not + "nt" // many people omit the apostrophe, and “dont” is not another word
	}
	return s
}

// meansNothing reports which marks are ignored in a comparison.
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
			return "-" // a minus sign
		}
		return "—"
	case strings.TrimLeft(s, "-—–―") == "":
		return "—"
	default:
		return s
	}
}

// ends reports whether the token is a mark that ends a sentence or comes at its
// end. A question mark is not: it changes the meaning.
func (t *Token) ends() bool { return !t.word && strings.Contains(".,;:!…—", t.text) }

// same reports whether two tokens mean the same. caseless is set if one of the
// two texts has no capitals, or only capitals.
func (t *Token) same(u *Token, caseless bool) bool {
	if t.text == u.text {
		return true
	}
	if !t.word || !u.word {
		return false
	}
	if caseless {
		return strings.EqualFold(t.text, u.text) && !caseMatters[u.text]
	}
	if !t.first && !u.first {
		return false
	}
	a, n := utf8.DecodeRuneInString(t.text)
	b, m := utf8.DecodeRuneInString(u.text)
	return t.text[n:] == u.text[m:] && unicode.ToLower(a) == unicode.ToLower(b)
}

// caseMatters are words that mean something else in lower case.
var caseMatters = map[string]bool{"US": true, "IT": true, "WHO": true, "AIDS": true, "CAN": true, "ARE": true}

// oneCase reports whether text is all lower case or all capitals.
func oneCase(text string) bool {
	return !strings.ContainsFunc(text, unicode.IsUpper) || !strings.ContainsFunc(text, unicode.IsLower)
}
