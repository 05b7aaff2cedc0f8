package quotes

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article"
	"footnote/article/lang"
)

// A quoted is a stretch of text between quotation marks, within one passage.
type quoted struct {
	passage int
	number  int          // index into the quotations of its passage
	inside  article.Span // without the marks
	outside article.Span // with them
	open    bool         // no closing mark before the passage's end: it may continue
}

// closing gives for each opening mark the marks that may close it.
var closing = map[rune]string{
	'“': "”“\"", '„': "“”\"", '«': "»", '»': "«", '‹': "›", '›': "‹", '「': "」", '『': "』", '"': "\"”", '‘': "’", '‚': "‘’", '”': "”",
}

// maxQuotation bounds a quotation within one passage, in bytes: passages are
// hardly longer.
const maxQuotation = 8000

// maxUnclosed is the most marks of a passage that open a quotation which nothing
// closes; after so many, marks mean something else.
const maxUnclosed = 30

// quotedSpans finds the text between quotation marks in a passage.
func quotedSpans(passage int, text string) []quoted {
	var list []quoted
	unclosed := 0
	for i := 0; i < len(text) && unclosed < maxUnclosed; {
		if c := text[i]; c < utf8.RuneSelf && c != '"' && c != '\'' {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		marks, ok := closing[r]
		if r == '\'' {
			if strings.HasPrefix(text[i+1:], "'") { // slanted letters in a wiki, or inches
				i += 2
				if end := strings.Index(text[i:], "''"); end >= 0 {
					i += end + 2
				}
				continue
			}
			marks, ok = "'", true
		}
		if !ok || !mayOpen(text, i, n, r) {
			i += n
			continue
		}
		end, size := closeAt(text, i+n, r, marks, true)
		if end < 0 {
			end, size = closeAt(text, i+n, r, marks, false)
		}
		if end < 0 {
			unclosed++
			if r == '‘' || r == '\'' || r == '»' || r == '”' || r == '›' {
				i += n
				continue
			}
			if multi(text, i) {
				list = append(list, quoted{passage: passage, inside: article.Span{Start: i + n, End: len(text)}, outside: article.Span{Start: i, End: len(text)}, open: true})
				break
			}
			i += n
			continue
		}
		s := quoted{passage: passage, inside: trimSpan(text, article.Span{Start: i + n, End: end}), outside: article.Span{Start: i, End: end + size}}
		if s.inside.End > s.inside.Start {
			list = append(list, s)
		}
		i = end + size
	}
	for k := range list {
		list[k].number = k
	}
	return list
}

// multi reports whether an opening mark without a closing one may begin a
// quotation of several paragraphs: it begins the passage or a clause.
func multi(text string, i int) bool {
	before := strings.TrimRight(text[:i], " ")
	return len(text)-i > 40 && (before == "" || strings.HasSuffix(before, ":") || strings.HasSuffix(before, ",") || strings.HasSuffix(before, "."))
}

// mayOpen reports whether the mark at i opens a quotation: before it is the
// beginning, a blank or another mark, and after it is none of these.
func mayOpen(text string, i, n int, r rune) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+n:])
	if i+n >= len(text) || unicode.IsSpace(after) && r != '«' {
		return false
	}
	if i == 0 || unicode.IsSpace(before) || strings.ContainsRune("([{—–-/:•|>*_", before) || lang.IsClosing(before) || lang.IsOpening(before) {
		if r == '”' || r == '»' && false {
			return i == 0 || unicode.IsSpace(before)
		}
		return true
	}
	return r == '„' || r == '「' || r == '『' || r == '“' && (!unicode.IsLetter(before) || lang.IsIdeograph(before)) && !unicode.IsDigit(before)
}

// closeAt finds the mark at or after i that closes what r opened, or returns
// -1. With nested, a quotation inside it must close first; writers forget
// closing marks, so the caller may have to try without.
func closeAt(text string, i int, r rune, marks string, nested bool) (at, size int) {
	depth := 0
	for j := i; j < len(text) && j-i < maxQuotation; {
		if c := text[j]; c < utf8.RuneSelf && c != '"' && c != '\'' {
			j++
			continue
		}
		c, n := utf8.DecodeRuneInString(text[j:])
		switch {
		case nested && c == '“' && (r == '“' || r == '"') && opensInside(text, j, n):
			depth++ // “He said “yes” to me”
		case strings.ContainsRune(marks, c) && closesAt(text, j, n, c, r):
			if depth == 0 {
				return j, n
			}
			depth--
		case c == r && r != '"' && r != '\'' && !strings.ContainsRune(marks, c):
			depth++
		}
		j += n
	}
	return -1, 0
}

// opensInside reports whether the mark at j opens a quotation within another: a
// blank is before it and a word after it.
func opensInside(text string, j, n int) bool {
	after, _ := utf8.DecodeRuneInString(text[j+n:])
	return j > 0 && text[j-1] == ' ' && (unicode.IsLetter(after) || unicode.IsDigit(after))
}

// closesAt reports whether the mark at j closes: it follows a word or a mark,
// and no word follows it. A single mark inside a word is an apostrophe.
func closesAt(text string, j, n int, c, open rune) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:j])
	after, _ := utf8.DecodeRuneInString(text[j+n:])
	if unicode.IsSpace(before) && c != '»' {
		if inner, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[:j], " ")); strings.ContainsRune("'’”", inner) && c != '\'' && c != '’' {
			return !unicode.IsLetter(after) // ‘Well done,’ ”
		} else if c != open {
			return false
		}
	}
	if c == '“' && open == '“' { // a second opening mark, unless a word ends before it
		return !unicode.IsSpace(before) && (after == ' ' || after == utf8.RuneError) && !lang.IsOpening(before)
	}
	letterAfter := unicode.IsLetter(after) || unicode.IsDigit(after)
	switch c {
	case '’', '\'', '‘':
		return !letterAfter && !(before == 's' && followsClose(text, j+n))
	case '"':
		return !unicode.IsSpace(before) && (!letterAfter || strings.ContainsRune(",.?!", before))
	}
	return true
}

// followsClose reports whether a later single mark is the closing one: this one
// is the apostrophe of a plural's possessive.
func followsClose(text string, i int) bool {
	rest := text[i:min(len(text), i+200)]
	if strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, ".") {
		return false
	}
	next := strings.IndexAny(rest, "'’‘")
	if next < 0 {
		return false
	}
	r, n := utf8.DecodeRuneInString(rest[next:])
	if r == '‘' {
		return false
	}
	after, _ := utf8.DecodeRuneInString(rest[next+n:])
	return !unicode.IsLetter(after)
}

// trimSpan removes blanks from the ends of a span.
func trimSpan(text string, s article.Span) article.Span {
	part := s.Of(text)
	s.Start += len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
	s.End = s.Start + len(strings.TrimSpace(part))
	return s
}
