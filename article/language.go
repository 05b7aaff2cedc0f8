package article

import (
	"strings"

	"github.com/abadojack/whatlanggo"
)

// Of a text, at most languageSample bytes are looked at to tell its
// language, from its start and its middle; fewer than languageLeast tell
// nothing certain.
const (
	languageSample = 1024
	languageLeast  = 40
)

// known are the languages that are told apart. Each one costs time with every
// article, and one that is hardly ever written is hardly ever right.
var known = func() whatlanggo.Options {
	langs := map[whatlanggo.Lang]bool{}
	for _, code := range strings.Fields(`eng deu fra spa por ita nld cat ron pol ces hun swe dan nob fin tur vie ind
		hrv slv lit est lav epo rus ukr bul srp bel mkd arb pes urd hin mar nep ben ell heb tha cmn jpn kor tam tel
		kan mal guj pan sin mya khm kat hye amh`) {
		if l := whatlanggo.CodeToLang(code); l >= 0 {
			langs[l] = true
		}
	}
	return whatlanggo.Options{Whitelist: langs}
}()

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
	info := whatlanggo.DetectWithOptions(text, known)
	if !info.IsReliable() {
		return ""
	}
	return info.Lang.Iso6391()
}
