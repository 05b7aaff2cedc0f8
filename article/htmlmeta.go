package article

import (
	"encoding/json"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A pageMeta collects what a page says of itself.
type pageMeta struct {
	tags   map[string]string // content of <meta>, by name, property or itemprop
	linked linkedData
	title  string // of <title>
	lang   string
	links  map[string]string // <link rel>
	heads  []string          // <h1>
	marked []string          // what rel or itemprop says is the author
	byline []string          // what looks like a byline
	dates  []string          // of <time> and of what is so named
	seen   []string          // dates that a reader sees near the title, likeliest first
	voices []string          // names behind “By” that a reader sees
}

// readMeta reads title, author, date, site, address and language of a page.
// The guess is a date that the page shows but does not state, "" if none.
func readMeta(root *html.Node, address string) (doc document, guess string) {
	m := pageMeta{tags: map[string]string{}, links: map[string]string{}}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			m.read(n)
		}
	}
	doc = document{
		site:     firstOf(m.tags["og:site_name"], m.linked.publisher, m.tags["application-name"]),
		url:      m.address(address),
		language: languageCode(firstOf(m.lang, m.tags["og:locale"], m.tags["content-language"], m.linked.language)),
		page:     true,
	}
	m.readVisible(root)
	doc.title = m.headline(doc.site)
	var guessed bool
	if doc.author, guessed = m.author(doc.site); guessed {
		doc.warnings = append(doc.warnings, warnGuessedAuthor)
	}
	published, timed := m.published()
	doc.published = published
	if timed {
		doc.published = localDay(published, dateOf(doc.url))
	}
	if len(m.seen) > 0 {
		guess = m.seen[0]
	}
	return doc, guess
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return ""
}

// mostScript bounds the linked data that is read, in bytes.
const mostScript = 1 << 20

// beginning returns as much of a text as a title may have, with room to spare.
func beginning(text string) string {
	return strings.ToValidUTF8(text[:min(len(text), longestTag)], "")
}

func (m *pageMeta) read(n *html.Node) {
	switch n.DataAtom {
	case atom.Html:
		m.lang = attr(n, "lang")
	case atom.Title:
		if m.title == "" && !inside(n, atom.Svg) {
			m.title = beginning(innerText(n))
		}
	case atom.Meta:
		name := strings.ToLower(firstOf(attr(n, "property"), attr(n, "name"), attr(n, "itemprop"), attr(n, "http-equiv")))
		if content := strings.TrimSpace(attr(n, "content")); content != "" && m.tags[name] == "" {
			m.tags[name] = content
		} else if content != "" && len(m.tags[name]) < longestTag && (name == "author" || name == "article:author" || name == "citation_author") {
			m.tags[name] += ", " + content
		}
	case atom.Link:
		if rel := strings.ToLower(attr(n, "rel")); m.links[rel] == "" {
			m.links[rel] = attr(n, "href")
		}
	case atom.Script:
		if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") && n.FirstChild != nil && len(n.FirstChild.Data) < mostScript {
			m.linked.read(n.FirstChild.Data)
		}
	case atom.H1:
		if text := inline(n); text != "" {
			m.heads = append(m.heads, beginning(text))
		}
	case atom.Time:
		m.dates = append(m.dates, firstOf(attr(n, "datetime"), inline(n)))
	}
	m.readNamed(n)
}

var (
	bylineNames = set("byline author author-name byline-name by-author article-author post-author entry-author writer autor p-author vcard")
	dateNames   = set("date published pubdate publish-date post-date entry-date article-date timestamp dateline posted-on datum")
)

// readNamed reads what the class, rel or itemprop of an element calls an
// author or a date.
func (m *pageMeta) readNamed(n *html.Node) {
	if len(n.Attr) == 0 || n.DataAtom == atom.Meta || n.DataAtom == atom.Link || n.DataAtom == atom.Body || n.DataAtom == atom.Html || inside(n, atom.Form) {
		return
	}
	names := namesOf(n)
	prop, rel := strings.ToLower(attr(n, "itemprop")), strings.ToLower(attr(n, "rel"))
	if len(m.byline) < 12 && (prop == "author" || rel == "author" || bylineNames.inNames(names)) {
		if text := inline(n); text != "" && len(text) < 150 {
			if prop == "author" || rel == "author" {
				m.marked = append(m.marked, text)
			} else {
				m.byline = append(m.byline, text)
			}
		}
	}
	if len(m.dates) < 12 && (prop == "datepublished" || dateNames.inNames(names)) {
		if text := firstOf(attr(n, "content"), attr(n, "datetime"), inline(n)); len(text) < 120 {
			if prop == "datepublished" {
				m.dates = append([]string{text}, m.dates...)
			} else {
				m.dates = append(m.dates, text)
			}
		}
	}
}

