package article

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
)

// A PDFConverter tells where the words of a PDF stand: it returns what
// “pdftotext -bbox-layout” of poppler 0.90 or later prints. It bounds its
// time and memory by itself. Its error wraps ErrLocked or ErrDamaged where
// the file is at fault; what it got of a file that it could not read to the
// end comes with an error as well.
type PDFConverter func(ctx context.Context, pdf []byte) ([]byte, error)

// readPDF reads a PDF by where its words stand: headings by their size, lists
// by their marks, tables by their columns.
func readPDF(ctx context.Context, convert PDFConverter, pdf []byte) (document, error) {
	if convert == nil {
		return document{}, ErrNoConverter
	}
	layout, err := convert(ctx, pdf)
	l := readLayout(layout)
	if err != nil && len(l.pages) == 0 {
		return document{}, err
	}
	l.cut = l.cut || err != nil
	empty := 0
	for i := range l.pages {
		if len(l.pages[i].lines) == 0 {
			empty++
		}
		l.pages[i].joinMarks()
	}
	if empty == len(l.pages) {
		return document{}, fmt.Errorf("%w: %d pages", ErrPictures, empty)
	}
	l.dropFurniture()
	var doc document
	if l.cut {
		doc.warnings = append(doc.warnings, warnCut)
	}
	if empty > 1 && 2*empty > len(l.pages) {
		doc.warnings = append(doc.warnings, Warning{Text: "Most pages are pictures, and their text could not be read.", Serious: true})
	}
	f := flowOf(&l)
	title := f.title(l.title)
	doc.blocks = f.blocks(title)
	doc.takeFacts(fileFacts{title: title, author: l.author, date: l.created})
	return doc, nil
}

// headingSize is how much larger than the text a heading is at least.
const headingSize = 1.08

// isHeading reports whether p is a heading by its size.
func (f *pdfFlow) isHeading(p *pdfPara) bool {
	return p.table == "" && p.size > headingSize*f.body && len(p.text) <= titleRoom && strings.IndexFunc(p.text, unicode.IsLetter) >= 0 &&
		!bullet.get().MatchString(p.text) && !strings.ContainsAny(p.text, "@|") && !strings.Contains(p.text, "://") &&
		!(endsSentence(p.text) && len(strings.Fields(p.text)) > headingWords)
}

// title returns the title of a text: the largest words on the first page
// with any, unless the file's own words for it stand among its first lines.
// A file's title is often that of another file.
func (f *pdfFlow) title(own string) string {
	own = oneLine(own)
	if !plausibleTitle(own) {
		own = ""
	}
	var largest *pdfPara
	for i, p := range f.paras {
		if p.lines[0].page > f.paras[0].lines[0].page || i > 40 {
			break
		}
		if own != "" && strings.Contains(bare(strings.ToLower(p.text)), bare(strings.ToLower(own))) {
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
func (f *pdfFlow) blocks(title string) []block {
	levels := f.levels(title)
	var blocks []block
	alone := map[int]bool{}
	untitled := true
	for _, p := range f.paras {
		n := len(blocks)
		switch {
		case p.table != "":
			if alone[n-1] {
				blocks[n-1].kind = Caption
			}
			blocks = append(blocks, block{kind: Table, text: p.table})
		case untitled && n < headRoom && strings.EqualFold(bare(p.text), bare(title)):
			untitled = false
		case f.isHeading(p):
			blocks = append(blocks, block{level: levels(p.size), text: p.text})
		case p.note && isNoteMark(firstWord(p.text)):
			blocks = append(blocks, block{kind: List, text: strings.Trim(firstWord(p.text), "[]().") + ". " + strings.TrimSpace(p.text[len(firstWord(p.text)):])})
		case captionWords.get().MatchString(p.text):
			blocks = append(blocks, block{kind: Caption, text: p.text})
		case p.item && n > 0 && blocks[n-1].kind == List && len(blocks[n-1].text) < longestBlock:
			blocks[n-1].text += "\n" + item(p.text)
		case p.item:
			blocks = append(blocks, block{kind: List, text: item(p.text)})
		case f.setIn(p) && n > 0 && blocks[n-1].kind != List:
			blocks = append(blocks, block{kind: BlockQuote, text: p.text})
		default:
			alone[n] = p.alone && len(p.lines) == 1 && f.isBody(p.lines[0])
			blocks = append(blocks, block{kind: Paragraph, text: p.text})
		}
	}
	for i, is := range headingsAmong(blocks) {
		if is && alone[i] {
			blocks[i] = block{level: levels(0) + headingLevel(blocks[i].text) - 1, text: blocks[i].text}
		}
	}
	nameHeadings(blocks)
	return withoutContents(blocks)
}

// withoutContents takes away the heading of a table of contents, whose
// entries are gone.
func withoutContents(blocks []block) []block {
	kept := blocks[:0]
	for i, b := range blocks {
		if b.level > 0 && titlePages.get().MatchString(b.text) && (i+1 == len(blocks) || blocks[i+1].level > 0) {
			continue
		}
		kept = append(kept, b)
	}
	return kept
}

var captionWords = pattern(`^(?:Figure|Fig\.|Table|Tab\.|Abbildung|Abb\.|Tabelle|Tableau|Figura|Tabla|Illustration|Box)\s+\d+[A-Za-z]?(?:\.\d+)?\s*[.:–—|]`)

// levels returns a function that tells the level of a heading by its size: 1
// for the largest. Size 0 is that of a heading no larger than the text.
func (f *pdfFlow) levels(title string) func(size float64) int {
	var sizes []float64
	for _, p := range f.paras {
		if f.isHeading(p) && !strings.EqualFold(bare(p.text), bare(title)) &&
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
