package web

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/article/draft"
	"footnote/article/lang"
)

// Limits on the cards that lead to other articles.
const (
	minCards = 2
	maxBlurb = 160 // letters of a card besides its heading
)

// isCards reports whether a box has only cards that lead to other pages of the
// site: articles inside an article, or elements of the site's own, each with
// one heading that is a link and a line or two of text.
func isCards(n *html.Node, home *url.URL) bool {
	cards := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type != html.ElementNode && strings.TrimSpace(c.Data) == "", c.Type == html.CommentNode:
		case cards == 0 && headings[c.DataAtom] > 0: // the box's own heading
		case (c.DataAtom == atom.Article || isCustom(c)) && isCard(c, home):
			cards++
		default:
			return false
		}
	}
	return cards >= minCards
}

func isCard(n *html.Node, home *url.URL) bool {
	var heading *html.Node
	letters := 0
	for d := range nodesIn(n) {
		switch {
		case headings[d.DataAtom] > 0 && heading != nil:
			return false
		case headings[d.DataAtom] > 0:
			heading = d
		case d.Type == html.TextNode && !NeverText[d.Parent.DataAtom]:
			if letters += len(strings.TrimSpace(d.Data)); letters > maxBlurb+draft.MaxTitle {
				return false
			}
		}
	}
	return heading != nil && letters-len(innerText(heading)) <= maxBlurb && leadsOn(heading, home)
}

// minStory is the least number of code points of a link that may be the title
// of a story.
const minStory = 20

// isLinksAlone reports whether a list has only titles of other pages of the
// site, and nothing before it introduces them.
func isLinksAlone(list *html.Node, home *url.URL) bool {
	before := afterBlanks(list.PrevSibling, prevSibling)
	if before == nil || before.DataAtom != atom.P || !lang.IsSentence(innerText(before)) {
		return false
	}
	items := 0
	for c := list.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if c.DataAtom != atom.Li || !linkAlone(c) || utf8.RuneCountInString(innerText(c)) < minStory || !leadsOn(c, home) {
			return false
		}
		items++
	}
	return items > minCards
}

// leadsOn reports whether an element is a link to another page of the site.
func leadsOn(n *html.Node, home *url.URL) bool {
	a := first(n, atom.A)
	for p := n.Parent; a == nil && p != nil; p = p.Parent {
		if p.DataAtom == atom.A {
			a = p
		}
	}
	if a == nil {
		return false
	}
	to, err := home.Parse(strings.TrimSpace(Attr(a, "href")))
	return err == nil && to.Host == home.Host && to.Path != home.Path
}

// isCustom reports whether an element is one of the site's own.
func isCustom(n *html.Node) bool { return n.DataAtom == 0 && strings.Contains(n.Data, "-") }

// isLabelled reports whether a box begins with a line for other articles that
// is not a heading, and has only short texts, some of which can be clicked.
func isLabelled(n *html.Node) bool {
	label := firstText(n)
	if label == nil || !draft.IsTailHeading(label.Data) || headsText(label) {
		return false
	}
	entries := 0
	for d := range nodesIn(n) {
		switch {
		case d.DataAtom == atom.A || d.Type == html.ElementNode && Attr(d, "onclick") != "":
			entries++
		case d.Type == html.TextNode && len(d.Data) > maxBlurb:
			return false
		}
	}
	return entries >= minCards
}
