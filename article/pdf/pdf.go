// Package pdf reads PDF files from the positions of their words on the pages. A
// Converter, such as that of package pdftext, finds these positions.
package pdf

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"footnote/article"
	"footnote/article/draft"
	"footnote/article/lang"
	"footnote/article/plain"
)

// A Converter finds the positions of the words of a PDF: it returns the output
// of “pdftotext -bbox-layout” of poppler 0.90 or later. It must bound its own
// time and memory. Its error wraps ErrLocked or ErrDamaged if the file is at
// fault; for a file that is only partly readable, it returns both output and an
// error.
type Converter func(ctx context.Context, pdf []byte) ([]byte, error)

// Read reads a PDF by the positions of its words: headings by their size, lists
// by their marks, tables by their columns.
func Read(ctx context.Context, convert Converter, pdf []byte) (draft.Document, error) {
	if convert == nil {
		return draft.Document{}, article.ErrNoConverter
	}
	layout, err := convert(ctx, pdf)
	l := readLayout(layout)
	if err != nil && len(l.pages) == 0 {
		return draft.Document{}, err
	}
	l.cut = l.cut || err != nil
	empty := 0
	for i := range l.pages {
		if len(l.pages[i].lines) == 0 {
			empty++
		}
		l.pages[i].joinMarks()
		l.pages[i].joinInitials()
		l.pages[i].joinJustified()
		l.pages[i].dropRaised()
	}
	if empty == len(l.pages) {
		return draft.Document{}, fmt.Errorf("%w: %d pages", article.ErrPictures, empty)
	}
	l.dropFurniture()
	var doc draft.Document
	if l.cut {
		doc.Warnings = append(doc.Warnings, draft.WarnCut)
	}
	if empty > 1 && 2*empty > len(l.pages) {
		doc.Warnings = append(doc.Warnings, article.Warning{Text: "Most pages are pictures, and their text could not be read.", Serious: true})
	}
	f := flowOf(&l)
	title := f.title(l.title)
	doc.Blocks = f.blocks(title)
	doc.UseProperties(draft.Properties{Title: title, Author: l.author, Date: l.created})
	return doc, nil
}

// headingSize is the least size of a heading relative to the text.
const headingSize = 1.08

// isHeading reports whether p is a heading by its size.
func (f *pdfFlow) isHeading(p *pdfPara) bool {
	return p.table == "" && p.size > headingSize*f.body && len(p.text) <= draft.MaxTitle && strings.IndexFunc(p.text, unicode.IsLetter) >= 0 &&
		!draft.Bullet.Get().MatchString(p.text) && !strings.ContainsAny(p.text, "@|") && !strings.Contains(p.text, "://") &&
		!(lang.EndsSentence(p.text) && len(strings.Fields(p.text)) > draft.MaxHeadingWords)
}

// title returns the title of a text: the largest words on the first page with
// any, unless the title in the file's properties is among its first lines. That
// title is often left over from another file.
func (f *pdfFlow) title(own string) string {
	own = lang.OneLine(own)
	if !draft.PlausibleTitle(own) {
		own = ""
	}
	var largest *pdfPara
	for i, p := range f.paras {
		if p.lines[0].page > f.paras[0].lines[0].page || i > 40 {
			break
		}
		if own != "" && strings.Contains(draft.FoldLine(strings.ToLower(p.text)), draft.FoldLine(strings.ToLower(own))) {
			return own
		}
		if f.isHeading(p) && (largest == nil || p.size > headingSize*largest.size) {
			largest = p
		}
	}
	if largest != nil && (own == "" || strings.Contains(largest.text, " ")) {
		return largest.text
	}
	return own
}

// blocks makes blocks of the paragraphs, without the title.
func (f *pdfFlow) blocks(title string) []draft.Block {
	levels := f.levels(title)
	var blocks []draft.Block
	alone := map[int]bool{}
	untitled := true
	for _, p := range f.paras {
		n := len(blocks)
		switch {
		case p.table != "":
			if alone[n-1] {
				blocks[n-1].Kind = article.Caption
			}
			blocks = append(blocks, draft.Block{Kind: article.Table, Text: p.table})
		case untitled && n < draft.MaxHeadBlocks && strings.EqualFold(draft.FoldLine(p.text), draft.FoldLine(title)):
			untitled = false
		case f.isHeading(p):
			blocks = append(blocks, draft.Block{Level: levels(p.size), Text: p.text})
		case p.note && draft.IsNoteMark(firstWord(p.text)):
			blocks = append(blocks, draft.Block{Kind: article.List, Text: strings.Trim(firstWord(p.text), "[]().") + ". " + strings.TrimSpace(p.text[len(firstWord(p.text)):])})
		case captionWords.Get().MatchString(p.text):
			blocks = append(blocks, draft.Block{Kind: article.Caption, Text: p.text})
		case p.item && n > 0 && blocks[n-1].Kind == article.List && len(blocks[n-1].Text) < draft.MaxBlock:
			blocks[n-1].Text += "\n" + draft.ListItem(p.text)
		case p.item:
			blocks = append(blocks, draft.Block{Kind: article.List, Text: draft.ListItem(p.text)})
		case f.setIn(p) && n > 0 && blocks[n-1].Kind != article.List:
			blocks = append(blocks, draft.Block{Kind: article.BlockQuote, Text: p.text})
		default:
			alone[n] = p.alone && len(p.lines) == 1 && f.isBody(p.lines[0])
			blocks = append(blocks, draft.Block{Kind: article.Paragraph, Text: p.text})
		}
	}
	for i, is := range plain.HeadingsAmong(blocks) {
		if is && alone[i] {
			blocks[i] = draft.Block{Level: levels(0) + draft.HeadingLevel(blocks[i].Text) - 1, Text: blocks[i].Text}
		}
	}
	draft.NameHeadings(blocks)
	return withoutContents(blocks)
}

// withoutContents removes the heading of a table of contents, whose entries
// were removed before.
func withoutContents(blocks []draft.Block) []draft.Block {
	kept := blocks[:0]
	for i, b := range blocks {
		if b.Level > 0 && draft.TitlePages.Get().MatchString(b.Text) && (i+1 == len(blocks) || blocks[i+1].Level > 0) {
			continue
		}
		kept = append(kept, b)
	}
	return kept
}

var captionWords = lang.NewPattern(`^(?:Figure|Fig\.|Table|Tab\.|Abbildung|Abb\.|Tabelle|Tableau|Figura|Tabla|Illustration|Box)\s+\d+[A-Za-z]?(?:\.\d+)?\s*[.:–—|]`)

// levels returns a function that returns the level of a heading of a size: 1
// for the largest. Size 0 is that of a heading no larger than the text.
func (f *pdfFlow) levels(title string) func(size float64) int {
	var sizes []float64
	for _, p := range f.paras {
		if f.isHeading(p) && !strings.EqualFold(draft.FoldLine(p.text), draft.FoldLine(title)) &&
			!slices.ContainsFunc(sizes, func(s float64) bool { return math.Abs(s-p.size) < 0.06*s }) {
			sizes = append(sizes, p.size)
		}
	}
	slices.SortFunc(sizes, func(a, b float64) int { return int(math.Copysign(1, b-a)) })
	sizes = sizes[:min(len(sizes), 5)]
	return func(size float64) int {
		for i, s := range sizes {
			if size > 0.94*s {
				return i + 1
			}
		}
		return len(sizes) + 1
	}
}
