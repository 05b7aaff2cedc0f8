package web

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/article/draft"
	"footnote/article/lang"
)

// An initial is the large first letter of a text in an element of its own.
type initial struct {
	node   *html.Node
	letter string     // with the quotation marks before it
	rest   *html.Node // the text that continues it
	gap    bool       // there is white space between
	block  bool       // they are in separate blocks, so that white space says nothing
}

// JoinInitials joins the large first letters of texts with the words that they
// begin. Some pages have white space or a new block between them, which readers
// do not see.
func JoinInitials(root *html.Node) {
	var found []initial
	for n := range nodesIn(root) {
		if in, ok := initialAt(n); ok {
			if found = append(found, in); len(found) == maxInitials {
				break
			}
		}
	}
	words := sync.OnceValue(func() map[string]int { return wordsIn(root) })
	for _, in := range found {
		if in.node.Parent != nil { // not part of an element that was joined
			in.join(words)
		}
	}
}

// maxInitials is how many large first letters of a page are joined: a text
// that has more is a glossary.
const maxInitials = 100

// join moves the letter into the text that continues it.
func (in initial) join(words func() map[string]int) {
	text := strings.TrimLeftFunc(in.rest.Data, unicode.IsSpace)
	blank := ""
	if (in.gap || in.block) && in.isWord(firstWord(text), words()) {
		blank = " "
	}
	in.rest.Data = in.letter + blank + text
	in.node.Parent.RemoveChild(in.node)
}

// isWord reports whether the letter is a word, and next the word after it,
// rather than the rest of its word. The other words of the page show it: one
// that has “the” and not “he” begins with “The”, and one that has “w” alone is
// in a language in which that is a word.
func (in initial) isWord(next string, words map[string]int) bool {
	r, _ := utf8.DecodeLastRuneInString(in.letter)
	letter, next := strings.ToLower(string(r)), strings.ToLower(next)
	whole, part, alone := words[letter+next] > 0, words[next] > 1, words[letter] > 1
	if strings.Contains("aeiouy", letter) {
		return part || in.gap && !whole
	}
	return !whole && (part || in.gap && alone)
}

// initialAt returns the large first letter that n consists of.
func initialAt(n *html.Node) (initial, bool) {
	in := initial{node: n}
	switch n.DataAtom {
	case atom.P, atom.Div:
		in.block = true
	case atom.Span, atom.Big, atom.Font, atom.B, atom.Strong, atom.I, atom.Em, atom.Img:
	default:
		return in, false
	}
	if n.Parent == nil || afterBlanks(n.PrevSibling, prevSibling) != nil && !in.block {
		return in, false
	}
	next := afterBlanks(n.NextSibling, nextSibling)
	if next == nil || !in.readLetter() {
		return in, false
	}
	if in.rest = firstText(next); in.rest == nil || inside(n, atom.Pre) {
		return in, false
	}
	if next.Type == html.ElementNode && blockElements[next.DataAtom] {
		if in.block = true; next.DataAtom != atom.P && next.DataAtom != atom.Div {
			return in, false
		}
	}
	text := strings.TrimSpace(in.rest.Data)
	in.gap = in.gap || next != n.NextSibling || in.rest.Data != strings.TrimLeftFunc(in.rest.Data, unicode.IsSpace)
	if in.block {
		in.gap = false
		return in, continues(text, false)
	}
	return in, isLarge(n) && continues(text, true)
}

// readLetter reads the letter, and reports whether there is one, and no other
// word.
func (in *initial) readLetter() bool {
	text, brief := Attr(in.node, "alt"), true
	if in.node.DataAtom != atom.Img {
		text, brief = briefText(in.node, maxInitial)
		in.gap = strings.HasSuffix(lastText(in.node), " ")
	}
	in.letter = strings.TrimSpace(text)
	r, size := utf8.DecodeLastRuneInString(in.letter)
	before := in.letter[:len(in.letter)-size]
	return brief && unicode.IsUpper(r) && strings.Trim(before, "“„«»\"‘'¡¿ ") == ""
}

// maxInitial is the most bytes of a large first letter with its quotation mark.
const maxInitial = 8

// continues reports whether text may be the rest of a word, or begin with the
// word after a letter: in lower case or, if capitals is set, in capitals.
func continues(text string, capitals bool) bool {
	if rest := strings.TrimLeft(text, "’'"); rest != text {
		return len(text)-len(rest) <= len("’") && len(firstWord(rest)) > 0
	}
	word := firstWord(text)
	r, size := utf8.DecodeRuneInString(word)
	if unicode.IsLower(r) {
		return true
	}
	second, _ := utf8.DecodeRuneInString(word[size:])
	return capitals && unicode.IsUpper(r) && unicode.IsUpper(second)
}

// initialNames are in the class of large first letters.
var initialNames = lang.NewWordSet("dropcap dropcaps drop-cap drop-caps drop-letter dropletter initial initials initiale lettrine letrine versal first-letter firstletter first-character firstcharacter big-letter bigletter large-letter")

// isLarge reports whether the text of n, or of an element in it, is larger
// than the text around it.
func isLarge(n *html.Node) bool {
	style := strings.ToLower(strings.ReplaceAll(Attr(n, "style"), " ", ""))
	switch {
	case n.DataAtom == atom.Big, n.DataAtom == atom.Font && Attr(n, "size") != "":
		return true
	case initialNames.HasClass(namesOf(n)), len(style) < maxStyle && draft.ContainsAny(style, []string{"float:left", "font-size:"}):
		return true
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && isLarge(c) {
			return true
		}
	}
	return false
}

// afterBlanks returns n, or the first of its siblings that is more than white
// space.
func afterBlanks(n *html.Node, step func(*html.Node) *html.Node) *html.Node {
	for n != nil && (n.Type == html.CommentNode || n.Type == html.TextNode && strings.TrimSpace(n.Data) == "") {
		n = step(n)
	}
	return n
}

// firstText returns the first text of n that is more than white space.
func firstText(n *html.Node) *html.Node {
	if n.Type == html.TextNode {
		return n
	}
	for d := range nodesIn(n) {
		if d.Type == html.TextNode && strings.TrimSpace(d.Data) != "" {
			return d
		}
	}
	return nil
}

// lastText returns the end of the text below n, white space as one blank.
func lastText(n *html.Node) (text string) {
	for d := range nodesIn(n) {
		if d.Type == html.TextNode {
			text = d.Data
		}
	}
	if strings.TrimRightFunc(text, unicode.IsSpace) != text {
		return " "
	}
	return text
}

// firstWord returns the letters that text begins with.
func firstWord(text string) string {
	end := strings.IndexFunc(text, func(r rune) bool { return !lang.IsLetter(r) && r != '’' && r != '\'' })
	if end < 0 {
		end = len(text)
	}
	return text[:end]
}

// wordsIn counts the words below root, in lower case.
func wordsIn(root *html.Node) map[string]int {
	words := map[string]int{}
	for d := range nodesIn(root) {
		if d.Type != html.TextNode || NeverText[d.Parent.DataAtom] {
			continue
		}
		for word := range strings.FieldsFuncSeq(d.Data, func(r rune) bool { return !lang.IsLetter(r) && r != '’' && r != '\'' }) {
			words[strings.ToLower(word)]++
		}
	}
	return words
}
