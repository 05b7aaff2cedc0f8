package plain

import (
	"strings"
	"unicode/utf8"

	"footnote/article/draft"
	"footnote/article/lang"
)

// columns matches what separates cells of a row.
var columns = lang.NewPattern(`\t+| {3,}|\s+\|\s+`)

// table returns the rows of g if it is a table: at least two rows with the same
// number of cells, separated by tabs, bars or wide gaps.
func table(g group) string {
	if len(g.lines) < 2 {
		return ""
	}
	var rows []string
	cells := 0
	for _, line := range g.lines {
		if len(line) > 1000 || draft.IsListItem(line) {
			return ""
		}
		bars := strings.Trim(line, "| ")
		if strings.Trim(bars, "-:+=| ") == "" { // the line below the head
			continue
		}
		row := columns.Get().Split(bars, -1)
		if len(row) < 2 || cells > 0 && len(row) != cells {
			return ""
		}
		cells = len(row)
		rows = append(rows, strings.Join(row, " | "))
	}
	if len(rows) < 2 {
		return ""
	}
	return strings.Join(rows, "\n")
}

// Where two cells of a row meet when a page is copied as text: a small letter
// or a closing mark before a capital or an opening mark; the end of an
// abbreviation before a word; two straight quotation marks.
var (
	seam       = lang.NewPattern(`[\p{Ll}\d)?!%][\p{Lu}“]`)
	capsSeam   = lang.NewPattern(`\p{Lu}\p{Lu}\p{Lu}\p{Ll}`)
	quotesSeam = lang.NewPattern(`["”]["“]`)
)

// flatTable returns the rows of g if it is a table of two columns whose cells
// run together, as browsers copy it: “Learns from textLearns from video”. A
// single such line is not a table.
func flatTable(g group) string {
	if len(g.lines) < 3 {
		return ""
	}
	rows := make([]string, len(g.lines))
	found := 0
	for i, line := range g.lines {
		if len(line) > 160 || draft.IsListItem(line) {
			return ""
		}
		at := seamIn(line)
		if at == 0 {
			rows[i] = line
			continue
		}
		found++
		rows[i] = line[:at] + " | " + line[at:]
	}
	if found < 3 || found*4 < len(rows)*3 {
		return ""
	}
	return strings.Join(rows, "\n")
}

// seamIn returns where the second cell of line begins, or 0 if no place or more
// than one is possible.
func seamIn(line string) int {
	if m := seam.Get().FindAllStringIndex(line, 2); len(m) == 1 {
		_, size := utf8.DecodeRuneInString(line[m[0][0]:])
		return m[0][0] + size
	} else if len(m) > 1 {
		return 0
	}
	if m := quotesSeam.Get().FindAllStringIndex(line, 2); len(m) == 1 {
		_, size := utf8.DecodeRuneInString(line[m[0][0]:])
		return m[0][0] + size
	}
	if m := capsSeam.Get().FindAllStringIndex(line, 2); len(m) == 1 {
		_, size := utf8.DecodeLastRuneInString(line[:m[0][1]])
		_, capital := utf8.DecodeLastRuneInString(line[:m[0][1]-size])
		return m[0][1] - size - capital
	}
	return 0
}
