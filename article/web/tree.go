package web

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/article/draft"
	"footnote/article/lang"
)

// NeverText are elements whose text is not part of an article.
var NeverText = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Iframe: true, atom.Svg: true,
	atom.Form: true, atom.Button: true, atom.Select: true, atom.Input: true, atom.Textarea: true, atom.Nav: true,
	atom.Object: true, atom.Embed: true, atom.Canvas: true, atom.Audio: true, atom.Video: true, atom.Dialog: true, atom.Menu: true,
	atom.Rt: true, atom.Rp: true, // the pronunciation of the word below
}

// aroundWords are in the class or id of what surrounds an article.
var aroundWords = lang.NewWordSet(`share sharing sharedaddy social newsletter subscribe subscription signup sign-up promo related recommend recommended
	recommendations outbrain taboola sponsor sponsored advert advertisement ad ads adsbygoogle breadcrumb breadcrumbs cookie cookies
	consent gdpr paywall popup popover tooltip rollover hovercard modal comment comments commentlist disqus respond pagination
	pager toolbar skip-link screen-reader-text sr-only visually-hidden site-header site-footer masthead navbar sidebar widget toc
	table-of-contents author-bio author-box author-card about-author about-the-author readmore read-more readnext more-stories most-read trending tag-list tags post-tags
	noprint print-only infobox navbox reflist mw-editsection hatnote catlinks sitesub contentsub jump-to-nav mw-navigation`)

// hiddenWords are in the class of invisible elements; “label-hidden” hides
// something else.
var hiddenWords = lang.NewWordSet("hidden is-hidden hide d-none")

func isHiddenClass(class string) bool {
	for name := range strings.FieldsSeq(class) {
		if hiddenWords.Has(name) {
			return true
		}
	}
	return false
}

// aroundTypes are types of elements that a page marks as not its article.
var aroundTypes = []string{"BreadcrumbList", "SiteNavigationElement", "WPHeader", "WPFooter", "WPSideBar", "WPAdBlock"}

// vendors are in the class or id of consent dialogs.
var vendors = strings.Fields("cookiebot cookieconsent cookie-consent cookie-notice cookie-law onetrust didomi usercentrics quantcast truste klaro iubenda borlabs sp_message")

func isVendors(names string) bool {
	return names != "" && draft.ContainsAny(strings.ToLower(names), vendors)
}

// remarkWords are in the class or id of readers' comments and other text below
// an article.
var remarkWords = strings.Fields(`comment respond disqus sidebar recommend related bio author-box author-card about-author about-the-author newsletter sr-only cookie consent
	gdpr print-only outbrain taboola infobox reflist modal popup more-stories most-read trending`)

// keepWords are in the class or id of the article itself, and win over all
// others. Hyphens are left out.
var keepWords = strings.Fields("articlebody articlecontent articletext postbody postcontent entrycontent storybody maincontent contentbody")

// A pruner removes from a page what is never part of its article.
type pruner struct {
	letters int             // letters in the page's own words
	heavy   bool            // too deep to weigh its elements one by one
	common  map[string]bool // classes around most of its paragraphs, which are ignored
}

// maxWeight bounds the work of weighing each element with everything below it:
// the sum of the depths of the nodes. Real pages of 60,000 nodes reach two
// million.
const maxWeight = 3_000_000

// heavy reports whether a page is nested so deeply that weighing its elements
// would take seconds.
func heavy(root *html.Node) bool {
	weight := 0
	var visit func(n *html.Node, depth int)
	visit = func(n *html.Node, depth int) {
		for c := n.FirstChild; c != nil && weight <= maxWeight; c = c.NextSibling {
			weight += depth
			visit(c, depth+1)
		}
	}
	visit(root, 1)
	return weight > maxWeight
}

func prune(root *html.Node) {
	p := pruner{letters: ownLetters(root), heavy: heavy(root), common: commonClasses(root)}
	var drop []*html.Node
	var visit func(n *html.Node, depth int)
	visit = func(n *html.Node, depth int) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.CommentNode || c.Type == html.ElementNode && p.around(c):
				drop = append(drop, c)
			case headings[c.DataAtom] > 0: // its id is made from its words
				dropAttr(c, "id")
				visit(c, depth+1)
			case c.Type == html.ElementNode && depth < MaxDepth:
				visit(c, depth+1)
			case c.Type == html.ElementNode:
				drop = append(drop, c)
			}
		}
	}
	visit(root, 0)
	for _, n := range drop {
		n.Parent.RemoveChild(n)
	}
}

