package web

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/article/draft"
	"footnote/article/lang"
)

// A pageMeta collects what a page says about itself.
type pageMeta struct {
	tags     map[string]string // content of <meta>, by name, property or itemprop
	linked   linkedData
	title    string // of <title>
	lang     string
	links    map[string]string // <link rel>
	heads    []string          // <h1>, except the site's name that links to its front page
	lower    []string          // <h2> and <h3>, the first ones
	home     *url.URL          // where the page came from
	marked   []string          // what rel or itemprop says is the author
	markedIn *html.Node        // the block that the last of these is in
	byline   []string          // what looks like a byline
	around   []string          // names of both kinds in menus, boxes and lists of other articles
	titled   []string          // what class or itemprop says is the headline
	dates    []string          // of <time> and of elements named like it
	seen     []string          // dates that a reader sees near the title, likeliest first
	voices   []string          // names after “By” that a reader sees
	late     []string          // dates on which the page was changed
	stated   parselyPage       // of <meta name="parsely-page">
}

// readMeta reads title, author, date, site, address and language of a page.
// guess is a date that the page shows but does not state, or ""; body is the
// text in its data.
func readMeta(root *html.Node, address string) (doc draft.Document, guess, body string) {
	m := pageMeta{tags: map[string]string{}, links: map[string]string{}, home: &url.URL{}}
	if from, err := url.Parse(address); err == nil {
		m.home = from
	}
	for n := range nodesIn(root) {
		switch n.Type {
		case html.ElementNode:
			m.read(n)
		case html.CommentNode:
			m.readComment(n.Data)
		}
	}
	doc = draft.Document{
		Site:     lang.FirstNonBlank(m.tags["og:site_name"], m.linked.publisher, m.tags["application-name"]),
		URL:      m.address(address),
		Language: lang.LanguageCode(lang.FirstNonBlank(m.lang, m.tags["og:locale"], m.tags["content-language"], m.linked.language)),
		Page:     true,
	}
	m.readVisible(root)
	doc.Title = m.headline(doc.Site)
	var guessed bool
	if doc.Author, guessed = m.author(doc.Site); guessed {
		doc.Warnings = append(doc.Warnings, draft.WarnGuessedAuthor)
	}
	doc.MonthFirst = m.monthFirst()
	published, timed := m.published()
	doc.Published = published
	if timed {
		doc.Published = localDay(published, dateOf(doc.URL))
		if len(m.seen) > 0 && lang.AdjacentDays(published, m.seen[0]) && dateOf(doc.URL) == "" {
			doc.Published = m.seen[0] // the data's zone is not the readers'
		}
	}
	for _, late := range m.late {
		if date, _ := lang.FindDate(strings.Replace(late, "T", " ", 1)); date != "" {
			m.seen = append(m.seen, date)
		}
	}
	m.seen = slices.DeleteFunc(m.seen, func(day string) bool { return !lang.IsPlausibleDay(day) })
	if len(m.seen) > 0 {
		guess = m.seen[0]
	}
	return doc, guess, m.linked.body
}

// A parselyPage is what pages say about themselves in <meta
// name="parsely-page">.
type parselyPage struct {
	Published string `json:"pub_date"`
	Author    any    `json:"author"`
}

func readParsely(content string) (page parselyPage) {
	if len(content) < maxScript {
		_ = json.Unmarshal([]byte(content), &page)
	}
	return page
}

// readComment reads what a page that is loaded into a frame says about itself
// in a comment: <!--{"Title": "Tides"}-->.
func (m *pageMeta) readComment(text string) {
	var says struct{ Title string }
	if text = strings.TrimSpace(text); m.title == "" && strings.HasPrefix(text, "{") && len(text) < maxTag && json.Unmarshal([]byte(text), &says) == nil {
		m.title = says.Title
	}
}

// maxScript bounds the linked data that is read, in bytes.
const maxScript = 1 << 20

// beginning returns the part of a text that a title may need, with room to
// spare.
func beginning(text string) string {
	return strings.ToValidUTF8(text[:min(len(text), maxTag)], "")
}

