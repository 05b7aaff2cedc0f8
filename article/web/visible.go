package web

import (
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/article/draft"
	"footnote/article/lang"
)

// Visible lines near the title show who wrote a page and when, if its data does
// not. Bounds on them, in bytes and lines.
const (
	visibleLine  = 90 // longest line that is only about author or date
	visibleHead  = 45 // bytes at the start of a longer text that may hold its dateline
	visibleNear  = 80 // texts after the title that may still be about it
	visibleAbove = 6  // texts before the title that may be about it
)

var (
	datedWords = lang.NewPattern(`(?i)^\W*(?:first |last |zu)?(?:published|posted|erschienen|veröffentlicht|publié|publicado|pubblicato|stand|date|datum)\b`)
	shortYear  = lang.NewPattern(`\b(\d{1,2})[.](\d{1,2})[.](\d\d)\b(?:[^.\d]|$)`)
	labelled   = lang.NewPattern(`(?i)^(?:authors?|autor(?:in|en)?|autore|auteure?|автор|words|text|story|reporting|blog ?beitrag von|(?:ein )?(?:gast)?(?:beitrag|artikel) von|(?:a )?guest post by|(?:written|posted) by)\s*:?\s+`)
)

// readVisible collects the lines of a page that seem to say when it was
// published and who wrote it, best first.
func (m *pageMeta) readVisible(root *html.Node) {
	var near, labelledDates, datelines []string
	since := -1 // texts since the main heading, -1 before it
	above, ago := "", 0
	var visit func(n *html.Node, depth int)
	visit = func(n *html.Node, depth int) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode {
				if depth > MaxDepth || isAside(c) {
					continue
				}
				if c.DataAtom == atom.H1 {
					if since < 0 && above != "" && ago <= visibleAbove {
						near = append(near, above)
					}
					since = 0
				}
				m.readVoice(c)
				visit(c, depth+1)
				continue
			}
			line := strings.TrimSpace(c.Data)
			if c.Type != html.TextNode || line == "" {
				continue
			}
			if ago++; since >= 0 {
				since++
			}
			date := visibleDate(line, m.monthFirst())
			switch {
			case !lang.IsPlausibleDay(date) || lang.IsUpdateLine(lang.PublishedPart(line)):
			case len(line) <= visibleLine && datedWords.Get().MatchString(line):
				labelledDates = append(labelledDates, date)
			case len(line) <= visibleLine && since >= 0 && since <= visibleNear:
				near = append(near, date)
			case len(line) <= visibleLine && since < 0:
				above, ago = date, 0
				datelines = append(datelines, date)
			case since <= visibleNear:
				datelines = append(datelines, date)
			}
		}
	}
	visit(root, 0)
	m.seen = append(append(labelledDates, near...), datelines...)
}

// monthFirst reports whether 3/4/2025 is a day in March on the page.
func (m *pageMeta) monthFirst() bool {
	return lang.MonthFirst(lang.FirstNonBlank(m.lang, m.tags["og:locale"], m.tags["content-language"]))
}

// isAside reports whether an element is outside the article as readers see it:
// in menus, forms, comments, or text by others.
func isAside(n *html.Node) bool {
	if NeverText[n.DataAtom] || n.DataAtom == atom.Head || n.DataAtom == atom.Aside || n.DataAtom == atom.Blockquote {
		return true
	}
	names := strings.ToLower(Attr(n, "class") + " " + Attr(n, "id"))
	return n.DataAtom != atom.Body && n.DataAtom != atom.Html && strings.Contains(names, "comment")
}

