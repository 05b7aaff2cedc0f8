package quotes

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article"
	"footnote/article/lang"
)

// block reads a quotation that is set off from the text, and says whether it
// was one: who said it is named after a dash, in a last line, by the line or
// the caption after it, or by the sentence before it.
func (f *quoteFinder) block(i int, list []quoted) bool {
	p := f.article.Passages[i]
	text, by := f.signedBlock(p.Text)
	span := trimSpan(text, article.Span{Start: 0, End: len(text)})
	if len(list) == 1 && span.End-list[0].outside.End <= 2 && list[0].outside.Start <= span.Start+2 {
		span = list[0].inside
	} else if len(list) > 0 && by == "" && !f.signs(i+1) {
		return false
	}
	who := nobody()
	switch {
	case by != "":
		who = f.called(i, by)
	case f.signs(i + 1):
		who = f.called(i+1, unsigned(f.article.Passages[i+1].Text))
	case f.colon.known() && f.colonAt == i-1:
		who = f.colon
	default:
		var ok bool
		if who, ok = f.toldBefore(i); !ok {
			return false // a quotation of another text: no one is named
		}
	}
	if span.End <= span.Start {
		return false
	}
	q := article.Quote{Text: span.Of(p.Text), Speaker: who.name, SpeakerText: who.text, Grounds: who.grounds, Parts: []article.Part{{Passage: i, Span: span}}}
	f.quotes = append(f.quotes, q)
	f.last, f.lastAt, f.going = who, i, false
	return true
}

// maxSigner is the most code points of a line that names who said what is
// before it.
const maxSigner = 110

// signedBlock cuts off the end of a quotation that names who said it: after a
// dash, or on a separate line that begins with a name.
func (f *quoteFinder) signedBlock(text string) (words, by string) {
	if at := strings.LastIndexAny(text, "—–―"); at >= 0 {
		_, n := utf8.DecodeRuneInString(text[at:])
		if tail := strings.TrimSpace(text[at+n:]); tail != "" && utf8.RuneCountInString(tail) < maxSigner && strings.TrimSpace(text[:at]) != "" && lang.IsCapitalized(tail) && !lang.EndsSentence(tail) {
			return text[:at], tail
		}
	}
	if at := strings.LastIndexByte(text, '\n'); at > 0 {
		tail := strings.TrimLeft(text[at+1:], "-~• ")
		if utf8.RuneCountInString(tail) < maxSigner && !lang.EndsSentence(tail) && f.namesPerson(tail) {
			return text[:at], tail
		}
	}
	return text, ""
}

// namesPerson reports whether a line has a name and at most the person's
// role: Ann Smith, keeper of the light.
func (f *quoteFinder) namesPerson(line string) bool {
	name := bareName(line)
	words := strings.Fields(name)
	if f.byName(name) >= 0 {
		return true
	}
	if len(words) < 2 || len(words) > 4 || lang.GivenNameOf(words[0]) == 0 {
		return false
	}
	for _, w := range words {
		if !lang.IsCapitalized(w) && !lang.Particles.Has(w) || lang.OrgWords.Has(strings.ToLower(w)) {
			return false
		}
	}
	return true
}

// signs reports whether passage i only names the speaker of what is before it:
// a line after a dash, or a caption that begins with a name.
func (f *quoteFinder) signs(i int) bool {
	if i >= len(f.article.Passages) {
		return false
	}
	p := f.article.Passages[i]
	text := unsigned(p.Text)
	if utf8.RuneCountInString(text) >= maxSigner || strings.Contains(text, "\n") || lang.EndsSentence(text) {
		return false
	}
	switch p.Kind {
	case article.Caption:
		return f.namesPerson(text)
	case article.Paragraph:
		return len(text) < len(p.Text) && (f.namesPerson(text) || lang.IsCapitalized(text) && len(strings.Fields(bareName(text))) <= 4)
	}
	return false
}

// unsigned removes the dash at the start of a line.
func unsigned(text string) string { return strings.TrimLeft(text, "•-—–―~ ") }

