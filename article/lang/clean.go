package lang

import (
	"strings"
	"unicode/utf8"
)

// Clean makes text fit for display: valid UTF-8, without soft hyphens,
// zero-width characters, control characters or blanks at the ends of lines.
// Unless it is code, words are separated by single blanks. A zero-width joiner
// or non-joiner stays if it is part of the spelling: in Indic and Arabic
// scripts, and inside emoji.
func Clean(text string, code bool) string {
	if isClean(text) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	var last rune // last rune written; '\n' at the start, to drop blanks
	last = '\n'
	blanks := 0 // blanks waiting for a word
	for _, r := range text {
		switch kind := cleaning(r, last); {
		case kind == drop:
			continue
		case kind == newline:
			if last != '\n' || code && b.Len() > 0 {
				b.WriteByte('\n')
			}
			last, blanks = '\n', 0
			continue
		case kind == blank && r == '\t' && code:
			blanks += 4
			continue
		case kind == blank:
			blanks++
			continue
		}
		if blanks > 0 && code {
			b.WriteString(strings.Repeat(" ", min(blanks, 80)))
		} else if blanks > 0 && last != '\n' {
			b.WriteByte(' ')
		}
		blanks = 0
		b.WriteRune(r)
		last = r
	}
	if code {
		return strings.TrimRight(b.String(), "\n ")
	}
	return strings.TrimSpace(b.String())
}

// What Clean does with a rune.
const (
	keep = iota
	drop
	blank
	newline
)

func cleaning(r, before rune) int {
	switch {
	case r == '\n' || r == '\u2028' || r == '\u2029' || r == '\u0085':
		return newline
	case r == ' ' || r == '\t' || r == '\v' || r == '\f' || r == '\r' || r == '\u00a0' ||
		r >= '\u2000' && r <= '\u200a' || r == '\u202f' || r == '\u205f' || r == '\u3000' || r == '\u1680':
		return blank
	case r < ' ' || r >= 0x7f && r < 0xa0:
		return drop
	case r < 0x300:
		if r == '\u00ad' {
			return drop
		}
		return keep
	case r == '\u200c' || r == '\u200d':
		if before >= 0x600 && (before < 0x2000 || before > 0x206f) {
			return keep
		}
		return drop
	case r == '\u200b' || r == '\u200e' || r == '\u200f' || r >= '\u202a' && r <= '\u202e',
		r >= '\u2060' && r <= '\u206f', r == '\ufeff', r == '\u061c', r == '\u180e', r == '\u034f',
		r >= '\ufff9' && r <= '\ufffb', r >= 0xe0000 && r <= 0xe007f:
		return drop
	}
	return keep
}

// isClean reports whether Clean would leave text as it is. It may return false
// for text that is clean.
func isClean(text string) bool {
	last := byte('\n')
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == ' ' || c == '\n':
			if last == ' ' || last == '\n' {
				return false
			}
		case c < ' ' || c == 0x7f:
			return false
		case c == 0xc2 || c == 0xcd || c == 0xd8 || c == 0xe1 || c == 0xef || c >= 0xf0:
			return false
		case c == 0xe2 && i+1 < len(text) && (text[i+1] == 0x80 || text[i+1] == 0x81):
			if i+2 < len(text) && text[i+1] == 0x80 && (text[i+2] >= 0x90 && text[i+2] <= 0xa7) {
				break // the usual dashes, quotation marks, dots
			}
			return false
		case c == 0xe3 && i+2 < len(text) && text[i+1] == 0x80 && text[i+2] == 0x80:
			return false
		}
		last = c
	}
	return last != ' ' && last != '\n' && utf8.ValidString(text)
}

// ByteOffset returns the byte offset of the nth code point of text.
func ByteOffset(text string, n int) int {
	for i := range text {
		if n == 0 {
			return i
		}
		n--
	}
	return len(text)
}

// OneLine returns cleaned text, with every run of white space replaced by a
// blank.
func OneLine(text string) string {
	text = strings.TrimSpace(text)
	if isClean(text) && !strings.Contains(text, "\n") || text == "" {
		return text
	}
	return strings.ReplaceAll(Clean(text, false), "\n", " ")
}

// FirstNonBlank returns the first of values that is not blank, trimmed, or ""
// if all are blank.
func FirstNonBlank(values ...string) string {
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return ""
}
