package article

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	bylineStart = pattern(`(?i)^(?:(?:posted|written|published|words|story|text) )?(?:by|von|par|por|di|de)\s*:?\s+`)
	dateStart   = pattern(`(?i)^(?:(?:first )?(?:published|posted|updated|last updated|date|veröffentlicht|publié)(?: on| am| le)?:?\s*)?$`)
	small       = set("de da di du del della der den van von zu la le el al bin ibn ben y e and und et the")
)

// byline reads the author and the date from a line like “By Jane Doe”,
// “Jane Doe, 3 March 2025” or “Published 2025-03-03”. ok is false if line is
// anything else.
func byline(line string) (author, date string, ok bool) {
	if len(line) > 120 || strings.ContainsAny(line, "“”\"!?") {
		return "", "", false
	}
	line = strings.Trim(strings.TrimSpace(line), "*_· ")
	date, rest := dateIn(line)
	lead := bylineStart.get().FindString(rest)
	name := strings.TrimSpace(rest[len(lead):])
	if date != "" {
		name = strings.TrimSpace(strings.TrimRight(name, " ,|·•–—-("))
		for _, on := range []string{" on", " am", " le", " el"} {
			name = strings.TrimSuffix(name, on)
		}
		name = strings.TrimRight(name, " ,|·•–—-")
		if lead == "" && dateStart.get().MatchString(name) {
			return "", date, true
		}
	}
	if (lead != "" || date != "") && isName(name) {
		return name, date, true
	}
	return "", "", false
}

// isName reports whether text is written like the names of one to three
// persons.
func isName(text string) bool {
	words := strings.Fields(strings.ReplaceAll(text, ",", " "))
	if len(words) < 2 || len(words) > 8 || strings.ContainsAny(text, ":;0123456789@/") || strings.HasSuffix(text, ".") {
		return false
	}
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && !small.has(w) {
			return false
		}
	}
	return true
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

// takeByline takes author and date from lines of their own among the first
// blocks after the title.
func takeByline(doc *document) {
	kept := doc.blocks[:0:0]
	for i, b := range doc.blocks {
		author, date, ok := "", "", false
		if !isChrome(b.text) {
			author, date, ok = byline(b.text)
		}
		if len(kept) == 5 || b.kind == List || b.kind == Table || strings.Contains(b.text, "\n") || !ok && b.level == 0 && len(b.text) > 160 {
			kept = append(kept, doc.blocks[i:]...)
			break
		}
		if ok {
			doc.author, doc.published = either(doc.author, author), either(doc.published, date)
			continue
		}
		kept = append(kept, b)
	}
	doc.blocks = kept
}
