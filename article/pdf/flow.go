package pdf

import (
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article/draft"
	"footnote/article/lang"
)

// A pdfPara is a run of lines that belong together, or a table.
type pdfPara struct {
	lines []*pdfLine
	item  bool    // of a list
	note  bool    // at the foot of a page
	alone bool    // set off from what is above it
	table string  // its rows, "" for text
	text  string  // of the lines, joined
	size  float64 // of its first line
}

// A pdfFlow joins the lines of all pages into paragraphs.
type pdfFlow struct {
	body  float64         // size of most of the text, in points
	lead  float64         // usual distance of lines, as a multiple of size
	left  map[int]float64 // where lines of a flow begin
	right map[int]float64 // where the longest line of a flow ends
	words map[string]bool // of the whole text, in lower case
	paras []*pdfPara      // in reading order
	notes []*pdfLine      // at the foot of the pages since the last paragraph
}

// flowOf reads the pages of a layout. Footnotes of a page come after the
// paragraph that ends on it or continues on the next.
func flowOf(l *pdfLayout) *pdfFlow {
	f := &pdfFlow{left: map[int]float64{}, right: map[int]float64{}, words: map[string]bool{}}
	f.measure(l)
	for i := range l.pages {
		p := &l.pages[i]
		tables := p.tables()
		foot := f.foot(p)
		for n, line := range p.lines {
			table, inTable := tables[line]
			switch {
			case table != nil:
				f.flushNotes()
				f.paras = append(f.paras, &pdfPara{table: table.text(), lines: []*pdfLine{line}})
			case inTable:
			case n >= foot:
				f.notes = append(f.notes, line)
			default:
				f.add(line)
			}
		}
	}
	f.flushNotes()
	for _, p := range f.paras {
		p.text = f.join(p.lines)
	}
	return f
}

// measure finds the usual size and distance of lines, the edges of columns
// and the words that the text has.
func (f *pdfFlow) measure(l *pdfLayout) {
	sizes := map[float64]int{}
	for _, p := range l.pages {
		for _, line := range p.lines {
			sizes[math.Round(2*line.size)/2] += len(line.text)
			for w := range strings.FieldsSeq(line.text) {
				f.words[strings.ToLower(strings.TrimFunc(w, notLetter))] = true
			}
		}
	}
	most := 0
	for size, n := range sizes {
		if n > most || n == most && size < f.body {
			f.body, most = size, n
		}
	}
	leads := map[float64]int{}
	for _, p := range l.pages {
		flows := map[int]bool{}
		for i, line := range p.lines {
			if !f.isBody(line) {
				continue
			}
			if left, ok := f.left[line.flow]; !ok || line.x0 < left {
				f.left[line.flow] = line.x0
			}
			f.right[line.flow] = max(f.right[line.flow], line.x1)
			flows[line.flow] = true
			if i > 0 && p.lines[i-1].block == line.block && f.isBody(p.lines[i-1]) {
				if d := (line.y0 - p.lines[i-1].y0) / line.size; d > 0.8 && d < 3 {
					leads[math.Round(20*d)/20]++
				}
			}
		}
		f.alignFlows(flows)
	}
	f.lead, most = 1.2, 0
	for lead, n := range leads {
		if n > most || n == most && lead < f.lead {
			f.lead, most = lead, n
		}
	}
}

// maxFlows bounds how many columns of a page are compared with each other.
const maxFlows = 300

