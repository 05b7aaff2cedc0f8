package web

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/article/draft"
)

// unwrap turns elements that articles leave out into plain boxes if they hold
// the article: a form around a whole page, a declarative shadow tree, text that
// opens on a click.
func unwrap(root *html.Node) {
	for n := range nodesIn(root) {
		switch {
		case n.DataAtom == atom.Form && ownLetters(n) >= minPageLetters/2,
			n.DataAtom == atom.Template && Attr(n, "shadowrootmode")+Attr(n, "shadowroot") != "":
			n.Data, n.DataAtom = "div", atom.Div
		case n.DataAtom == atom.Div && Attr(n, "aria-hidden") == "true" && first(n, atom.P) != nil && ownLetters(n) >= 2*draft.MinText:
			for i := range n.Attr {
				if n.Attr[i].Key == "aria-hidden" {
					n.Attr[i].Val = "false"
				}
			}
		}
	}
}

// fallbackTree returns a page with the text that a page without one has in its
// <noscript> or its data, or nil if there is none.
func fallbackTree(page []byte, articleBody string) *html.Node {
	var root *html.Node
	switch {
	case strings.Contains(articleBody, "</p>"):
		root, _ = html.Parse(strings.NewReader("<article>" + articleBody + "</article>"))
	case len(articleBody) >= draft.MinText:
		root, _ = html.Parse(strings.NewReader("<article></article>"))
		article := first(root, atom.Article)
		for line := range strings.Lines(articleBody) {
			p := &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
			p.AppendChild(&html.Node{Type: html.TextNode, Data: line})
			article.AppendChild(p)
		}
	case bytes.Contains(page, []byte("<noscript")):
		root, _ = html.ParseWithOptions(bytes.NewReader(page), html.ParseOptionEnableScripting(false))
		if root == nil || tooMany(root) {
			return nil
		}
		for n := range nodesIn(root) {
			if n.DataAtom == atom.Noscript {
				n.Data, n.DataAtom = "div", atom.Div
			}
		}
	}
	return root
}
