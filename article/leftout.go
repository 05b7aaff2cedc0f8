package article

import (
	"cmp"
	"hash/maphash"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// LeftOut is what a page shows besides its article, so that somebody who adds
// it sees whether a part of the article is among it.
type LeftOut struct {
	Words int      // in lines of three words and more
	Lines []string // the longest, at most three
}

const (
	leastLine  = 3 // words of a line that may be text
	mostShown  = 3
	mostLines  = 20_000  // of a page; beyond it nothing is told
	mostLetter = 2 << 20 // bytes of text, likewise
)

// pageLines returns the pieces of text of a page, those that no reader sees
// left out; nil if there are too many.
func pageLines(root *html.Node) []string {
	var lines []string
	size := 0
	var visit func(n *html.Node, depth int)
	visit = func(n *html.Node, depth int) {
		for c := n.FirstChild; c != nil && depth < deepest; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				if line := oneLine(c.Data); strings.Count(line, " ")+1 >= leastLine {
					lines = append(lines, line)
					size += len(line)
				}
			case c.Type == html.ElementNode && !unseen[c.DataAtom] && !isHiddenClass(attr(c, "class")):
				visit(c, depth+1)
			}
			if len(lines) > mostLines || size > mostLetter {
				lines = nil
				return
			}
		}
	}
	visit(root, 0)
	return lines
}

// unseen are elements whose text is not shown.
var unseen = map[atom.Atom]bool{
	atom.Head: true, atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Svg: true,
	atom.Select: true, atom.Textarea: true, atom.Object: true, atom.Iframe: true,
}

// notKept returns which lines of a page are not in its article: neither
// their first words nor their last.
func notKept(lines []string, doc document) LeftOut {
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
		for i := leastLine; i <= len(words); i++ {
			kept[run(words[i-leastLine:i])] = true
		}
	}
	note(doc.title)
	for _, b := range doc.blocks {
		note(b.text)
	}
	var out LeftOut
	for _, line := range lines {
		words := strings.Fields(line)
		if kept[run(words[:leastLine])] || kept[run(words[len(words)-leastLine:])] {
			continue
		}
		out.Words += len(words)
		if !slices.Contains(out.Lines, line) {
			out.Lines = append(out.Lines, line)
		}
	}
	slices.SortStableFunc(out.Lines, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	out.Lines = out.Lines[:min(mostShown, len(out.Lines))]
	return out
}
