package web

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/article/draft"
	"footnote/article/lang"
)

// blockStyles are declarations, without blanks, that begin a line.
var blockStyles = []string{"display:block", "display:flex", "display:grid", "display:table;", "display:table-row", "display:list-item"}

// breakLines separates words that only a page's style separates: elements of a
// line that are shown as blocks, and pieces of code side by side.
func breakLines(root *html.Node) {
	for n := range nodesIn(root) {
		if n.Type != html.ElementNode || n.Parent == nil || blockElements[n.DataAtom] {
			continue
		}
		style := strings.ToLower(strings.ReplaceAll(Attr(n, "style"), " ", "")) + ";"
		block := len(style) < maxStyle && draft.ContainsAny(style, blockStyles)
		code := n.DataAtom == atom.Code && n.PrevSibling != nil && n.PrevSibling.DataAtom == atom.Code
		if !block && !code {
			continue
		}
		blank := " "
		if n.Parent.DataAtom == atom.Pre || inside(n, atom.Pre) {
			blank = "\n"
		}
		if before := n.PrevSibling; before != nil && !strings.HasSuffix(before.Data, blank) {
			n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: blank}, n)
		}
		if after := n.NextSibling; block && after != nil && after.Type == html.TextNode && !strings.HasPrefix(after.Data, blank) {
			n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: blank}, after)
		}
	}
}

// PlainFormulas writes formulas and pictures of single characters as text.
func PlainFormulas(root *html.Node) {
	var formulas, pictures []*html.Node
	for n := range nodesIn(root) {
		switch {
		case n.DataAtom == atom.Math && n.Parent != nil:
			formulas = append(formulas, n)
		case n.DataAtom == atom.Img && characterOf(n) != "":
			pictures = append(pictures, n)
		}
	}
	for _, n := range formulas {
		at := n
		for p := n.Parent; p != nil && !blockElements[p.DataAtom]; p = p.Parent {
			if IsHidden(p) && p.NextSibling != nil && p.NextSibling.DataAtom == atom.Img { // a picture of it is shown
				at = p
			}
		}
		replaceWith(at, mathText(n, 0))
	}
	for _, n := range pictures {
		replaceWith(n, characterOf(n))
	}
}

func replaceWith(n *html.Node, text string) {
	n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: text}, n)
	n.Parent.RemoveChild(n)
}

// characterOf returns the letter that a picture inside a line stands for, ""
// if it shows something else.
func characterOf(img *html.Node) string {
	alt := strings.TrimSpace(Attr(img, "alt"))
	r, _ := utf8.DecodeRuneInString(alt)
	if utf8.RuneCountInString(alt) != 1 || !lang.IsLetter(r) {
		return ""
	}
	if holder := holderOf(img); holder == nil || !textHolders[holder.DataAtom] {
		return ""
	}
	for _, next := range []*html.Node{img.PrevSibling, img.NextSibling} {
		if next != nil && next.Type == html.TextNode && strings.TrimSpace(next.Data) != "" {
			return alt
		}
	}
	if inside(img, atom.Ruby) {
		return alt
	}
	return ""
}

// mathText returns a formula in one line: powers raised, fractions with a
// slash. Parts of several letters get brackets.
func mathText(n *html.Node, depth int) string {
	if n.Type == html.TextNode {
		return lang.OneLine(n.Data)
	}
	if n.Data == "annotation" || n.Data == "annotation-xml" || depth > 50 {
		return ""
	}
	var parts []string
	all := ""
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if text := mathText(c, depth+1); text != "" {
			parts = append(parts, text)
			all += text
		}
	}
	if len(parts) == 1 && (n.Data == "msqrt" || n.Data == "mroot") || n.Data == "msqrt" {
		return "√" + grouped(all)
	}
	if len(parts) != 2 {
		return all
	}
	switch n.Data {
	case "mfrac":
		return grouped(parts[0]) + "/" + grouped(parts[1])
	case "msup":
		if lang.IsNumber(parts[1]) {
			return parts[0] + raised(parts[1])
		}
		return parts[0] + "^" + grouped(parts[1])
	case "msub":
		return parts[0] + "_" + grouped(parts[1])
	}
	return all
}

// grouped puts a part of a formula in brackets, unless it is one name or number.
func grouped(part string) string {
	if utf8.RuneCountInString(part) < 2 || strings.IndexFunc(part, func(r rune) bool { return !unicode.IsDigit(r) && r != '.' }) < 0 {
		return part
	}
	return "(" + part + ")"
}
