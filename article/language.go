package article

import (
	"strings"

	"github.com/abadojack/whatlanggo"
)

// Of a text, at most languageSample bytes are looked at to tell its
// language, from its start and its middle; fewer than languageLeast tell
// nothing certain.
const (
	languageSample = 2048
	languageLeast  = 40
)

// language returns the two-letter code of the language that most of the
// passages are written in, "" if that is not clear.
func language(passages []Passage) string {
	var b strings.Builder
	for _, from := range []int{0, len(passages) / 2} {
		room := languageSample / 2
		for _, p := range passages[from:] {
			if p.Kind == Code || room <= 0 {
				continue
			}
			text := strings.ToValidUTF8(p.Text[:min(len(p.Text), room)], "")
			b.WriteString(text)
			b.WriteByte(' ')
			room -= len(text)
		}
	}
	text := b.String()
	if len(text) < languageLeast {
		return ""
	}
	info := whatlanggo.Detect(text)
	if !info.IsReliable() {
		return ""
	}
	return info.Lang.Iso6391()
}
