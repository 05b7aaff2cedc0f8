package analysis

import (
	"strings"
	"unicode/utf8"
)

// symbolsAfter returns the symbols at i that belong to the name before them, as
// in C++, C# and F#.
func symbolsAfter(text string, i int) string {
	for _, symbols := range []string{"++", "#"} {
		if !strings.HasPrefix(text[i:], symbols) {
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[i+len(symbols):])
		if next == '+' || next == '#' || isWordRune(next) && !(symbols == "++" && '0' <= next && next <= '9') {
			return ""
		}
		return symbols
	}
	return ""
}

// isMarked reports a word with symbols.
func isMarked(word string) bool {
	last := word[len(word)-1]
	return word[0] == '.' || last == '+' || last == '#'
}

// isEmoji reports a picture that people write like a word. Arrows, bullets and
// boxes are not.
func isEmoji(r rune) bool {
	return 0x1f000 <= r && r <= 0x1faff && !isSkinTone(r) || 0x2600 <= r && r <= 0x27bf
}

func isSkinTone(r rune) bool { return 0x1f3fb <= r && r <= 0x1f3ff }

// isSelector reports a mark that chooses how the sign before it is drawn.
func isSelector(r rune) bool { return 0xfe00 <= r && r <= 0xfe0f || r == 0x20e3 }

func isRegional(r rune) bool { return 0x1f1e6 <= r && r <= 0x1f1ff }

// isLigature reports a letter that is drawn for several: ﬁ.
func isLigature(r rune) bool { return 0xfb00 <= r && r <= 0xfb06 }

// readEmoji reads the emoji r at s.At without its skin tone, a flag's two
// letters as one. What is joined to it is a word of its own.
func (s *Scanner) readEmoji(r rune, size int) {
	s.Start, s.Pair, s.inRun = s.At, false, false
	s.Form = utf8.AppendRune(s.Form[:0], r)
	i := s.At + size
	if isRegional(r) {
		if second, n := utf8.DecodeRuneInString(s.Text[i:]); isRegional(second) {
			s.Form = utf8.AppendRune(s.Form, second)
			i += n
		}
	}
	s.End = i
	for {
		next, n := utf8.DecodeRuneInString(s.Text[i:])
		if !isSelector(next) && !isSkinTone(next) && next != '\u200d' {
			break
		}
		i += n
	}
	s.At = i
}
