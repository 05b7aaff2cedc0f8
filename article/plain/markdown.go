package plain

import (
	"html"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"footnote/article"
	"footnote/article/draft"
	"footnote/article/lang"
)

// markdownParser reads CommonMark with the tables and strikethrough of
// GitHub, and notes. It is safe for use by several goroutines.
var markdownParser parser.Parser = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Footnote)).Parser()

// tooDeep finds a line that opens more than forty quotations or lists. No
// person writes that, and parsing it takes quadratic time.
var tooDeep = lang.NewPattern(`(?m)^[ \t]*(?:(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])[ \t]*){40}|^[ \t]{200}`)

// maxTangles bounds the work on the markup of a text: in a paragraph it can
// grow with the square of the opening marks, in a table with the square of the
// columns. A page of a thousand links in a row has a million.
const maxTangles = 20_000_000

// tangled reports whether parsing the markup of some paragraphs would take
// seconds.
func tangled(source string) bool {
	work := 0
	for paragraph := range strings.SplitSeq(source, "\n\n") {
		marks := 0
		for i := range len(paragraph) {
			switch paragraph[i] {
			case '[', '*', '_', '`', '<', '~', '|':
				marks++
			}
		}
		if work += marks * marks; work > maxTangles {
			return true
		}
	}
	return false
}

// ReadMarkdown reads Markdown with optional front matter. What is
// nested too deep to be meant is read as plain text.
func ReadMarkdown(source string) draft.Document {
	var doc draft.Document
	source = strings.ReplaceAll(source, "\r\n", "\n")
	fields, source := cutFrontMatter(source)
	if fields == nil {
		fields = directives(source)
	}
	doc.Apply(fields)
	source = plainMarkup(source)
	if tooDeep.Get().MatchString(source) || tangled(source) {
		text := Read(source, doc.Title)
		doc.Blocks = text.Blocks
		doc.Title, doc.Author, doc.Published = lang.FirstNonBlank(doc.Title, text.Title), lang.FirstNonBlank(doc.Author, text.Author), lang.FirstNonBlank(doc.Published, text.Published)
		return doc
	}
	m := markdownReader{source: []byte(source)}
	m.readChildren(markdownParser.Parse(text.NewReader(m.source)), article.Paragraph)
	doc.Blocks = m.blocks
	known := doc
	draft.TakeHead(&doc, known.Title)
	doc.Author, doc.Published = lang.FirstNonBlank(known.Author, doc.Author), lang.FirstNonBlank(known.Published, doc.Published)
	doc.Blocks = draft.DropChrome(doc.Blocks)
	doc.Headed = true
	return doc
}

// A markdownReader turns the tree of a Markdown text into blocks.
type markdownReader struct {
	source []byte
	blocks []draft.Block
}

func (m *markdownReader) add(kind article.Kind, text string) {
	if strings.TrimSpace(text) != "" {
		m.blocks = append(m.blocks, draft.Block{Kind: kind, Text: text})
	}
}

// readChildren reads the blocks inside n; kind is the kind of its paragraphs.
func (m *markdownReader) readChildren(n ast.Node, kind article.Kind) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			m.blocks = append(m.blocks, draft.Block{Level: c.Level, Text: lang.OneLine(m.inline(c))})
		case *ast.Paragraph, *ast.TextBlock:
			m.readParagraph(c, kind)
		case *ast.Blockquote:
			m.readQuote(c)
		case *ast.List:
			var items []string
			m.readItems(c, &items, 0)
			m.add(article.List, strings.Join(items, "\n"))
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			m.add(article.Code, string(c.Lines().Value(m.source)))
		case *ast.HTMLBlock:
			m.add(kind, withoutTags(string(c.Lines().Value(m.source))))
		case *extast.Table:
			m.readTable(c)
		case *extast.FootnoteList:
			m.readNotes(c)
		}
	}
}

// readNotes reads the notes of a text as a list. They are shown at its end,
// wherever they are in the file.
func (m *markdownReader) readNotes(list *extast.FootnoteList) {
	var items []string
	for note := list.FirstChild(); note != nil; note = note.NextSibling() {
		inner := markdownReader{source: m.source}
		inner.readChildren(note, article.Paragraph)
		var parts []string
		for _, b := range inner.blocks {
			parts = append(parts, lang.OneLine(b.Text))
		}
		items = append(items, strconv.Itoa(len(items)+1)+". "+strings.Join(parts, " "))
	}
	m.add(article.List, strings.Join(items, "\n"))
}