func (m *pageMeta) read(n *html.Node) {
	switch n.DataAtom {
	case atom.Html:
		m.lang = lang.FirstNonBlank(Attr(n, "lang"), Attr(n, "xml:lang"))
	case atom.Title:
		if m.title == "" && !inside(n, atom.Svg) {
			m.title = beginning(innerText(n))
		}
	case atom.Meta:
		name := strings.ToLower(lang.FirstNonBlank(Attr(n, "property"), Attr(n, "name"), Attr(n, "itemprop"), Attr(n, "http-equiv")))
		content := strings.TrimSpace(Attr(n, "content"))
		if strings.Contains(content, "&") { // written twice as entities
			content = html.UnescapeString(content)
		}
		if name == "citation_author" || strings.HasSuffix(name, ".creator") {
			content = uninvertName(content)
		}
		if name == "parsely-page" {
			m.stated = readParsely(content)
		}
		if content != "" && m.tags[name] == "" {
			m.tags[name] = content
		} else if content != "" && len(m.tags[name]) < bylineRoom && (name == "author" || name == "article:author" || name == "citation_author") {
			m.tags[name] += ", " + content
		}
	case atom.Link:
		if rel := strings.ToLower(Attr(n, "rel")); m.links[rel] == "" {
			m.links[rel] = Attr(n, "href")
		}
	case atom.Script:
		if strings.EqualFold(strings.TrimSpace(Attr(n, "type")), "application/ld+json") && n.FirstChild != nil && len(n.FirstChild.Data) < maxScript {
			m.linked.read(n.FirstChild.Data)
		}
	case atom.H1:
		if text := inline(n); text != "" && !m.isLogo(n) {
			m.heads = append(m.heads, beginning(text))
		}
	case atom.H2, atom.H3:
		if text := inline(n); text != "" && len(m.lower) < maxLower && !outside(n) && !m.isLogo(n) {
			m.lower = append(m.lower, beginning(text))
		}
	case atom.Time:
		date := lang.FirstNonBlank(Attr(n, "datetime"), inline(n))
		names := Attr(n, "class") + " " + Attr(n, "itemprop")
		switch {
		case commented(n):
		case changedNames.HasClass(names) && !dateNames.HasClass(names), outside(n):
			m.late = append(m.late, date)
		default:
			m.dates = append(m.dates, date)
		}
	}
	m.readNamed(n)
}

// bylineRoom is the most bytes of authors that are read from the tags of a
// page.
const bylineRoom = 1000

// outside reports whether an element is in a box, a menu or a list around the
// article.
func outside(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		switch n.DataAtom {
		case atom.Nav:
			return true
		case atom.Aside, atom.Footer:
			if !inside(n, atom.Article) {
				return true
			}
		case atom.Body, atom.Html, atom.Article, atom.Main:
			continue
		}
		if names := namesOf(n); aroundWords.HasClass(names) && draft.ContainsAny(strings.ToLower(names), remarkWords) {
			return true
		}
	}
	return false
}

// commented reports whether an element is in text written by readers.
func commented(n *html.Node) bool {
	for ; n != nil && n.DataAtom != atom.Body; n = n.Parent {
		if strings.Contains(strings.ToLower(namesOf(n)), "comment") && n.DataAtom != atom.Article {
			return true
		}
	}
	return false
}

// uninvertName puts a name in its usual order: “Doe, Jane”.
func uninvertName(name string) string {
	last, first, ok := strings.Cut(name, ",")
	if !ok || strings.Contains(first, ",") || len(strings.Fields(last)) > 1 && len(strings.Fields(first)) > 1 {
		return name
	}
	return lang.OneLine(first) + " " + lang.OneLine(last)
}

var (
	titleNames   = lang.NewWordSet("entry-title post-title article-title article-headline headline post-headline story-headline")
	changedNames = lang.NewWordSet("updated modified datemodified lastmod last-modified")
	bylineNames  = lang.NewWordSet("byline author author-name authorname byline-name by-author article-author post-author entry-author writer autor p-author vcard")
	dateNames    = lang.NewWordSet("date published pubdate publish-date post-date entry-date article-date timestamp dateline posted-on datum")
)

// bylineLength is the most bytes of text that names the author.
const bylineLength = 150

// readNamed reads elements that are marked by class, rel or itemprop as an
// author or a date.
func (m *pageMeta) readNamed(n *html.Node) {
	if len(n.Attr) == 0 || n.DataAtom == atom.Meta || n.DataAtom == atom.Link || n.DataAtom == atom.Body || n.DataAtom == atom.Html || inside(n, atom.Form) {
		return
	}
	names := namesOf(n)
	prop, rel := strings.ToLower(Attr(n, "itemprop")), strings.ToLower(Attr(n, "rel"))
	if len(m.byline) < 12 && n.DataAtom != atom.H1 && !inSentence(n) && (prop == "author" || rel == "author" || bylineNames.HasClass(names)) {
		text := inline(n)
		if prop == "author" {
			text = lang.FirstNonBlank(nameIn(n), text)
		}
		if text != "" && len(text) < 2*bylineLength && !draft.NamesAll(draft.AuthorName(text, "")) {
			text = lang.FirstNonBlank(signedLine(n), text)
		}
		if text != "" && len(text) < bylineLength {
			switch {
			case commented(n):
			case outside(n) || inTeaser(n):
				m.around = append(m.around, text)
			case prop == "author" || rel == "author":
				m.addMarked(n, text)
			default:
				m.byline = append(m.byline, text)
			}
		}
	}
	if level := headings[n.DataAtom]; level > 0 && level < 5 && (prop == "headline" || titleNames.HasClass(names)) && !outside(n) {
		if text := inline(n); text != "" && !slices.Contains(m.titled, text) {
			m.titled = append(m.titled, text)
		}
	}
	if len(m.dates) < 12 && (prop == "datepublished" || dateNames.HasClass(names)) {
		if text := lang.FirstNonBlank(Attr(n, "content"), Attr(n, "datetime"), inline(n)); len(text) < 120 {
			if prop == "datepublished" {
				m.dates = append([]string{text}, m.dates...)
			} else {
				m.dates = append(m.dates, text)
			}
		}
	}
}

