package article

import (
	"slices"
	"strings"
)

// author chooses who wrote the page, as people are named and not addresses.
// A person goes before a newsroom that the page's data names.
func (m *pageMeta) author(site string) (name string, guessed bool) {
	given := []string{m.linked.by(), m.tags["author"], m.tags["article:author"], m.tags["citation_author"], m.tags["dc.creator"],
		m.tags["dcterms.creator"], m.tags["sailthru.author"], m.tags["parsely-author"], m.tags["byl"]}
	for _, i := range []string{"1", "2"} {
		if label := m.tags["twitter:label"+i]; label == "" || bylineLead.get().MatchString(label+" ") {
			given = append(given, m.tags["twitter:data"+i])
		}
	}
	own := slices.Concat(m.marked, m.byline, m.voices)
	given = append(given, own...)
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
			if !strings.Contains(best, " ") && i >= said-len(own) { // letters that stand for somebody
				return name, i >= said
			}
			return best, guessed
		}
	}
	if best != "" {
		return best, guessed
	}
	for _, g := range slices.Concat(own, m.around) { // a site may bear the name of who writes it
		if name := authorName(g, ""); name != "" {
			return name, false
		}
	}
	return "", false
}

// warnGuessedAuthor is for a name that no byline gives.
var warnGuessedAuthor = Warning{Text: "The author is a guess: the page does not state one, the name stands near its text."}

var (
	bylineLead = pattern(`(?i)^(?:(?:posted|written|published|submitted|contributed|reviewed|story|words|text|interview|article|reporting` +
		`|geschrieben|verfasst|veröffentlicht|erstellt|(?:ein )?(?:gast)?beitrag|publiée?|écrit|rédigé|posté|publicado|escrito|redactado|scritto|pubblicato|geschreven|skrevet)\s*:?\s+)?` +
		`(?:(?:by|von|vom|par|por|di|da|de|door|av|af|przez|authors?|autor|autorin|autoren|autore|auteure?|автор)\s*:?\s+|interview:\s+)`)
	bylineTail = pattern(`(?i)\s*(?:[|•·–—]|\s(?:on|am|le|stand|says|said|sagt|uhr|published|posted|updated|for|in|at)\b|,?\s*\d{1,2}[./ ]|,?\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d).*$`)
)

// noAuthors stand where a name would, blanks written as underscores.
var noAuthors = set(`admin administrator editor editors staff staff_writer news_desk redaktion redaction author by guest webmaster user
	anonymous unknown null undefined none follow posts name e-mail email comment comments reply profile autor autoren`)

// noAuthorLeads begin what stands there to be pressed.
var noAuthorLeads = strings.Split("name (|view all|afficher |ver perfil|profil anzeigen|more from|about ", "|")

func isNoAuthor(name string) bool {
	name = strings.ToLower(name)
	return noAuthors.has(strings.ReplaceAll(name, " ", "_")) ||
		slices.ContainsFunc(noAuthorLeads, func(lead string) bool { return strings.HasPrefix(name, lead) })
}

func authorName(given, site string) string {
	if len(given) > 1000 {
		return ""
	}
	given = oneLine(given)
	if _, name, ok := strings.Cut(given, "("); ok && strings.Contains(given, "@") { // as feeds have it
		given = strings.TrimSuffix(name, ")")
	}
	if date, rest := dateIn(given); date != "" {
		given = withoutClock(rest)
	} else if date, rest = numericDate(given, false); date != "" {
		given = withoutClock(rest)
	}
	given = strings.TrimLeft(given, " ·|•,:–—-")
	if given == "" || len(given) > 150 || strings.Contains(given, "://") || strings.Contains(given, "@") || strings.Contains(given, "www.") || strings.HasPrefix(given, "/") {
		return ""
	}
	name := bylineLead.get().ReplaceAllString(given, "")
	if at := bylineTail.get().FindStringIndex(name); at != nil && (strings.Contains(name[:at[0]], " ") || !strings.Contains(name, " for ")) {
		name = name[:at[0]] // the name of an organisation may have “for” in it
	}
	if strings.Contains(name, ",") {
		name = degrees.get().ReplaceAllString(name, "$1")
	}
	name = onlyNames(strings.Trim(name, " ,.:;|-–—"))
	if name == "" || len(name) > 100 || isNoAuthor(name) || site != "" && strings.EqualFold(name, site) ||
		!strings.ContainsFunc(name, letter) || len(strings.Fields(name)) > 12 || strings.ContainsAny(name, "0123456789?!") {
		return ""
	}
	return name
}

// onlyNames takes out of a list that begins with a name what is none: where
// somebody is, or what they do there.
func onlyNames(list string) string {
	if words := strings.Fields(list); len(words) > 2 && isOffice(list) && looksLikeName(words[0]+" "+words[1]) {
		return words[0] + " " + words[1] // Jane Doe Staff Writer
	}
	parts := strings.Split(list, ", ")
	if len(parts) == 1 || !looksLikeName(parts[0]) {
		return list
	}
	parts = slices.DeleteFunc(parts, func(p string) bool {
		return !isName(strings.TrimPrefix(strings.TrimPrefix(p, "and "), "und ")) || isOffice(p)
	})
	return strings.Join(parts, ", ")
}

// newsrooms end what is the name of no person.
var newsrooms = set(`press news reuters agency agentur agencia agence times post staff writer reporter correspondent editor redaktion redaction redacción
	leader herald tribune gazette journal chronicle observer guardian globe bureau network wire`)

// degrees stand behind a name: “Jane Doe, PhD, RD and John Poe, M.D.”.
var degrees = pattern(`,\s*(?:Ph\.?\s?D|M\.?D|M\.?Sc|B\.?Sc|M\.?A|MBA|M\.?P\.?H|R\.?[DN]|LL\.?[BM]|J\.?D|D\.?Phil|Psy\.?D|CSCS|CPT|Esq)\b\.?(\s*(?:,|and|und|et|y|$))`)
