package lang

import (
	"strings"
	"unicode/utf8"

	"footnote/article"
)

// maxFragment is the most letters of a line without the end of a sentence that
// is read as a heading of what follows.
const maxFragment = 90

// IsLeadIn reports whether a passage only introduces the next: it ends in a
// colon or is a question, it is a caption, or it is a line without the end of a
// sentence, such as a heading.
func IsLeadIn(p article.Passage) bool {
	text := strings.TrimRight(p.Text, " \n\t*_\"”»")
	if hasSuffix(text, ":", "：", "?", "？") {
		return true
	}
	switch p.Kind {
	case article.Caption:
		return true
	case article.Paragraph:
		return isFragment(text)
	}
	return false
}

// isFragment reports whether a line is not a sentence.
func isFragment(text string) bool {
	return len(text) <= 4*maxFragment && !hasSuffix(text, ".", "!", "…", "。", "！", "।", ";", ")") && !strings.Contains(text, "\n") &&
		utf8.RuneCountInString(text) <= maxFragment
}

func hasSuffix(text string, any ...string) bool {
	for _, s := range any {
		if strings.HasSuffix(text, s) {
			return true
		}
	}
	return false
}

// LeadIn returns the words of the passage before p that belong to p: the
// lead-in of a list, the question of an answer, the caption of a table, the
// last step before a command. It is "" if p can be read alone.
func LeadIn(before, p article.Passage) string {
	if before.Text == "" || before.Section != p.Section {
		return ""
	}
	spans := Sentences(before)
	if len(spans) == 0 {
		return ""
	}
	last := spans[len(spans)-1].Of(before.Text)
	switch {
	case IsLeadIn(before), p.Kind == article.Code && before.Kind != article.Code, p.Kind == article.Table && before.Kind == article.Paragraph:
		return last
	}
	return ""
}
