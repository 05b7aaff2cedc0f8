package web

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/article/draft"
	"footnote/article/lang"
)

// headline returns the title: what the page calls its headline, without the
// site's name after it, but with the number of its chapter.
func (m *pageMeta) headline(site string) string {
	title := m.chooseTitle(site)
	if rest, ok := strings.CutPrefix(lang.OneLine(m.title), title); ok && title != "" {
		title += chapter.Get().FindString(rest)
	}
	return title
}

// chapter matches the number of a chapter or of a part after a title.
var chapter = lang.NewPattern(`(?i)^(?:\s?[|:–—-]|,)\s(?:chapter|part|episode|kapitel|teil|folge|chapitre|partie|épisode|capítulo|parte|episodio)\s(?:\d{1,4}|[ivxl]{1,6})\b`)

// chooseTitle chooses among the titles that a page gives itself.
func (m *pageMeta) chooseTitle(site string) string {
	headline := m.linked.headline
	if name := m.linked.name; name != "" && strings.HasPrefix(m.title, name) && !strings.Contains(m.title, headline) {
		headline = name // the other is a description
	}
	given := withoutSite(lang.FirstNonBlank(m.tags["og:title"], headline, m.tags["twitter:title"], m.tags["citation_title"], m.tags["dc.title"]), site)
	title := withoutSite(m.title, site)
	if given == "" && len(m.titled) == 1 && len(m.titled[0]) < 200 && !m.isLower(title) {
		return m.titled[0]
	}
	if h := m.heading(site, given); h != "" {
		return h
	}
	if given != "" {
		return lang.FirstNonBlank(m.shownTitle(site, given), given)
	}
	if len(m.heads) > 0 { // the site's name is a heading too
		if rest := withoutSite(m.title, lang.OneLine(m.heads[0])); rest != lang.OneLine(m.title) && 2*utf8.RuneCountInString(rest) > utf8.RuneCountInString(m.heads[0]) && !strings.Contains(rest, lang.OneLine(m.heads[0])) {
			return rest
		}
	}
	if len(m.heads) == 1 && len(m.heads[0]) < 200 && !endsWith(m.title, lang.OneLine(m.heads[0])) && (title == "" || len(m.heads[0]) > len(title)/2) {
		return m.heads[0]
	}
	return lang.FirstNonBlank(title, lang.FirstNonBlank(m.heads...))
}

// isLower reports whether a heading below <h1> has the words of title.
func (m *pageMeta) isLower(title string) bool {
	return slices.ContainsFunc(m.lower, func(h string) bool { return equalLetters(h, title) })
}

// maxLower is how many lower headings are compared with the page's title.
const maxLower = 40

// isLogo reports whether a heading is a link to the site's front page.
func (m *pageMeta) isLogo(h *html.Node) bool {
	a := first(h, atom.A)
	if h.Parent != nil && h.Parent.DataAtom == atom.A {
		a = h.Parent
	}
	if a == nil {
		return false
	}
	to, err := url.Parse(strings.TrimSpace(Attr(a, "href")))
	return err == nil && Attr(a, "href") != "" && strings.Trim(to.Path, "/.") == "" && to.RawQuery == "" && to.Fragment == "" &&
		(to.Host == "" || strings.TrimPrefix(to.Host, "www.") == strings.TrimPrefix(m.home.Host, "www.")) && strings.Trim(m.home.Path, "/") != ""
}

// Code points from which a heading that is inside the page's title, not as
// one of its parts, is what it is about: with a title in the page's data, and
// without.
const (
	inTitleGiven = 15
	inTitle      = 10
)

