package quotes

import (
	"strings"
	"unicode/utf8"

	"footnote/article"
	"footnote/article/lang"
)

var (
	greetings = lang.NewPattern(`(?i)^(?:dear|to whom|an open letter to|liebe[rs]?|sehr geehrte[rs]?|hallo|chère?s?|madame|monsieur|estimad[oa]s?|querid[oa]s?)\b[^\n]{0,80}[,:!]$`)
	closings  = lang.NewPattern(`(?i)^(?:yours(?: sincerely| faithfully| truly)?|sincerely(?: yours)?|(?:kind |best |warm )?regards|best wishes|respectfully|faithfully|warmly|in solidarity|` +
		`mit (?:freundlichen|besten|herzlichen) grüßen|herzliche grüße|viele grüße|hochachtungsvoll|cordialement|bien à vous|sincèrement|` +
		`atentamente|saludos(?: cordiales)?|un saludo|cordialmente)[,.]?(?:\n|$)`)
)

// readLetter notes the paragraphs of a letter as its writer's, between a
// greeting and a closing phrase with a signature.
func (f *quoteFinder) readLetter() {
	all := f.article.Passages
	for i := range all {
		if all[i].Kind != article.Paragraph || !greetings.Get().MatchString(all[i].Text) {
			continue
		}
		for k := i + 2; k < len(all); k++ {
			closing := closings.Get().FindString(all[k].Text)
			if closing == "" {
				continue
			}
			by := strings.TrimSpace(all[k].Text[len(closing):])
			if by == "" && k+1 < len(all) {
				by = all[k+1].Text
			}
			by, _, _ = strings.Cut(by, "\n")
			if utf8.RuneCountInString(by) < maxSigner && f.namesPerson(by) {
				f.noteLetter(i+1, k, f.called(k, by))
			}
			return
		}
		return
	}
}

// noteLetter notes the paragraphs from one passage up to another as a person's.
func (f *quoteFinder) noteLetter(from, to int, who speaker) {
	if f.turns == nil {
		f.turns = map[int][]turn{}
	}
	who.grounds = article.Subject
	for i := from; i < to; i++ {
		p := f.article.Passages[i]
		if p.Kind == article.Paragraph && f.turns[i] == nil {
			f.turns[i] = []turn{{words: trimSpan(p.Text, article.Span{Start: 0, End: len(p.Text)}), who: who}}
		}
	}
}
