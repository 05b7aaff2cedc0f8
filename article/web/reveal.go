package web

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/article/draft"
	"footnote/article/lang"
)

// panelNames are in the class of what a click on a heading opens.
var panelNames = lang.NewWordSet("accordion collapse collapsible panel panel-body faq answer tab-pane tab-content tabpanel toggle expandable spoiler")

// maxPanels is how many hidden elements of a page are examined.
const maxPanels = 300

// minPanel is the least number of letters of hidden text that is shown.
const minPanel = 40

// reveal shows what a page hides until a reader opens it: panels of tabs and
// accordions. Each is headed by its tab or button.
func reveal(root *html.Node) {
	if heavy(root) {
		return
	}
	controls := map[string]*html.Node{} // what opens an element, by its id
	ids := map[string]*html.Node{}
	var panels []*html.Node
	for n := range nodesIn(root) {
		if n.Type != html.ElementNode || len(n.Attr) == 0 {
			continue
		}
		if id := Attr(n, "id"); id != "" {
			ids[id] = n
		}
		for _, name := range []string{"aria-controls", "data-target", "data-bs-target"} {
			if id := strings.TrimPrefix(Attr(n, name), "#"); id != "" {
				controls[id] = n
			}
		}
		if strings.EqualFold(Attr(n, "role"), "tabpanel") || (IsHidden(n) || Attr(n, "aria-hidden") == "true") && !NeverText[n.DataAtom] && blockElements[n.DataAtom] {
			panels = append(panels, n)
		}
	}
	for _, h := range headingButtons(root) {
		h.Data, h.DataAtom = "span", atom.Span
	}
	panels = panels[:min(len(panels), maxPanels)]
	labels := make([]*html.Node, len(panels))
	for i, n := range panels {
		labels[i] = controls[Attr(n, "id")]
		if by := ids[Attr(n, "aria-labelledby")]; by != nil {
			labels[i] = by
		}
		switch {
		case labels[i] != nil:
		case strings.EqualFold(Attr(n, "role"), "tabpanel"):
			labels[i] = tabOf(n)
		default:
			labels[i] = switchOf(n, ids)
		}
	}
	for i, n := range panels {
		label := labels[i]
		if !opens(n, label) {
			continue
		}
		show(n)
		if heading := labelText(label); heading != "" {
			h := &html.Node{Type: html.ElementNode, Data: "h4", DataAtom: atom.H4}
			h.AppendChild(&html.Node{Type: html.TextNode, Data: heading})
			n.InsertBefore(h, n.FirstChild)
			if label.Parent != nil { // its words are there now
				label.Parent.RemoveChild(label)
			}
		}
	}
}

// headingButtons returns the buttons that are the whole text of a heading.
func headingButtons(root *html.Node) (buttons []*html.Node) {
	for n := range nodesIn(root) {
		if n.DataAtom != atom.Button {
			continue
		}
		if p := holderOf(n); p != nil && headings[p.DataAtom] > 0 &&
			textNextTo(n, p, prevSibling, lastChild) == "" && textNextTo(n, p, nextSibling, firstChild) == "" {
			buttons = append(buttons, n)
		}
	}
	return buttons
}

// opens reports whether a hidden element is text that a reader can open:
// label is what opens it, nil if the page names nothing.
func opens(n, label *html.Node) bool {
	if ownLetters(n) < minPanel && !strings.EqualFold(Attr(n, "role"), "tabpanel") || inside(n, atom.Nav) || inside(n, atom.Header) || inside(n, atom.Footer) || inside(n, atom.Form) || outside(n) || commented(n) {
		return false
	}
	if first(n, atom.Form) != nil || draft.ContainsAny(strings.ToLower(namesOf(n)), remarkWords) || isVendors(namesOf(n)) {
		return false
	}
	switch {
	case strings.EqualFold(Attr(n, "hidden"), "until-found"), strings.EqualFold(Attr(n, "role"), "tabpanel"):
		return true
	case label != nil:
		return !strings.EqualFold(Attr(n, "role"), "dialog") && prosePanel(n)
	}
	before := beforeOf(n)
	return before != nil && headings[before.DataAtom] > 1 && isPanel(n) && prosePanel(n)
}

// isPanel reports whether an element, or a box of the site's own that it is in,
// has the name of a panel.
func isPanel(n *html.Node) bool {
	return panelNames.HasClass(namesOf(n)) || n.Parent != nil && isCustom(n.Parent) && panelNames.HasClass(n.Parent.Data)
}

// switchOf returns the label before a panel that is shown while a button of
// the label is set, nil if there is none.
func switchOf(panel *html.Node, ids map[string]*html.Node) *html.Node {
	label := beforeOf(panel)
	if label == nil || label.DataAtom != atom.Label {
		return nil
	}
	button := ids[Attr(label, "for")]
	if button == nil || button.DataAtom != atom.Input || button.Parent != panel.Parent {
		return nil
	}
	if kind := strings.ToLower(Attr(button, "type")); kind != "radio" && kind != "checkbox" {
		return nil
	}
	return label
}

// prosePanel reports whether an element holds a sentence, and more words than
// links.
func prosePanel(n *html.Node) bool {
	text := innerText(n)
	return lang.IsSentence(text) && 2*ownLetters(n) > len(text)
}

// show removes from an element what hides it.
func show(n *html.Node) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool {
		return a.Key == "hidden" || a.Key == "aria-hidden" || a.Key == "style" || a.Key == "class"
	})
}

// labelText returns the words of what opens a panel, "" if they are a heading
// of their own.
func labelText(label *html.Node) string {
	if label == nil || headings[label.DataAtom] > 0 {
		return ""
	}
	if p := holderOf(label); p != nil && headings[p.DataAtom] > 0 {
		return ""
	}
	text, brief := briefText(label, visibleLine)
	if !brief {
		return ""
	}
	return text
}

// tabOf returns the tab of a panel by its place among its siblings, nil if
// there are not as many tabs as panels.
func tabOf(panel *html.Node) *html.Node {
	if panel.Parent == nil {
		return nil
	}
	var tabs []*html.Node
	place, panels := -1, 0
	for c := range nodesIn(panel.Parent) {
		switch strings.ToLower(Attr(c, "role")) {
		case "tab":
			tabs = append(tabs, c)
		case "tabpanel":
			if c == panel {
				place = panels
			}
			panels++
		}
	}
	if place < 0 || panels != len(tabs) {
		return nil
	}
	return tabs[place]
}
