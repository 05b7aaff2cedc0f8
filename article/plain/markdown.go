package plain

import (
	"html"
	"strconv"
	"strings"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"go.yaml.in/yaml/v3"

	"footnote/article"
	"footnote/article/draft"
	"footnote/article/lang"
)

// markdownParser reads CommonMark with the tables and strikethrough of
// GitHub. It is safe for use by several goroutines.
var markdownParser parser.Parser = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough)).Parser()

// tooDeep finds a line that opens more than forty quotations or lists at
// once. No person writes it, and parsing takes time by the square of it.
var tooDeep = lang.NewPattern(`(?m)^[ \t]*(?:(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])[ \t]*){40}|^[ \t]{200}`)

// maxTangles bounds the work on the marks of a text: in a paragraph it can
// grow with the square of the marks that open something, in a table with
// that of its columns. A page of a thousand links in a row has a million.
const maxTangles = 20_000_000

// tangled reports whether the marks of some paragraphs would take seconds.
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

// ReadMarkdown reads Markdown with an optional YAML front matter. What is
// nested too deep to be meant is read as plain text.
func ReadMarkdown(source string) draft.Document {
	var doc draft.Document
	source = strings.ReplaceAll(source, "\r\n", "\n")
	if head := FrontMatter.Get().FindString(source); head != "" {
		readFrontMatter(&doc, head)
		source = source[len(head):]
	}
	if tooDeep.Get().MatchString(source) || tangled(source) {
		return Read(source, doc.Title)
	}
	m := markdownReader{source: []byte(source)}
	m.readChildren(markdownParser.Parse(text.NewReader(m.source)), article.Paragraph)
	doc.Blocks = m.blocks
	known := doc
	draft.TakeHead(&doc, known.Title)
	doc.Author, doc.Published = lang.NonBlankOr(known.Author, doc.Author), lang.NonBlankOr(known.Published, doc.Published)
	doc.Blocks = draft.DropChrome(doc.Blocks)
	doc.Headed = true
	return doc
}

// maxFrontMatter is the most bytes of front matter that are looked into: it
// is a handful of lines, and YAML can be made to grow.
const maxFrontMatter = 16 << 10

// readFrontMatter takes what it can from head, which stands between two
// lines of dashes. Damaged YAML tells nothing and is no error.
func readFrontMatter(doc *draft.Document, head string) {
	if len(head) > maxFrontMatter || strings.ContainsAny(head, "&*") && strings.Contains(head, ": *") {
		return
	}
	var fields map[string]any
	head = strings.Trim(strings.TrimSpace(head), "-.\ufeff")
	if err := yaml.Unmarshal([]byte(head), &fields); err != nil {
		return
	}
	get := func(names ...string) string {
		for _, name := range names {
			if v := scalar(fields[name]); v != "" {
				return v
			}
		}
		return ""
	}
	doc.Title = get("title")
	doc.Author = get("author", "authors", "by")
	doc.URL = get("canonical_url", "canonical", "url", "link")
	if !strings.HasPrefix(doc.URL, "http") {
		doc.URL = ""
	}
	doc.Published, _ = lang.FindDate(get("date", "published", "published_at", "created"))
	if lang := strings.ToLower(get("language", "lang")); len(lang) >= 2 && (len(lang) == 2 || lang[2] == '-' || lang[2] == '_') {
		doc.Language = lang[:2]
	}
	doc.Site = get("site", "publication")
}

// scalar returns a value of front matter as a line of text; lists are joined
// with commas, and a map gives its name.
func scalar(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case time.Time:
		return v.Format(time.DateOnly)
	case int:
		return strconv.Itoa(v)
	case []any:
		var parts []string
		for _, e := range v {
			if s := scalar(e); s != "" {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, ", ")
	case map[string]any:
		return scalar(v["name"])
	}
	return ""
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

// readChildren reads the blocks inside n; kind is what its paragraphs are.
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
		}
	}
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

// readQuote reads a block quotation as one block, so that a line that names
// its author stays with it.
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

// maxNesting is how deep lists inside lists are followed.
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

// FrontMatter matches the block of settings that a Markdown file may begin with.
var FrontMatter = lang.NewPattern(`^\x{feff}?---[ \t]*\r?\n(?:[A-Za-z_-]+:.*\r?\n|[ \t-].*\r?\n|\r?\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)`)
