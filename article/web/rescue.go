package web

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/article/draft"
	"footnote/article/lang"
)

// Limits on restoring text to an article, in bytes.
const (
	minProseWords = 80        // least length of a separate paragraph
	maxFound      = 4000      // most paragraphs of a page that are examined
	maxCompared   = 512 << 20 // most text of the region that paragraphs are looked for in, all together
)

// bringBack moves paragraphs into the region of an article that readability
// left outside although they belong to its text: those between two of its
// paragraphs, boxes with the same names as boxes of the text, posts that it
// shows.
func bringBack(root, region *html.Node) {
	inside := map[string]*html.Node{}
	for n := range nodesIn(region) {
		if isTextBlock(n) {
			if text := innerText(n); len(text) >= minProseWords/2 {
				inside[text] = n
			}
		}
	}
	r := rescue{names: map[string]bool{}}
	kept := innerText(region)
	searches := maxCompared / max(1, len(kept))
	for n := range nodesIn(root) {
		if !isTextBlock(n) || len(r.found) > maxFound {
			continue
		}
		text := innerText(n)
		f := foundText{node: n, text: text, at: inside[text]}
		if f.at == nil {
			if searches--; isTextBlock(n.Parent) || searches < 0 || strings.Contains(kept, text[:min(len(text), minProseWords/2)]) {
				continue // part of a quotation that is examined as a whole, or split over the region
			}
		}
		r.found = append(r.found, f)
	}
	r.measure()
	if r.first < 0 {
		return
	}
	var after *html.Node // in the region
	for i, f := range r.found {
		if f.at != nil {
			after = f.at
			continue
		}
		if !r.belongs(i) {
			continue
		}
		copied := cloneOf(f.node)
		if after == nil {
			region.InsertBefore(copied, region.FirstChild)
		} else {
			for after.Parent != region && after.Parent.DataAtom != atom.Div && after.Parent.DataAtom != atom.Section && after.Parent.DataAtom != atom.Article {
				after = after.Parent
			}
			after.Parent.InsertBefore(copied, after.NextSibling)
		}
		after = copied
	}
}

// A foundText is a paragraph of a page, and its copy in the region, or nil.
type foundText struct {
	node *html.Node
	text string
	at   *html.Node
}

type rescue struct {
	found       []foundText
	first, last int             // first and last paragraph in the region, -1 if none
	holder      *html.Node      // the element that holds all of those in the region
	names       map[string]bool // of paragraphs in the region and their boxes
}

func isTextBlock(n *html.Node) bool {
	return n != nil && n.Type == html.ElementNode && (n.DataAtom == atom.P || n.DataAtom == atom.Blockquote)
}

func (r *rescue) measure() {
	r.first, r.last = -1, -1
	for i, f := range r.found {
		if f.at == nil {
			continue
		}
		if r.first < 0 {
			r.first, r.holder = i, f.node.Parent
		}
		r.last = i
		for r.holder != nil && !isBelow(f.node, r.holder) {
			r.holder = r.holder.Parent
		}
		if name := boxName(f.node); name != "" && len(f.text) >= minProseWords {
			r.names[name] = true
		}
	}
}

// boxName names the kind of a paragraph by its class and that of its box. It
// returns "" if the page names neither.
func boxName(n *html.Node) string {
	own, box := strings.TrimSpace(Attr(n, "class")), ""
	if n.Parent != nil {
		box, _, _ = strings.Cut(strings.TrimSpace(Attr(n.Parent, "class")), " ")
	}
	if box == "" || own == "" && !textNames.HasClass(box) {
		return ""
	}
	return own + "|" + box
}

// textNames are in the class of boxes of text.
var textNames = lang.NewWordSet("text body content article copy story post entry paragraph richtext rte prose")

func isBelow(n, top *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p == top {
			return true
		}
	}
	return false
}

// belongs reports whether the ith paragraph, which is not in the region,
// belongs to the article.
func (r *rescue) belongs(i int) bool {
	n := r.found[i].node
	if isPost(n) {
		return r.holder != nil && r.holder.DataAtom != atom.Body && isBelow(n, r.holder)
	}
	if !isProse(n, r.found[i].text) || r.teases(n) {
		return false
	}
	between := i > r.first && i < r.last
	return between || r.names[boxName(n)]
}

