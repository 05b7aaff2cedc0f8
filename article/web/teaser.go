package web

import (
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/article"
	"footnote/article/draft"
)

// A box of teasers has at least minTeasers headings that are links; before it
// the page has beforeTeasers letters of its own words.
const (
	minTeasers    = 2
	beforeTeasers = 300
)

// dropTeasers removes boxes that lead to other articles, even if they quote
// them: boxes under a heading that says so, or made of cards.
func dropTeasers(root *html.Node, address string) {
	home, err := url.Parse(address)
	if err != nil {
		home = &url.URL{}
	}
	var drop []*html.Node
	letters := 0
	var visit func(n *html.Node, depth int)
	visit = func(n *html.Node, depth int) {
		for c := n.FirstChild; c != nil && depth < MaxDepth; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				letters += len(strings.TrimSpace(c.Data))
			case c.Type == html.ElementNode && letters >= beforeTeasers && isBoxOfTeasers(c, home):
				drop = append(drop, c)
			case c.Type == html.ElementNode && c.DataAtom != atom.Head && !NeverText[c.DataAtom]:
				visit(c, depth+1)
			}
		}
	}
	visit(Body(root), 0)
	for _, n := range drop {
		n.Parent.RemoveChild(n)
	}
}

// isBoxOfTeasers reports whether an element is a box of teasers of one of these
// kinds.
func isBoxOfTeasers(n *html.Node, home *url.URL) bool {
	switch n.DataAtom {
	case atom.Div, atom.Section, atom.Aside, atom.Article:
		return isTeasers(n) || isLabelled(n) || isCards(n, home)
	case atom.Ul, atom.Ol:
		return isTeasers(n) || isLinksAlone(n, home)
	}
	return isCustom(n) && isCards(n, home)
}

// isTeasers reports whether a box begins with a heading for other articles,
// and all its other headings are links.
func isTeasers(n *html.Node) bool {
	linked, headed := 0, draft.IsTailHeading(Attr(n, "aria-label"))
	for d := range nodesIn(n) {
		switch {
		case headings[d.DataAtom] > 0 && !headed:
			if headed = draft.IsTailHeading(innerText(d)); !headed {
				return false
			}
		case headings[d.DataAtom] > 0:
			if !linkAlone(d) && first(d, atom.A) == nil && !inside(d, atom.A) {
				return false
			}
			linked++
		case d.Type == html.TextNode && !headed && len(strings.TrimSpace(d.Data)) > 0 && headings[d.Parent.DataAtom] == 0 && !headsText(d):
			return false // words before the heading
		}
	}
	return linked >= minTeasers
}

func headsText(text *html.Node) bool {
	for p := text.Parent; p != nil; p = p.Parent {
		if headings[p.DataAtom] > 0 {
			return true
		}
		if blockElements[p.DataAtom] {
			return false
		}
	}
	return false
}

var warnPages = article.Warning{Text: "The page is the first of several. Add the others too, or a page that shows the whole text."}

// hasPages reports whether a page links to its own second page, and a third
// or more by their numbers.
func hasPages(root *html.Node, address string) bool {
	base, err := url.Parse(address)
	if err != nil {
		return false
	}
	found := map[int]bool{}
	for n := range nodesIn(root) {
		if n.DataAtom != atom.A {
			continue
		}
		text, brief := briefText(n, 3)
		number, err := strconv.Atoi(text)
		if !brief || err != nil || number < 2 || commented(n) {
			continue
		}
		if to, err := base.Parse(strings.TrimSpace(Attr(n, "href"))); err == nil && isPageOf(base, to, text) {
			found[number] = true
		}
	}
	return found[2]
}

// isPageOf reports whether an address is that of a page with the number
// added: ?page=2, /2, /page/2, -2.html.
func isPageOf(base, to *url.URL, number string) bool {
	if to.Host != base.Host || strings.Contains(to.String(), "comment") {
		return false
	}
	path, of := strings.TrimSuffix(to.Path, "/"), strings.TrimSuffix(base.Path, "/")
	if path == of {
		for _, name := range []string{"page", "p", "pg", "seite", "pagina", "paged"} {
			if to.Query().Get(name) == number {
				return true
			}
		}
		return false
	}
	of = strings.TrimSuffix(strings.TrimSuffix(of, ".html"), ".htm")
	rest, ok := strings.CutPrefix(strings.TrimSuffix(strings.TrimSuffix(path, ".html"), ".htm"), of)
	return ok && of != "" && strings.TrimPrefix(strings.Trim(rest, "/-_"), "page/") == number
}
