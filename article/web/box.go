package web

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/article/draft"
	"footnote/article/lang"
)

// boxRoom is the most text, in bytes, of a box around an article that is
// recognized without its class.
const boxRoom = 260

// isBox reports whether an element is a small box around the article, judged by
// its content: a subscription form, an advertisement, share buttons.
func isBox(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.Section, atom.Center, atom.P, atom.Ul:
	default:
		return false
	}
	var lines []string
	length, pieces, asks := 0, 0, false
	for d := range nodesIn(n) {
		if pieces++; pieces > 60 || length > boxRoom {
			return false
		}
		switch {
		case d.Type == html.TextNode && !NeverText[d.Parent.DataAtom]:
			if line := lang.OneLine(d.Data); line != "" {
				lines = append(lines, line)
				length += len(line)
			}
		case d.DataAtom == atom.H1 || d.DataAtom == atom.Figure || d.DataAtom == atom.Table:
			return false
		case d.DataAtom == atom.Input:
			kind := strings.ToLower(Attr(d, "type"))
			asks = asks || kind == "email" || kind == "" || kind == "text"
		}
	}
	if len(lines) == 0 {
		return false
	}
	return asks || adLabels.Has(strings.ReplaceAll(draft.FoldLine(lines[0]), " ", "_")) || len(lines) > 1 && allChrome(lines)
}

// adLabels are the lines above advertisements, with blanks written as
// underscores.
var adLabels = lang.NewWordSet("advertisement advertisment advertising sponsored sponsored_content anzeige werbung publicité publicidad pubblicità iklan реклама reklam")

func allChrome(lines []string) bool {
	for _, line := range lines {
		if b := draft.FoldLine(line); b != "" && !draft.IsChrome(line) {
			return false
		}
	}
	return true
}

// minLinks is the least number of links of a list.
const minLinks = 2

// isList reports whether an element is only the tags of an article, or its
// contents: links that are marked as tags, or lead to places on the page.
func isList(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Ul, atom.Ol, atom.Div, atom.P, atom.Section:
	default:
		return false
	}
	text, links, marked, linked := 0, 0, 0, 0
	for d := range nodesIn(n) {
		switch {
		case d.Type == html.TextNode:
			if text += len(strings.TrimSpace(d.Data)); text > 40+linked && text > 4*boxRoom {
				return false
			}
		case d.DataAtom == atom.A:
			links++
			linked += len(innerText(d))
			href := Attr(d, "href")
			if rel := strings.Fields(strings.ToLower(Attr(d, "rel"))); slices.Contains(rel, "tag") || len(href) > 1 && href[0] == '#' {
				marked++
			}
		}
	}
	return links >= minLinks && marked == links && text-linked < 20+4*links
}

// moreLeads begin a line that links to another article, with blanks written as
// underscores.
var moreLeads = lang.NewWordSet(`read_more read_also also_read more_on_this more see_also see also related related_article related_story related_content
	related_coverage don't_miss don’t_miss watch watch_now recommended click_here mehr_zum_thema mehr_dazu lesen_sie_auch lesen_sie_mehr
	lesen_sie_dazu lesetipp auch_interessant siehe_auch lire_aussi à_lire_aussi lire voir_aussi leggi_anche leggi_anche_su leia_mais
	leia_também lea_también lee_también lees_ook читайте_также baca_juga te_puede_interesar bu_haberi_de_okuyun`)

// moreLead returns the words at the start of a line that introduce a link to
// another article, with the mark after them: “Read more:”.
func moreLead(line string) string {
	begin := strings.IndexFunc(line, lang.IsLetter)
	if begin < 0 {
		return ""
	}
	end := begin + strings.IndexAny(line[begin:], ":»>–—-")
	if end < begin || !moreLeads.Has(strings.ReplaceAll(strings.ToLower(strings.TrimRight(line[begin:end], " ")), " ", "_")) {
		return ""
	}
	_, mark := utf8.DecodeRuneInString(line[end:])
	return line[:end+mark]
}

// leadsAway reports whether a paragraph is only a link to another article:
// “Read more:” before a link, or a single link that is not a sentence.
func leadsAway(n *html.Node) bool {
	if n.DataAtom != atom.P {
		return false
	}
	text, ok := briefText(n, 200)
	if !ok || text == "" || first(n, atom.A) == nil || first(n, atom.Img) != nil {
		return false
	}
	linked := 0
	for d := range nodesIn(n) {
		if d.DataAtom == atom.A {
			linked += len(innerText(d))
		}
	}
	if lead := moreLead(text); lead != "" {
		return 10*(linked+len(lead)) >= 8*len(text)
	}
	if linked < len(text)-4 || len(text) <= 24 || !strings.ContainsRune(text, ' ') {
		return false
	}
	return betweenTexts(n) || strings.ToUpper(text) == text && strings.ToLower(text) != text && isText(beforeOf(n))
}

// betweenTexts reports whether n is between two paragraphs of the text.
func betweenTexts(n *html.Node) bool {
	return isText(beforeOf(n)) && isText(afterOf(n))
}

// beforeOf and afterOf return the element next to n, and skip a few empty ones.
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
