package draft

import (
	"strings"
	"unicode"

	"footnote/article"
	"footnote/article/lang"
)

// nobodyNames are what programs write in place of an author's name.
var nobodyNames = lang.NewWordSet("admin administrator user users benutzer utilisateur usuario author autor windows owner python-docx unknown unbekannt inconnu desconocido apache poi aspose home pc guest gast")

// Properties are what a file says about itself, outside its text.
type Properties struct{ Title, Author, Date string }

// UseProperties reads the head of the text, and takes what it does not state
// from facts.
func (doc *Document) UseProperties(facts Properties) {
	if !PlausibleTitle(facts.Title) {
		facts.Title = ""
	}
	stated := *doc
	TakeHead(doc, lang.FirstNonBlank(doc.Title, facts.Title))
	doc.Title = lang.FirstNonBlank(stated.Title, facts.Title, doc.Title)
	doc.Author, doc.Published = lang.FirstNonBlank(stated.Author, doc.Author), lang.FirstNonBlank(stated.Published, doc.Published)
	ReadHead(doc)
	if doc.Author == "" && plausibleName(facts.Author) {
		doc.Author = facts.Author
		ReadHead(doc) // removes a line with only that name
	}
	if doc.Published == "" {
		if doc.Published, _ = lang.FindDate(strings.Replace(facts.Date, "T", " ", 1)); doc.Published != "" {
			doc.Warnings = append(doc.Warnings, warnFileDate)
		}
	}
}

// warnFileDate is for a date that only the file states.
var warnFileDate = article.Warning{Text: "The date is a guess: the text does not state one, it is when the file was made."}

// StartsWithTitle reports whether the first block is the only heading of its
// level, as a title is.
func StartsWithTitle(blocks []Block) bool {
	if len(blocks) == 0 || blocks[0].Level == 0 {
		return false
	}
	for _, b := range blocks[1:] {
		if b.Level > 0 && b.Level <= blocks[0].Level {
			return false
		}
	}
	return true
}

// PlausibleTitle reports whether the title in a file's properties can be one:
// it is not the name of a file or of a program.
func PlausibleTitle(title string) bool {
	low := strings.ToLower(title)
	for _, s := range []string{".doc", ".pdf", ".txt", ".rtf", ".odt", ".indd", ".qxd", ".tex", ".dvi", "microsoft word", "untitled", "unbenannt", "dokument1", "document1", "powerpoint", "slide 1", "no title", "sans titre", "sin título"} {
		if strings.Contains(low, s) {
			return false
		}
	}
	return len(title) > 3 && len(title) <= MaxTitle && strings.IndexFunc(title, unicode.IsLetter) >= 0
}

// plausibleName reports whether the author in a file's properties may be a
// person's name, not that of an account or a program.
func plausibleName(name string) bool {
	if name == "" || len(name) > 200 || strings.ContainsAny(name, "@\\/_<>") || !strings.Contains(name, " ") {
		return false
	}
	for _, w := range strings.Fields(strings.ToLower(name)) {
		if nobodyNames.Has(w) || w == "microsoft" || w == "office" {
			return false
		}
	}
	return true
}
