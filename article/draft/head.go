package draft

import (
	"strings"
	"unicode/utf8"

	"footnote/article"
	"footnote/article/lang"
)

// Limits on the blocks before the text that are about it; headLength is the
// most bytes of each.
const (
	// MaxHeadBlocks is the most blocks before the text that may be about it.
	MaxHeadBlocks = 5
	headLength    = 140
)

var readingTime = lang.NewPattern(`(?i)(?:reading time|lesezeit|temps de lecture|tiempo de lectura)\s*:?\s*\d+\s*min\w*|\d+\s*-?\s*min(?:ute)?s?\.? (?:read|lesezeit|de lecture|de lectura|di lettura)`)

// ReadHead removes what comes before the text: the repeated title, the byline,
// the date. It keeps what the page does not state elsewhere.
func ReadHead(doc *Document) {
	kept := doc.Blocks[:0:0]
	signed := false // the line before named the author
	for i, b := range doc.Blocks {
		line := lang.OneLine(b.Text)
		if i >= MaxHeadBlocks || len(line) > headLength || b.Kind == article.List || b.Kind == article.Table {
			kept = append(kept, doc.Blocks[i:]...)
			break
		}
		if signed && !doc.Page && LooksLikeName(line) && !strings.Contains(doc.Author, line) && len(doc.Author) < MaxHead {
			doc.Author += ", " + line // a line for each author
			continue
		}
		author := doc.Author
		if strings.EqualFold(FoldLine(line), FoldLine(doc.Title)) || doc.readHeadLine(line) {
			signed = doc.Author != "" && (doc.Author != author || strings.Contains(line, doc.Author))
			continue
		}
		if b.Kind == article.Paragraph && b.Level == 0 && len(line) < officeLength && (signed && IsName(line) || (signed || len(kept) == 0) && isOffice(line)) {
			continue
		}
		signed = false
		kept = append(kept, b)
	}
	doc.Blocks = kept
}

// officeLength is the most bytes of the line with the publication that an
// author writes for.
const officeLength = 40

// isOffice reports whether a name ends like the names of papers and agencies.
func isOffice(name string) bool {
	return newsrooms.Has(lang.Fold(name[strings.LastIndexByte(name, ' ')+1:]))
}

// BylineSeparators separate a name and a date.
const BylineSeparators = " ·|•,.;:/—–-@"

// readHeadLine reads one line before the text, and reports whether it was only
// about the author, the date and the reading time.
func (doc *Document) readHeadLine(line string) bool {
	rest := line
	if strings.Contains(strings.ToLower(line), "min") {
		rest = readingTime.Get().ReplaceAllString(line, " ")
	}
	date, rest := lang.FindDate(lang.PublishedPart(rest))
	if date == "" {
		date, rest = lang.FindNumericDate(rest, doc.MonthFirst)
	}
	for more := date; more != ""; { // the day it was changed may follow
		more, rest = lang.FindDate(rest)
	}
	// Without a date, only “Monday” alone is removed: “10 p.m.” may begin a
	// text.
	if said := lang.TrimClock(rest); date != "" || said == "" && !strings.ContainsAny(rest, "0123456789") {
		rest = said
	}
	rest = strings.Trim(rest, BylineSeparators)
	name := ""
	if rest != "" {
		name = AuthorName(rest, doc.Site)
		if name == "" || !(BylineLead.Get().MatchString(rest) || name == rest && LooksLikeName(name) || strings.EqualFold(name, doc.Author)) {
			return false
		}
	}
	if date == "" && name == "" {
		return rest == "" && line != ""
	}
	if lang.IsPlausibleDay(date) {
		doc.Published = lang.FirstNonBlank(doc.Published, date)
	}
	if doc.Author == "" && name != "" {
		doc.Author = name
		if doc.Page && !BylineLead.Get().MatchString(rest) {
			doc.Warnings = append(doc.Warnings, WarnGuessedAuthor)
		}
	}
	return true
}

// LooksLikeName reports whether a line is only a name: two to four capitalized
// words, beginning with a first name.
func LooksLikeName(line string) bool {
	words := strings.Fields(line)
	if len(words) < 2 || len(words) > 4 || lang.GivenNameOf(words[0]) == 0 {
		return false
	}
	for _, w := range words {
		if !lang.IsCapitalized(w) && !lang.Particles.Has(w) {
			return false
		}
	}
	return true
}

// MaxTitle is the most code points of a title.
const MaxTitle = 200

// TakeHead takes title, author and date from the first blocks. If the title is
// given, it is only removed from the text.
func TakeHead(doc *Document, given string) {
	for len(doc.Blocks) > 0 && doc.Blocks[0].Kind != article.List && IsChrome(doc.Blocks[0].Text) {
		doc.Blocks = doc.Blocks[1:]
	}
	if len(doc.Blocks) == 0 {
		return
	}
	first := doc.Blocks[0]
	line := lang.OneLine(first.Text)
	switch {
	case given != "" && strings.EqualFold(FoldLine(line), FoldLine(given)):
		doc.Blocks = doc.Blocks[1:]
	case given != "":
	case first.Level > 0:
		doc.Title, doc.Blocks = line, doc.Blocks[1:]
	case first.Kind == article.Paragraph && len(doc.Blocks) > 1 && isTitle(line, doc.Blocks[1:]):
		doc.Title = line
		if !strings.HasSuffix(line, ".") { // a sentence is also part of the text
			doc.Blocks = doc.Blocks[1:]
		}
	}
	takeByline(doc)
}

// isTitle reports whether line, the first paragraph, is the title of rest.
func isTitle(line string, rest []Block) bool {
	if line == "" || utf8.RuneCountInString(line) > MaxTitle || len(strings.Fields(line)) > 25 || strings.ContainsAny(line[len(line)-1:], ":,;") {
		return false
	}
	longest := 0
	for _, b := range rest[:min(len(rest), 6)] {
		longest = max(longest, len(b.Text))
	}
	if strings.HasSuffix(line, ".") {
		return len(strings.Fields(line)) <= 16 && longest > 3*len(line)
	}
	return longest > len(line) || lang.EndsSentence(rest[0].Text)
}
