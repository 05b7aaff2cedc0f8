package article

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
)

// markdownParser reads CommonMark with the tables and strikethrough of
// GitHub. It is safe for use by several goroutines.
var markdownParser parser.Parser = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough)).Parser()

// tooDeep finds a line that opens more than forty quotations or lists at
// once. No person writes it, and parsing takes time by the square of it.
var tooDeep = pattern(`(?m)^[ \t]*(?:(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])[ \t]*){40}|^[ \t]{200}`)

// mostTangles bounds the work on the marks of a text: in a paragraph it can
// grow with the square of the marks that open something, in a table with
// that of its columns. A page of a thousand links in a row has a million.
const mostTangles = 20_000_000

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
		if work += marks * marks; work > mostTangles {
			return true
		}
	}
	return false
}

// readMarkdown reads Markdown with an optional YAML front matter. What is
// nested too deep to be meant is read as plain text.
func readMarkdown(source string) document {
	var doc document
	source = strings.ReplaceAll(source, "\r\n", "\n")
	if head := frontMatter.get().FindString(source); head != "" {
		readFrontMatter(&doc, head)
		source = source[len(head):]
	}
	if tooDeep.get().MatchString(source) || tangled(source) {
		return readText(source, doc.title)
	}
	m := markdownReader{source: []byte(source)}
	m.readChildren(markdownParser.Parse(text.NewReader(m.source)), Paragraph)
	doc.blocks = m.blocks
	known := doc
	takeHead(&doc, known.title)
	doc.author, doc.published = either(known.author, doc.author), either(known.published, doc.published)
	doc.blocks = dropChrome(doc.blocks)
	return doc
}

// maxFrontMatter is the most bytes of front matter that are looked into: it
// is a handful of lines, and YAML can be made to grow.
const maxFrontMatter = 16 << 10

// readFrontMatter takes what it can from head, which stands between two
// lines of dashes. Damaged YAML tells nothing and is no error.
func readFrontMatter(doc *document, head string) {
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
	doc.title = get("title")
	doc.author = get("author", "authors", "by")
	doc.url = get("canonical_url", "canonical", "url", "link")
	if !strings.HasPrefix(doc.url, "http") {
		doc.url = ""
	}
	doc.published, _ = dateIn(get("date", "published", "published_at", "created"))
	if lang := strings.ToLower(get("language", "lang")); len(lang) >= 2 && (len(lang) == 2 || lang[2] == '-' || lang[2] == '_') {
		doc.language = lang[:2]
	}
	doc.site = get("site", "publication")
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
	blocks []block
}

func (m *markdownReader) add(kind Kind, text string) {
	if strings.TrimSpace(text) != "" {
		m.blocks = append(m.blocks, block{kind: kind, text: text})
	}
}

// readChildren reads the blocks inside n; kind is what its paragraphs are.
func (m *markdownReader) readChildren(n ast.Node, kind Kind) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Heading:
			m.blocks = append(m.blocks, block{level: c.Level, text: oneLine(m.inline(c))})
		case *ast.Paragraph, *ast.TextBlock:
			m.readParagraph(c, kind)
		case *ast.Blockquote:
			m.readQuote(c)
		case *ast.List:
			var items []string
			m.readItems(c, &items, 0)
			m.add(List, strings.Join(items, "\n"))
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			m.add(Code, string(c.Lines().Value(m.source)))
		case *ast.HTMLBlock:
			m.add(kind, withoutTags(string(c.Lines().Value(m.source))))
		case *extast.Table:
			m.readTable(c)
		}
	}
}

// readParagraph reads a paragraph. One that is a picture is its caption; one
// that is all bold and no sentence is a heading.
func (m *markdownReader) readParagraph(n ast.Node, kind Kind) {
	text := m.inline(n)
	only := n.FirstChild()
	if only != nil && only.NextSibling() == nil && kind == Paragraph {
		if _, ok := only.(*ast.Image); ok {
			m.add(Caption, text)
			return
		}
		if e, ok := only.(*ast.Emphasis); ok && e.Level == 2 && looksLikeHeading(text) && n.NextSibling() != nil {
			m.blocks = append(m.blocks, block{level: 6, text: text})
			return
		}
	}
	m.add(kind, text)
}

// readQuote reads a block quotation as one block, so that a line that names
// its author stays with it.
func (m *markdownReader) readQuote(n ast.Node) {
	inner := markdownReader{source: m.source}
	inner.readChildren(n, BlockQuote)
	var lines []string
	flush := func() {
		m.add(BlockQuote, strings.Join(lines, "\n"))
		lines = nil
	}
	for _, b := range inner.blocks {
		if b.level == 0 && b.kind == BlockQuote {
			lines = append(lines, b.text)
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
			parts = append(parts, oneLine(b.text))
		}
		*items = append(*items, mark+strings.Join(parts, " "))
		*items = append(*items, nested...)
	}
}

// readOne reads the block n inside a list item.
func (m *markdownReader) readOne(n ast.Node) {
	switch n.(type) {
	case *ast.Paragraph, *ast.TextBlock, *ast.Heading:
		m.add(Paragraph, m.inline(n))
	case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
		m.add(Paragraph, string(n.Lines().Value(m.source)))
	default:
		m.readChildren(n, Paragraph)
	}
}

func (m *markdownReader) readTable(n ast.Node) {
	var rows []string
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []string
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, oneLine(m.inline(cell)))
		}
		rows = append(rows, strings.Join(cells, " | "))
	}
	m.add(Table, strings.Join(rows, "\n"))
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

var escaped = pattern("\\\\([!-/:-@\\[-`{-~])")

// unescape resolves backslashes and character references, except in code.
func unescape(s string, n ast.Node) string {
	if _, code := n.Parent().(*ast.CodeSpan); code {
		return s
	}
	if strings.Contains(s, "\\") {
		s = escaped.get().ReplaceAllString(s, "$1")
	}
	return html.UnescapeString(s)
}

var (
	hiddenHTML = pattern(`(?is)<!--.*?-->|<script\b.*?</script>|<style\b.*?</style>`)
	anyTag     = pattern(`(?s)</?[A-Za-z][^>]*>`)
)

// withoutTags returns the text of a piece of HTML inside Markdown.
func withoutTags(s string) string {
	return html.UnescapeString(anyTag.get().ReplaceAllString(hiddenHTML.get().ReplaceAllString(s, ""), " "))
}

var frontMatter = pattern(`^\x{feff}?---[ \t]*\r?\n(?:[A-Za-z_-]+:.*\r?\n|[ \t-].*\r?\n|\r?\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)`)
