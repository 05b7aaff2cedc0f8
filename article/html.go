package article

import (
	"bytes"
	"fmt"
	"net/url"
	"slices"
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
	text, err := boundPage(text)
	if err != nil {
		return document{}, err
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil { // nested deeper than any page
		return document{}, fmt.Errorf("%w: %w", ErrNotText, err)
	}
	if tooMany(root) {
		return document{}, fmt.Errorf("%w: more than %d elements", ErrTooLarge, mostElements)
	}
	doc, guess := readMeta(root, src.URL)
	gate := newGate(root)
	lines := pageLines(root)
	markSpeakers(root)
	prune(root)
	gate.index = listsArticles(root, doc.url)
	region := wholePage(root)
	if gate.letters < mostWeighed {
		region = findRegion(root, src.URL)
	}
	w := pageWalker{title: doc.title}
	if lead := standfirst(root, region); lead != "" {
		w.add(Paragraph, 0, lead)
	}
	w.walk(region)
	doc.blocks = dropChrome(w.finish())
	if len(doc.blocks) > 0 && doc.title == "" {
		takeHead(&doc, "")
	}
	readHead(&doc)
	doc.blocks = slices.DeleteFunc(doc.blocks, func(b block) bool { return b.kind == Paragraph && isDateline(b.text) })
	doc.published = either(doc.published, dateOf(doc.url))
	if doc.published == "" && guess != "" {
		doc.published = guess
		doc.warnings = append(doc.warnings, Warning{Text: "The date is a guess: the page does not state one, it stands in a line near its text."})
	}
	doc.warnings = append(gate.warnings(doc.blocks), doc.warnings...)
	if len(doc.blocks) == 0 {
		return doc, fmt.Errorf("%w: %s", ErrNoText, gate.reason())
	}
	doc.leftOut = notKept(lines, doc)
	return doc, nil
}

// tooMany reports whether a tree has more elements than its page: HTML makes
// up what a page leaves out.
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
	body := src.Body
	if bytes.IndexByte(body, 0) >= 0 && utf16(body) == nil {
		body = bytes.ReplaceAll(body, []byte{0}, nil)
	}
	text, _ := decode(body, media)
	return text
}

// mostWeighed is from how many bytes of text on a page is read whole: its
// parts would be compared letter by letter, and so much is no frame.
const mostWeighed = MaxText / 2

// findRegion returns the part of the page that holds the article.
func findRegion(root *html.Node, address string) *html.Node {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		u = &url.URL{Scheme: "https", Host: "page.invalid"}
	}
	if heavy(root) {
		return wholePage(root)
	}
	p := readability.NewParser()
	p.KeepClasses = true
	p.DisableJSONLD = true
	p.MaxElemsToParse = mostElements
	found, err := p.ParseDocument(root, u)
	if err == nil && found.Node != nil && len(innerText(found.Node)) >= shortText {
		return found.Node
	}
	return wholePage(root)
}

func wholePage(root *html.Node) *html.Node {
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

// headRoom is how many blocks before the text may be about it, and
// headLength how many bytes each may have.
const (
	headRoom   = 5
	headLength = 140
)

var (
	readingTime = pattern(`(?i)(?:reading time|lesezeit|temps de lecture|tiempo de lectura)\s*:?\s*\d+\s*min\w*|\d+\s*-?\s*min(?:ute)?s?\.? (?:read|lesezeit)`)
	dateWords   = pattern(`(?i)\b(?:first |last )?(?:published|posted|updated|modified|created|veröffentlicht|aktualisiert|publié|publicado|on|am|at|le|el)\b|\d{1,2}[:.]\d{2}\s*(?:uhr|am|pm|[ap]\.m\.|[A-Z]{2,4})?`)
)

// readHead takes away what stands in front of the text: the title once more,
// the byline, the date. What the page did not say elsewhere is taken from it.
func readHead(doc *document) {
	kept := doc.blocks[:0:0]
	for i, b := range doc.blocks {
		line := oneLine(b.text)
		if i >= headRoom || len(line) > headLength || b.kind == List || b.kind == Table {
			kept = append(kept, doc.blocks[i:]...)
			break
		}
		if strings.EqualFold(bare(line), bare(doc.title)) || doc.readHeadLine(line) {
			continue
		}
		kept = append(kept, b)
	}
	doc.blocks = kept
}

// readHeadLine reads one line in front of the text, and reports whether it
// was only about the author, the date and the time it takes.
func (doc *document) readHeadLine(line string) bool {
	rest := readingTime.get().ReplaceAllString(line, " ")
	date, rest := dateIn(rest)
	if date != "" {
		rest = dateWords.get().ReplaceAllString(rest, " ")
	}
	rest = strings.Trim(oneLine(rest), " ·|•,.;:—–-")
	name := ""
	if rest != "" {
		name = authorName(rest, doc.site)
		if name == "" || !(bylineLead.get().MatchString(rest) || name == rest && looksLikeName(name) || strings.EqualFold(name, doc.author)) {
			return false
		}
	}
	if date == "" && name == "" {
		return rest == "" && line != ""
	}
	doc.published = either(doc.published, date)
	if doc.author == "" && name != "" {
		doc.author = name
		if doc.page && !bylineLead.get().MatchString(rest) {
			doc.warnings = append(doc.warnings, warnGuessedAuthor)
		}
	}
	return true
}

// looksLikeName reports whether a line is nothing but a name: two to four
// words with capitals, the first of them somebody's.
func looksLikeName(line string) bool {
	words := strings.Fields(line)
	if len(words) < 2 || len(words) > 4 || given(words[0]) == 0 {
		return false
	}
	for _, w := range words {
		if !startsName(w) && !particles.has(w) {
			return false
		}
	}
	return true
}
