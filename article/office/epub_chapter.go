package office

import (
	"encoding/xml"
	"fmt"
	"path"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/article"
	"footnote/article/draft"
	"footnote/article/lang"
	"footnote/article/web"
)

// Limits on chapters, in bytes unless the comment says otherwise.
const (
	// maxChapter is the most of one file of a book. Its tree takes many times
	// as much memory; a whole novel in one file is about 1 MB.
	maxChapter = 2 << 20
	// maxBookElements is the most elements of all chapters: a book of 5 MB
	// has about a hundred thousand.
	maxBookElements = 250_000
	// maxImprint is the most text of a copyright page or a title page.
	maxImprint = 4000
	// shortImprint is the most text of a page for which one sign is enough.
	shortImprint = 600
)

// chapter reads one file of a book. It may return blocks and an error, if the
// file is damaged.
func (b *epubBook) chapter(z *zipped, item epubItem) ([]draft.Block, error) {
	switch {
	case b.aside[item.name], strings.Contains(item.properties, " nav "):
		return nil, nil
	case item.mediaType != "application/xhtml+xml" && item.mediaType != "text/html":
		return nil, nil
	}
	part, damage := z.part(item.name)
	if part == nil {
		return nil, damage
	}
	if len(part) > maxChapter {
		return nil, fmt.Errorf("%w: a chapter of %d bytes", article.ErrTooLarge, len(part))
	}
	root, err := html.Parse(strings.NewReader(asHTML(part)))
	if err != nil { // nested deeper than any book
		return nil, fmt.Errorf("%w: %w", article.ErrNotText, err)
	}
	for range root.Descendants() {
		b.elements++
	}
	if b.elements > maxBookElements {
		return nil, fmt.Errorf("%w: more than %d elements", article.ErrTooLarge, maxBookElements)
	}
	body := web.Body(root)
	if apart(body) {
		return []draft.Block{}, damage
	}
	pruneChapter(body)
	web.JoinInitials(body)
	web.PlainFormulas(body)
	w := web.Walker{Title: b.title}
	w.Walk(body)
	w.Flush(article.Paragraph)
	if b.isImprint(w.Blocks) {
		return []draft.Block{}, damage
	}
	return b.headed(item.name, w.Blocks), damage
}

// emptyTag finds an element that XHTML closes at once and HTML does not.
var emptyTag = lang.NewPattern(`<([A-Za-z][A-Za-z0-9:]*)((?:\s[^<>]*[^<>/])?)\s*/>`)

// asHTML rewrites XHTML so that an HTML parser reads it the same way.
func asHTML(part []byte) string {
	text := string(utf8XML(part))
	return emptyTag.Get().ReplaceAllStringFunc(text, func(tag string) string {
		m := emptyTag.Get().FindStringSubmatch(tag)
		switch strings.ToLower(m[1]) {
		case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr":
			return tag
		}
		return "<" + m[1] + m[2] + "></" + m[1] + ">"
	})
}

// asideTypes are the types of a book's parts that are not its text, in the
// vocabulary of EPUB 3, including page numbers and note marks.
var asideTypes = lang.NewWordSet("cover titlepage halftitlepage copyright-page toc landmarks loi lot page-list index pagebreak noteref backlink doc-noteref doc-backlink doc-pagebreak doc-toc doc-cover doc-index doc-pagelist")

// apart reports whether a book marks an element as not its text.
func apart(n *html.Node) bool {
	for _, kind := range strings.Fields(web.Attr(n, "epub:type") + " " + web.Attr(n, "role")) {
		if asideTypes.Has(kind) {
			return true
		}
	}
	return false
}

// pruneChapter removes from a chapter what is not its text.
func pruneChapter(body *html.Node) {
	var drop []*html.Node
	var visit func(n *html.Node, depth int)
	visit = func(n *html.Node, depth int) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.CommentNode || c.Type == html.ElementNode && (depth > web.MaxDepth || web.NeverText[c.DataAtom] || apart(c) || web.IsHidden(c) || backlink(c)):
				drop = append(drop, c)
			case c.Type == html.ElementNode:
				visit(c, depth+1)
			}
		}
	}
	visit(body, 0)
	for _, n := range drop {
		n.Parent.RemoveChild(n)
	}
}

