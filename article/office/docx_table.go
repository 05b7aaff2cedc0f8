package office

import (
	"encoding/xml"
	"strings"

	"footnote/article"
	"footnote/article/draft"
	"footnote/article/lang"
)

// longCell is the most bytes of a cell of data. A table with a longer one is
// for layout.
const longCell = 400

// table reads a table of data as rows; a table for layout is read cell by cell.
func (r *docxReader) table(x *xmlReader) {
	var rows [][][]draft.Block
	r.rows(x, &rows)
	r.list = ""
	if lines := dataRows(rows); lines != "" {
		r.add(article.Table, lines)
		return
	}
	for _, row := range rows {
		for _, cell := range row {
			r.blocks = append(r.blocks, cell...)
		}
	}
}

// rows reads the rows of a table, each the blocks of its cells.
func (r *docxReader) rows(x *xmlReader, rows *[][][]draft.Block) {
	x.children(func(e xml.StartElement) {
		switch e.Name.Local {
		case "tr":
			var row [][]draft.Block
			if r.cells(x, &row) {
				*rows = append(*rows, row)
			}
		case "sdt":
			content(x, func() { r.rows(x, rows) })
		case "customXml", "ins":
			r.rows(x, rows)
		}
	})
}

// cells reads the cells of a row, and reports whether the row was not deleted.
func (r *docxReader) cells(x *xmlReader, row *[][]draft.Block) bool {
	there := true
	x.children(func(e xml.StartElement) {
		switch e.Name.Local {
		case "trPr":
			x.children(func(e xml.StartElement) {
				there = there && e.Name.Local != "del"
			})
		case "tc":
			*row = append(*row, r.within(x))
		case "sdt":
			content(x, func() { r.cells(x, row) })
		case "customXml":
			r.cells(x, row)
		}
	})
	return there
}

// dataRows returns the lines of a table of data, or "" if it is not one: it has
// at least two rows and two columns, and no cell with a heading, a table or
// long text.
func dataRows(rows [][][]draft.Block) string {
	var lines []string
	columns := 0
	for _, row := range rows {
		var cells []string
		for _, cell := range row {
			var parts []string
			length := 0
			for _, b := range cell {
				if b.Level > 0 || b.Kind == article.Table {
					return ""
				}
				length += len(b.Text)
				parts = append(parts, strings.ReplaceAll(lang.OneLine(b.Text), "|", "/"))
			}
			if length > longCell {
				return ""
			}
			cells = append(cells, strings.Join(parts, " "))
		}
		columns = max(columns, len(cells))
		if strings.Join(cells, "") != "" {
			lines = append(lines, strings.Join(cells, " | "))
		}
	}
	if len(lines) < 2 || columns < 2 {
		return ""
	}
	return strings.Join(lines, "\n")
}
