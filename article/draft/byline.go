package draft

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article"
	"footnote/article/lang"
)

var (
	bylineStart = lang.NewPattern(`(?i)^(?:(?:posted|written|published|words|story|text) )?(?:by|von|par|por|di|de)\s*:?\s+`)
	dateStart   = lang.NewPattern(`(?i)^(?:(?:first )?(?:published|posted|updated|last updated|date|veröffentlicht|publié)(?: on| am| le)?:?\s*)?$`)
	small       = lang.NewWordSet("de da di du del della der den van von zu la le el al bin ibn ben y e and und et the")
)

// ParseByline reads the author and the date from a line such as “By Jane Doe”,
// “Jane Doe, 3 March 2025” or “Published 2025-03-03”. ok is false for any other
// line.
func ParseByline(line string) (author, date string, ok bool) {
	if len(line) > 120 || strings.ContainsAny(line, "“”\"!?") {
		return "", "", false
	}
	line = strings.Trim(strings.TrimSpace(line), "*_· ")
	date, rest := lang.FindDate(line)
	lead := bylineStart.Get().FindString(rest)
	name := strings.TrimSpace(rest[len(lead):])
	if date != "" {
		name = strings.TrimSpace(strings.TrimRight(name, " ,|·•–—-("))
		for _, on := range []string{" on", " am", " le", " el"} {
			name = strings.TrimSuffix(name, on)
		}
		name = strings.TrimRight(name, " ,|·•–—-")
		if lead == "" && dateStart.Get().MatchString(name) {
			return "", date, true
		}
	}
	if (lead != "" || date != "") && IsName(name) {
		return name, date, true
	}
	return "", "", false
}

// IsName reports whether text looks like the names of one to three people.
func IsName(text string) bool {
	words := strings.Fields(strings.ReplaceAll(text, ",", " "))
	if len(words) < 2 || len(words) > 8 || strings.ContainsAny(text, ":;0123456789@/") || strings.HasSuffix(text, ".") {
		return false
	}
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && !small.Has(w) {
			return false
		}
	}
	return true
}

// WarnGuessedAuthor is for a name that is not in a byline.
var WarnGuessedAuthor = article.Warning{Text: "The author is a guess: the page does not state one, the name is near its text."}

var (
	// BylineLead matches the words before the name in a byline: “By”, “Text:”.
	BylineLead = lang.NewPattern(`(?i)^(?:(?:posted|written|published|submitted|contributed|reviewed|story|words|text|interview|article|reporting` +
		`|geschrieben|verfasst|veröffentlicht|erstellt|(?:ein )?(?:gast)?beitrag|publiée?|écrit|rédigé|posté|publicado|escrito|redactado|scritto|pubblicato|geschreven|skrevet)\s*:?\s+)?` +
		`(?:(?:by|von|vom|par|por|di|da|de|door|av|af|przez|authors?|autor|autorin|autoren|autore|auteure?|автор)\s*:?\s+|interview:\s+)`)
	bylineTail = lang.NewPattern(`(?i)\s*(?:[|•·–—]|\s(?:on|am|le|stand|says|said|sagt|uhr|published|posted|updated|for|in|at)\b|,?\s*\d{1,2}[./ ]|,?\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d).*$`)
)

// noAuthors appear in place of a name, with blanks written as underscores.
var noAuthors = lang.NewWordSet(`admin administrator editor editors staff staff_writer news_desk redaktion redaction author by guest webmaster user
	anonymous unknown null undefined none follow posts name e-mail email comment comments reply profile autor autoren
	advertisement advertorial sponsored sponsored_content sponsored_post partner_content anzeige werbung gesponserte_inhalte gesponserter_inhalt
	contenu_sponsorisé publireportage contenido_patrocinado publirreportaje`)

// noAuthorLeads begin links in place of a name.
var noAuthorLeads = strings.Split("name (|view all|afficher |ver perfil|profil anzeigen|more from|about ", "|")

func isNoAuthor(name string) bool {
	name = strings.ToLower(name)
	return noAuthors.Has(strings.ReplaceAll(name, " ", "_")) ||
		slices.ContainsFunc(noAuthorLeads, func(lead string) bool { return strings.HasPrefix(name, lead) })
}

