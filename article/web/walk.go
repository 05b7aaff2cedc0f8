package web

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/article"
	"footnote/article/draft"
	"footnote/article/lang"
)

// A Walker turns the region of a page into blocks.
type Walker struct {
	Title  string
	Blocks []draft.Block
	line   strings.Builder // text between blocks
	depth  int
	quoted int // depth of nested quotations
}

// blockElements begin and end a block.
var blockElements = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Center: true, atom.Dd: true, atom.Details: true,
	atom.Div: true, atom.Dl: true, atom.Dt: true, atom.Fieldset: true, atom.Figcaption: true, atom.Figure: true, atom.Footer: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Header: true, atom.Hr: true, atom.Li: true,
	atom.Main: true, atom.Ol: true, atom.P: true, atom.Pre: true, atom.Section: true, atom.Summary: true, atom.Table: true, atom.Ul: true,
	atom.Body: true, atom.Html: true, atom.Tbody: true, atom.Tr: true, atom.Td: true, atom.Th: true, atom.Thead: true,
}

var headings = map[atom.Atom]int{atom.H1: 1, atom.H2: 2, atom.H3: 3, atom.H4: 4, atom.H5: 5, atom.H6: 6}

// Walk reads n and everything below it.
func (w *Walker) Walk(n *html.Node) {
	if w.depth > MaxDepth {
		return
	}
	w.depth++
	defer func() { w.depth-- }()
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			w.line.WriteString(c.Data)
		case html.ElementNode:
			w.element(c)
		}
	}
}

func (w *Walker) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Br:
		w.line.WriteByte('\n')
		return
	case atom.Pre:
		w.Flush(article.Paragraph)
		w.add(article.Code, 0, preText(n))
		return
	case atom.Ul, atom.Ol:
		w.Flush(article.Paragraph)
		w.list(n)
		return
	case atom.Dl:
		w.Flush(article.Paragraph)
		w.add(article.List, 0, definitions(n))
		return
	case atom.Table:
		w.Flush(article.Paragraph)
		w.table(n)
		return
	case atom.Blockquote:
		if w.quoted == maxQuoteDepth {
			break
		}
		w.Flush(article.Paragraph)
		w.quote(n)
		return
	case atom.Figcaption, atom.Caption:
		w.Flush(article.Paragraph)
		w.add(article.Caption, 0, inline(n))
		return
	case atom.Sup:
		if text := inline(n); isPower(n, text) {
			w.line.WriteString(raised(text))
			return
		} else if draft.IsNoteMark(text) {
			return
		}
	}
	if level := headings[n.DataAtom]; level > 0 {
		w.Flush(article.Paragraph)
		w.add("", level, inline(n))
		return
	}
	if !blockElements[n.DataAtom] {
		w.Walk(n)
		return
	}
	w.Flush(article.Paragraph)
	w.Walk(n)
	kind := article.Paragraph
	if isCaption(n) {
		kind = article.Caption
	}
	had := len(w.Blocks)
	w.Flush(kind)
	if len(w.Blocks) == had+1 && kind == article.Paragraph {
		w.Blocks[had].Asks = draft.QuestionLength(leadIn(n), w.Blocks[had].Text)
	}
}

// leadIn returns the bold or slanted words that a paragraph begins with.
func leadIn(n *html.Node) string {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) == "":
		case c.Type != html.ElementNode:
			return ""
		case c.DataAtom == atom.Strong || c.DataAtom == atom.B || c.DataAtom == atom.Em || c.DataAtom == atom.I:
			return inline(c)
		case c.DataAtom == atom.Span:
			return leadIn(c)
		default:
			return ""
		}
	}
	return ""
}

// isCaption reports whether a paragraph belongs to a picture by its class.
func isCaption(n *html.Node) bool {
	class := strings.ToLower(Attr(n, "class"))
	return strings.Contains(class, "caption") && !strings.Contains(class, "no-caption") && len(innerText(n)) < 400
}

// isPower reports whether superscript digits are a power and not a footnote
// mark: they follow a number or a unit, and are not a link.
func isPower(sup *html.Node, text string) bool {
	if !lang.IsNumber(text) || len(text) > 2 || first(sup, atom.A) != nil || inside(sup, atom.A) || sup.PrevSibling == nil || sup.PrevSibling.Type != html.TextNode {
		return false
	}
	before := sup.PrevSibling.Data
	base := before[strings.LastIndexAny(before, " \n\t(")+1:]
	r, _ := utf8.DecodeLastRuneInString(base)
	return base != "" && len(base) <= 4 && (lang.IsDigit(r) || lang.IsLetter(r) && len(base) <= 2)
}

// raised writes digits as a power.
func raised(figures string) string {
	return strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹").Replace(figures)
}

