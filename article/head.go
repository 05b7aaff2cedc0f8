package article

import (
	"strings"
	"unicode/utf8"
)

// headRoom is how many blocks before the text may be about it, and
// headLength how many bytes each may have.
const (
	headRoom   = 5
	headLength = 140
)

var readingTime = pattern(`(?i)(?:reading time|lesezeit|temps de lecture|tiempo de lectura)\s*:?\s*\d+\s*min\w*|\d+\s*-?\s*min(?:ute)?s?\.? (?:read|lesezeit)`)

// readHead takes away what stands in front of the text: the title once more,
// the byline, the date. What the page did not say elsewhere is taken from it.
func readHead(doc *document) {
	kept := doc.blocks[:0:0]
	signed := false // the line before told whose the text is
	for i, b := range doc.blocks {
		line := oneLine(b.text)
		if i >= headRoom || len(line) > headLength || b.kind == List || b.kind == Table {
			kept = append(kept, doc.blocks[i:]...)
			break
		}
		author := doc.author
		if strings.EqualFold(bare(line), bare(doc.title)) || doc.readHeadLine(line) {
			signed = doc.author != "" && (doc.author != author || strings.Contains(line, doc.author))
			continue
		}
		if b.kind == Paragraph && b.level == 0 && len(line) < officeLength && (signed && isName(line) || (signed || len(kept) == 0) && isOffice(line)) {
			continue
		}
		signed = false
		kept = append(kept, b)
	}
	doc.blocks = kept
}

// officeLength is the most bytes of the line that says whom an author
// writes for.
const officeLength = 40

// isOffice reports whether a name ends as those of papers and agencies do.
func isOffice(name string) bool {
	return newsrooms.has(foldWord(name[strings.LastIndexByte(name, ' ')+1:]))
}

// marksBeside stand between a name and a date.
const marksBeside = " ·|•,.;:/—–-@"

// readHeadLine reads one line in front of the text, and reports whether it
// was only about the author, the date and the time it takes.
func (doc *document) readHeadLine(line string) bool {
	rest := line
	if strings.Contains(strings.ToLower(line), "min") {
		rest = readingTime.get().ReplaceAllString(line, " ")
	}
	date, rest := dateIn(rest)
	if date == "" {
		date, rest = numericDate(rest, doc.language == "en")
	}
	for more := date; more != ""; { // when it was changed, too
		more, rest = dateIn(rest)
	}
	// Without a date only “Monday” alone goes: “10 p.m.” may head a text.
	if said := withoutClock(rest); date != "" || said == "" && !strings.ContainsAny(rest, "0123456789") {
		rest = said
	}
	rest = strings.Trim(rest, marksBeside)
	name := ""
	if rest != "" {
		name = authorName(rest, doc.site)
		if name == "" || !(bylineLead.get().MatchString(rest) || name == rest && looksLikeName(name) || strings.EqualFold(name, doc.author)) {
			return false
		}
	}
	if date == "" && name == "" {
		return rest == "" && line != ""
	}
	doc.published = either(doc.published, date)
	if doc.author == "" && name != "" {
		doc.author = name
		if doc.page && !bylineLead.get().MatchString(rest) {
			doc.warnings = append(doc.warnings, warnGuessedAuthor)
		}
	}
	return true
}

// looksLikeName reports whether a line is nothing but a name: two to four
// words with capitals, the first of them somebody's.
func looksLikeName(line string) bool {
	words := strings.Fields(line)
	if len(words) < 2 || len(words) > 4 || given(words[0]) == 0 {
		return false
	}
	for _, w := range words {
		if !startsName(w) && !particles.has(w) {
			return false
		}
	}
	return true
}

// titleRoom is the most code points of a title.
const titleRoom = 200

// takeHead takes title, author and date from the first blocks. A title that
// is given is only taken out of the text.
func takeHead(doc *document, given string) {
	for len(doc.blocks) > 0 && doc.blocks[0].kind != List && isChrome(doc.blocks[0].text) {
		doc.blocks = doc.blocks[1:]
	}
	if len(doc.blocks) == 0 {
		return
	}
	first := doc.blocks[0]
	line := oneLine(first.text)
	switch {
	case given != "" && strings.EqualFold(bare(line), bare(given)):
		doc.blocks = doc.blocks[1:]
	case given != "":
	case first.level > 0:
		doc.title, doc.blocks = line, doc.blocks[1:]
	case first.kind == Paragraph && len(doc.blocks) > 1 && isTitle(line, doc.blocks[1:]):
		doc.title = line
		if !strings.HasSuffix(line, ".") { // a sentence is also text
			doc.blocks = doc.blocks[1:]
		}
	}
	takeByline(doc)
}

// isTitle reports whether line, the first paragraph, is the title of rest.
func isTitle(line string, rest []block) bool {
	if line == "" || utf8.RuneCountInString(line) > titleRoom || len(strings.Fields(line)) > 25 || strings.ContainsAny(line[len(line)-1:], ":,;") {
		return false
	}
	longest := 0
	for _, b := range rest[:min(len(rest), 6)] {
		longest = max(longest, len(b.text))
	}
	if strings.HasSuffix(line, ".") {
		return len(strings.Fields(line)) <= 16 && longest > 3*len(line)
	}
	return longest > len(line) || endsSentence(rest[0].text)
}