// AuthorName returns the name of an author from what a page states, or "" if
// that is not a name. site is the name of the publication.
func AuthorName(given, site string) string {
	if len(given) > 1000 {
		return ""
	}
	given = lang.OneLine(given)
	if _, name, ok := strings.Cut(given, "("); ok && strings.Contains(given, "@") && !strings.Contains(name, "@") { // the form of feeds
		given = strings.TrimSuffix(name, ")")
	}
	given = cleanByline(given)
	if date, rest := lang.FindDate(given); date != "" {
		given = lang.TrimClock(rest)
	} else if date, rest = lang.FindNumericDate(given, false); date != "" {
		given = lang.TrimClock(rest)
	}
	given = strings.TrimLeft(given, " ·|•,:–—-")
	if given == "" || len(given) > 150 && !NamesAll(given) || strings.Contains(given, "://") || strings.Contains(given, "@") || strings.Contains(given, "www.") || strings.HasPrefix(given, "/") {
		return ""
	}
	name, _, _ := strings.Cut(BylineLead.Get().ReplaceAllString(given, ""), ";") // “; photographs by”
	name = strings.TrimSpace(updatedTail.Get().ReplaceAllString(name, ""))
	if at := bylineTail.Get().FindStringIndex(name); at != nil && !LooksLikeName(name) && (strings.Contains(name[:at[0]], " ") || !strings.Contains(name, " for ")) {
		name = name[:at[0]] // the name of an organisation may have “for” in it
	}
	if strings.Contains(name, ",") {
		name = degrees.Get().ReplaceAllString(name, "$1")
	}
	name = OnlyNames(strings.Trim(name, " ,.:;|-–—"))
	if name == "" || len(name) > 100 && !NamesAll(name) || isNoAuthor(name) || site != "" && strings.EqualFold(name, site) ||
		!strings.ContainsFunc(name, lang.IsLetter) || len(strings.Fields(name)) > 12 && !NamesAll(name) || strings.ContainsAny(name, "0123456789?!") {
		return ""
	}
	return name
}

// OnlyNames removes what is not a name from a list that begins with one: where
// a person is, or what they do there.
func OnlyNames(list string) string {
	if words := strings.Fields(list); len(words) > 2 && !strings.Contains(list, ",") && isOffice(list) && LooksLikeName(words[0]+" "+words[1]) {
		return words[0] + " " + words[1] // Jane Doe Staff Writer
	}
	parts := strings.Split(list, ", ")
	if len(parts) == 1 || !NamesAll(parts[0]) {
		return list
	}
	parts = slices.DeleteFunc(parts, func(p string) bool {
		return !IsName(withoutAnd(p)) && !NamesAll(p) || isOffice(p) || isJobTitle(p)
	})
	for i := range parts {
		if i > 0 {
			parts[i] = withoutAnd(parts[i])
		}
	}
	return strings.Join(parts, ", ")
}

func withoutAnd(name string) string {
	return strings.TrimPrefix(strings.TrimPrefix(name, "and "), "und ")
}

// newsrooms are endings of names that are not a person's.
var newsrooms = lang.NewWordSet(`press news reuters agency agentur agencia agence times post staff writer reporter correspondent editor redaktion redaction redacción
	leader herald tribune gazette journal chronicle observer guardian globe bureau network wire`)

// degrees come after a name: “Jane Doe, PhD, RD and John Poe, M.D.”.
var degrees = lang.NewPattern(`,\s*(?:Ph\.?\s?D|M\.?D|M\.?Sc|B\.?Sc|M\.?A|MBA|M\.?P\.?H|R\.?[DN]|LL\.?[BM]|J\.?D|D\.?Phil|Psy\.?D|CSCS|CPT|Esq)\b\.?(\s*(?:,|and|und|et|y|$))`)

// takeByline takes author and date from separate lines among the first blocks
// after the title.
func takeByline(doc *Document) {
	kept := doc.Blocks[:0:0]
	for i, b := range doc.Blocks {
		author, date, ok := "", "", false
		if !IsChrome(b.Text) {
			author, date, ok = ParseByline(b.Text)
		}
		if len(kept) == 5 || b.Kind == article.List || b.Kind == article.Table || strings.Contains(b.Text, "\n") || !ok && b.Level == 0 && len(b.Text) > 160 {
			kept = append(kept, doc.Blocks[i:]...)
			break
		}
		if ok {
			doc.Author, doc.Published = lang.FirstNonBlank(doc.Author, author), lang.FirstNonBlank(doc.Published, date)
			continue
		}
		kept = append(kept, b)
	}
	doc.Blocks = kept
}
