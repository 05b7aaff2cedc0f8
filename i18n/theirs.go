package i18n

import (
	"strings"
	"unicode"
)

// Ours is text that the program wrote. As an argument of a sentence it is not
// marked, as others' words are.
type Ours string

// The marks around others' words are Unicode's isolates, which are made for
// text inside other text. They are invisible.
const (
	isolate    = '\u2068'
	endIsolate = '\u2069'
)

// Theirs marks text that others wrote if something in it looks like the name of
// a command or a mention. T marks its arguments in the same way.
func Theirs(text string) string {
	if !looksLive(text) {
		return text
	}
	return string(isolate) + strings.Map(func(r rune) rune {
		if r == isolate || r == endIsolate {
			return -1
		}
		return r
	}, text) + string(endIsolate)
}

// Split calls f for the parts of our own text, in order. theirs is true for
// words that Theirs or T marked; the marks are removed.
func Split(text string, f func(part string, theirs bool)) {
	depth, from := 0, 0
	for i, r := range text {
		if r != isolate && r != endIsolate {
			continue
		}
		if part := text[from:i]; part != "" {
			f(part, depth > 0)
		}
		from = i + len(string(r))
		if r == isolate {
			depth++
		} else {
			depth = max(0, depth-1)
		}
	}
	if part := text[from:]; part != "" {
		f(part, depth > 0)
	}
}

// looksLive reports whether something in text may be taken for a mention or the
// name of a command: a bracket, or a slash at the start of a word. It is also
// true for marks, which could end ours.
func looksLive(text string) bool {
	before := ' '
	for _, r := range text {
		switch r {
		case '<', isolate, endIsolate:
			return true
		case '/':
			if !unicode.IsLetter(before) && !unicode.IsDigit(before) && !strings.ContainsRune("/:._-~%=&?#", before) {
				return true
			}
		}
		before = r
	}
	return false
}

// marked returns the arguments of a sentence, with others' words marked.
func marked(args []any) []any {
	all := make([]any, len(args))
	for i, arg := range args {
		if text, ok := arg.(string); ok {
			arg = Theirs(text)
		}
		all[i] = arg
	}
	return all
}
