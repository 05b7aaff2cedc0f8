package quotes

import (
	"strings"

	"footnote/article/lang"
)

var (
	// inscribed are things that have words on them, which no one says.
	inscribed = lang.NewWordSet(`sign signs motto slogan screen display label button plaque banner poster notice placard program error warning exception
		tab menu dialog popup sticker badge inscription headline engraving logo prompt console log
		schild plakat titel thema motto aufschrift fehlermeldung knopf schaltfläche überschrift panneau devise bouton affiche letrero cartel lema botón rótulo`)
	// inscribing are the verbs for that.
	inscribing = lang.NewWordSet("is was are were read reads says said say prints printed shows showed displays displayed states bears ist war lautet lautete steht est était dit es era dice decía")
	// worded are things whose names or words are in marks right after them.
	worded = lang.NewWordSet(`error exception option button command flag setting field sign slogan motto headline term phrase essay book film song album paper chapter
		poem play painting tab menu link key hashtag titled entitled called variable function keyword
		roman buch film lied begriff ausdruck schlagwort befehl livre chanson terme libro canción término película`)
	// machines are things that print words of their own.
	machines = lang.NewWordSet(`program compiler installer linker debugger interpreter app application terminal console log logs shell script tool plugin parser
		linter browser server router printer firmware bootloader client database editor emulator parser runtime kernel dialog prompt
		programm compiler anwendung konsole terminal drucker browser server skript programme compilateur console navigateur serveur
		programa compilador consola navegador servidor`)
	// naming are verbs that give something a name.
	naming = verbs("call name nickname dub label term brand", "calls nennt nannte nennen nannten")
	// codeLike finds what only programs read.
	codeLike = lang.NewPattern("(?:^|\\s)--\\w|\\w\\(\\)|::|[{}\\\\]|\\w=\\w|</?\\w+>|\\$[A-Za-z_]|\\w+\\.\\w+\\(|^[\\d\\s.,'’\"″′×x%/-]+$")
)

// isMachine reports whether a described speaker is a machine or a program.
func isMachine(speaker string) bool {
	words := strings.Fields(strings.ToLower(speaker))
	return len(words) > 0 && len(words) <= 3 && machines.Has(words[len(words)-1])
}

// isTerm reports whether a quotation is a name that someone gives to something:
// calls this the “…”.
func (f *quoteFinder) isTerm(l *line, s *quoted, q int) bool {
	start, _ := l.sentence(q)
	if w := l.word(q-1, start, q); !definite.Has(w) && w != "a" && w != "an" {
		return false
	}
	for i := q - 2; i >= start && i >= q-maxNamed; i-- {
		if naming.has(l.units[i].word) {
			return !s.finished(l.text)
		}
	}
	return false
}

// maxNamed is the most units between a verb that names and the name.
const maxNamed = 5

// isThing reports whether the words in marks are those of a thing: of a
// sign, an error, a button, a title, or code.
func (f *quoteFinder) isThing(l *line, s *quoted, q int) bool {
	text := s.inside.Of(l.text)
	if (strings.ContainsAny(text, "({}\\=<$") || strings.Contains(text, "--") || strings.Contains(text, "::") || text[0] <= '9') && codeLike.Get().MatchString(text) {
		return true
	}
	start, _ := l.sentence(q)
	i := q - 1
	if w := l.word(i, start, q); worded.Has(w) && (!strings.HasSuffix(w, "ed") || lang.IsCapitalized(text) && !s.finished(l.text)) {
		return true
	}
	if i > start && l.units[i].word == "," && l.units[i-1].isWord() && (workNouns.Has(l.units[i-1].word) || l.units[i-1].word == "talk") && lang.IsCapitalized(text) &&
		!s.finished(l.text) && l.word(q+1, q, len(l.units)) == "," {
		return true // Her talk, “How we moved”, was full
	}
	for i > start && (l.units[i].isMark() || adverb(l.units[i].word)) && l.units[i].word != ":" {
		i--
	}
	if i <= start || !inscribing.Has(l.units[i].word) {
		return false
	}
	for k := start; k < i && k < start+4; k++ {
		u := &l.units[k]
		if u.person >= 0 || u.said >= 0 || pronouns.Has(u.word) {
			return false
		}
		if inscribed.Has(u.word) {
			return true
		}
	}
	return false
}
