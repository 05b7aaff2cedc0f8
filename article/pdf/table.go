package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"footnote/article/draft"
	"footnote/article/lang"
)

// Limits on tables in a PDF: columns of text have long lines, cells of a table
// short ones.
const (
	maxCell      = 60 // code points of a cell
	maxMeanCell  = 30 // of the cells of a row on average
	maxColumns   = 30
	wideGap      = 0.7 // in sizes, between two words that are two cells
	tableAligned = 5.0 // most points by which cells of a column may be out of line
)

// A pdfRow is the text at one height of a page.
type pdfRow struct {
	pdfBox
	size  float64
	cells []pdfWord  // pieces of its lines, from left to right
	lines []*pdfLine // that the pieces were cut from
}

// A pdfTable is a run of rows with aligned cells.
type pdfTable struct {
	rows []pdfRow
}

// tables finds the tables of a page, keyed by the line of the page at which
// they are read; their other lines have a nil table.
func (p *pdfPage) tables() map[*pdfLine]*pdfTable {
	if len(p.lines) > maxNear {
		return nil
	}
	found := map[*pdfLine]*pdfTable{}
	rows := p.rows()
	for i := 0; i < len(rows); {
		end := i
		if rows[i].tabular() {
			end = i + 1
			for last := i; end < len(rows) && rows[end].y0-rows[end-1].y1 < 1.6*rows[last].size; end++ {
				if rows[end].tabular() && rows[last].aligned(rows[end]) {
					last = end
				} else if !rows[last].continuedBy(rows[end]) {
					break
				}
			}
		}
		if end-i < 2 || end-i == 2 && len(rows[i].cells) < 3 {
			i++
			continue
		}
		p.place(rows[i:end], found)
		i = end
	}
	return found
}

// place records a table at the first of its lines.
func (p *pdfPage) place(rows []pdfRow, found map[*pdfLine]*pdfTable) {
	table := &pdfTable{rows: rows}
	if table.text() == "" {
		return
	}
	own := map[*pdfLine]bool{}
	for _, row := range rows {
		for _, line := range row.lines {
			own[line] = true
			found[line] = nil
		}
	}
	for _, line := range p.lines {
		if own[line] {
			found[line] = table
			return
		}
	}
}

// rows returns the text of a page by height.
func (p *pdfPage) rows() []pdfRow {
	columns := p.textColumns()
	lines := slices.DeleteFunc(slices.Clone(p.lines), func(line *pdfLine) bool { return columns[line.flow] })
	slices.SortStableFunc(lines, func(a, b *pdfLine) int { return cmp.Compare(a.y0+a.y1, b.y0+b.y1) })
	var rows []pdfRow
	for _, line := range lines {
		if n := len(rows); n > 0 && rows[n-1].level(line.pdfBox) && len(rows[n-1].cells) < maxColumns {
			rows[n-1].add(line)
			continue
		}
		row := pdfRow{pdfBox: line.pdfBox, size: line.size}
		row.add(line)
		rows = append(rows, row)
	}
	for _, row := range rows {
		slices.SortStableFunc(row.cells, func(a, b pdfWord) int { return cmp.Compare(a.x0, b.x0) })
	}
	return rows
}

// add cuts a line at wide gaps between its words.
func (r *pdfRow) add(line *pdfLine) {
	r.lines = append(r.lines, line)
	r.pdfBox = r.pdfBox.with(line.pdfBox)
	for i, w := range line.words {
		n := len(r.cells)
		if i > 0 && w.x0-line.words[i-1].x1 < wideGap*line.size {
			r.cells[n-1].pdfBox = r.cells[n-1].pdfBox.with(w.pdfBox)
			r.cells[n-1].text += " " + w.text
			continue
		}
		r.cells = append(r.cells, w)
	}
}

// tabular reports whether r alone could be a row of a table.
func (r pdfRow) tabular() bool {
	if len(r.cells) < 2 || len(r.cells) > maxColumns || draft.IsListItem(r.cells[0].text+" x") {
		return false
	}
	total := 0
	for _, c := range r.cells {
		if len(c.text) > maxCell*2 {
			return false
		}
		total += len(c.text)
	}
	return total <= maxMeanCell*len(r.cells)
}

// aligned reports whether at least two cells of o are below cells of r.
func (r pdfRow) aligned(o pdfRow) bool {
	n := 0
	for _, a := range r.cells {
		for _, b := range o.cells {
			if math.Abs(a.x0-b.x0) < tableAligned || math.Abs(a.x1-b.x1) < tableAligned || math.Abs(a.x0+a.x1-b.x0-b.x1) < 2*tableAligned {
				n++
				break
			}
		}
	}
	return n >= 2
}

// continuedBy reports whether o is the second line of cells of r.
func (r pdfRow) continuedBy(o pdfRow) bool {
	if o.y0-r.y1 > 0.5*r.size || len(o.cells) > len(r.cells) {
		return false
	}
	for _, b := range o.cells {
		if !slices.ContainsFunc(r.cells, func(a pdfWord) bool { return math.Abs(a.x0-b.x0) < tableAligned && b.x1-b.x0 < 1.5*(a.x1-a.x0)+20 }) {
			return false
		}
	}
	return true
}

// text returns the lines of a table, or "" if its cells form a single column.
func (t *pdfTable) text() string {
	var columns []pdfBox
	for _, row := range t.rows {
		for _, c := range row.cells {
			columns = widen(columns, c.pdfBox)
		}
	}
	if len(columns) < 2 {
		return ""
	}
	var lines []string
	var above []string
	for i, row := range t.rows {
		cells := make([]string, len(columns))
		for _, c := range row.cells {
			n := slices.IndexFunc(columns, func(col pdfBox) bool { return col.above(c.pdfBox) })
			if n >= 0 {
				cells[n] = lang.OneLine(cells[n] + " " + strings.ReplaceAll(c.text, "|", "/"))
			}
		}
		if i > 0 && cells[0] == "" && t.rows[i-1].continuedBy(row) {
			for n, c := range cells {
				above[n] = lang.OneLine(above[n] + " " + c)
			}
			lines[len(lines)-1] = strings.Join(above, " | ")
			continue
		}
		above = cells
		lines = append(lines, strings.Join(cells, " | "))
	}
	if len(lines) < 2 {
		return ""
	}
	return strings.Join(lines, "\n")
}

// widen adds a cell to the columns, from left to right, and merges the columns
// that it touches.
func widen(columns []pdfBox, cell pdfBox) []pdfBox {
	if cell.x1 <= cell.x0 {
		return columns
	}
	columns = slices.DeleteFunc(columns, func(c pdfBox) bool {
		if c.above(cell) {
			cell = cell.with(c)
			return true
		}
		return false
	})
	at, _ := slices.BinarySearchFunc(columns, cell, func(a, b pdfBox) int { return cmp.Compare(a.x0, b.x0) })
	return slices.Insert(columns, at, cell)
}
