package pdf

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"footnote/article/lang"
)

// edge is the share of a page's height, at the top and at the bottom, where
// running heads and page numbers are.
const edge = 0.12

// pageNumber matches a line that is only a page number.
var pageNumber = lang.NewPattern(`(?i)^\W*(?:(?:page|seite|p\.|s\.|pág(?:ina)?\.?)\s*)?(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:of|/|von|de|sur)\s*\d{1,4})?\W*$`)

// leaders are the dots between an entry of a table of contents and its page.
var leaders = lang.NewPattern(`(?:\.\s?){4,}\s*(?:\d{1,4}|[ivxl]{1,7})$|…{2,}\s*\d{1,4}$`)

// dropFurniture removes what surrounds the text of pages: lines that repeat at
// the same height on other pages, page numbers, and entries of a table of
// contents.
func (l *pdfLayout) dropFurniture() {
	seen := map[string]int{}
	on := map[string]int{}     // the last page of a line
	turns := map[string]bool{} // lines that are on every other page
	for number, p := range l.pages {
		onPage := map[string]bool{}
		for _, line := range p.lines {
			for _, key := range p.edgeKeys(line) {
				if !onPage[key] {
					onPage[key] = true
					turns[key] = seen[key] > 0 && number == on[key]+2 && (seen[key] == 1 || turns[key])
					seen[key]++
					on[key] = number
				}
			}
		}
	}
	often := 3
	if len(l.pages) < 5 {
		often = 2
	}
	for i := range l.pages {
		p := &l.pages[i]
		p.lines = slices.DeleteFunc(p.lines, func(line *pdfLine) bool {
			keys := p.edgeKeys(line)
			if len(keys) == 0 {
				return leaders.Get().MatchString(line.text)
			}
			repeated := slices.ContainsFunc(keys, func(key string) bool { return seen[key] >= often })
			alternate := slices.ContainsFunc(keys, func(key string) bool { return turns[key] }) && p.outermost(line)
			return repeated || alternate || pageNumber.Get().MatchString(line.text) && p.outermost(line)
		})
	}
}

// edgeKeys returns the keys by which a line at the edge of a page is compared,
// nil for a line in the middle: its words without digits, and its height,
// rounded up and down.
func (p *pdfPage) edgeKeys(line *pdfLine) []string {
	if line.y0 > edge*p.height && line.y1 < (1-edge)*p.height || len(line.text) > 200 {
		return nil
	}
	words := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, line.text)
	at := line.y0 / 6
	low, high := int(math.Floor(at)), int(math.Floor(at+0.5))
	return []string{words + "|a" + strconv.Itoa(low), words + "|b" + strconv.Itoa(high)}
}

// outermost reports whether line is the outermost line at its edge.
func (p *pdfPage) outermost(line *pdfLine) bool {
	if len(p.lines) > maxNear {
		return false
	}
	top := line.y0 < p.height/2
	for _, o := range p.lines {
		if o != line && !o.level(line.pdfBox) && (o.y0 < line.y0) == top {
			return false
		}
	}
	return true
}

// maxNear bounds how many lines of a page are compared with one of them.
// Pages of newspapers have a thousand.
const maxNear = 2000

var loneMark = lang.NewPattern(`^(?:[•◦‣▪○·*–-]|\(?\d{1,3}[.)]|\(?[a-z][.)])$`)

// joinMarks joins the mark of an item that is a separate line with the line
// that it belongs to.
func (p *pdfPage) joinMarks() {
	if len(p.lines) > maxNear {
		return
	}
	byHeight := slices.Clone(p.lines)
	slices.SortStableFunc(byHeight, func(a, b *pdfLine) int { return cmp.Compare(a.y0, b.y0) })
	at := make(map[*pdfLine]int, len(byHeight))
	for i, line := range byHeight {
		at[line] = i
	}
	joined := map[*pdfLine]bool{}
	for _, mark := range p.lines {
		if !loneMark.Get().MatchString(mark.text) {
			continue
		}
		var item *pdfLine
		for i := max(0, at[mark]-20); i < min(len(byHeight), at[mark]+20); i++ {
			line := byHeight[i]
			if line != mark && line.level(mark.pdfBox) && line.x0 >= mark.x1 && line.x0-mark.x1 < 4*line.size && (item == nil || line.x0 < item.x0) {
				item = line
			}
		}
		if item != nil {
			item.text = mark.text + " " + item.text
			item.words = append(slices.Clone(mark.words), item.words...)
			item.pdfBox = item.pdfBox.with(mark.pdfBox)
			joined[mark] = true
		}
	}
	p.lines = slices.DeleteFunc(p.lines, func(l *pdfLine) bool { return joined[l] })
}