// address returns the page's canonical address, against where it came from.
func (m *pageMeta) address(from string) string {
	base, err := url.Parse(from)
	for _, given := range []string{m.links["canonical"], m.tags["og:url"]} {
		u, bad := url.Parse(strings.TrimSpace(given))
		if given == "" || bad != nil {
			continue
		}
		if err == nil && base.Host != "" {
			u = base.ResolveReference(u)
			// A page that names another site's front page names itself wrongly.
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

// headline chooses the title: what the page calls its headline, without the
// site's name behind it.
func (m *pageMeta) headline(site string) string {
	given := withoutSite(firstOf(m.tags["og:title"], m.linked.headline, m.tags["twitter:title"], m.tags["citation_title"], m.tags["dc.title"]), site)
	title := withoutSite(m.title, site)
	for _, h := range m.heads {
		h = oneLine(h)
		switch {
		case !sameLetters(h, title) && endsWith(m.title, h): // the site's name
		case given != "" && (strings.EqualFold(h, given) || strings.Contains(strings.ToLower(m.title), strings.ToLower(h)) && len(h) > 15):
			return h
		case given == "" && len(h) > 10 && strings.Contains(strings.ToLower(m.title), strings.ToLower(h)):
			return h
		}
	}
	if given != "" {
		return given
	}
	if len(m.heads) > 0 { // the site's name stands as a heading too
		if rest := withoutSite(m.title, oneLine(m.heads[0])); rest != oneLine(m.title) && len(rest) > len(m.heads[0])/2 && !strings.Contains(rest, oneLine(m.heads[0])) {
			return rest
		}
	}
	if len(m.heads) == 1 && len(m.heads[0]) < 200 && !endsWith(m.title, oneLine(m.heads[0])) && (title == "" || len(m.heads[0]) > len(title)/2) {
		return m.heads[0]
	}
	return firstOf(title, firstOf(m.heads...))
}

// withoutSite takes the site's name off a title: “Cats plan | The Paper”.
func withoutSite(title, site string) string {
	title = oneLine(title)
	for _, mark := range []string{" | ", " — ", " – ", " - ", " :: ", " » ", " · ", " • ", " / "} {
		i := strings.LastIndex(title, mark)
		if i < 0 {
			continue
		}
		head, tail := strings.TrimSpace(title[:i]), strings.TrimSpace(title[i+len(mark):])
		switch {
		case site != "" && sameLetters(tail, site):
			return withoutSite(head, site)
		case site != "" && sameLetters(head, site):
			return tail
		case mark == " | " && len(strings.Fields(tail)) <= 4 && len(head) > 15:
			return withoutSite(head, site)
		case len(strings.Fields(tail)) <= 3 && len(strings.Fields(head)) >= 4 && mark != " / ":
			return head
		}
	}
	return title
}

// endsWith reports whether the last part of a page's title, behind a mark,
// is name.
func endsWith(title, name string) bool {
	head, ok := strings.CutSuffix(strings.ToLower(oneLine(title)), strings.ToLower(name))
	head = strings.TrimRight(head, " ")
	return ok && head != "" && strings.HasSuffix(strings.TrimRight(head, "|—–-:»·•/"), " ")
}

func sameLetters(a, b string) bool {
	fold := func(s string) string {
		return strings.Map(func(r rune) rune {
			if letter(r) || digit(r) {
				return r
			}
			return -1
		}, strings.TrimPrefix(strings.ToLower(s), "the "))
	}
	x, y := fold(a), fold(b)
	return x != "" && (x == y || len(x) > 4 && strings.Contains(y, x) || len(y) > 4 && strings.Contains(x, y) && len(x) < 2*len(y))
}

// author chooses who wrote the page, as people are named and not addresses.
// A person goes before a newsroom that the page's data names.
func (m *pageMeta) author(site string) (name string, guessed bool) {
	given := []string{m.linked.author, m.tags["author"], m.tags["article:author"], m.tags["citation_author"], m.tags["dc.creator"],
		m.tags["dcterms.creator"], m.tags["sailthru.author"], m.tags["parsely-author"], m.tags["byl"], m.tags["twitter:data1"]}
	given = append(append(append(given, m.marked...), m.byline...), m.voices...)
	said := len(given)
	given = append(given, m.linked.person) // somebody that the page is about, or its author
	best := ""
	for i, g := range given {
		name := authorName(g, site)
		if name == "" {
			continue
		}
		if best == "" {
			best, guessed = name, i >= said
		}
		if looksLikeName(name) || strings.Contains(name, ", ") || strings.Contains(name, " and ") {
			return name, i >= said
		}
		if len(strings.Fields(name)) > 1 && isName(name) && !sameLetters(name, site) && !sameLetters(best, site) {
			return best, guessed
		}
	}
	return best, guessed
}

// warnGuessedAuthor is for a name that no byline gives.
var warnGuessedAuthor = Warning{Text: "The author is a guess: the page does not state one, the name stands near its text."}

var (
	bylineLead = pattern(`(?i)^(?:(?:posted|written|published|reviewed|story|words|text|interview|article)\s*:?\s+)?(?:(?:by|von|par|por|di|de|author|autor|autorin)\s*:?\s+|interview:\s+)`)
	bylineTail = pattern(`(?i)\s*(?:[|•·–—]|\bon\b|\bam\b|\bstand\b|\bsays\b|\bsaid\b|\bsagt\b|\buhr\b|\bpublished\b|\bposted\b|\bupdated\b|\bfor\b|\bin\b|\bat\b|,?\s*\d{1,2}[./ ]|,?\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d).*$`)
	noAuthor   = pattern(`(?i)^(?:admin|administrator|editor|editors|staff|staff writer|news desk|redaktion|redaction|author|by|guest|webmaster|user|anonymous|unknown|null|undefined|none|follow|posts|name|e-?mail|comments?|reply|profile|autor|autoren|name \(.*|view all.*|afficher .*|ver perfil.*|profil anzeigen.*|more from.*|about .*)$`)
)

func authorName(given, site string) string {
	given = oneLine(given)
	if given == "" || len(given) > 150 || strings.Contains(given, "://") || strings.Contains(given, "@") || strings.Contains(given, "www.") || strings.HasPrefix(given, "/") {
		return ""
	}
	name := bylineLead.get().ReplaceAllString(given, "")
	name = bylineTail.get().ReplaceAllString(name, "")
	name = degrees.get().ReplaceAllString(name, "$1")
	name = strings.Trim(name, " ,.:;|-–—")
	if name == "" || len(name) > 100 || noAuthor.get().MatchString(name) || site != "" && strings.EqualFold(name, site) ||
		!strings.ContainsFunc(name, letter) || len(strings.Fields(name)) > 12 || strings.ContainsAny(name, "0123456789?!") {
		return ""
	}
	return name
}

// degrees stand behind a name: “Jane Doe, PhD, RD and John Poe, M.D.”.
var degrees = pattern(`,\s*(?:Ph\.?\s?D|M\.?D|M\.?Sc|B\.?Sc|M\.?A|MBA|M\.?P\.?H|R\.?[DN]|LL\.?[BM]|J\.?D|D\.?Phil|Psy\.?D|CSCS|CPT|Esq)\b\.?(\s*(?:,|and|und|et|y|$))`)

// clockTime is the time of day behind a date.
var clockTime = pattern(`T\d\d:?\d\d.*$`)

var numbersDate = pattern(`\b(\d{1,2})([./])(\d{1,2})[./]((?:20|19)\d\d)\b`)

// numericDate reads a date of numbers alone. Written with slashes in
// English the month comes first, unless it can't be one.
func numericDate(text string, english bool) string {
	m := numbersDate.get().FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	day, month := m[1], m[3]
	if english && m[2] == "/" && len(m[1]) <= 2 {
		if d := validDate(m[4], twoDigits(day), twoDigits(month)); d != "" {
			return d
		}
	}
	return validDate(m[4], twoDigits(month), twoDigits(day))
}

func twoDigits(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

// compactDate is a date without marks, as some pages' data has it.
var compactDate = pattern(`^(\d{4})(\d\d)(\d\d)`)

var urlDate = pattern(`/(19|20)(\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:[/-]|$)`)

// published chooses the day on which the page came out; timed if its hour is
// given too.
func (m *pageMeta) published() (date string, timed bool) {
	for _, given := range append([]string{m.linked.published, m.tags["article:published_time"], m.tags["og:article:published_time"], m.tags["datepublished"],
		m.tags["date"], m.tags["pubdate"], m.tags["publishdate"], m.tags["publish-date"], m.tags["publication_date"], m.tags["dc.date"], m.tags["dc.date.issued"],
		m.tags["dcterms.date"], m.tags["dcterms.created"], m.tags["sailthru.date"], m.tags["parsely-pub-date"], m.tags["citation_publication_date"],
		m.tags["citation_date"], m.tags["article.published"], m.tags["og:published_time"], m.tags["cxenseparse:recs:publishtime"], m.tags["created"], m.tags["article:published"]}, m.dates...) {
		timed = clockTime.get().MatchString(given)
		given = clockTime.get().ReplaceAllString(given, " ")
		for _, line := range []string{strings.ReplaceAll(given, "/", "-"), given, compactDate.get().ReplaceAllString(given, "$1-$2-$3")} {
			if date, _ := dateIn(line); date != "" {
				return date, timed
			}
		}
		if date := numericDate(given, languageCode(m.lang) == "en"); date != "" {
			return date, false
		}
	}
	return "", false
}

// dateOf reads the day from an address that has it: /2024/05/06/cats.
func dateOf(address string) string {
	d := urlDate.get().FindStringSubmatch(address)
	if d == nil {
		return ""
	}
	return d[1] + d[2] + "-" + twoDigits(d[3]) + "-" + twoDigits(d[4])
}

func languageCode(tag string) string {
	tag = strings.ToLower(strings.TrimSpace(tag))
	if len(tag) >= 2 && (len(tag) == 2 || tag[2] == '-' || tag[2] == '_') {
		return tag[:2]
	}
	return ""
}

// linkedData is what a page says of itself in JSON-LD.
type linkedData struct {
	headline, author, published, publisher, language string

	person string // the only person whom the data names
	people int    // how many it names
}

// articleTypes are the types of linked data that are articles.
var articleTypes = pattern(`(?:Article|BlogPosting|NewsArticle|Report|Posting|Review|WebPage|Blog|Story|ScholarlyArticle|TechArticle|LiveBlogPosting)$`)

func (l *linkedData) read(script string) {
	var v any
	if json.Unmarshal([]byte(strings.TrimSpace(script)), &v) == nil {
		l.take(v, 0)
	}
}

func (l *linkedData) take(v any, depth int) {
	if depth > 6 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			l.take(e, depth+1)
		}
	case map[string]any:
		if graph, ok := v["@graph"]; ok {
			l.take(graph, depth+1)
		}
		kind := ldText(v["@type"])
		if kind == "Person" || kind == "Person, Organization" {
			if l.people++; l.people == 1 {
				l.person = ldText(v["name"])
			} else {
				l.person = ""
			}
			return
		}
		if !articleTypes.get().MatchString(kind) {
			return
		}
		page := strings.HasSuffix(kind, "WebPage")
		fill := func(to *string, value string) {
			if *to == "" {
				*to = oneLine(html.UnescapeString(value))
			}
		}
		if !page {
			fill(&l.headline, ldText(v["headline"]))
		}
		fill(&l.author, ldText(v["author"]))
		fill(&l.published, ldText(v["datePublished"]))
		fill(&l.publisher, ldText(v["publisher"]))
		fill(&l.language, ldText(v["inLanguage"]))
		if main, ok := v["mainEntity"]; ok {
			l.take(main, depth+1)
		}
	}
}

// ldText returns a value as text: of a thing its name, of several all.
func ldText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case map[string]any:
		return ldText(v["name"])
	case []any:
		var parts []string
		for _, e := range v {
			if s := ldText(e); s != "" {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, ", ")
	}
	return ""
}
