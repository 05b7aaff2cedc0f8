package web

import (
	"cmp"
	"hash/maphash"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/article"
	"footnote/article/draft"
	"footnote/article/lang"
)

const (
	minLine         = 3 // least words of a line that may be text
	maxShown        = 3
	maxPreviewLines = 20_000  // of a page; with more, nothing is reported
	maxLetter       = 2 << 20 // bytes of text; the same
)

// A pageText is the text of a page before anything is left out.
type pageText struct {
	lines  []pageLine // pieces of text of minLine words or more
	pieces []piece    // shorter ones inside a paragraph
}

// A pageLine is a piece of text. It is prose if it is long, not a link, and not
// written by readers.
type pageLine struct {
	text  string
	prose bool
}

// A page whose prose has at least minProse words, less than half of them kept,
// gets a warning. A line of minProseLine words counts as a sentence.
const (
	minProse     = 200
	minProseLine = 10
)

var warnMostLeftOut = article.Warning{Text: "Less than half of the text on the page was kept. Compare it with the page."}

// A piece is a few words of a paragraph that are a separate element, with the
// words of the paragraph on both sides.
type piece struct {
	text          string
	before, after []string // at most minLine words each
	glued         bool     // no blank separates it from what follows
}

// pageLines returns the visible pieces of text of a page, or none if there are
// too many.
func pageLines(root *html.Node) pageText {
	var page pageText
	size, full := 0, false
	var paragraph *html.Node // the paragraph of the last text
	var open *piece          // the text after it is not yet read
	last := ""               // text before it in the paragraph
	note := func(n, holder *html.Node) {
		line := lang.OneLine(n.Data)
		if holder != paragraph {
			paragraph, open, last = holder, nil, ""
		}
		if line == "" {
			return
		}
		words := strings.Fields(line)
		if open != nil {
			open.glued = open.glued && strings.TrimLeft(n.Data, " \t\n") == n.Data
			open.after = words[:min(minLine, len(words))]
			page.pieces = append(page.pieces, *open)
			open = nil
		}
		if len(words) >= minLine {
			prose := len(words) >= minProseLine && !inside(n, atom.A) && !inside(n, atom.Footer) && !commented(n)
			page.lines = append(page.lines, pageLine{line, prose})
			size += len(line)
		} else if n.Parent != holder && strings.ContainsFunc(line, wordRune) {
			before := strings.Fields(last)
			open = &piece{text: line, before: before[max(0, len(before)-minLine):], glued: strings.TrimRight(n.Data, " \t\n") == n.Data}
		}
		last = line
	}
	var visit func(n, holder *html.Node, depth int)
	visit = func(n, holder *html.Node, depth int) {
		for c := n.FirstChild; c != nil && depth < MaxDepth && !full; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				note(c, holder)
			case c.Type == html.ElementNode && !unseen[c.DataAtom] && !isHiddenClass(Attr(c, "class")):
				if blockElements[c.DataAtom] {
					visit(c, c, depth+1)
				} else if c.DataAtom != atom.Sup || !draft.IsNoteMark(innerText(c)) {
					visit(c, holder, depth+1)
				}
			}
			full = full || len(page.lines) > maxPreviewLines || size > maxLetter
		}
	}
	visit(root, root, 0)
	if full {
		return pageText{}
	}
	return page
}

// unseen are elements whose text is not shown.
var unseen = map[atom.Atom]bool{
	atom.Head: true, atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Svg: true,
	atom.Select: true, atom.Textarea: true, atom.Object: true, atom.Iframe: true,
}

// notKept returns which lines of a page are not in its article: neither their
// first words nor their last are. A piece inside a paragraph is missing if the
// words on both sides of it follow each other. It also reports whether most of
// the prose is left out.
func notKept(page pageText, doc draft.Document) (out article.LeftOut, most bool) {
	seed := maphash.MakeSeed()
	run := func(words []string) (hash uint64) {
		for _, w := range words {
			hash = hash*31 + maphash.String(seed, w)
		}
		return hash
	}
	kept := map[uint64]bool{}
	note := func(text string) {
		words := strings.Fields(text)
		for i := minLine; i <= len(words); i++ {
			kept[run(words[i-minLine:i])] = true
		}
	}
	note(doc.Title)
	for _, b := range doc.Blocks {
		note(b.Text)
	}
	prose, lost := 0, 0
	for _, line := range page.lines {
		words := strings.Fields(line.text)
		if line.prose {
			prose += len(words)
		}
		if kept[run(words[:minLine])] || kept[run(words[len(words)-minLine:])] {
			continue
		}
		out.Words += len(words)
		if line.prose {
			lost += len(words)
		}
		if !slices.Contains(out.Lines, line.text) {
			out.Lines = append(out.Lines, line.text)
		}
	}
	for _, p := range page.pieces {
		n, m := len(p.before), len(p.after)
		cut := p.glued && m == minLine && kept[run(p.after)] ||
			!p.glued && n >= 2 && m >= 1 && kept[run([]string{p.before[n-2], p.before[n-1], p.after[0]})] ||
			!p.glued && n >= 1 && m >= 2 && kept[run([]string{p.before[n-1], p.after[0], p.after[1]})]
		if cut {
			out.Words += strings.Count(p.text, " ") + 1
		}
	}
	slices.SortStableFunc(out.Lines, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	out.Lines = out.Lines[:min(maxShown, len(out.Lines))]
	return out, prose >= minProse && 2*lost > prose
}