// visibleDate returns the date that a line begins with or consists of.
func visibleDate(line string, monthFirst bool) string {
	if len(line) > visibleLine {
		line = strings.ToValidUTF8(line[:visibleHead], "")
	}
	if !strings.ContainsAny(line, "0123456789") {
		return ""
	}
	line = lang.PublishedPart(lang.OneLine(line))
	if date, _ := lang.FindDate(line); date != "" {
		return date
	}
	if date, _ := lang.FindNumericDate(line, monthFirst); date != "" {
		return date
	}
	if d := shortYear.Get().FindStringSubmatch(line); d != nil {
		return lang.ISODate("20"+d[3], twoDigits(d[2]), twoDigits(d[1]))
	}
	return ""
}

// voiceWords are the first words of the matches of labelled and
// draft.BylineLead.
var voiceWords = lang.NewWordSet(`by von vom par por di da de door av af przez author authors autor autorin autoren autore auteur auteure автор blog blogbeitrag
	ein beitrag gastbeitrag artikel gastartikel a guest posted written published submitted contributed reviewed story words text interview
	article reporting geschrieben verfasst veröffentlicht erstellt publié publiée écrit rédigé posté publicado escrito redactado scritto
	pubblicato geschreven skrevet`)

// signs are the voiceWords that mostly come before a name, and begin few
// headings and titles of works.
var signs = lang.NewWordSet("by von par door przez av")

// saysMore reports whether name has capitalized words that are not a name.
func saysMore(name string) bool {
	return slices.ContainsFunc(strings.Fields(name), func(w string) bool { return lang.PlainWords.Has(lang.Fold(w)) || lang.NeverNames.Has(lang.Fold(w)) })
}

// wordEnd returns where the first word of text ends.
func wordEnd(text string) int {
	if i := strings.IndexFunc(text, func(r rune) bool { return !lang.IsLetter(r) }); i >= 0 {
		return i
	}
	return len(text)
}

// readVoice records an element that names the author: “By Jane Doe”.
func (m *pageMeta) readVoice(n *html.Node) {
	if len(m.voices) >= 8 || n.DataAtom == atom.Body {
		return
	}
	text, ok := briefText(n, visibleLine)
	if !ok || text == "" {
		return
	}
	if !voiceWords.Has(strings.ToLower(text[:wordEnd(text)])) {
		return
	}
	lead := labelled.Get().FindString(text)
	label := strings.HasSuffix(strings.TrimSpace(lead), ":") // followed by a name
	if lead == "" {
		if date, rest := lang.FindDate(text); date != "" {
			text = strings.TrimLeft(lang.TrimClock(rest), draft.BylineSeparators)
		}
		lead = draft.BylineLead.Get().FindString(text)
	}
	if lead == "" {
		return
	}
	name := draft.AuthorName(text[len(lead):], "")
	if first, _, _ := strings.Cut(name, ", "); label && draft.IsName(first) || draft.LooksLikeName(first) && draft.OnlyNames(name) == first {
		name = first
	}
	if draft.LooksLikeName(name) || (label || signs.Has(strings.ToLower(text[:wordEnd(text)]))) && draft.IsName(name) && !saysMore(name) || draft.NamesAll(name) {
		m.voices = append(m.voices, name)
	}
}

// briefText returns the text below n, ok is false if it is longer than most
// bytes or made of many pieces.
func briefText(n *html.Node, most int) (text string, ok bool) {
	var b strings.Builder
	pieces := 0
	for d := range nodesIn(n) {
		if pieces++; pieces > 24 || b.Len() > most+40 {
			return "", false
		}
		if d.Type == html.TextNode {
			b.WriteString(d.Data[:min(len(d.Data), most+60)])
			b.WriteByte(' ')
		}
	}
	text = lang.OneLine(b.String())
	return text, len(text) <= most
}

// localDay chooses between the day in a page's data, given with the time, and
// the day in its address: data in another time zone is off by one day.
func localDay(said, address string) string {
	a, err := time.Parse(time.DateOnly, said)
	b, bad := time.Parse(time.DateOnly, address)
	if err != nil || bad == nil && a.Sub(b).Abs() <= 24*time.Hour {
		return lang.FirstNonBlank(address, said)
	}
	return said
}
