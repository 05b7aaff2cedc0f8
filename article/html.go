package article

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/encoding/htmlindex"
)

// readHTML reads a web page: what it says of itself on the tree as it came,
// its text from the part that readability takes for the article.
func readHTML(src Source) (document, error) {
	text := decodePage(src)
	if strings.TrimSpace(text) == "" {
		return document{}, fmt.Errorf("%w: nothing but blanks", ErrNoText)
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil { // nested deeper than any page
		return document{}, fmt.Errorf("%w: %w", ErrNotText, err)
	}
	if tooMany(root) {
		return document{}, fmt.Errorf("%w: more than %d elements", ErrTooLarge, mostElements)
	}
	doc := readMeta(root, src.URL)
	gate := newGate(root)
	markSpeakers(root)
	prune(root)
	region := findRegion(root, src.URL)
	w := pageWalker{title: doc.title}
	w.walk(region)
	doc.blocks = dropChrome(w.finish())
	if len(doc.blocks) > 0 && doc.title == "" {
		takeHead(&doc, "")
	}
	doc.blocks = trimHead(doc.blocks, doc)
	doc.warnings = gate.warnings(doc.blocks)
	if len(doc.blocks) == 0 {
		return doc, fmt.Errorf("%w: %s", ErrNoText, gate.reason())
	}
	return doc, nil
}

// mostElements bounds the work on one page. The longest pages that people
// read have some tens of thousands.
const mostElements = 400_000

func tooMany(root *html.Node) bool {
	n := 0
	for range root.Descendants() {
		if n++; n > mostElements {
			return true
		}
	}
	return false
}

var metaCharset = pattern(`(?i)<meta[^>]{0,200}charset\s*=\s*["']?\s*([a-z0-9_:-]+)`)

// charsetRoom is how far into a page its charset is looked for, in bytes:
// some write their scripts before it.
const charsetRoom = 64 << 10

// decodePage turns a page into UTF-8. Bytes that are UTF-8 are read as such
// whatever the page says; else the page's own word counts, then the
// server's.
func decodePage(src Source) string {
	media := src.MediaType
	if m := metaCharset.get().FindSubmatch(src.Body[:min(len(src.Body), charsetRoom)]); m != nil {
		if _, err := htmlindex.Get(string(m[1])); err == nil && !strings.HasPrefix(strings.ToLower(string(m[1])), "utf") {
			media = "text/html; charset=" + string(m[1])
		}
	}
	text, _ := decode(bytes.ReplaceAll(src.Body, []byte{0}, nil), media)
	return text
}

// findRegion returns the part of the page that holds the article.
func findRegion(root *html.Node, address string) *html.Node {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		u = &url.URL{Scheme: "https", Host: "page.invalid"}
	}
	p := readability.NewParser()
	p.KeepClasses = true
	p.DisableJSONLD = true
	p.MaxElemsToParse = mostElements
	found, err := p.ParseDocument(root, u)
	if err == nil && found.Node != nil && len(innerText(found.Node)) >= shortText {
		return found.Node
	}
	if body := first(root, atom.Body); body != nil {
		return body
	}
	return root
}

// first returns the first element of a kind below n, nil if there is none.
func first(n *html.Node, kind atom.Atom) *html.Node {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.DataAtom == kind {
			return d
		}
	}
	return nil
}

// innerText returns all text below n, blanks folded.
func innerText(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
			b.WriteByte(' ')
		}
	}
	return oneLine(b.String())
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// trimHead takes away what stands in front of the text and is known already:
// the title once more, the byline.
func trimHead(blocks []block, doc document) []block {
	for i := 0; i < len(blocks) && i < 4; {
		line := oneLine(blocks[i].text)
		author, date, ok := byline(line)
		switch {
		case line != "" && strings.EqualFold(bare(line), bare(doc.title)),
			ok && (author == "" || doc.author == "" || strings.EqualFold(author, doc.author)) && (date != "" || author != "") && len(line) < 100:
			blocks = append(blocks[:i:i], blocks[i+1:]...)
		default:
			i++
		}
	}
	return blocks
}