// Flush ends the paragraph that is being read.
func (w *Walker) Flush(kind article.Kind) {
	text := w.line.String()
	w.line.Reset()
	for _, part := range strings.Split(text, "\n\n\n") {
		w.add(kind, 0, foldLines(part))
	}
}

func (w *Walker) add(kind article.Kind, level int, text string) {
	if strings.TrimSpace(text) == "" || level > 0 && len(text) > 300 {
		if level > 0 {
			kind, level = article.Paragraph, 0
		}
		if strings.TrimSpace(text) == "" {
			return
		}
	}
	w.Blocks = append(w.Blocks, draft.Block{Kind: kind, Level: level, Text: text})
}

func (w *Walker) finish() []draft.Block {
	w.Flush(article.Paragraph)
	// A heading at the end has no text.
	for len(w.Blocks) > 0 && w.Blocks[len(w.Blocks)-1].Level > 0 {
		w.Blocks = w.Blocks[:len(w.Blocks)-1]
	}
	return w.Blocks
}

// inline returns the text below n as one paragraph.
func inline(n *html.Node) string {
	var b strings.Builder
	writeInline(&b, n, 0)
	return foldLines(b.String())
}

func writeInline(b *strings.Builder, n *html.Node, depth int) {
	if depth > MaxDepth {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(c.Data)
		case c.Type != html.ElementNode || NeverText[c.DataAtom]:
		case c.DataAtom == atom.Br:
			b.WriteByte('\n')
		case c.DataAtom == atom.Sup && isPower(c, innerText(c)):
			b.WriteString(raised(innerText(c)))
		case c.DataAtom == atom.Sup && draft.IsNoteMark(innerText(c)):
		default:
			if blockElements[c.DataAtom] {
				b.WriteByte(' ')
			}
			writeInline(b, c, depth+1)
			if blockElements[c.DataAtom] {
				b.WriteByte(' ')
			}
		}
	}
}

// foldLines joins the lines of a source. Line breaks are not kept, since pages
// use them for layout.
func foldLines(text string) string { return lang.OneLine(text) }

// preText returns the text of code. Its lines end at line breaks of the source,
// <br> and block elements.
func preText(n *html.Node) string {
	var b strings.Builder
	broken := true // the last line has ended
	for d := range nodesIn(n) {
		switch {
		case d.Type == html.TextNode && d.Data != "":
			b.WriteString(d.Data)
			broken = strings.HasSuffix(d.Data, "\n")
		case d.DataAtom == atom.Br || blockElements[d.DataAtom] && !broken:
			b.WriteByte('\n')
			broken = true
		}
	}
	return strings.Trim(b.String(), "\n")
}

// list reads a list: one item a line, followed by those of lists inside it. A
// list of long paragraphs is read as paragraphs.
func (w *Walker) list(n *html.Node) {
	var items []string
	w.items(n, &items, 0)
	for len(items) > 0 && !draft.IsListItem(items[0]) { // words before the first item
		w.add(article.Paragraph, 0, items[0])
		items = items[1:]
	}
	if len(items) > 0 {
		w.add(article.List, 0, strings.Join(items, "\n"))
	}
}

func (w *Walker) items(n *html.Node, items *[]string, depth int) {
	if depth > 8 {
		return
	}
	number := 1
	if start, err := strconv.Atoi(Attr(n, "start")); err == nil {
		number = start
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.ElementNode && NeverText[c.DataAtom], c.Type != html.ElementNode && c.Type != html.TextNode:
			continue
		case c.DataAtom == atom.Ul || c.DataAtom == atom.Ol || c.Type == html.ElementNode && c.DataAtom != atom.Li && first(c, atom.Li) != nil:
			w.items(c, items, depth+1)
			continue
		case c.DataAtom != atom.Li: // words outside of any item
			text := lang.OneLine(c.Data)
			if c.Type == html.ElementNode {
				text = inline(c)
			}
			if text != "" {
				*items = append(*items, text)
			}
			continue
		}
		var nested []*html.Node
		text := itemText(c, &nested)
		if text != "" {
			mark := "• "
			if n.DataAtom == atom.Ol {
				mark = strconv.Itoa(number) + ". "
				number++
			}
			*items = append(*items, mark+text)
		}
		for _, l := range nested {
			w.items(l, items, depth+1)
		}
	}
}