// signedLine returns the first line of an element if it is only names, or "".
func signedLine(n *html.Node) string {
	for line := range strings.Lines(preText(n)) {
		if line = lang.OneLine(line); draft.NamesAll(draft.AuthorName(line, "")) {
			return line
		}
	}
	return ""
}

// addMarked notes what is marked as the author. Several in one block are
// authors of the same text.
func (m *pageMeta) addMarked(n *html.Node, text string) {
	holder := holderOf(n)
	last := len(m.marked) - 1
	if last < 0 || holder == nil || holder != m.markedIn || !draft.NamesAll(draft.AuthorName(text, "")) {
		m.marked, m.markedIn = append(m.marked, text), holder
		return
	}
	if !strings.Contains(m.marked[last], text) && len(m.marked[last]) < bylineRoom {
		m.marked[last] += ", " + text
	}
}

// inTeaser reports whether an element is in a box that leads to another
// article: one whose heading is a link.
func inTeaser(n *html.Node) bool {
	for p, depth := n.Parent, 0; p != nil && depth < 6; p, depth = p.Parent, depth+1 {
		switch p.DataAtom {
		case atom.Body, atom.Main, atom.Header:
			return false
		case atom.Article, atom.Li, atom.Div, atom.Section:
			if _, brief := briefText(p, 400); !brief {
				return false
			}
			for d := range nodesIn(p) {
				if headings[d.DataAtom] > 0 && linkAlone(d) {
					return true
				}
			}
		}
	}
	return false
}

// nameIn returns what is marked as the names of a marked thing.
func nameIn(thing *html.Node) string {
	var names []string
	for n := range nodesIn(thing) {
		if n.Type != html.ElementNode || Attr(n, "itemprop") != "name" {
			continue
		}
		if name := lang.FirstNonBlank(Attr(n, "content"), inline(n)); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// address returns the page's canonical address, resolved against the one it
// came from.
func (m *pageMeta) address(from string) string {
	base, err := url.Parse(from)
	for _, given := range []string{m.links["canonical"], m.tags["og:url"]} {
		u, bad := url.Parse(strings.TrimSpace(given))
		if given == "" || bad != nil {
			continue
		}
		if err == nil && base.Host != "" {
			u = base.ResolveReference(u)
			// A canonical address that is another site's front page is wrong.
			if strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && strings.Trim(base.Path, "/") != "" {
				continue
			}
		}
		if (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
			u.Fragment = ""
			return u.String()
		}
	}
	return from
}

// clockTime is the time of day after a date.
var clockTime = lang.NewPattern(`T\d\d:?\d\d.*$`)

func twoDigits(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

// compactDate matches a date without separators, as in some pages' data.
var compactDate = lang.NewPattern(`^(\d{4})(\d\d)(\d\d)`)

var urlDate = lang.NewPattern(`/(19|20)(\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:[/-]|$)`)

// published chooses the day on which the page was published; timed reports
// whether its hour is given too.
func (m *pageMeta) published() (date string, timed bool) {
	for _, given := range append([]string{m.linked.published, lang.ReorderUnixDate(m.tags["article:published_time"]), m.tags["og:article:published_time"], m.tags["datepublished"],
		m.tags["date"], m.tags["pubdate"], m.tags["publishdate"], m.tags["publish-date"], m.tags["publication_date"], m.tags["dc.date"], m.tags["dc.date.issued"],
		m.tags["dcterms.date"], m.tags["dcterms.created"], m.tags["sailthru.date"], m.tags["parsely-pub-date"], m.tags["citation_publication_date"],
		m.tags["citation_date"], m.tags["article.published"], m.tags["og:published_time"], m.tags["cxenseparse:recs:publishtime"], m.tags["created"], m.tags["article:published"],
		m.tags["originalpublicationdate"], m.tags["rnews:datepublished"], m.stated.Published}, m.dates...) {
		timed = clockTime.Get().MatchString(given)
		given = lang.PublishedPart(clockTime.Get().ReplaceAllString(given, " "))
		for _, line := range []string{strings.ReplaceAll(given, "/", "-"), given, compactDate.Get().ReplaceAllString(given, "$1-$2-$3")} {
			if date, _ := lang.FindDate(line); lang.IsPlausibleDay(date) {
				return date, timed
			}
		}
		if date, _ := lang.FindNumericDate(given, m.monthFirst()); lang.IsPlausibleDay(date) {
			return date, false
		}
	}
	return "", false
}

// dateOf reads the day from an address that contains it: /2024/05/06/cats.
func dateOf(address string) string {
	d := urlDate.Get().FindStringSubmatch(address)
	if d == nil {
		return ""
	}
	return d[1] + d[2] + "-" + twoDigits(d[3]) + "-" + twoDigits(d[4])
}