// toldBefore returns who speaks in the last sentence before passage i, if it
// says so and quotes nothing itself.
func (f *quoteFinder) toldBefore(i int) (speaker, bool) {
	l := f.lineOf(i - 1)
	if l == nil || len(l.units) == 0 || !f.sameSection(i-1, i) || f.article.Passages[i-1].Kind != article.Paragraph {
		return speaker{}, false
	}
	start, end := l.sentence(len(l.units) - 1)
	if l.quotes(start, end) {
		return speaker{}, false
	}
	who, ok := f.before(l, start, end)
	if !ok {
		who, ok = f.ledIn(l, start, end)
	}
	who.grounds = article.Carried
	return who, ok && who.person >= 0
}

// ledIn reads the name that a sentence begins with that leads to a quotation by
// a colon, without a verb of speech: Ann Smith on ropes:
func (f *quoteFinder) ledIn(l *line, start, end int) (speaker, bool) {
	if l.units[end-1].word != ":" {
		return speaker{}, false
	}
	for start < end && leadWords.Has(l.units[start].word) {
		start++
	}
	if l.units[start].person < 0 {
		return speaker{}, false
	}
	for i := start + 1; i < end; i++ {
		u := &l.units[i]
		switch {
		case speechNouns.Has(u.word) || ownWords.Has(u.word):
			return f.named(l, start, article.Beside), l.units[start].possessive // else it may be from another: got a letter
		case i == start+1 && helper(u.word):
			return speaker{}, false // was praised
		}
	}
	return f.named(l, start, article.Beside), !l.units[start].possessive
}

var (
	// leadWords come before the name.
	leadWords = lang.NewWordSet("here's here is and but now enter hier voici aquí")
	// ownWords name what someone says, after their name.
	ownWords = lang.NewWordSet("take thoughts summary pitch rationale reasoning explanation description definition rule rules essay piece blog thread talk")
)

// bareName removes what follows a name: where and when it was said, the
// person's role, a handle.
func bareName(by string) string {
	by = strings.TrimSpace(by)
	if at := strings.IndexAny(by, ",(@[|·;/“\"«"); at > 0 {
		by = by[:at]
	}
	words := strings.Fields(by)
	for i, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		if i > 0 && (unicode.IsDigit(first) || behindNames.Has(strings.ToLower(w))) {
			words = words[:i]
			break
		}
	}
	return strings.TrimRight(strings.Join(words, " "), ".:- ")
}

// behindNames lead from a name to where and when the person said something.
var behindNames = lang.NewWordSet("in on at to via from during speaking writing for as am bei im dans sur en auf über about january february march april june july august september october november december")

// called returns the speaker that a line such as “— Yann LeCun, 2025” names.
func (f *quoteFinder) called(passage int, by string) speaker {
	name := bareName(by)
	for _, n := range f.roster.NamesIn(passage) {
		if n.Span.Of(f.article.Passages[passage].Text) == name {
			return f.person(n.Person, name, article.Beside)
		}
	}
	if person := f.byName(name); person >= 0 {
		return f.person(person, name, article.Beside)
	}
	return speaker{name: name, text: name, person: -1, grounds: article.Beside}
}

// signedBelow reads a line below a quotation, in the same passage, that names
// who said it: a name alone, or one after a dash.
func (f *quoteFinder) signedBelow(l *line, q int) (speaker, bool) {
	i := q + 1
	if i < len(l.units) && strings.ContainsAny(l.units[i].word, ",.;") {
		i++
	}
	if i >= len(l.units) || l.units[i].word != "\n" {
		return speaker{}, false
	}
	start := l.units[i].End
	end := len(l.text)
	if at := strings.IndexByte(l.text[start:], '\n'); at >= 0 {
		end = start + at
	}
	text := l.text[start:end]
	if by := unsigned(text); utf8.RuneCountInString(by) < maxSigner && !lang.EndsSentence(by) && by != "" && !strings.HasPrefix(text, "• ") && f.namesPerson(by) {
		return f.called(l.passage, by), true
	}
	return speaker{}, false
}

// inBrackets reads a name in brackets right after a quotation: “…” (Ann
// Smith, baker).
func (f *quoteFinder) inBrackets(l *line, q, end int) (speaker, bool) {
	if l.word(q+1, q, end) != "(" || q+2 >= end {
		return speaker{}, false
	}
	i := q + 2
	if w := l.units[i].word; (w == "by" || w == "so" || w == "von") && i+1 < end {
		i++
	}
	if l.units[i].person < 0 {
		return speaker{}, false
	}
	return f.named(l, i, article.Beside), true
}
