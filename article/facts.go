package article

import (
	"strings"
	"unicode"
)

// nobodyNames are what programs put where an author's name belongs.
var nobodyNames = set("admin administrator user users benutzer utilisateur usuario author autor windows owner python-docx unknown unbekannt inconnu desconocido apache poi aspose home pc guest gast")

// fileFacts are what a file says of itself, not of its text.
type fileFacts struct{ title, author, date string }

// takeFacts reads the head of the text, and takes from facts what neither it
// nor the reader has said.
func (doc *document) takeFacts(facts fileFacts) {
	if !plausibleTitle(facts.title) {
		facts.title = ""
	}
	stated := *doc
	takeHead(doc, either(doc.title, facts.title))
	doc.title = firstOf(stated.title, facts.title, doc.title)
	doc.author, doc.published = either(stated.author, doc.author), either(stated.published, doc.published)
	readHead(doc)
	if doc.author == "" && plausibleName(facts.author) {
		doc.author = facts.author
		readHead(doc) // takes away a line with that name alone
	}
	if doc.published == "" {
		if doc.published, _ = dateIn(strings.Replace(facts.date, "T", " ", 1)); doc.published != "" {
			doc.warnings = append(doc.warnings, warnFileDate)
		}
	}
}

// warnFileDate goes with a date that only the file states.
var warnFileDate = Warning{Text: "The date is a guess: the text does not state one, it is when the file was made."}

// startsWithTitle reports whether the first block is the only heading of its
// level, as a title is.
func startsWithTitle(blocks []block) bool {
	if len(blocks) == 0 || blocks[0].level == 0 {
		return false
	}
	for _, b := range blocks[1:] {
		if b.level > 0 && b.level <= blocks[0].level {
			return false
		}
	}
	return true
}

// plausibleTitle reports whether what a file calls its title is one: not the
// name of a file or of a program.
func plausibleTitle(title string) bool {
	low := strings.ToLower(title)
	for _, s := range []string{".doc", ".pdf", ".txt", ".rtf", ".odt", ".indd", ".qxd", ".tex", ".dvi", "microsoft word", "untitled", "unbenannt", "dokument1", "document1", "powerpoint", "slide 1", "no title", "sans titre", "sin título"} {
		if strings.Contains(low, s) {
			return false
		}
	}
	return len(title) > 3 && len(title) <= titleRoom && strings.IndexFunc(title, unicode.IsLetter) >= 0
}

// plausibleName reports whether what a file calls its author may be a
// person's name, not that of an account or a program.
func plausibleName(name string) bool {
	if name == "" || len(name) > 200 || strings.ContainsAny(name, "@\\/_<>") || !strings.Contains(name, " ") {
		return false
	}
	for _, w := range strings.Fields(strings.ToLower(name)) {
		if nobodyNames.has(w) || w == "microsoft" || w == "office" {
			return false
		}
	}
	return true
}
