// Package plain reads plain text and Markdown.
package plain

import (
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/article"
	"footnote/article/draft"
	"footnote/article/lang"
)

// A group is a run of lines without an empty line. The lines are trimmed;
// indents has the number of blanks that each began with.
type group struct {
	lines   []string
	indents []int
}

// A textReader turns the groups of a plain text into blocks.
type textReader struct {
	groups  []group
	wrapped bool // lines were broken at a width, so the end of a line means nothing
	width   int  // that width, in code points
	dense   bool // no empty lines: every line is a paragraph
	blocks  []draft.Block
}

// Read reads plain text as a person would: by its empty lines, its short lines
// and its marks. title is the title if it is known, otherwise "". In doubt a
// line stays in the text.
func Read(text, title string) draft.Document {
	var doc draft.Document
	r := textReader{groups: groupLines(text)}
	r.measure()
	for i := range r.groups {
		r.readGroup(i)
	}
	doc.Blocks = r.blocks
	draft.TakeHead(&doc, title)
	doc.Blocks = joinLists(draft.DropChrome(doc.Blocks))
	draft.NameHeadings(doc.Blocks)
	return doc
}

// groupLines splits text at its empty lines.
func groupLines(text string) []group {
	if strings.ContainsAny(text, "\r\f\u2028\u2029\u0085") {
		text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n\n", "\u2028", "\n", "\u2029", "\n\n", "\u0085", "\n").Replace(text)
	}
	var groups []group
	var g group
	for rest := text; rest != ""; {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		trimmed := strings.TrimSpace(line)
		if trimmed == "" {
			if len(g.lines) > 0 {
				groups = append(groups, g)
				g = group{}
			}
			continue
		}
		g.lines = append(g.lines, trimmed)
		g.indents = append(g.indents, len(line)-len(strings.TrimLeft(line, " \t")))
	}
	if len(g.lines) > 0 {
		groups = append(groups, g)
	}
	return groups
}

// Widths at which people and programs break lines, in code points.
const (
	minWidth = 40
	maxWidth = 120
)

// measure detects whether the lines were broken at a width. They were if nearly
// every line had no room for the first word of the next.
func (r *textReader) measure() {
	inner, single := 0, 0
	for _, g := range r.groups {
		if len(g.lines) == 1 {
			single++
			continue
		}
		inner += len(g.lines) - 1
		for _, line := range g.lines {
			r.width = max(r.width, utf8.RuneCountInString(line))
		}
	}
	r.dense = single == 0 && len(r.groups) == 1 && inner > 0
	if inner == 0 || r.width < minWidth || r.width > maxWidth {
		return
	}
	full := 0
	for _, g := range r.groups {
		for i := 1; i < len(g.lines); i++ {
			if r.isFull(g.lines[i-1], g.lines[i]) {
				full++
			}
		}
	}
	r.wrapped = full*10 >= inner*6
	if r.wrapped {
		r.dense = false
	}
}

// slack is how far the right edge of broken lines may vary: some programs count
// bytes, and people break lines early.
const slack = 8

// isFull reports whether line had no room for the first word of next.
func (r *textReader) isFull(line, next string) bool {
	first, _, _ := strings.Cut(next, " ")
	n := utf8.RuneCountInString(first)
	if c, _ := utf8.DecodeRuneInString(first); lang.IsIdeograph(c) {
		n = 1
	}
	return utf8.RuneCountInString(line)+1+n > r.width-slack
}

// readGroup appends the blocks of the ith group.
func (r *textReader) readGroup(i int) {
	g := r.groups[i]
	if isRule(g.lines[0]) {
		g = group{g.lines[1:], g.indents[1:]}
	}
	if len(g.lines) == 0 {
		return
	}
	if rows := table(g); rows != "" {
		r.add(article.Table, rows)
		return
	}
	if rows := flatTable(g); !r.wrapped && rows != "" {
		r.add(article.Table, rows)
		return
	}
	for n := 0; n < len(g.lines); {
		n = r.readLines(g, n, i)
	}
}