// itemText returns the text of an item without the lists in it, which it
// appends to nested.
func itemText(n *html.Node, nested *[]*html.Node) string {
	var b strings.Builder
	var visit func(n *html.Node, depth int)
	visit = func(n *html.Node, depth int) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				b.WriteString(c.Data)
			case c.Type != html.ElementNode || depth > 50 || NeverText[c.DataAtom]:
			case c.DataAtom == atom.Ul || c.DataAtom == atom.Ol:
				*nested = append(*nested, c)
			case c.DataAtom == atom.Sup && isPower(c, innerText(c)):
				b.WriteString(raised(innerText(c)))
			case c.DataAtom == atom.Sup && draft.IsNoteMark(innerText(c)):
			default:
				if blockElements[c.DataAtom] || c.DataAtom == atom.Br {
					b.WriteByte(' ')
				}
				visit(c, depth+1)
			}
		}
	}
	visit(n, 0)
	return lang.OneLine(b.String())
}

func definitions(n *html.Node) string {
	var lines []string
	for c := range nodesIn(n) {
		if c.Parent != n && (c.Parent.Parent != n || c.Parent.DataAtom != atom.Div && c.Parent.DataAtom != atom.P) {
			continue // boxes may group pairs
		}
		switch c.DataAtom {
		case atom.Dt:
			if t := inline(c); t != "" {
				lines = append(lines, "• "+t)
			}
		case atom.Dd:
			t := inline(c)
			if len(lines) > 0 && t != "" {
				lines[len(lines)-1] += ": " + t
			} else if t != "" {
				lines = append(lines, "• "+t)
			}
		}
	}
	return strings.Join(lines, "\n")
}

// table reads a table of data as rows; the content of a table for layout is
// read as usual.
func (w *Walker) table(n *html.Node) {
	var rows []string
	var spans []span // cells of rows above that span further rows, by column
	cells, long := 0, 0
	for d := range nodesIn(n) {
		if d.DataAtom == atom.Caption {
			w.add(article.Caption, 0, inline(d))
		}
		if d.DataAtom != atom.Tr {
			continue
		}
		var row []string
		for c := d.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
				text := inline(c)
				cells++
				if len(text) > 400 || first(c, atom.P) != nil && len(text) > 200 || first(c, atom.Table) != nil {
					long++
				}
				row = append(reachDown(row, spans), strings.ReplaceAll(text, "|", "/"))
				if rows, _ := strconv.Atoi(Attr(c, "rowspan")); rows > 1 && len(text) <= maxRepeated && len(row) <= maxRowCells {
					spans = append(spans, make([]span, max(0, len(row)-len(spans)))...)
					spans[len(row)-1] = span{min(rows-1, maxRows), row[len(row)-1]}
				}
			}
		}
		if len(row) > 0 {
			row = reachDown(row, spans)
		}
		if strings.TrimSpace(strings.Join(row, "")) != "" {
			rows = append(rows, strings.Join(row, " | "))
		}
	}
	if long > 0 || cells <= len(rows) || len(rows) < 2 {
		w.Walk(n)
		w.Flush(article.Paragraph)
		return
	}
	w.add(article.Table, 0, strings.Join(rows, "\n"))
}

// A span is a cell that spans further rows.
type span struct {
	rows int // left
	text string
}

// A cell of at most maxRepeated bytes is repeated in each row that it spans, so
// that each row can be read alone: in at most maxRows of them, and in
// maxRowCells cells.
const (
	maxRepeated = 60
	maxRows     = 50
	maxRowCells = 30
)

// reachDown adds to a row the cells from above that come next in it.
func reachDown(row []string, spans []span) []string {
	for len(row) < len(spans) && spans[len(row)].rows > 0 {
		above := &spans[len(row)]
		above.rows--
		row = append(row, above.text)
	}
	return row
}

// maxQuoteDepth is the deepest nesting of quotations that is distinguished.
const maxQuoteDepth = 5

// quote reads a block quotation, with its speaker after a dash.
func (w *Walker) quote(n *html.Node) {
	inner := Walker{Title: w.Title, depth: w.depth, quoted: w.quoted + 1}
	inner.Walk(n)
	inner.Flush(article.Paragraph)
	var texts []string
	for _, b := range inner.Blocks {
		texts = append(texts, b.Text)
	}
	if len(texts) == 0 {
		return
	}
	last := texts[len(texts)-1]
	if by := strings.TrimSpace(strings.TrimLeft(last, "—–-― ")); len(texts) > 1 && (by != last && len(by) < 120 || holdsCite(n, last)) {
		texts = texts[:len(texts)-1]
		texts[len(texts)-1] += " — " + by
	}
	for _, t := range texts {
		w.add(article.BlockQuote, 0, t)
	}
}

// holdsCite reports whether text is the text of a source element below a
// quotation.
func holdsCite(n *html.Node, text string) bool {
	for d := range nodesIn(n) {
		if d.Type == html.ElementNode && (d.DataAtom == atom.Cite || d.DataAtom == atom.Footer) && inline(d) == strings.TrimSpace(text) {
			return true
		}
	}
	return false
}
