package web

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A page that lists articles has at least minTitles titles, each a separate
// link, with no more than a teaser between two of them. A long list may begin
// with a note about itself.
const (
	minTitles, teaser = 6, 350 // titles, and bytes between them
	manyTitles, intro = 12, 500
	titleWords        = 3
	linePieces        = 12  // pieces examined on each side of a title
	titleLine         = 300 // bytes of a title, with the text next to it
)

// listsArticles reports whether a page is a site's front page, a section, an
// archive or a list of search results, judged by the titles that link to other
// pages of the site.
func listsArticles(root *html.Node, address string) bool {
	base, err := url.Parse(address)
	if err != nil {
		base = &url.URL{}
	}
	titles, letters, longest := 0, 0, 0
	var visit func(n *html.Node, depth int)
	visit = func(n *html.Node, depth int) {
		for c := n.FirstChild; c != nil && depth < MaxDepth; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				letters += len(strings.TrimSpace(c.Data))
				longest = max(longest, letters)
			case c.Type == html.ElementNode && c.DataAtom == atom.A && isTitleLink(c, base):
				titles, letters = titles+1, 0
			case c.Type == html.ElementNode && c.DataAtom != atom.Head:
				visit(c, depth+1)
			}
		}
	}
	visit(root, 0)
	return titles >= minTitles && longest < teaser || titles >= manyTitles && longest < intro
}

// isTitleLink reports whether a link is most of its block and leads to another
// page of the site.
func isTitleLink(a *html.Node, base *url.URL) bool {
	href := strings.TrimSpace(Attr(a, "href"))
	to, err := base.Parse(href)
	if err != nil || href == "" || href[0] == '#' || inside(a, atom.Td) || strings.TrimPrefix(to.Host, "www.") != strings.TrimPrefix(base.Host, "www.") || strings.Trim(to.Path, "/") == strings.Trim(base.Path, "/") && to.RawQuery == base.RawQuery {
		return false
	}
	text, ok := briefText(a, titleLine)
	if !ok || strings.Count(text, " ")+1 < titleWords {
		return false
	}
	return 10*len(text) >= 6*(len(text)+besideOf(a))
}

// besideOf returns how many bytes of other text are on the line of a link.
func besideOf(a *html.Node) int {
	for a.Parent != nil && !blockElements[a.Parent.DataAtom] {
		a = a.Parent
	}
	length := 0
	for _, step := range []func(*html.Node) *html.Node{
		func(n *html.Node) *html.Node { return n.PrevSibling },
		func(n *html.Node) *html.Node { return n.NextSibling },
	} {
		n := step(a)
		for range linePieces {
			if n == nil || length >= titleLine || blockElements[n.DataAtom] || n.DataAtom == atom.Br {
				break
			}
			text, brief := briefText(n, titleLine)
			switch {
			case n.DataAtom == atom.A: // in a row of titles
			case n.Type == html.TextNode:
				length += len(strings.TrimSpace(n.Data))
			case brief:
				length += len(text)
			default:
				length += titleLine
			}
			n = step(n)
		}
	}
	return length
}