var (
	hashes = lang.NewPattern(`^(#{1,6})\s+(\S.*?)\s*#*$`)
)

// readLines appends the block that begins with the nth line of g, the ith
// group, and returns the line after it.
func (r *textReader) readLines(g group, n, i int) int {
	line := g.lines[n]
	switch {
	case isRule(line):
		return n + 1
	case n+1 < len(g.lines) && underline(line, g.lines[n+1]) > 0:
		r.blocks = append(r.blocks, draft.Block{Level: underline(line, g.lines[n+1]), Text: line})
		return n + 2
	case hashes.Get().MatchString(line):
		m := hashes.Get().FindStringSubmatch(line)
		r.blocks = append(r.blocks, draft.Block{Level: len(m[1]), Text: m[2]})
		return n + 1
	case strings.HasPrefix(line, ">"):
		return r.readQuoted(g, n)
	case draft.IsChrome(line), draft.Bullet.Get().MatchString(line) && draft.IsChrome(draft.Bullet.Get().ReplaceAllString(line, "")):
		return n + 1
	case draft.IsListItem(line):
		return r.readList(g, n)
	}
	if (n == 0 || r.dense) && r.isHeading(g, n, i) {
		r.blocks = append(r.blocks, draft.Block{Level: draft.HeadingLevel(line), Text: line})
		return n + 1
	}
	if !r.wrapped {
		r.add(article.Paragraph, line)
		return n + 1
	}
	end := n + 1
	for end < len(g.lines) && !draft.IsListItem(g.lines[end]) && !isRule(g.lines[end]) && !strings.HasPrefix(g.lines[end], ">") &&
		!(g.indents[end] > g.indents[end-1]+1 && lang.EndsSentence(g.lines[end-1])) {
		end++
	}
	r.add(article.Paragraph, r.join(g.lines[n:end]))
	return end
}

// join joins the broken lines of a paragraph. Lines that had room for more, as
// in a poem or an address, stay separate.
func (r *textReader) join(lines []string) string {
	full := 0
	for i := 1; i < len(lines); i++ {
		if r.isFull(lines[i-1], lines[i]) {
			full++
		}
	}
	if full*2 < len(lines)-1 {
		return strings.Join(lines, "\n")
	}
	var b strings.Builder
	for i, line := range lines {
		if i > 0 {
			before, _ := utf8.DecodeLastRuneInString(lines[i-1])
			after, _ := utf8.DecodeRuneInString(line)
			if !lang.IsIdeograph(before) || !lang.IsIdeograph(after) {
				b.WriteByte(' ')
			}
		}
		b.WriteString(line)
	}
	return b.String()
}

func (r *textReader) add(kind article.Kind, text string) {
	r.blocks = append(r.blocks, draft.Block{Kind: kind, Text: text})
}

// readQuoted reads lines that begin with “>”, as in e-mail.
func (r *textReader) readQuoted(g group, n int) int {
	var lines []string
	for ; n < len(g.lines) && strings.HasPrefix(g.lines[n], ">"); n++ {
		lines = append(lines, strings.TrimLeft(g.lines[n], "> "))
	}
	r.add(article.BlockQuote, strings.TrimSpace(r.join(lines)))
	return n
}

// readList reads items, one a line, and the further lines of broken items.
func (r *textReader) readList(g group, n int) int {
	var items []string
	for ; n < len(g.lines); n++ {
		line := g.lines[n]
		switch {
		case draft.IsListItem(line) && !isRule(line):
			items = append(items, draft.ListItem(line))
		case (r.wrapped || g.indents[n] > g.indents[0]) && !isRule(line):
			items[len(items)-1] += " " + line
		default:
			r.add(article.List, strings.Join(items, "\n"))
			return n
		}
	}
	r.add(article.List, strings.Join(items, "\n"))
	return n
}

// isRule reports whether line is only a drawn line.
func isRule(line string) bool {
	if len(line) < 3 {
		return false
	}
	for _, c := range line {
		if !strings.ContainsRune("-=_*~#+·•–—─━═ ", c) {
			return false
		}
	}
	return true
}

