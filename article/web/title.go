package web

import (
	"strings"

	"footnote/article/lang"
)

// headline chooses the title: what the page calls its headline, without the
// site's name behind it.
func (m *pageMeta) headline(site string) string {
	headline := m.linked.headline
	if name := m.linked.name; name != "" && strings.HasPrefix(m.title, name) && !strings.Contains(m.title, headline) {
		headline = name // the other is a description
	}
	given := withoutSite(lang.FirstNonBlank(m.tags["og:title"], headline, m.tags["twitter:title"], m.tags["citation_title"], m.tags["dc.title"]), site)
	title := withoutSite(m.title, site)
	if given == "" && len(m.titled) == 1 && len(m.titled[0]) < 200 {
		return m.titled[0]
	}
	for _, h := range m.heads {
		h = lang.OneLine(h)
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
		if rest := withoutSite(m.title, lang.OneLine(m.heads[0])); rest != lang.OneLine(m.title) && len(rest) > len(m.heads[0])/2 && !strings.Contains(rest, lang.OneLine(m.heads[0])) {
			return rest
		}
	}
	if len(m.heads) == 1 && len(m.heads[0]) < 200 && !endsWith(m.title, lang.OneLine(m.heads[0])) && (title == "" || len(m.heads[0]) > len(title)/2) {
		return m.heads[0]
	}
	return lang.FirstNonBlank(title, lang.FirstNonBlank(m.heads...))
}

// withoutSite takes the site's name off a title: “Cats plan | The Paper”.
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

// endsWith reports whether the last part of a page's title, behind a mark,
// is name.
func endsWith(title, name string) bool {
	head, ok := strings.CutSuffix(strings.ToLower(lang.OneLine(title)), strings.ToLower(name))
	head = strings.TrimRight(head, " ")
	return ok && head != "" && strings.HasSuffix(strings.TrimRight(head, "|—–-:»«‹·•/"), " ")
}

func sameLetters(a, b string) bool {
	fold := func(s string) string {
		return strings.Map(func(r rune) rune {
			if lang.IsLetter(r) || lang.IsDigit(r) {
				return r
			}
			return -1
		}, strings.TrimPrefix(strings.ToLower(s), "the "))
	}
	x, y := fold(a), fold(b)
	return x != "" && (x == y || len(x) > 4 && strings.Contains(y, x) || len(y) > 4 && strings.Contains(x, y) && len(x) < 2*len(y))
}
