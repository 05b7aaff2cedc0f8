package commands

import (
	"unicode"
	"unicode/utf8"

	"footnote/article"
	"footnote/library/diff"
)

// A Piece is a part of cited words with the same style.
type Piece struct {
	Text     string
	Marked   bool // a hit
	Replaced bool // words of the claim that the text does not have
}

// Pieces splits words into pieces: the marks, the struck words between them,
// and plain text. Marks and struck words are in order; those outside words are
// left out.
func Pieces(words string, marks []article.Span, struck []diff.Replaced) []Piece {
	var list []Piece
	at := 0
	add := func(end int, marked bool) {
		if end > at {
			list = append(list, Piece{Text: words[at:end], Marked: marked})
			at = end
		}
	}
	strike := func(s diff.Replaced) {
		if s.At < at || s.At > len(words) || s.Words == "" {
			return
		}
		add(s.At, false)
		if last, _ := utf8.DecodeLastRuneInString(words[:at]); at > 0 && !unicode.IsSpace(last) {
			list = append(list, Piece{Text: " "})
		}
		list = append(list, Piece{Text: s.Words, Replaced: true})
		if next, _ := utf8.DecodeRuneInString(words[at:]); at < len(words) && !unicode.IsSpace(next) {
			list = append(list, Piece{Text: " "})
		}
	}
	for _, m := range marks {
		for len(struck) > 0 && struck[0].At <= m.Start {
			strike(struck[0])
			struck = struck[1:]
		}
		if m.Start < at || m.End > len(words) || m.Start >= m.End {
			continue
		}
		add(m.Start, false)
		add(m.End, true)
	}
	for _, s := range struck {
		strike(s)
	}
	add(len(words), false)
	return list
}