// markBlocks turns code into a single text, and elements that are headings only
// by their role into headings: readability removes lines of code and roles.
func markBlocks(root *html.Node) {
	for n := range nodesIn(root) {
		switch {
		case n.DataAtom == atom.Pre && first(n, atom.P) == nil:
			text := preText(n)
			for n.FirstChild != nil {
				n.RemoveChild(n.FirstChild)
			}
			n.AppendChild(&html.Node{Type: html.TextNode, Data: text})
		case (n.DataAtom == atom.Div || n.DataAtom == atom.P || n.DataAtom == atom.Span) && strings.EqualFold(Attr(n, "role"), "heading"):
			level, _ := strconv.Atoi(Attr(n, "aria-level"))
			n.Data = "h" + strconv.Itoa(min(max(level, 2), 6))
			n.DataAtom = atom.Lookup([]byte(n.Data))
		}
	}
}

// markSpeakers moves the speaker of a block quotation into a paragraph of it,
// after a dash: readability would take it for a footer, or leave it outside.
func markSpeakers(root *html.Node) {
	if heavy(root) {
		return
	}
	var quotes []*html.Node
	for n := range nodesIn(root) {
		if n.Type == html.ElementNode && n.DataAtom == atom.Blockquote {
			quotes = append(quotes, n)
		}
	}
	for _, q := range quotes {
		for _, by := range namesSpeaker(q) {
			text := strings.TrimLeft(inline(by), "—–-―~ ")
			if text == "" || len(text) > 160 {
				continue
			}
			by.Parent.RemoveChild(by)
			p := &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
			p.AppendChild(&html.Node{Type: html.TextNode, Data: "— " + text})
			q.AppendChild(p)
		}
	}
}

var speakerNames = lang.NewWordSet("cite citation attribution source author speaker credit byline quote-by quelle")

// namesSpeaker returns the elements that name the speaker of a quotation: its
// last footer or cite, or a caption after it.
func namesSpeaker(q *html.Node) []*html.Node {
	said := sync.OnceValue(func() string { return innerText(q) })
	for n := range nodesIn(q) {
		if n.Type != html.ElementNode {
			continue
		}
		named := n.DataAtom == atom.Footer || n.DataAtom == atom.Cite || n.DataAtom == atom.Figcaption ||
			n.DataAtom != atom.P && speakerNames.HasClass(Attr(n, "class"))
		if !named || n.Parent == nil {
			continue
		}
		if by := innerText(n); len(by) < len(said()) && strings.HasSuffix(said(), by) {
			return []*html.Node{n}
		}
	}
	next := q.NextSibling
	for next != nil && next.Type != html.ElementNode {
		next = next.NextSibling
	}
	if next == nil {
		return nil
	}
	if text, ok := briefText(next, 120); next.DataAtom == atom.P && ok && startsDash(text) && !lang.IsSentence(text) {
		return []*html.Node{next}
	}
	if q.Parent != nil && q.Parent.DataAtom == atom.Figure && next.DataAtom == atom.Figcaption || next.DataAtom == atom.Cite ||
		speakerNames.HasClass(Attr(next, "class")) && len(innerText(next)) < 120 {
		return []*html.Node{next}
	}
	return nil
}

// startsDash reports whether text begins with a dash before a speaker.
func startsDash(text string) bool {
	return strings.HasPrefix(text, "—") || strings.HasPrefix(text, "–") || strings.HasPrefix(text, "―") || strings.HasPrefix(text, "- ") || strings.HasPrefix(text, "~ ")
}

// MaxDepth is the deepest nesting of elements that is read.
const MaxDepth = 400

// around reports whether an element surrounds the article.
func (p *pruner) around(n *html.Node) bool {
	if NeverText[n.DataAtom] || isAid(n) || IsHidden(n) {
		return true
	}
	if inText(n) {
		if leavesText(n) {
			return true
		}
		plainNames(n)
		return false
	}
	if leadsAway(n) || (isList(n) || isBox(n)) && !p.holdsMost(n) {
		return true
	}
	if n.DataAtom == atom.Table && asideTables.HasClass(Attr(n, "class")) {
		return !p.holdsMost(n)
	}
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Head, atom.Article, atom.Main, atom.Figcaption, atom.Figure, atom.Blockquote, atom.Cite,
		atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.Table, atom.Tbody, atom.Tr, atom.Td, atom.Pre, atom.Code, atom.Picture, atom.Img:
		return false
	}
	if isVendors(namesOf(n)) || draft.ContainsAny(Attr(n, "itemtype"), aroundTypes) {
		return !p.holdsMost(n)
	}
	switch strings.ToLower(Attr(n, "role")) {
	case "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alert", "menu", "toolbar":
		return !p.holdsMost(n)
	}
	if n.DataAtom == atom.Footer || n.DataAtom == atom.Aside {
		return !inside(n, atom.Blockquote) && !p.holdsMost(n)
	}
	plainSection(n)
	names := namesOf(n)
	if strings.Contains(n.Data, "-") { // a custom element, such as amp-ad
		names += " " + n.Data
	}
	if isHiddenClass(Attr(n, "class")) {
		return !p.holdsMost(n)
	}
	if len(p.common) > 0 {
		names = p.uncommon(names)
	}
	if !aroundWords.HasClass(names) {
		return false
	}
	names = strings.ToLower(names)
	if draft.ContainsAny(strings.ReplaceAll(names, "-", ""), keepWords) {
		return false
	}
	return !p.holdsMost(n) && (draft.ContainsAny(names, remarkWords) || !prose(n))
}

