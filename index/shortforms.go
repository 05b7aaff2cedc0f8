package index

import (
	"context"
	"strings"

	"footnote/index/analysis"
)

// spellOut returns a question with the words that the library writes in another
// length: スマホ for スマートフォン, or the other way round. Scripts without blanks
// are searched by pairs of letters, which such words do not share.
func (v *view) spellOut(ctx context.Context, question, field string) (string, error) {
	if analysis.IsASCII(question) {
		return question, nil
	}
	for _, form := range analysis.JapaneseShortForms {
		for i, from := range form {
			to := form[1-i]
			if !strings.Contains(question, from) || strings.Contains(question, to) {
				continue
			}
			as, err := v.hasPairs(ctx, from, field)
			if err != nil {
				return "", err
			}
			other, err := v.hasPairs(ctx, to, field)
			if err != nil {
				return "", err
			}
			if !as && other {
				question = strings.ReplaceAll(question, from, to)
			}
		}
	}
	return question, nil
}

// hasPairs reports whether the library has every pair of letters of word.
func (v *view) hasPairs(ctx context.Context, word, field string) (bool, error) {
	s := analysis.Scanner{Text: word}
	for s.Next() {
		if n, err := v.frequency(ctx, field, []string{string(s.Form)}); err != nil || n == 0 {
			return false, err
		}
	}
	return true, nil
}