// heading returns the heading that the page's title, or given, the title in
// its data, has in it, "" if there is none.
func (m *pageMeta) heading(site, given string) string {
	parts := titleParts(m.title)
	isPart := func(h string) bool {
		return slices.ContainsFunc(parts, func(part string) bool { return equalLetters(part, h) })
	}
	begins := func(h string) bool { return isPart(h) && strings.HasPrefix(letters(m.title), letters(h)) }
	for _, h := range m.heads {
		h = lang.OneLine(h)
		length := utf8.RuneCountInString(h)
		if endsWith(m.title, h) && !equalLetters(h, given) || site != "" && equalLetters(h, site) && !equalLetters(h, m.title) {
			continue // the site's name
		}
		switch {
		case strings.EqualFold(h, given):
			return h
		case begins(h) && (given == "" || isPart(given)):
			if longer := m.lowerPart(isPart, max(2*length, inTitle)); longer != "" {
				return longer
			}
			return h
		case length > inTitle && (given == "" || length > inTitleGiven) && strings.Contains(strings.ToLower(m.title), strings.ToLower(h)):
			return h
		}
	}
	if given == "" {
		return m.lowerPart(isPart, inTitle/2)
	}
	return ""
}

// Code points and words from which on a page's only <h1> is a title, not the
// name of a rubric.
const (
	minShown      = 20
	minShownWords = 4
)

// shownTitle returns the page's only <h1>, where it is long enough to be the
// title: what pages give to those who share them is often another. It is ""
// if there is none.
func (m *pageMeta) shownTitle(site, given string) string {
	if len(m.heads) != 1 {
		return ""
	}
	h := lang.OneLine(m.heads[0])
	length := utf8.RuneCountInString(h)
	if length < minShown || length > draft.MaxTitle || len(strings.Fields(h)) < minShownWords || endsWith(m.title, h) || sameLetters(h, site) ||
		strings.HasSuffix(letters(h), letters(given)) { // with a word above it
		return ""
	}
	return h
}

// lowerPart returns the first lower heading that is a part of the page's
// title and longer than some code points: the first heading of some pages is
// the site's name.
func (m *pageMeta) lowerPart(isPart func(string) bool, longer int) string {
	for _, h := range m.lower {
		if h = strings.TrimLeft(lang.OneLine(h), "■□●◆◇▼▶・※ "); utf8.RuneCountInString(h) > longer && isPart(h) {
			return h
		}
	}
	return ""
}

// titleMarks separate the parts of a page's title.
var titleMarks = lang.NewPattern(`\s+[|—–:»«‹›·•/~-]+\s+|\s*[|_｜]\s*|\s+::\s+|\s?[－―]\s?`)

// titleParts returns a page's title, and its parts between marks, and what
// is before and after each of these.
func titleParts(title string) []string {
	title = lang.OneLine(title)
	parts := []string{title}
	from := 0
	for _, at := range titleMarks.Get().FindAllStringIndex(title, 20) {
		parts = append(parts, title[from:at[0]], title[:at[0]], title[at[1]:])
		from = at[1]
	}
	return parts
}

// equalLetters reports whether two titles have the same letters and digits.
func equalLetters(a, b string) bool {
	return letters(a) != "" && letters(a) == letters(b)
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if lang.IsLetter(r) || lang.IsDigit(r) {
			return r
		}
		return -1
	}, strings.ToLower(s))
}

// withoutSite removes the site's name from a title: “Cats plan | The Paper”.
func withoutSite(title, site string) string {
	title = lang.OneLine(title)
	for _, mark := range []string{" | ", " — ", " – ", " - ", " :: ", " » ", " « ", " ‹ ", " · ", " • ", " / "} {
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

// endsWith reports whether the last part of a page's title, after a separator,
// is name.
func endsWith(title, name string) bool {
	head, ok := strings.CutSuffix(strings.ToLower(lang.OneLine(title)), strings.ToLower(name))
	head = strings.TrimRight(head, " ")
	return ok && head != "" && strings.HasSuffix(strings.TrimRight(head, "|—–-:»«‹·•/"), " ")
}

func sameLetters(a, b string) bool {
	x, y := letters(strings.TrimPrefix(strings.ToLower(a), "the ")), letters(strings.TrimPrefix(strings.ToLower(b), "the "))
	return x != "" && (x == y || len(x) > 4 && strings.Contains(y, x) || len(y) > 4 && strings.Contains(x, y) && len(x) < 2*len(y))
}
