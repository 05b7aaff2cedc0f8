// Package web reads web pages: their metadata, the part that is the article,
// and what is left out.
package web

import (
	"bytes"
	"fmt"
	"iter"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/encoding/htmlindex"

	"footnote/article"
	"footnote/article/draft"
	"footnote/article/lang"
)

// Read reads a web page: its metadata from the whole tree, its text from the
// part that readability takes for the article.
func Read(src article.Source) (draft.Document, error) {
	page := decodePage(src)
	if len(bytes.TrimSpace(page)) == 0 {
		return draft.Document{}, fmt.Errorf("%w: nothing but blanks", article.ErrNoText)
	}
	page, err := boundPage(page)
	if err != nil {
		return draft.Document{}, err
	}
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil { // nested deeper than any page
		return draft.Document{}, fmt.Errorf("%w: %w", article.ErrNotText, err)
	}
	if tooMany(root) {
		return draft.Document{}, fmt.Errorf("%w: more than %d elements", article.ErrTooLarge, maxElements)
	}
	unwrap(root)
	reveal(root)
	JoinInitials(root)
	PlainFormulas(root)
	breakLines(root)
	doc, guess, body := readMeta(root, src.URL)
	gate := newGate(root)
	lines := pageLines(root)
	pages := hasPages(root, src.URL)
	markSpeakers(root)
	markQuoted(root)
	prune(root)
	sentenceHeads(root)
	plainPosts(root)
	if gate.index = listsArticles(root, doc.URL); !gate.index && !heavy(root) {
		dropTeasers(root, src.URL)
	}
	markBlocks(root)
	region := Body(root)
	if gate.letters < maxWeighed {
		region = findRegion(root, src.URL)
	}
	w := Walker{Title: doc.Title}
	if lead := standfirst(root, region); lead != "" {
		w.add(article.Paragraph, 0, lead)
	}
	w.Walk(region)
	doc.Blocks = draft.DropChrome(dropRepeats(w.finish()))
	if lettersOf(doc.Blocks) < draft.MinText {
		if other := fallbackTree(page, body); other != nil {
			prune(other)
			w = Walker{Title: doc.Title}
			w.Walk(findRegion(other, src.URL))
			if blocks := draft.DropChrome(w.finish()); lettersOf(blocks) > 2*draft.MinText {
				doc.Blocks = blocks
			}
		}
	}
	if len(doc.Blocks) > 0 && doc.Title == "" {
		draft.TakeHead(&doc, "")
	}
	draft.ReadHead(&doc)
	doc.Blocks = draft.DropClosing(doc.Blocks)
	doc.Blocks = slices.DeleteFunc(doc.Blocks, func(b draft.Block) bool { return b.Kind == article.Paragraph && draft.IsDateline(b.Text) })
	doc.Published = lang.FirstNonBlank(doc.Published, dateOf(doc.URL))
	if doc.Published == "" && guess != "" {
		doc.Published = guess
		doc.Warnings = append(doc.Warnings, article.Warning{Text: "The date is a guess: the page does not state one, it is in a line near its text."})
	}
	if pages {
		doc.Warnings = append(doc.Warnings, warnPages)
	}
	doc.Warnings = append(gate.warnings(doc.Blocks), doc.Warnings...)
	if len(doc.Blocks) == 0 {
		return doc, fmt.Errorf("%w: %s", article.ErrNoText, gate.reason())
	}
	var mostLost bool
	if doc.LeftOut, mostLost = notKept(lines, doc); mostLost {
		doc.Warnings = append(doc.Warnings, warnMostLeftOut)
	}
	return doc, nil
}

func lettersOf(blocks []draft.Block) (letters int) {
	for _, b := range blocks {
		letters += len(b.Text)
	}
	return letters
}

// tooMany reports whether a tree has too many elements: the HTML parser adds
// some that the page leaves out.
func tooMany(root *html.Node) bool {
	n := 0
	for d := range nodesIn(root) {
		if d.Type == html.TextNode && (d.Parent.DataAtom == atom.Td || d.Parent.DataAtom == atom.Th || strings.TrimSpace(d.Data) == "") {
			continue
		}
		if n++; n > maxElements {
			return true
		}
	}
	return false
}

var metaCharset = lang.NewPattern(`(?i)<meta\s[^>]*charset\s*=\s*["']?\s*([a-z0-9_:-]+)`)

