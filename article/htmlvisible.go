package article

import (
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Lines that a reader sees near the title tell who wrote a page and when,
// where its data does not. Bounds on them, in bytes and lines.
const (
	visibleLine  = 90 // the longest line that is only about author or date
	visibleHead  = 45 // how far into a longer text its dateline reaches
	visibleNear  = 80 // texts behind the title that are still about it
	visibleAbove = 6  // texts before the title that may be about it
)

var (
	datedWords   = pattern(`(?i)^\W*(?:first |last |zu)?(?:published|posted|erschienen|veröffentlicht|publié|publicado|pubblicato|stand|date|datum)\b`)
	changedWords = pattern(`(?i)^\W*(?:last |zuletzt |letzte |dernière )?(?:updated|modified|edited|änderung|geändert|aktualisiert|mise à jour|modificado)\b`)
	shortYear    = pattern(`\b(\d{1,2})[.](\d{1,2})[.](\d\d)\b(?:[^.\d]|$)`)
	labelled     = pattern(`(?i)^(?:authors?|autor(?:in|en)?|autore|auteure?|автор|words|text|story|reporting|blog ?beitrag von|(?:ein )?(?:gast)?(?:beitrag|artikel) von|(?:a )?guest post by|(?:written|posted) by)\s*:?\s+`)
)

// readVisible collects the lines of a page that seem to say when it came out
// and who wrote it, best first.
func (m *pageMeta) readVisible(root *html.Node) {
	var near, labelledDates, datelines []string
	since := -1 // texts since the main heading, -1 before it
	above, ago := "", 0
	var visit func(n *html.Node, depth int)
	visit = func(n *html.Node, depth int) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode {
				if depth > deepest || beside(c) {
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
			date := visibleDate(line, m.english())
			switch {
			case date == "" || changedWords.get().MatchString(line):
			case len(line) <= visibleLine && datedWords.get().MatchString(line):
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

func (m *pageMeta) english() bool { return languageCode(m.lang) == "en" }

// beside reports whether an element stands outside of what readers take for
// the page's article: menus, forms, remarks of readers, words of others.
func beside(n *html.Node) bool {
	if never[n.DataAtom] || n.DataAtom == atom.Head || n.DataAtom == atom.Aside || n.DataAtom == atom.Blockquote {
		return true
	}
	names := strings.ToLower(attr(n, "class") + " " + attr(n, "id"))
	return n.DataAtom != atom.Body && n.DataAtom != atom.Html && strings.Contains(names, "comment")
}

// visibleDate returns the date that a line begins with or consists of.
func visibleDate(line string, english bool) string {
	if len(line) > visibleLine {
		line = strings.ToValidUTF8(line[:visibleHead], "")
	}
	if !strings.ContainsAny(line, "0123456789") {
		return ""
	}
	line = oneLine(line)
	if date, _ := dateIn(line); date != "" {
		return date
	}
	if date, _ := numericDate(line, english); date != "" {
		return date
	}
	if d := shortYear.get().FindStringSubmatch(line); d != nil {
		return validDate("20"+d[3], twoDigits(d[2]), twoDigits(d[1]))
	}
	return ""
}

// voiceWords are the first words of what labelled and bylineLead find.
var voiceWords = set(`by von vom par por di da de door av af przez author authors autor autorin autoren autore auteur auteure автор blog blogbeitrag
	ein beitrag gastbeitrag artikel gastartikel a guest posted written published submitted contributed reviewed story words text interview
	article reporting geschrieben verfasst veröffentlicht erstellt publié publiée écrit rédigé posté publicado escrito redactado scritto
	pubblicato geschreven skrevet`)

// signs are voiceWords that stand before a name mostly, and begin few
// headings and titles of works.
var signs = set("by von par door przez av")

// saysMore reports whether one of several words with capitals is no name.
func saysMore(name string) bool {
	return slices.ContainsFunc(strings.Fields(name), func(w string) bool { return plainWords.has(foldWord(w)) || neverNames.has(foldWord(w)) })
}

// wordEnd returns where the first word of text ends.
func wordEnd(text string) int {
	if i := strings.IndexFunc(text, func(r rune) bool { return !letter(r) }); i >= 0 {
		return i
	}
	return len(text)
}

// readVoice notes an element that says whose the text is: “By Jane Doe”.
func (m *pageMeta) readVoice(n *html.Node) {
	if len(m.voices) >= 8 || n.DataAtom == atom.Body {
		return
	}
	text, ok := briefText(n, visibleLine)
	if !ok || text == "" {
		return
	}
	if !voiceWords.has(strings.ToLower(text[:wordEnd(text)])) {
		return
	}
	lead := labelled.get().FindString(text)
	label := strings.HasSuffix(strings.TrimSpace(lead), ":") // and what follows is a name
	if lead == "" {
		if date, rest := dateIn(text); date != "" {
			text = strings.TrimLeft(withoutClock(rest), marksBeside)
		}
		lead = bylineLead.get().FindString(text)
	}
	if lead == "" {
		return
	}
	name := authorName(text[len(lead):], "")
	if first, _, _ := strings.Cut(name, ", "); label && isName(first) || looksLikeName(first) && onlyNames(name) == first {
		name = first
	}
	if looksLikeName(name) || (label || signs.has(strings.ToLower(text[:wordEnd(text)]))) && isName(name) && !saysMore(name) || namesAll(name) {
		m.voices = append(m.voices, name)
	}
}

// namesAll reports whether text is names alone: “Jane Doe and John Poe”.
func namesAll(text string) bool {
	text = strings.NewReplacer(" and ", ", ", " und ", ", ", " et ", ", ", " y ", ", ", " & ", ", ").Replace(text)
	for _, name := range strings.Split(text, ", ") {
		if !looksLikeName(name) {
			return false
		}
	}
	return true
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
	text = oneLine(b.String())
	return text, len(text) <= most
}

// localDay settles a day between what a page's data says to the minute and
// its address: data in another time zone is a day off.
func localDay(said, address string) string {
	a, err := time.Parse(time.DateOnly, said)
	b, bad := time.Parse(time.DateOnly, address)
	if err != nil || bad == nil && a.Sub(b).Abs() <= 24*time.Hour {
		return either(address, said)
	}
	return said
}
