package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Most code points and words of a heading.
const (
	headingLength = 90
	headingWords  = 13
)

// looksLikeHeading judges line by itself: short, no sentence, no quotation.
func looksLikeHeading(line string) bool {
	n := utf8.RuneCountInString(line)
	if n > headingLength || n < 2 || len(strings.Fields(line)) > headingWords {
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

// isQuestion reports whether line may be a heading that asks.
func isQuestion(line string) bool {
	last, size := utf8.DecodeLastRuneInString(line)
	return (last == '?' || last == '？') && len(strings.Fields(line)) <= 9 && looksLikeHeading(line[:len(line)-size])
}

var sectionNumber = pattern(`^(\d{1,2}(?:\.\d{1,2})*)\.?\s+\pL`)

// headingLevel returns the level that the number of a heading tells: 2 for
// “3.1 Methods”; 1 without a number.
func headingLevel(line string) int {
	if m := sectionNumber.get().FindStringSubmatch(line); m != nil {
		return min(6, 1+strings.Count(m[1], "."))
	}
	return 1
}

// nameHeadings makes headings of single numbered items that text follows:
// “2. Methods”. Lists have more than one item in a row.
func nameHeadings(blocks []block) {
	for i, b := range blocks {
		if b.kind != List || strings.Contains(b.text, "\n") || i+1 == len(blocks) {
			continue
		}
		if next := blocks[i+1]; numbered.get().MatchString(b.text) && looksLikeHeading(b.text) && next.kind == Paragraph && next.level == 0 && len(next.text) > len(b.text) {
			blocks[i] = block{level: 1, text: b.text}
		}
	}
}
