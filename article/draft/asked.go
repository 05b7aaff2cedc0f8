package draft

import (
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/article"
)

// Questions that are emphasized in their paragraph: minAsked make an interview
// or a list of answers, and none has more than maxAsked bytes.
const (
	minAsked = 3
	maxAsked = 400
)

// QuestionLength returns the length of lead, the emphasized beginning of a
// paragraph, if it is a question, and 0 otherwise.
func QuestionLength(lead, paragraph string) int {
	lead = strings.TrimSpace(lead)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(lead, "”\"»)"))
	if len(lead) > maxAsked || !strings.ContainsRune("?？؟", last) || !strings.HasPrefix(strings.TrimSpace(paragraph), lead) {
		return 0
	}
	return len(lead)
}

// HeadQuestions makes headings of questions in bold or italics at the start of
// paragraphs, if there are several.
func HeadQuestions(blocks []Block) []Block {
	asked := 0
	for _, b := range blocks {
		if b.Asks > 0 {
			asked++
		}
	}
	if asked < minAsked {
		return blocks
	}
	list := slices.Clip(blocks[:0:0])
	for _, b := range blocks {
		if b.Asks == 0 || b.Kind != article.Paragraph || b.Level > 0 {
			list = append(list, b)
			continue
		}
		text := strings.TrimSpace(b.Text)
		list = append(list, Block{Level: 6, Text: text[:b.Asks]})
		if rest := strings.TrimSpace(text[b.Asks:]); rest != "" {
			list = append(list, Block{Kind: article.Paragraph, Text: rest})
		}
	}
	return list
}
