package web

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/article/lang"
)

// leadNames are in the class or itemprop of the paragraph that introduces an
// article, between its title and its text.
var leadNames = lang.NewWordSet(`intro introtext articlelead article-lead leadtext lead-text lede standfirst dek chapo subheadline sub-headline
	entry-summary article-summary vorspann entradilla bajada`)

// Bounds on a standfirst, in bytes.
const (
	shortLead = 60
	longLead  = 900
)

// maxLeads is the most elements with such names that are examined.
const maxLeads = 8

// standfirst returns the paragraph that introduces the article if it comes
// before its region, otherwise "".
func standfirst(root, region *html.Node) string {
	begin := ""
	for d := range nodesIn(region) {
		if d.Type == html.TextNode {
			if begin = lang.OneLine(d.Data); len(begin) > 40 {
				break
			}
		}
	}
	tried := 0
	for d := range nodesIn(root) {
		if d.Type == html.TextNode && len(begin) > 40 && lang.OneLine(d.Data) == begin {
			return ""
		}
		if d.Type != html.ElementNode || d.DataAtom == atom.Body || d.DataAtom == atom.Header || !leadNames.HasClass(Attr(d, "class")) {
			continue
		}
		if tried++; tried > maxLeads {
			return ""
		}
		if text := inline(d); len(text) >= shortLead && len(text) <= longLead && lang.IsSentence(text) && !strings.Contains(innerText(region), text) {
			return text
		}
	}
	return ""
}