// alignFlows gives the flows of a page that begin at the same edge the same
// right edge: they are parts of one column.
func (f *pdfFlow) alignFlows(flows map[int]bool) {
	if len(flows) > maxFlows {
		return
	}
	right := map[int]float64{}
	for a := range flows {
		for b := range flows {
			if math.Abs(f.left[a]-f.left[b]) < 2*f.body {
				right[a] = max(right[a], f.right[b])
			}
		}
	}
	maps.Copy(f.right, right)
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

func (f *pdfFlow) isBody(line *pdfLine) bool { return math.Abs(line.size-f.body) <= 0.08*f.body }

// foot returns the first of the last lines of p that are notes: smaller than
// the text, and in the lower half.
func (f *pdfFlow) foot(p *pdfPage) int {
	n := len(p.lines)
	for n > 0 && p.lines[n-1].size < 0.92*f.body && p.lines[n-1].y0 > p.height/2 {
		n--
	}
	if n == 0 {
		return len(p.lines)
	}
	return n
}

// flushNotes makes paragraphs of the collected notes.
func (f *pdfFlow) flushNotes() {
	notes := f.notes
	f.notes = nil
	for i, line := range notes {
		mark := i > 0 && draft.IsNoteMark(notes[i-1].text)
		if begins := draft.IsNoteMark(firstWord(line.text)) || i == 0; begins && !mark {
			f.paras = append(f.paras, &pdfPara{size: line.size, note: true})
		}
		p := f.paras[len(f.paras)-1]
		p.lines = append(p.lines, line)
	}
}

func firstWord(text string) string {
	word, _, _ := strings.Cut(text, " ")
	return word
}

// add adds a line to the paragraph before it, or begins one.
func (f *pdfFlow) add(line *pdfLine) {
	var last *pdfPara
	var prev *pdfLine
	if n := len(f.paras); n > 0 && f.paras[n-1].table == "" {
		last = f.paras[n-1]
		prev = last.lines[len(last.lines)-1]
	}
	if last != nil && f.goesOn(last, prev, line) {
		last.lines = append(last.lines, line)
		return
	}
	f.flushNotes()
	f.paras = append(f.paras, &pdfPara{
		lines: []*pdfLine{line},
		size:  line.size,
		item:  draft.IsListItem(line.text),
		alone: prev == nil || !below(prev, line) || line.y0-prev.y0 > 1.3*f.lead*line.size,
	})
}

// below reports whether line is below prev in the same column.
func below(prev, line *pdfLine) bool {
	return line.page == prev.page && line.y0 > prev.y0+0.3*prev.size && line.above(prev.pdfBox)
}

// goesOn reports whether line continues the paragraph p, whose last line is
// prev.
func (f *pdfFlow) goesOn(p *pdfPara, prev, line *pdfLine) bool {
	if math.Abs(prev.size-line.size) > 0.12*max(prev.size, line.size) {
		return false
	}
	ended := lang.EndsSentence(prev.text)
	if draft.IsListItem(line.text) && (ended || p.item || math.Abs(line.x0-prev.x0) > 1 || !draft.Numbered.Get().MatchString(line.text)) {
		return false
	}
	if !below(prev, line) {
		return f.goesOver(p, prev, line)
	}
	first := p.lines[0]
	if far := line.y0 - prev.y0; far > 1.25*max(f.lead, 1.2)*line.size || !f.isBody(line) && far > 1.6*line.size {
		return false
	}
	if p.item {
		return line.x0 > first.x0+2 || math.Abs(line.x0-first.x0) <= 2 && !f.hasRoom(prev, line)
	}
	done := ended || f.hasRoom(prev, line)
	if done && line.y0-prev.y0 > 1.1*f.lead*line.size {
		return false
	}
	indent := 0.7 * line.size
	switch shift := line.x0 - prev.x0; {
	case line.size > 1.08*f.body: // a heading, often centred
		return true
	case shift > indent, shift < -indent && len(p.lines) > 1:
		return !done
	}
	return !ended || !f.hasRoom(prev, line)
}

// goesOver reports whether a paragraph continues in the next column or on the
// next page.
func (f *pdfFlow) goesOver(p *pdfPara, prev, line *pdfLine) bool {
	if !f.isBody(line) || lang.EndsSentence(prev.text) || line.page > prev.page+1 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(line.text)
	return unicode.IsLower(first) || !p.item && len(p.lines) > 1 && !f.hasRoom(prev, line)
}

// hasRoom reports whether prev had room for the first part of line: then the
// break between them means something.
func (f *pdfFlow) hasRoom(prev, line *pdfLine) bool {
	right, ok := f.right[prev.flow]
	if !ok || len(line.words) == 0 {
		return false
	}
	need := line.words[0].x1 - line.words[0].x0 + 0.6*line.size
	return prev.x1+need < right-0.5*line.size
}

// join joins the lines of a paragraph. A word that was hyphenated at the end of
// a line is put back together, unless the text hyphenates it elsewhere, too.
func (f *pdfFlow) join(lines []*pdfLine) string {
	var b strings.Builder
	for i, line := range lines {
		text := line.text
		if i+1 < len(lines) {
			text = f.undivided(text, lines[i+1].text)
		}
		b.WriteString(text)
	}
	return b.String()
}

// undivided returns a line in the form that the next one is appended to: with a
// blank, without its last hyphen, or unchanged.
func (f *pdfFlow) undivided(text, next string) string {
	last, size := utf8.DecodeLastRuneInString(text)
	first, _ := utf8.DecodeRuneInString(next)
	switch {
	case lang.IsIdeograph(last) && lang.IsIdeograph(first):
		return text
	case !strings.ContainsRune("-\u2010\u00ad", last) || len(text) <= size || !unicode.IsLetter(first):
		return text + " "
	}
	before := text[strings.LastIndexByte(text, ' ')+1 : len(text)-size]
	after := strings.TrimFunc(firstWord(next), notLetter)
	whole, hyphened := strings.ToLower(before+after), strings.ToLower(before+"-"+after)
	if unicode.IsUpper(first) || last == '-' && !f.words[whole] && hyphenFirst.Has(strings.ToLower(strings.TrimFunc(before, notLetter))) || last == '-' && f.words[hyphened] && !f.words[whole] {
		return text
	}
	return text[:len(text)-size]
}

// hyphenFirst are the first parts of compounds that are written with a hyphen.
var hyphenFirst = lang.NewWordSet(`self ex half well two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety
	low high long short full part cross vice`)

// setIn reports whether all lines of p are indented from both edges of their
// column, as in a quotation.
func (f *pdfFlow) setIn(p *pdfPara) bool {
	if len(p.lines) < 2 || !f.isBody(p.lines[0]) {
		return false
	}
	return !slices.ContainsFunc(p.lines, func(l *pdfLine) bool {
		left, ok := f.left[l.flow]
		return !ok || l.x0 < left+1.5*l.size || l.x1 > f.right[l.flow]-0.5*l.size
	})
}