// underline returns the heading level of line if below underlines it, otherwise
// 0.
func underline(line, below string) int {
	if len(below) < 3 || len(line) > 120 || strings.Trim(below, below[:1]) != "" {
		return 0
	}
	switch below[0] {
	case '=', '#', '*':
		return 1
	case '-', '~', '_':
		return 2
	}
	return 0
}

// isHeading reports whether the nth line of g, the ith group, is a heading: it
// looks like one, is a group of its own, and a longer text follows it.
func (r *textReader) isHeading(g group, n, i int) bool {
	line := g.lines[n]
	question := draft.IsQuestion(line)
	if !question && !draft.LooksLikeHeading(line) {
		return false
	}
	if len(g.lines) > n+1 { // the text follows directly
		next := g.lines[n+1]
		return !r.wrapped && !draft.IsListItem(next) && len(next) >= 100 && len(next) >= 3*len(line) && lang.EndsSentence(next)
	}
	run := 0 // lines in a row that look like headings
	for j := i + 1; j < len(r.groups); j++ {
		next := r.groups[j]
		if next.mayHead() {
			if run++; run > 1 {
				return false
			}
			continue
		}
		follows := len(next.lines) > 1 || draft.IsListItem(next.lines[0]) || len(next.lines[0]) > len(line) || !question && lang.EndsSentence(next.lines[0])
		return follows && !draft.IsTailHeading(line) && !r.follows(i)
	}
	return false
}

// follows reports whether the two groups before the ith look like headings as
// well: then they are lines of something else, such as a poem or a list.
func (r *textReader) follows(i int) bool {
	if i < 3 {
		return false
	}
	for _, g := range r.groups[i-2 : i] {
		if !g.mayHead() {
			return false
		}
	}
	return true
}

// mayHead reports whether g is a single line that may be a heading.
func (g group) mayHead() bool {
	if len(g.lines) > 1 || draft.IsListItem(g.lines[0]) || !draft.LooksLikeHeading(g.lines[0]) || draft.IsChrome(g.lines[0]) {
		return false
	}
	_, _, signed := draft.ParseByline(g.lines[0])
	return !signed
}

// joinLists joins lists whose items were separated by empty lines.
func joinLists(blocks []draft.Block) []draft.Block {
	kept := blocks[:0]
	for _, b := range blocks {
		if n := len(kept); n > 0 && len(kept[n-1].Text) < draft.MaxBlock && b.Kind == article.List && kept[n-1].Kind == article.List && strings.HasPrefix(b.Text, "•") == strings.HasPrefix(kept[n-1].Text, "•") {
			kept[n-1].Text += "\n" + b.Text
			continue
		}
		kept = append(kept, b)
	}
	return kept
}

// FindHeadings makes headings of paragraphs that look like headings, in a text
// whose author did not use styles.
func FindHeadings(blocks []draft.Block) {
	if slices.ContainsFunc(blocks, func(b draft.Block) bool { return b.Level > 0 }) {
		return
	}
	for i, is := range HeadingsAmong(blocks) {
		if is {
			blocks[i] = draft.Block{Level: draft.HeadingLevel(blocks[i].Text), Text: blocks[i].Text}
		}
	}
}

// HeadingsAmong reports which of the paragraphs among blocks look like
// headings, by the rules for plain text.
func HeadingsAmong(blocks []draft.Block) []bool {
	r := textReader{groups: make([]group, len(blocks))}
	for i, b := range blocks {
		lines := strings.Split(b.Text, "\n")
		r.groups[i] = group{lines: lines, indents: make([]int, len(lines))}
	}
	are := make([]bool, len(blocks))
	for i, g := range r.groups {
		are[i] = blocks[i].Kind == article.Paragraph && blocks[i].Level == 0 && len(g.lines) == 1 && !draft.IsListItem(g.lines[0]) && r.isHeading(g, 0, i)
	}
	return are
}
