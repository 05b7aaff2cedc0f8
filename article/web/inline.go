package web

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/article/draft"
	"footnote/article/lang"
)

// textHolders hold running text: everything inside them is part of it.
var textHolders = map[atom.Atom]bool{
	atom.P: true, atom.Li: true, atom.Td: true, atom.Th: true, atom.Dt: true, atom.Dd: true, atom.Pre: true, atom.Blockquote: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Figcaption: true, atom.Caption: true, atom.Summary: true,
}

// inText reports whether n is part of the words of a paragraph, an item, a cell
// or a heading: an inline element inside one of these. An item or cell without
// blocks is such a part too.
func inText(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Li, atom.Td, atom.Th, atom.Dt, atom.Dd:
		return !holdsBlock(n)
	}
	if blockElements[n.DataAtom] || n.DataAtom == 0 && strings.Contains(n.Data, "-") {
		return false
	}
	holder := holderOf(n)
	return holder != nil && textHolders[holder.DataAtom] && !holdsBlock(n)
}

// holderOf returns the block that an inline element is in.
func holderOf(n *html.Node) *html.Node {
	p := n.Parent
	for p != nil && !blockElements[p.DataAtom] && p.DataAtom != atom.Caption {
		p = p.Parent
	}
	return p
}

// holdsBlock reports whether a block is among the first elements below n.
func holdsBlock(n *html.Node) bool {
	looked := 0
	for d := range nodesIn(n) {
		if looked++; looked > 200 || blockElements[d.DataAtom] {
			return true
		}
	}
	return false
}

// overlayNames are in the class of elements that open over a word of the text.
var overlayNames = lang.NewWordSet("tooltip tooltiptext popover popup rollover hovercard modal")

// unheardNames are in the class of words that only a screen reader reads out.
var unheardNames = lang.NewWordSet("screen-reader-text screen-reader sr-only visually-hidden visuallyhidden")

// leavesText reports whether a part of running text is not part of its words: a
// box that opens over one of them, a row of share links, words for screen
// readers. A class alone is not enough to remove a word from a sentence.
func leavesText(n *html.Node) bool {
	if inside(n, atom.Pre) {
		return false
	}
	names := namesOf(n)
	if strings.EqualFold(Attr(n, "role"), "tooltip") || isHiddenClass(Attr(n, "class")) {
		return true
	}
	if names == "" {
		return false
	}
	if unheardNames.HasClass(names) {
		return true
	}
	if overlayNames.HasClass(names) && n.PrevSibling != nil && !textHolders[n.Parent.DataAtom] && !linkAlone(n) {
		return !holdsNamed(n, overlayNames) || n.Parent.DataAtom != atom.Span
	}
	if !aroundWords.HasClass(names) || holdsNamed(n, aroundWords) {
		return false
	}
	switch links, alone := linksIn(n); {
	case !alone:
		return false
	case links > 1 || n.DataAtom == atom.Li || headings[holderOf(n).DataAtom] > 0:
		return true
	}
	return atEdge(n)
}

func holdsNamed(n *html.Node, words *lang.WordSet) bool {
	for d := range nodesIn(n) {
		if d.Type == html.ElementNode && d.DataAtom != atom.A && words.HasClass(namesOf(d)) {
			return true
		}
	}
	return false
}

// linksIn counts the links below n, or n itself; alone reports whether there is
// no other text.
func linksIn(n *html.Node) (links int, alone bool) {
	if n.DataAtom == atom.A {
		return 1, true
	}
	alone = true
	for d := range nodesIn(n) {
		switch {
		case d.DataAtom == atom.A:
			links++
		case d.Type == html.TextNode && strings.ContainsFunc(d.Data, wordRune) && !inside(d, atom.A):
			alone = false
		}
	}
	return links, alone && links > 0
}

func linkAlone(n *html.Node) bool {
	links, alone := linksIn(n)
	return links == 1 && alone
}

func wordRune(r rune) bool { return lang.IsLetter(r) || lang.IsDigit(r) }

// atEdge reports whether n is the first or last part of a text, outside its
// sentences.
func atEdge(n *html.Node) bool {
	holder := holderOf(n)
	if holder == nil {
		return false
	}
	before := textNextTo(n, holder, prevSibling, lastChild)
	if before == "" {
		return true
	}
	return lang.IsSentence(before) && textNextTo(n, holder, nextSibling, firstChild) == ""
}

