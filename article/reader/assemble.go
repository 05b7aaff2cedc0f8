package reader

import (
	"strings"
	"unicode/utf8"

	"footnote/article"
	"footnote/article/draft"
	"footnote/article/lang"
)

// titleLength is the most code points of a title made from the first
// sentence of a text that has none.
const titleLength = 80

// assemble makes sections and passages from a document's blocks.
func assemble(d draft.Document) article.Article {
	a := article.Article{
		Title:     lang.OneLine(d.Title),
		Author:    lang.OneLine(d.Author),
		Published: lang.OneLine(d.Published),
		Language:  d.Language,
		URL:       strings.TrimSpace(d.URL),
		Site:      lang.OneLine(d.Site),
		Warnings:  d.Warnings,
		LeftOut:   d.LeftOut,
	}
	top := topLevel(d.Blocks)
	letters, section := 0, ""
	for _, b := range d.Blocks {
		text := lang.Clean(b.Text, b.Kind == article.Code)
		switch {
		case text == "":
		case b.Level > 0:
			section = lang.OneLine(text)
			a.Sections = append(a.Sections, article.Section{Heading: section, Level: b.Level - top + 1})
		default:
			letters += len(text)
			for _, part := range split(article.Passage{Kind: b.Kind, Text: text}) {
				a.Passages = append(a.Passages, article.Passage{Section: section, Kind: b.Kind, Text: part})
			}
		}
	}
	if len(a.Passages) == 0 {
		return a
	}
	if a.Title == "" {
		a.Title = opening(a.Passages[0])
	}
	if a.Language == "" {
		a.Language = lang.Detect(a.Passages)
	}
	if letters < draft.MinText {
		a.Warnings = append(a.Warnings, article.Warning{Text: "The text is too short to be an article.", Serious: d.Page})
	}
	return a
}

// topLevel returns the smallest level of a heading in blocks.
func topLevel(blocks []draft.Block) int {
	top := 0
	for _, b := range blocks {
		if b.Level > 0 && (top == 0 || b.Level < top) {
			top = b.Level
		}
	}
	return top
}

// opening returns the first words of p, used when a title is missing.
func opening(p article.Passage) string {
	text := p.Text
	if spans := lang.Sentences(p); len(spans) > 0 {
		text = spans[0].Of(p.Text)
	}
	text = lang.OneLine(text)
	if utf8.RuneCountInString(text) <= titleLength {
		return text
	}
	cut := text[:lang.ByteOffset(text, titleLength-1)]
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:–—-") + "…"
}

// split cuts the text of p into parts of at most MaxPassage code points, or
// maxLines: between sentences, items or rows; between words if one of these is
// longer; inside a word if necessary. Each part of a table begins with the
// names of its columns.
func split(p article.Passage) []string {
	most := article.MaxPassage
	if inLines(p.Kind) {
		most = maxLines
	}
	if len(p.Text) <= most || utf8.RuneCountInString(p.Text) <= most {
		return []string{p.Text}
	}
	head := ""
	if s, ok := lang.HeaderRow(p); ok && s.End-s.Start <= maxHeadLines {
		head = s.Of(p.Text) + "\n"
		most -= len(head)
	}
	var parts []string
	start, end, length := 0, 0, 0 // the part being filled, its code points
	flush := func() {
		if t := strings.TrimSpace(p.Text[start:end]); t != "" {
			if start > 0 {
				t = head + t
			}
			parts = append(parts, t)
		}
		start, length = end, 0
	}
	add := func(to int) {
		n := utf8.RuneCountInString(p.Text[end:to])
		if length > 0 && length+n > most {
			flush()
		}
		end, length = to, length+n
	}
	for _, to := range joints(p) {
		if utf8.RuneCountInString(p.Text[end:to]) <= most {
			add(to)
			continue
		}
		for _, to := range pieces(p.Text, end, to, most) {
			add(to)
		}
	}
	flush()
	return parts
}

// maxHeadLines is the most bytes of column names that are repeated: a sixth of
// a passage.
const maxHeadLines = maxLines / 6

// inLines reports whether the lines of a kind are its units.
func inLines(k article.Kind) bool {
	return k == article.List || k == article.Table || k == article.Code
}

// joints returns the offsets at which the units of p end, blanks after them
// included: the lines of a list, a table or code, otherwise the sentences.
func joints(p article.Passage) []int {
	var ends []int
	if inLines(p.Kind) {
		for i := 0; i < len(p.Text); i++ {
			if p.Text[i] == '\n' {
				ends = append(ends, i+1)
			}
		}
		return append(ends, len(p.Text))
	}
	for i, s := range lang.Sentences(p) {
		if i > 0 {
			ends = append(ends, s.Start)
		}
	}
	return append(ends, len(p.Text))
}

// pieces cuts text[from:to], one unit that is too long, first into sentences,
// then between words, then anywhere.
func pieces(text string, from, to, most int) []int {
	var ends []int
	for _, s := range lang.Sentences(article.Passage{Kind: article.Paragraph, Text: text[from:to]}) {
		for at, stop := from+s.Start, from+s.End; at < stop; {
			cut := at + lang.ByteOffset(text[at:stop], most)
			if cut < stop {
				if i := strings.LastIndexByte(text[at:cut], ' '); i > 0 {
					cut = at + i + 1
				}
			}
			ends = append(ends, cut)
			at = cut
		}
	}
	return append(ends, to)
}

// maxLines is the most code points of a list, a table or code: each of their
// lines can be read alone.
const maxLines = 1200