// commonClasses returns the classes of the boxes that hold most of a page's
// paragraphs: page builders call each of their boxes a widget.
func commonClasses(root *html.Node) map[string]bool {
	letters, total := map[string]int{}, 0
	for n := range nodesIn(root) {
		if n.DataAtom != atom.P {
			continue
		}
		size := ownLetters(n)
		if size < minProseWords {
			continue
		}
		total += size
		counted := map[string]bool{}
		for p, depth := n.Parent, 0; p != nil && depth < 12; p, depth = p.Parent, depth+1 {
			class := Attr(p, "class")
			if class == "" || !aroundWords.HasClass(class) {
				continue
			}
			for name := range strings.FieldsSeq(class) {
				if !counted[name] {
					counted[name] = true
					letters[name] += size
				}
			}
		}
	}
	common := map[string]bool{}
	for name, size := range letters {
		if 2*size > total {
			common[name] = true
		}
	}
	return common
}

// uncommon returns names without those that most of the page has.
func (p *pruner) uncommon(names string) string {
	return strings.Join(slices.DeleteFunc(strings.Fields(names), func(name string) bool { return p.common[name] }), " ")
}

// gutterNames are in the class of line numbers next to code.
var gutterNames = lang.NewWordSet("lineno linenos line-number line-numbers linenumber linenumbers gutter gl ln lnt lnum hljs-ln-numbers blob-num")

// buttonNames are in the class of a link that acts as a button, of at most
// buttonLength bytes.
var buttonNames = lang.NewWordSet("button btn cta")

const buttonLength = 60

// anchorMarks are the texts of links to a heading, or from a footnote back to
// its text.
const anchorMarks = "#¶§🔗↩↑^\ufe0e\ufe0f"

// isAid reports whether an element only helps navigation or repeats text: a
// mark that links to the heading it is on, line numbers, a formula written a
// second time.
func isAid(n *html.Node) bool {
	switch n.DataAtom {
	case atom.A:
		text, ok := briefText(n, buttonLength)
		return ok && text != "" && (strings.Trim(text, anchorMarks) == "" || buttonNames.HasClass(Attr(n, "class")))
	case atom.Pre, atom.Span, atom.Td, atom.Div, atom.Code:
		class := Attr(n, "class")
		return class != "" && (gutterNames.HasClass(class) || class == "no" && inside(n, atom.Pre)) && strings.Trim(innerText(n), "0123456789 ") == ""
	}
	return n.Data == "annotation"
}

// asideTables are in the class of tables next to the text of an encyclopedia.
var asideTables = lang.NewWordSet("navbox vertical-navbox metadata ambox sidebar toc toccolours")

// prose reports whether an element holds a paragraph of an article: then one
// word of its class is not enough to remove it.
func prose(n *html.Node) bool {
	for d := range nodesIn(n) {
		if d.Type == html.ElementNode && d.DataAtom == atom.P && ownLetters(d) > 120 {
			return true
		}
	}
	return false
}

func inside(n *html.Node, kind atom.Atom) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.DataAtom == kind {
			return true
		}
	}
	return false
}

// holdsMost reports whether an element holds half of the page's own words, so
// that it can't be removed for its name alone.
func (p *pruner) holdsMost(n *html.Node) bool { return p.heavy || 2*ownLetters(n) > p.letters }

// ownLetters counts the letters below n that are not links or scripts.
func ownLetters(n *html.Node) int {
	letters := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			letters += len(lang.OneLine(c.Data))
		case c.Type == html.ElementNode && c.DataAtom != atom.A && !NeverText[c.DataAtom]:
			letters += ownLetters(c)
		}
	}
	return letters
}

// invisible are style declarations that hide an element, without blanks.
var invisible = []string{"display:none", "visibility:hidden", "font-size:0;", "font-size:0px;"}

// maxStyle is the most bytes of a style that is examined.
const maxStyle = 400

// IsHidden reports whether an element is not shown.
func IsHidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if a.Val == "true" && n.DataAtom != atom.Div && n.DataAtom != atom.P && !visibleAside(n) {
				return true
			}
		case "style":
			if len(a.Val) < maxStyle && draft.ContainsAny(strings.ToLower(strings.ReplaceAll(a.Val, " ", ""))+";", invisible) {
				return true
			}
		}
	}
	return false
}

func dropAttr(n *html.Node, name string) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

// namesOf returns the class and id of an element, "" if it has neither.
func namesOf(n *html.Node) string {
	class, id := Attr(n, "class"), Attr(n, "id")
	if class == "" && id == "" {
		return ""
	}
	return class + " " + id
}