// maxNextTo is the most nodes among which the text next to an element is
// looked for: beyond as many without text, it is as if there were some.
const maxNextTo = 500

// textNextTo returns the text in holder that is next to n in one direction, or ""
// if there is none. step and enter lead in that direction.
func textNextTo(n, holder *html.Node, step, enter func(*html.Node) *html.Node) string {
	for range maxNextTo {
		for step(n) == nil {
			if n = n.Parent; n == holder {
				return ""
			}
		}
		n = step(n)
		for n.Type != html.TextNode && enter(n) != nil {
			n = enter(n)
		}
		if n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" {
			return strings.TrimSpace(n.Data)
		}
	}
	return " "
}

func prevSibling(n *html.Node) *html.Node { return n.PrevSibling }
func nextSibling(n *html.Node) *html.Node { return n.NextSibling }
func firstChild(n *html.Node) *html.Node  { return n.FirstChild }
func lastChild(n *html.Node) *html.Node   { return n.LastChild }

// visibleAside reports whether an element that screen readers skip is still
// text: a large first letter, or words that are repeated for screen readers.
func visibleAside(n *html.Node) bool {
	if !inText(n) || !strings.ContainsFunc(innerText(n), lang.IsLetter) || n.DataAtom == atom.A || n.DataAtom == atom.I {
		return false
	}
	names := strings.ToLower(Attr(n, "class"))
	return !strings.Contains(names, "icon") && !strings.Contains(names, "symbol") && !strings.Contains(names, "anchor") &&
		(n.Parent == nil || first(n.Parent, atom.Math) == nil)
}

// plainNames removes the class and id of parts of a text, because readability
// would remove these parts. A short line keeps the names that mark an author,
// since such lines should be removed.
func plainNames(n *html.Node) {
	holder := n
	if !textHolders[n.DataAtom] {
		holder = holderOf(n)
	}
	if byName := bylineNames.HasClass(namesOf(n)) || Attr(n, "rel") == "author" || Attr(n, "itemprop") != ""; byName && n == holder {
		if n.DataAtom == atom.Li && !inside(n, atom.Table) {
			return
		}
	} else if byName {
		if text, brief := briefText(holder, visibleLine); brief && len(text) < len(innerText(n))+visibleHead && !lang.IsSentence(text) {
			return
		}
	}
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool {
		switch a.Key {
		case "class", "id", "rel", "itemprop", "aria-hidden":
			return true
		case "role":
			return !strings.EqualFold(a.Val, "heading")
		}
		return false
	})
}

// plainSection removes the id of a section if it is made from the words of its
// heading, as generators do: “comments-on-the-law” is not a box of comments.
func plainSection(n *html.Node) {
	if headedBy(n, Attr(n, "id")) {
		dropAttr(n, "id")
	}
}

func headedBy(n *html.Node, id string) bool {
	if n.DataAtom != atom.Section && n.DataAtom != atom.Div || !strings.ContainsAny(id, "-_") {
		return false
	}
	for d := range nodesIn(n) {
		switch {
		case headings[d.DataAtom] > 0:
			heading := innerText(d)
			return lang.Hyphenate(id) == slug(heading) && !draft.IsTailHeading(heading) && first(n, atom.Form) == nil && prose(n)
		case d.DataAtom == atom.P:
			return false
		}
	}
	return false
}

// slug writes a heading as an id: in lower case, its words joined by “-”.
func slug(heading string) string {
	return lang.Hyphenate(strings.Map(func(r rune) rune {
		switch {
		case wordRune(r):
			return r
		case r == ' ' || r == '-' || r == '_':
			return '-'
		}
		return -1
	}, heading))
}

// inSentence reports whether n is a cell of a table with headers, or a part of
// a paragraph that is longer than a line: a name in it is one among other
// words.
func inSentence(n *html.Node) bool {
	switch {
	case n.DataAtom == atom.Td || n.DataAtom == atom.Th:
		return headedTable(n)
	case !inText(n):
		return false
	}
	holder := holderOf(n)
	if holder == nil {
		return false
	}
	text, brief := briefText(holder, visibleLine)
	return holder.DataAtom == atom.P && (!brief || lang.IsSentence(text) && len(text) > len(innerText(n))+visibleHead)
}

// headedTable reports whether a cell's table has headers.
func headedTable(cell *html.Node) bool {
	for p := cell.Parent; p != nil; p = p.Parent {
		if p.DataAtom == atom.Table {
			return first(p, atom.Th) != nil
		}
	}
	return false
}
