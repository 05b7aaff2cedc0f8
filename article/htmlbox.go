package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// boxRoom is the most text of a box that stands around an article whatever
// its class is called, in bytes.
const boxRoom = 260

// isBox reports whether an element is a small box around the article by what
// it holds: a form to subscribe, an advertisement, buttons to share.
func isBox(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.Section, atom.Center, atom.P, atom.Ul:
	default:
		return false
	}
	var lines []string
	length, pieces, asks := 0, 0, false
	for d := range n.Descendants() {
		if pieces++; pieces > 60 || length > boxRoom {
			return false
		}
		switch {
		case d.Type == html.TextNode && !never[d.Parent.DataAtom]:
			if line := oneLine(d.Data); line != "" {
				lines = append(lines, line)
				length += len(line)
			}
		case d.DataAtom == atom.H1 || d.DataAtom == atom.Figure || d.DataAtom == atom.Table:
			return false
		case d.DataAtom == atom.Input:
			kind := strings.ToLower(attr(d, "type"))
			asks = asks || kind == "email" || kind == "" || kind == "text"
		}
	}
	if len(lines) == 0 {
		return false
	}
	return asks || adLabel.get().MatchString(bare(lines[0])) || len(lines) > 1 && allChrome(lines)
}

var adLabel = pattern(`^(?:advertisement|advertisment|advertising|sponsored(?: content)?|anzeige|werbung|publicité|publicidad|pubblicità|iklan|реклама|reklam)$`)

func allChrome(lines []string) bool {
	for _, line := range lines {
		if b := bare(line); b != "" && !isChrome(line) {
			return false
		}
	}
	return true
}

// moreLead begins a line that leads to another article.
var moreLead = pattern(`(?i)^\W*(?:read more|read also|also read|more on this|more|see also|see|also|related|related (?:article|story|content|coverage)|don(?:'|’)t miss|watch|watch now|recommended|click here|mehr zum thema|mehr dazu|lesen sie (?:auch|mehr|dazu)|lesetipp|auch interessant|siehe auch|lire aussi|à lire aussi|lire|voir aussi|leggi anche(?: su)?|leia (?:mais|também)|lea también|lee también|lees ook|читайте также|baca juga|te puede interesar|bu haberi de okuyun)\s*[:»>–—-]`)

// leadsAway reports whether a paragraph is nothing but the way to another
// article: “Read more:” before a link, or a link alone that is no sentence.
func leadsAway(n *html.Node) bool {
	if n.DataAtom != atom.P {
		return false
	}
	text, ok := briefText(n, 200)
	if !ok || text == "" || first(n, atom.A) == nil || first(n, atom.Img) != nil {
		return false
	}
	linked := 0
	for d := range n.Descendants() {
		if d.DataAtom == atom.A {
			linked += len(innerText(d))
		}
	}
	if lead := moreLead.get().FindString(text); lead != "" {
		return 10*(linked+len(lead)) >= 8*len(text)
	}
	if linked < len(text)-4 || len(text) <= 24 || !strings.ContainsRune(text, ' ') {
		return false
	}
	return betweenTexts(n) || strings.ToUpper(text) == text && strings.ToLower(text) != text && isText(beforeOf(n))
}

// betweenTexts reports whether a paragraph of the text stands beside n, on
// each side one.
func betweenTexts(n *html.Node) bool {
	return isText(beforeOf(n)) && isText(afterOf(n))
}

// beforeOf and afterOf return the element beside n, past a few that are
// empty.
func beforeOf(n *html.Node) *html.Node {
	return nearest(n, func(n *html.Node) *html.Node { return n.PrevSibling })
}

func afterOf(n *html.Node) *html.Node {
	return nearest(n, func(n *html.Node) *html.Node { return n.NextSibling })
}

func nearest(n *html.Node, step func(*html.Node) *html.Node) *html.Node {
	n = step(n)
	for range 6 {
		if n == nil || n.Type == html.ElementNode && n.FirstChild != nil {
			break
		}
		n = step(n)
	}
	return n
}

// isText reports whether n is a paragraph of more than a line.
func isText(n *html.Node) bool {
	return n != nil && n.DataAtom == atom.P && len(innerText(n)) > 80
}