// isProse reports whether a paragraph reads like text: at least a sentence,
// with few of its words in links.
func isProse(n *html.Node, text string) bool {
	return len(text) >= minProseWords && lang.IsSentence(text) && 3*(len(text)-ownLetters(n)) < len(text)
}

// teases reports whether a paragraph is in a box that links to another article:
// its heading is a link, or it has as many letters in links as in text.
func (r *rescue) teases(n *html.Node) bool {
	for p := n.Parent; p != nil && p != r.holder && p.DataAtom != atom.Body; p = p.Parent {
		if r.holder != nil && isBelow(r.holder, p) {
			break
		}
		if p.DataAtom == atom.Aside || p.DataAtom == atom.Footer || p.DataAtom == atom.Li || p.DataAtom == atom.A || p.DataAtom == atom.Form {
			return true
		}
		letters, links := ownLetters(p), 0
		for d := range nodesIn(p) {
			switch {
			case d.DataAtom == atom.A:
				links += len(innerText(d))
				if d.Parent != nil && headings[d.Parent.DataAtom] > 0 {
					return true
				}
			case headings[d.DataAtom] > 0 && draft.IsTailHeading(innerText(d)):
				return true
			}
			if d.DataAtom == atom.A && letters < 3*len(innerText(n)) && linksBlock(d) {
				return true
			}
		}
		if 2*links > letters {
			return true
		}
	}
	return false
}

// linksBlock reports whether a link is all the text of its block, as a title
// that links to its article is.
func linksBlock(a *html.Node) bool {
	block := holderOf(a)
	text, brief := briefText(a, titleLine)
	return brief && block != nil && block.DataAtom != atom.P && strings.Count(text, " ")+1 >= titleWords && text == innerText(block)
}

// postNames are in the class of embedded posts of other sites.
var postNames = lang.NewWordSet("twitter-tweet twitter-video bluesky-embed instagram-media mastodon-embed tiktok-embed fb-post fb-xfbml-parse-ignore reddit-embed reddit-embed-bq reddit-card text-post-media threads-embed telegram-post")

// isPost reports whether a quotation is a post of another site.
func isPost(n *html.Node) bool {
	return n.DataAtom == atom.Blockquote && slices.ContainsFunc(strings.Fields(Attr(n, "class")), postNames.Has) && first(n, atom.P) != nil
}

// plainPosts removes the buttons of embedded posts: “View this post on
// Instagram”. A post that has no other words than these and its sender's name
// shows a picture, and is removed.
func plainPosts(root *html.Node) {
	var drop []*html.Node
	for n := range nodesIn(root) {
		if !isPost(n) || !strings.Contains(Attr(n, "class"), "instagram") {
			continue
		}
		var said []*html.Node
		for d := range nodesIn(n) {
			if text := innerText(d); d.DataAtom == atom.P && text != "" {
				if strings.HasSuffix(text, "Instagram") || strings.Contains(text, "Instagram an") {
					drop = append(drop, d)
				} else {
					said = append(said, d)
				}
			}
		}
		if len(said) < 2 {
			drop = append(drop, n)
		}
	}
	for _, n := range drop {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
}

// headingSentence is the least number of words of a heading that may be a
// sentence of the text if it ends with a full stop.
const headingSentence = 10

// sentenceHeads makes paragraphs of headings that are sentences, with nothing
// below them in their box.
func sentenceHeads(root *html.Node) {
	for n := range nodesIn(root) {
		if headings[n.DataAtom] < 2 {
			continue
		}
		if text := innerText(n); strings.HasSuffix(text, ".") && strings.Count(text, " ")+1 >= headingSentence && headsNothing(n) {
			n.Data, n.DataAtom = "p", atom.P
		}
	}
}

// headsNothing reports whether no text follows a heading before the next one
// or the end of its box.
func headsNothing(n *html.Node) bool {
	for s := n.NextSibling; s != nil; s = s.NextSibling {
		if headings[s.DataAtom] > 0 {
			return true
		}
		if len(strings.TrimSpace(s.Data)) >= minProseWords/2 && s.Type == html.TextNode || len(innerText(s)) >= minProseWords/2 {
			return false
		}
	}
	return true
}

func cloneOf(n *html.Node) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Attr: slices.Clone(n.Attr)}
	for d := n.FirstChild; d != nil; d = d.NextSibling {
		c.AppendChild(cloneOf(d))
	}
	return c
}
