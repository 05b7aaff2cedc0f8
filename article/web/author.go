package web

import (
	"slices"
	"strings"

	"footnote/article/draft"
)

// author chooses the author of the page: a person's name, not an address. A
// person takes precedence over a newsroom named in the page's data.
func (m *pageMeta) author(site string) (name string, guessed bool) {
	given := []string{m.linked.by(), m.tags["author"], m.tags["article:author"], m.tags["citation_author"], m.tags["dc.creator"],
		m.tags["dcterms.creator"], m.tags["sailthru.author"], m.tags["parsely-author"], m.tags["byl"], m.tags["byline"], m.tags["article_author"], ldText(m.stated.Author)}
	for _, i := range []string{"1", "2"} {
		if label := m.tags["twitter:label"+i]; label == "" || draft.BylineLead.Get().MatchString(label+" ") {
			given = append(given, m.tags["twitter:data"+i])
		}
	}
	for i, g := range given { // a publisher's name is the last choice
		if g != "" && strings.Contains(m.tags["copyright"]+m.tags["rights"]+m.tags["dc.publisher"]+m.tags["publisher"], g) {
			given[i] = ""
		}
	}
	own := slices.Concat(m.marked, m.byline, m.voices)
	given = append(given, own...)
	said := len(given)
	given = append(given, m.linked.person) // a person that the page is about, or its author
	best := ""
	for i, g := range given {
		name := draft.AuthorName(g, site)
		if name == "" {
			continue
		}
		if best == "" {
			best, guessed = name, i >= said
		}
		if draft.LooksLikeName(name) || strings.Contains(name, ", ") || strings.Contains(name, " and ") {
			return name, i >= said
		}
		if len(strings.Fields(name)) > 1 && draft.IsName(name) && !sameLetters(name, site) && !sameLetters(best, site) {
			if !strings.Contains(best, " ") && i >= said-len(own) { // initials
				return name, i >= said
			}
			return best, guessed
		}
	}
	if best != "" {
		return best, guessed
	}
	for _, g := range slices.Concat(own, m.around) { // a site may have the name of its author
		if name := draft.AuthorName(g, ""); name != "" {
			return name, false
		}
	}
	return "", false
}
