package draft

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article"
	"footnote/article/lang"
)

// Limits on a heading, in code points and words.
const (
	headingLength = 90
	// MaxHeadingWords is the most words of a heading.
	MaxHeadingWords = 13
)

// LooksLikeHeading judges line alone: it is short, not a sentence and not a
// quotation.
func LooksLikeHeading(line string) bool {
	n := utf8.RuneCountInString(line)
	if n > headingLength || n < 2 || len(strings.Fields(line)) > MaxHeadingWords {
		return false
	}
	first, _ := utf8.DecodeRuneInString(line)
	last, _ := utf8.DecodeLastRuneInString(line)
	if unicode.IsLower(first) || strings.ContainsRune(`“"‘'«„‹([—–-@/<&*|`, first) || strings.ContainsRune(".!?;:,…。！？।॥؟”\"»’-—–)", last) && !strings.HasSuffix(line, "s’") && !closesBracket(line) {
		return false
	}
	if strings.Contains(line, "://") || strings.ContainsAny(line, "\t@|=") {
		return false
	}
	return strings.IndexFunc(line, unicode.IsLetter) >= 0
}

func closesBracket(line string) bool {
	return strings.HasSuffix(line, ")") && strings.Count(line, "(") == 1 && line[0] != '('
}

// IsQuestion reports whether line may be a heading that asks. One that begins
// with the asker's name is a turn of an interview: Gazette: Why?
func IsQuestion(line string) bool {
	if label, _, ok := strings.Cut(line, ":"); ok && len(strings.Fields(label)) <= 4 || strings.HasPrefix(line, "Q. ") {
		return false
	}
	last, size := utf8.DecodeLastRuneInString(line)
	return (last == '?' || last == '？') && len(strings.Fields(line)) <= 9 && LooksLikeHeading(line[:len(line)-size])
}

var sectionNumber = lang.NewPattern(`^(\d{1,2}(?:\.\d{1,2})*)\.?\s+\pL`)

// HeadingLevel returns the level given by the number of a heading: 2 for “3.1
// Methods”, 1 without a number.
func HeadingLevel(line string) int {
	if m := sectionNumber.Get().FindStringSubmatch(line); m != nil {
		return min(6, 1+strings.Count(m[1], "."))
	}
	return 1
}

// NameHeadings makes headings of single numbered items that are followed by
// text: “2. Methods”. Lists have more than one item in a row.
func NameHeadings(blocks []Block) {
	for i, b := range blocks {
		if b.Kind != article.List || strings.Contains(b.Text, "\n") || i+1 == len(blocks) {
			continue
		}
		if next := blocks[i+1]; Numbered.Get().MatchString(b.Text) && LooksLikeHeading(b.Text) && next.Kind == article.Paragraph && next.Level == 0 && len(next.Text) > len(b.Text) {
			blocks[i] = Block{Level: 1, Text: b.Text}
		}
	}
}
