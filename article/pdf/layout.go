package pdf

import (
	"bytes"
	"html"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"footnote/article/draft"
	"footnote/article/lang"
)

// Limits on the layout of one PDF. The rest is left out, with a warning.
const (
	maxPDFPages = 2000
	maxPDFWords = 400_000 // three long novels
	maxWord     = 2000    // bytes; a longer one is cut
)

// A pdfLayout has the positions of the words of a PDF on its pages.
type pdfLayout struct {
	title, author, created string
	pages                  []pdfPage
	cut                    bool // the rest was left out
}

// A pdfPage has the lines of a page in reading order, as far as the converter
// recognized it.
type pdfPage struct {
	width, height float64 // points
	lines         []*pdfLine
}

// A pdfBox is a rectangle on a page, in points from the upper left corner.
type pdfBox struct{ x0, y0, x1, y1 float64 }

type pdfWord struct {
	pdfBox
	text string
}

// A pdfLine is a line of text in one column.
type pdfLine struct {
	pdfBox
	size  float64 // height of most of its letters
	words []pdfWord
	text  string
	page  int
	flow  int // lines of the same column have the same number
	block int // the same for lines that are close together
}

// readLayout parses the output of pdftotext -bbox-layout: one element a line.
// Invalid lines are skipped.
func readLayout(out []byte) pdfLayout {
	var l pdfLayout
	var line *pdfLine
	flow, block, words := 0, 0, 0
	for len(out) > 0 {
		var row []byte
		row, out, _ = bytes.Cut(out, []byte("\n"))
		row = bytes.TrimSpace(row)
		name, rest, _ := bytes.Cut(bytes.TrimPrefix(row, []byte("<")), []byte(" "))
		switch string(name) {
		case "meta":
			l.meta(string(rest))
		case "page":
			if len(l.pages) == maxPDFPages || words >= maxPDFWords {
				l.cut = true
				return l
			}
			l.pages = append(l.pages, pdfPage{width: lengthOf(rest, "width"), height: lengthOf(rest, "height")})
			flow++
		case "flow>":
			flow++
		case "block":
			block++
		case "line":
			line = &pdfLine{flow: flow, block: block, page: len(l.pages) - 1}
		case "word":
			if line != nil && words < maxPDFWords {
				words++
				line.words = append(line.words, wordOf(rest))
			}
		case "/line>":
			if line != nil && len(l.pages) > 0 {
				l.pages[len(l.pages)-1].add(line)
			}
			line = nil
		default:
			if title, ok := bytes.CutPrefix(row, []byte("<title>")); ok {
				title, _, _ = bytes.Cut(title, []byte("</title>"))
				l.title = html.UnescapeString(string(title))
			}
		}
	}
	l.cut = l.cut || words >= maxPDFWords
	return l
}

func (l *pdfLayout) meta(attrs string) {
	value := html.UnescapeString(attrValue(attrs, "content"))
	switch attrValue(attrs, "name") {
	case "Author":
		l.author = value
	case "CreationDate":
		l.created = value
	}
}

// attrValue returns the value of an attribute.
func attrValue(attrs, name string) string {
	_, rest, ok := strings.Cut(attrs, name+`="`)
	if !ok {
		return ""
	}
	value, _, _ := strings.Cut(rest, `"`)
	return value
}

// lengthOf returns the value of an attribute that is a length, or 0 if no page
// could have it.
func lengthOf(attrs []byte, name string) float64 {
	v, err := strconv.ParseFloat(attrValue(string(attrs), name), 64)
	if err != nil || !(v > -1e5 && v < 1e5) {
		return 0
	}
	return v
}

func wordOf(row []byte) pdfWord {
	attrs, rest, _ := bytes.Cut(row, []byte(">"))
	text, _, _ := bytes.Cut(rest, []byte("</word>"))
	w := pdfWord{text: html.UnescapeString(string(text[:min(len(text), maxWord)]))}
	w.x0, w.y0 = lengthOf(attrs, "xMin"), lengthOf(attrs, "yMin")
	w.x1, w.y1 = max(lengthOf(attrs, "xMax"), w.x0), max(lengthOf(attrs, "yMax"), w.y0)
	w.text = strings.Map(func(r rune) rune {
		switch r {
		case '\uf0b7', '\uf0a7', '\uf076', '\uf0d8', '\u2023', '\u25aa', '\u25cf', '\u27a2', '\u2756':
			return '•' // bullets, as numbered by the fonts of word processors
		}
		return r
	}, unligated(w.text))
	return w
}

// unligated writes letters that a font draws as one, and letters of full
// width, as those that people type.
func unligated(text string) string {
	if strings.IndexFunc(text, isDrawn) < 0 {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if isDrawn(r) {
			b.WriteString(norm.NFKC.String(string(r)))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isDrawn(r rune) bool {
	return r >= 'ﬀ' && r <= 'ﬆ' || r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ'
}

// add appends a line, if there is something on it.
func (p *pdfPage) add(line *pdfLine) {
	line.settle()
	if line.text != "" {
		p.lines = append(p.lines, line)
	}
}

// settle computes text, size and box of a line from its words. Superscript note
// marks are left out.
func (l *pdfLine) settle() {
	sizes := make([]float64, len(l.words))
	for i, w := range l.words {
		sizes[i] = w.y1 - w.y0
	}
	slices.Sort(sizes)
	if len(sizes) > 0 {
		l.size = sizes[len(sizes)/2]
	}
	var texts []string
	for i, w := range l.words {
		if i > 0 && w.y1 < l.words[i-1].y1-0.15*l.size && w.y1-w.y0 < 0.95*l.size && draft.IsNoteMark(w.text) {
			continue
		}
		if len(texts) == 0 {
			l.pdfBox = w.pdfBox
		}
		l.pdfBox = l.pdfBox.with(w.pdfBox)
		if n := len(texts); n > 0 && smallCapital(l.words[i-1], w) {
			texts[n-1] += w.text
			continue
		}
		texts = append(texts, w.text)
	}
	l.text = strings.TrimRight(lang.OneLine(strings.Join(texts, " ")), "↩\ufe0e ")
}

// smallCapital reports whether w continues the single large letter before it,
// in small capitals.
func smallCapital(before, w pdfWord) bool {
	large, small := before.y1-before.y0, w.y1-w.y0
	return utf8.RuneCountInString(before.text) == 1 && large > 1.1*small && math.Abs(w.x0-before.x1) < 0.03*large && w.text == strings.ToUpper(w.text)
}

// with returns the smallest box around two.
func (b pdfBox) with(o pdfBox) pdfBox {
	return pdfBox{min(b.x0, o.x0), min(b.y0, o.y0), max(b.x1, o.x1), max(b.y1, o.y1)}
}

// level reports whether o is at the same height.
func (b pdfBox) level(o pdfBox) bool {
	return min(b.y1, o.y1)-max(b.y0, o.y0) > 0.5*min(b.y1-b.y0, o.y1-o.y0)
}

// above reports whether b and o share a column.
func (b pdfBox) above(o pdfBox) bool { return min(b.x1, o.x1) > max(b.x0, o.x0) }
