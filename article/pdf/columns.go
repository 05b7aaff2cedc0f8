package pdf

import (
	"math"
	"slices"
	"unicode"
	"unicode/utf8"

	"footnote/article/draft"
)

// A column of text has at least minColumnLines lines of minColumnLine code
// points on average.
const (
	minColumnLines = 6
	minColumnLine  = 28
)

// textColumns returns the flows of a page that are columns of text side by
// side: text next to their lines is another column, not another cell.
func (p *pdfPage) textColumns() map[int]bool {
	lines, letters, boxes := map[int]int{}, map[int]int{}, map[int]pdfBox{}
	for _, line := range p.lines {
		if lines[line.flow]++; lines[line.flow] == 1 {
			boxes[line.flow] = line.pdfBox
		}
		boxes[line.flow] = boxes[line.flow].with(line.pdfBox)
		letters[line.flow] += utf8.RuneCountInString(line.text)
	}
	var long []int
	for flow, n := range lines {
		if n >= minColumnLines && letters[flow] >= minColumnLine*n {
			long = append(long, flow)
		}
	}
	columns := map[int]bool{}
	if len(long) > maxFlows {
		return columns
	}
	for _, a := range long {
		for _, b := range long {
			columns[a] = columns[a] || boxes[a].level(boxes[b]) && !boxes[a].above(boxes[b])
		}
	}
	return columns
}

// initialSize is how many times larger than the line next to it the large
// first letter of a text is at least.
const initialSize = 1.6

// joinInitials puts the large first letter of a text in front of the line that
// continues it. The lines next to it are indented for it.
func (p *pdfPage) joinInitials() {
	if len(p.lines) > maxNear {
		return
	}
	joined := map[*pdfLine]bool{}
	for _, initial := range p.lines {
		r, size := utf8.DecodeRuneInString(initial.text)
		if size != len(initial.text) || !unicode.IsUpper(r) {
			continue
		}
		var first *pdfLine
		var sides []*pdfLine
		for _, line := range p.lines {
			if line == initial || line.size*initialSize > initial.size || line.x0 < initial.x1-1 || line.x0-initial.x1 > 2*line.size ||
				line.y0 > initial.y1-0.3*line.size || line.y1 < initial.y0 {
				continue
			}
			sides = append(sides, line)
			if first == nil || line.y0 < first.y0 {
				first = line
			}
		}
		if first == nil {
			continue
		}
		if after, _ := utf8.DecodeRuneInString(first.text); !unicode.IsLower(after) {
			continue
		}
		first.text = initial.text + first.text
		first.words = slices.Clone(first.words)
		first.words[0].text = initial.text + first.words[0].text
		for _, line := range sides {
			line.x0 = initial.x0
		}
		joined[initial] = true
	}
	p.lines = slices.DeleteFunc(p.lines, func(l *pdfLine) bool { return joined[l] })
}

// joinJustified puts lines together that were cut at the wide blanks of a
// justified column: pieces of one flow side by side, as far from each other.
func (p *pdfPage) joinJustified() {
	var kept []*pdfLine
	for i := 0; i < len(p.lines); {
		row := p.lines[i : i+1 : i+1]
		for j := i + 1; j < len(p.lines) && p.lines[j].flow == row[0].flow && p.lines[j].level(row[0].pdfBox) && p.lines[j].x0 > p.lines[j-1].x1; j++ {
			row = p.lines[i : j+1]
		}
		i += len(row)
		if !evenlySpaced(row) {
			kept = append(kept, row...)
			continue
		}
		line := *row[0]
		line.words = nil
		for _, piece := range row {
			line.words = append(line.words, piece.words...)
		}
		line.settle()
		kept = append(kept, &line)
	}
	p.lines = kept
}

// minPieces is the least number of pieces whose equal distances can't be
// chance.
const minPieces = 4

func evenlySpaced(row []*pdfLine) bool {
	if len(row) < minPieces {
		return false
	}
	least, most := math.Inf(1), 0.0
	for i := 1; i < len(row); i++ {
		gap := row[i].x0 - row[i-1].x1
		least, most = min(least, gap), max(most, gap)
	}
	return most-least < 0.15*row[0].size && most < 4*row[0].size
}

// dropRaised removes the marks of notes that are separate lines: small and
// raised after a line of text.
func (p *pdfPage) dropRaised() {
	if len(p.lines) > maxNear {
		return
	}
	p.lines = slices.DeleteFunc(p.lines, func(mark *pdfLine) bool {
		return len(mark.text) <= 3 && draft.IsNoteMark(mark.text) && slices.ContainsFunc(p.lines, func(line *pdfLine) bool {
			return mark.size < 0.7*line.size && mark.y0 >= line.y0-0.5*line.size && mark.y1 < line.y1 && mark.x0 >= line.x1-1 && mark.x0-line.x1 < 2*line.size
		})
	})
}