// readParagraph reads a paragraph. One that is a picture is its caption; one
// that is all bold and no sentence is a heading.
func (m *markdownReader) readParagraph(n ast.Node, kind article.Kind) {
	text := m.inline(n)
	only := n.FirstChild()
	if only != nil && only.NextSibling() == nil && kind == article.Paragraph {
		if _, ok := only.(*ast.Image); ok {
			m.add(article.Caption, text)
			return
		}
		if e, ok := only.(*ast.Emphasis); ok && e.Level == 2 && draft.LooksLikeHeading(text) && n.NextSibling() != nil {
			m.blocks = append(m.blocks, draft.Block{Level: 6, Text: text})
			return
		}
	}
	m.add(kind, text)
	if e, ok := only.(*ast.Emphasis); ok && kind == article.Paragraph && len(m.blocks) > 0 {
		m.blocks[len(m.blocks)-1].Asks = draft.QuestionLength(m.inline(e), text)
	}
}

// readQuote reads a block quotation as one block, so that a line with its
// author stays with it.
func (m *markdownReader) readQuote(n ast.Node) {
	inner := markdownReader{source: m.source}
	inner.readChildren(n, article.BlockQuote)
	var lines []string
	flush := func() {
		m.add(article.BlockQuote, strings.Join(lines, "\n"))
		lines = nil
	}
	for _, b := range inner.blocks {
		if b.Level == 0 && b.Kind == article.BlockQuote {
			lines = append(lines, b.Text)
			continue
		}
		flush()
		m.blocks = append(m.blocks, b)
	}
	flush()
}

// maxNesting is how deep nested lists are read.
const maxNesting = 20

// readItems appends the items of list and of the lists inside them, a line
// each.
func (m *markdownReader) readItems(list *ast.List, items *[]string, depth int) {
	number := list.Start
	for c := list.FirstChild(); c != nil; c = c.NextSibling() {
		mark := "• "
		if list.IsOrdered() {
			mark = strconv.Itoa(number) + ". "
			number++
		}
		inner := markdownReader{source: m.source}
		var parts, nested []string
		for b := c.FirstChild(); b != nil; b = b.NextSibling() {
			if l, ok := b.(*ast.List); ok && depth < maxNesting {
				m.readItems(l, &nested, depth+1)
				continue
			}
			inner.readOne(b)
		}
		for _, b := range inner.blocks {
			parts = append(parts, lang.OneLine(b.Text))
		}
		*items = append(*items, mark+strings.Join(parts, " "))
		*items = append(*items, nested...)
	}
}

// readOne reads the block n inside a list item.
func (m *markdownReader) readOne(n ast.Node) {
	switch n.(type) {
	case *ast.Paragraph, *ast.TextBlock, *ast.Heading:
		m.add(article.Paragraph, m.inline(n))
	case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
		m.add(article.Paragraph, string(n.Lines().Value(m.source)))
	default:
		m.readChildren(n, article.Paragraph)
	}
}

func (m *markdownReader) readTable(n ast.Node) {
	var rows []string
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []string
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, lang.OneLine(m.inline(cell)))
		}
		rows = append(rows, strings.Join(cells, " | "))
	}
	m.add(article.Table, strings.Join(rows, "\n"))
}

// inline returns the text inside n without its markup.
func (m *markdownReader) inline(n ast.Node) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			b.WriteString(unescape(string(n.Value(m.source)), n))
			if n.HardLineBreak() {
				b.WriteByte('\n')
			} else if n.SoftLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.URL(m.source))
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

var escaped = lang.NewPattern("\\\\([!-/:-@\\[-`{-~])")

// unescape resolves backslashes and character references, except in code.
func unescape(s string, n ast.Node) string {
	if _, code := n.Parent().(*ast.CodeSpan); code {
		return s
	}
	if strings.Contains(s, "\\") {
		s = escaped.Get().ReplaceAllString(s, "$1")
	}
	return html.UnescapeString(s)
}

var (
	hiddenHTML = lang.NewPattern(`(?is)<!--.*?-->|<script\b.*?</script>|<style\b.*?</style>`)
	anyTag     = lang.NewPattern(`(?s)</?[A-Za-z][^>]*>`)
)

// withoutTags returns the text of a piece of HTML inside Markdown.
func withoutTags(s string) string {
	return html.UnescapeString(anyTag.Get().ReplaceAllString(hiddenHTML.Get().ReplaceAllString(s, ""), " "))
}