var htmlComment = lang.NewPattern(`(?s)<!--.*?-->`)

// decodePage turns a page into UTF-8. Bytes that are UTF-8 are read as such
// whatever the page says; else the page's own word counts, then the
// server's. Some pages say it after all their scripts.
func decodePage(src article.Source) []byte {
	body := src.Body
	if bytes.IndexByte(body, 0) >= 0 && draft.UTF16(body) == nil {
		body = bytes.ReplaceAll(body, []byte{0}, nil)
	}
	if utf8.Valid(body) && draft.UTF16(body) == nil && !draft.IsEscaped(body) {
		return bytes.TrimPrefix(body, []byte("\ufeff"))
	}
	media := src.MediaType
	for _, m := range metaCharset.Get().FindAllSubmatch(htmlComment.Get().ReplaceAll(body, nil), maxCharsets) {
		if _, err := htmlindex.Get(string(m[1])); err == nil && !strings.HasPrefix(strings.ToLower(string(m[1])), "utf") {
			media = "text/html; charset=" + string(m[1])
			break
		}
	}
	text, _ := draft.Decode(body, media)
	return []byte(text)
}

// maxCharsets is how many of the charsets that a page declares are tried.
const maxCharsets = 8

// maxWeighed is the least number of bytes of text for which a page is read
// whole: comparing its parts would take too long, and so much text is not a
// frame.
const maxWeighed = article.MaxText / 2

// findRegion returns the part of the page that holds the article.
func findRegion(root *html.Node, address string) *html.Node {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		u = &url.URL{Scheme: "https", Host: "page.invalid"}
	}
	if heavy(root) {
		return Body(root)
	}
	p := readability.NewParser()
	p.KeepClasses = true
	p.DisableJSONLD = true
	p.MaxElemsToParse = maxElements
	found, err := p.ParseDocument(root, u)
	if err == nil && found.Node != nil && len(innerText(found.Node)) >= draft.MinText {
		for n := range nodesIn(found.Node) { // readability renames elements without changing their atoms
			if n.Type == html.ElementNode {
				n.DataAtom = atom.Lookup([]byte(n.Data))
			}
		}
		bringBack(root, found.Node)
		return found.Node
	}
	return Body(root)
}

// Body returns the body of a page, or root if it has none.
func Body(root *html.Node) *html.Node {
	if body := first(root, atom.Body); body != nil {
		return body
	}
	return root
}

// nodesIn returns all nodes below top, in document order.
func nodesIn(top *html.Node) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		for n := top.FirstChild; n != nil; {
			if !yield(n) {
				return
			}
			if n.FirstChild != nil {
				n = n.FirstChild
				continue
			}
			for n != top && n.NextSibling == nil {
				n = n.Parent
			}
			if n == top {
				return
			}
			n = n.NextSibling
		}
	}
}

// first returns the first element of a kind below n, or nil.
func first(n *html.Node, kind atom.Atom) *html.Node {
	for d := range nodesIn(n) {
		if d.Type == html.ElementNode && d.DataAtom == kind {
			return d
		}
	}
	return nil
}

// innerText returns all text below n, blanks folded.
func innerText(n *html.Node) string {
	var b strings.Builder
	for d := range nodesIn(n) {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
			b.WriteByte(' ')
		}
	}
	return lang.OneLine(b.String())
}

// Attr returns the value of an attribute of n, "" if it has none.
func Attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// dropRepeats removes pull quotes: block quotations that repeat text of a
// paragraph.
func dropRepeats(blocks []draft.Block) []draft.Block {
	text, asked := "", 0
	return slices.DeleteFunc(blocks, func(b draft.Block) bool {
		if b.Kind != article.BlockQuote || asked > maxRepeats {
			return false
		}
		asked++
		if text == "" {
			for _, p := range blocks {
				if p.Kind == article.Paragraph && p.Level == 0 {
					text += strings.ToLower(p.Text) + "\n"
				}
			}
		}
		said := draft.FoldLine(b.Text)
		return len(said) >= minRepeat && strings.Contains(text, said)
	})
}

// minRepeat is the least length of a repetition in bytes; a shorter one may be
// chance.
const minRepeat = 24

// maxRepeats is the most quotations that are looked for in the text.
const maxRepeats = 100
