package web

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// markQuoted sets the marks around <q> that a browser shows: single ones inside
// another.
func markQuoted(root *html.Node) {
	var quoted []*html.Node
	for n := range nodesIn(root) {
		if n.Type == html.ElementNode && n.DataAtom == atom.Q {
			quoted = append(quoted, n)
		}
	}
	for _, n := range quoted {
		opening, closing := "“", "”"
		if inside(n, atom.Q) {
			opening, closing = "‘", "’"
		}
		n.InsertBefore(&html.Node{Type: html.TextNode, Data: opening}, n.FirstChild)
		n.AppendChild(&html.Node{Type: html.TextNode, Data: closing})
	}
}