// backlink reports whether n is an arrow that links from a note back to its
// mark.
func backlink(n *html.Node) bool {
	return n.DataAtom == atom.A && n.FirstChild != nil && n.FirstChild.NextSibling == nil &&
		strings.ContainsAny(n.FirstChild.Data, "↩↑^⏎") && len(strings.TrimSpace(n.FirstChild.Data)) <= len("↩\ufe0e")
}

var (
	rightsWords = lang.NewPattern(`(?i)all rights reserved|\bISBN\b|alle rechte vorbehalten|tous droits réservés|reservados todos los derechos|todos los derechos reservados|library of congress cataloging|©\s*(?:copyright)?\s*(?:19|20)\d\d|\bcopyright\s+(?:©|\(c\))`)
)

// isImprint reports whether the blocks of a file are a copyright page, a title
// page, or a list of the chapters.
func (b *epubBook) isImprint(blocks []draft.Block) bool {
	if len(blocks) == 0 || len(b.spine) == 1 {
		return false
	}
	length, known, rights := 0, 0, 0
	for _, part := range blocks {
		text := lang.OneLine(part.Text)
		length += len(text)
		if length > maxImprint {
			return false
		}
		rights += len(rightsWords.Get().FindAllStringIndex(text, -1))
		if strings.EqualFold(draft.FoldLine(text), draft.FoldLine(b.title)) || strings.EqualFold(text, b.author()) {
			known++
		}
	}
	return rights > 1 || rights > 0 && length < shortImprint || draft.TitlePages.Get().MatchString(lang.OneLine(blocks[0].Text)) || known > 0 && length < shortImprint && !holdsSentence(blocks)
}

// holdsSentence reports whether a paragraph among blocks ends like a
// sentence.
func holdsSentence(blocks []draft.Block) bool {
	for _, b := range blocks {
		if b.Level == 0 && len(b.Text) > 60 && lang.EndsSentence(b.Text) {
			return true
		}
	}
	return false
}

// headed gives a chapter without a heading the one that the table of contents
// has for it.
func (b *epubBook) headed(name string, blocks []draft.Block) []draft.Block {
	label := b.labels[name]
	if label == "" || len(blocks) == 0 {
		return blocks
	}
	for i, part := range blocks[:min(len(blocks), draft.MaxHeadBlocks)] {
		if part.Level > 0 {
			return blocks
		}
		if text := lang.OneLine(part.Text); strings.EqualFold(draft.FoldLine(text), draft.FoldLine(label)) {
			blocks[i] = draft.Block{Level: 1, Text: text}
			return blocks
		}
	}
	return append([]draft.Block{{Level: 1, Text: label}}, blocks...)
}

// readContents reads the table of contents: of EPUB 3, else of EPUB 2.
func (b *epubBook) readContents(z *zipped) {
	for _, item := range b.items {
		if strings.Contains(item.properties, " nav ") {
			part, _ := z.part(item.name)
			b.readNav(part, path.Dir(item.name))
			return
		}
	}
	if item, ok := b.items[b.ncx]; ok {
		part, _ := z.part(item.name)
		b.readNCX(part, path.Dir(item.name))
	}
}

func (b *epubBook) readNav(part []byte, folder string) {
	x := readXML(part)
	x.descend(func(e xml.StartElement) {
		if e.Name.Local != "nav" || xmlAttr(e, "type") != "toc" && xmlAttr(e, "role") != "doc-toc" {
			return
		}
		x.descend(func(e xml.StartElement) {
			if e.Name.Local == "a" {
				b.label(partAt(folder, xmlAttr(e, "href")), x.text())
			}
		})
	})
}

func (b *epubBook) readNCX(part []byte, folder string) {
	label := ""
	x := readXML(part)
	x.descend(func(e xml.StartElement) {
		switch e.Name.Local {
		case "pageList", "navList":
			_ = x.text()
		case "text":
			label = x.text()
		case "content":
			b.label(partAt(folder, xmlAttr(e, "src")), label)
		}
	})
}

// label stores the first label that links to a part.
func (b *epubBook) label(name, label string) {
	if label = lang.OneLine(label); b.labels[name] == "" && len(label) <= draft.MaxTitle {
		b.labels[name] = label
	}
}
