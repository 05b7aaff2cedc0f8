package quotes

import (
	"strings"

	"footnote/article"
	"footnote/article/lang"
)

// attribute finds the speaker of the kth quotation of a passage: from a tag
// after it, a verb or a name before it, a tag at the end of its sentence, the
// subject of its sentence, or else the text before.
func (f *quoteFinder) attribute(l *line, list []quoted, k int) speaker {
	q := l.at[k]
	start, end := l.sentence(q)
	stop := end // end of the words after the quotation, before the next one
	for i := q + 1; i < end; i++ {
		if l.units[i].said >= 0 && !f.isPaper(l, list, i, q) {
			stop = i
			break
		}
	}
	if who, ok := f.signedBelow(l, q); ok {
		return who
	}
	if who, ok := f.nameBefore(l, q); ok {
		return who
	}
	introduced := f.introduced(l, start, q)
	if !introduced || l.units[q-1].word == ":" && list[k].lastRune(l.text) == ',' {
		if who, ok := f.tag(l, list, q, stop); ok {
			return who
		}
	}
	if who, ok := f.before(l, start, q); ok {
		return who
	}
	if who, ok := f.inBrackets(l, q, stop); ok {
		return who
	}
	if who, ok := f.farTag(l, q, stop); ok {
		return who
	}
	if f.german {
		if who, ok := f.germanClauseAt(l, list, k, start, stop); ok {
			return who
		}
	}
	if who, ok := f.verbAtEnd(l, start, q, stop); ok {
		return who
	}
	if q > start && l.units[q-1].said < 0 && l.units[q-1].person < 0 {
		if who, ok := f.mainSubject(l, start, q); ok && (who.person >= 0 && !f.german || l.units[q-1].word == ":" && !(who.person < 0 && l.describes(start, q))) {
			return who
		}
	}
	return f.carried(l, list, k, start)
}

// describes reports whether the words from start to end say what something is,
// and not that anyone speaks: The rule is simple:
func (l *line) describes(start, end int) bool {
	for i := start; i < end; i++ {
		if l.units[i].shape == lang.Lowercase && copulas.Has(l.units[i].word) {
			return !l.isSpeech(start, end)
		}
	}
	return false
}

var copulas = lang.NewWordSet("is are was were ist sind war waren est sont était es son era eran è sono é são")

// isPaper reports whether the quotation at unit i is the name of the speaker,
// as German writes the names of newspapers: schrieb die „Zeit“.
func (f *quoteFinder) isPaper(l *line, list []quoted, i, q int) bool {
	if !f.german || i < q+2 {
		return false
	}
	before := l.units[i-1].word
	return (determiners.Has(before) || f.sayingOnly(before)) && len(strings.Fields(list[l.units[i].said].inside.Of(l.text))) < rules.minSpeechWords
}

// introduced reports whether a verb of speech or a colon is directly before a
// quotation: he said, “…”.
func (f *quoteFinder) introduced(l *line, start, q int) bool {
	i := q - 1
	if w := l.word(i, start, q); w == ":" {
		return true
	} else if w == "," || w == "that" || w == "que" {
		i--
	}
	w := l.word(i, start, q)
	return f.says(w) && i > start
}

// tag reads what follows a quotation: said Smith; Smith said; according to
// Smith; — Smith.
func (f *quoteFinder) tag(l *line, list []quoted, q, end int) (speaker, bool) {
	s := &list[l.units[q].said]
	i := q + 1
	dash, comma := false, strings.ContainsRune(",?!…", s.lastRune(l.text))
	for i < end && l.units[i].isMark() && strings.Contains(",—–―-)", l.units[i].word) {
		dash = dash || strings.Contains("—–―-", l.units[i].word)
		comma = comma || l.units[i].word == ","
		i++
	}
	if i >= end {
		return speaker{}, false
	}
	w := l.units[i].word
	switch {
	case w == "according":
		return f.nounPhrase(l, i+2, end)
	case f.sourceLength(l, i, end) > 0:
		return f.sourceOf(l, i, end)
	case f.german && comma && (w == "so" || w == "laut" || f.says(w) && l.units[i].shape == lang.Lowercase || auxiliaries.Has(w)):
		return f.germanTag(l, i, end)
	case dash:
		if p := l.firstPerson(i, min(end, i+5)); p >= 0 {
			return f.named(l, p, article.Beside), true
		}
	case w == "as" && i+1 < end:
		i++
	case w == "and" || w == "but" || w == "while":
		return speaker{}, false
	}
	if v := f.verbAt(l, i, end); v >= 0 && (comma || f.sayingOnly(l.units[v].word)) {
		return f.behindVerb(l, v, end)
	}
	if comma && strings.HasSuffix(w, "ed") && i+1 < end && l.units[i+1].person >= 0 {
		return f.named(l, i+1, article.Beside), true // pondered Smith
	}
	if !comma && !s.finished(l.text) && l.units[i].shape < lang.Titlecase && !pronouns.Has(w) {
		return speaker{}, false // the sentence continues
	}
	for v := i + 1; v < end && v < i+maxSubject; v++ {
		u := &l.units[v]
		if u.shape != lang.Lowercase || !f.speaks(l, v, i, comma) {
			continue
		}
		if !comma && v > i+3 {
			break
		}
		return f.subjectOf(l, v, i)
	}
	return speaker{}, false
}

func (u *unit) isMark() bool { return u.shape == lang.Punct && u.person < 0 && u.said < 0 }

// maxSubject is the most units between a quotation and the verb after its
// subject: Smith, who served as head of the office, told us.
const maxSubject = 36

// verbAt returns the verb of speech at unit i, or after an auxiliary there, or
// -1 if there is none.
func (f *quoteFinder) verbAt(l *line, i, end int) int {
	for i+1 < end && f.foreign && romanceObjects.Has(l.units[i].word) { // nous a confié
		i++
	}
	if w := l.word(i, i, end); (helper(w) || f.foreign && romanceHelpers.Has(w)) && i+1 < end {
		if l.units[i].behind != "" && f.says(l.units[i+1].word) {
			return i
		}
		i++
	}
	if w := l.word(i, i, end); f.says(w) && l.units[i].shape == lang.Lowercase {
		return i
	}
	return -1
}

// behindVerb reads the subject after a verb: said Smith. Words that belong to
// the verb may come between them: heißt es in der Erklärung.
func (f *quoteFinder) behindVerb(l *line, v, end int) (speaker, bool) {
	if l.units[v].behind != "" {
		return f.behindPronoun(l, v)
	}
	i := v + 1
	for i < end && (adverb(l.units[i].word) || f.foreign && romanceAdverbs.Has(l.units[i].word)) || l.word(i, v, end) == "sich" || l.word(i, v, end) == "dazu" {
		i++
	}
	if f.german && l.word(i, v, end) == "es" {
		for i++; i < end && !prepositions.Has(l.units[i].word) && l.units[i].word != "im"; i++ {
		}
	}
	who, ok := f.nounPhrase(l, i, end)
	if !ok && f.foreign && f.last.known() && f.sameSection(f.lastAt, l.passage) && !l.hasSubject(v, end) { // «…», añadió.
		who, ok = f.last, true
		who.grounds = article.Carried
	}
	return who, ok
}

// speaks reports whether unit v is a verb of speech and not a noun that looks
// like one. Next to a comma, any past-tense verb directly after a subject is
// one: “Why?” Smith pressed.
func (f *quoteFinder) speaks(l *line, v, start int, comma bool) bool {
	w := l.units[v].word
	if !f.says(w) {
		return comma && v == start+1 && l.units[start].person >= 0 && strings.HasSuffix(w, "ed")
	}
	if v == start {
		return true
	}
	before := &l.units[v-1]
	switch {
	case f.german && l.units[v].shape == lang.Lowercase && l.verbLast(v, len(l.units)):
		return true // die sagte: German nouns have capitals
	case before.possessive, nounMarks.Has(before.word) && !(f.foreign && romanceHelpers.Has(before.word)):
		return false
	case before.person >= 0 && reporting.regular.Has(w): // the Smith press office
		return false
	case speechNouns.Has(w) && (strings.HasSuffix(before.word, "ed") || v-2 >= start && before.isWord() && (nounMarks.Has(l.units[v-2].word) || l.units[v-2].possessive)): // a sharp reply
		return false
	case prepositions.Has(before.word) && before.word != "to" && !strings.HasSuffix(w, "ing"): // of claims
		return false
	}
	return true
}

// before looks for the speaker in the words between the start of the sentence
// and the quotation: Smith said; according to Smith; Smith: — the nearest verb
// wins, but a verb of opinion yields to one of speech: Smith says that his
// party believes “…”.
func (f *quoteFinder) before(l *line, start, q int) (speaker, bool) {
	if who, ok := f.label(l, start, q-1); ok {
		return who, true
	}
	var weak speaker
	found := false
	for i := q - 1; i >= start; i-- {
		u := &l.units[i]
		switch {
		case u.said >= 0 || u.person >= 0 || u.shape == lang.Punct || u.word == "":
		case u.word == "according" && l.word(i+1, i, q) == "to":
			if who, ok := f.nounPhrase(l, i+2, q); ok {
				return who, true
			}
		case f.german && f.source(l, i, q):
			if who, ok := f.germanSourceAt(l, i, start, q); ok {
				return who, true
			}
		case f.sourceLength(l, i, q) > 0:
			if who, ok := f.sourceOf(l, i, q); ok {
				return who, true
			}
		case f.says(u.word) && (u.shape == lang.Lowercase || i == start) && f.speaks(l, i, start, false):
			who, ok := f.speakerOfVerb(l, i, start, q)
			if !ok {
				continue
			}
			if !opinions.has(u.word) {
				return who, true
			}
			if !found {
				weak, found = who, true
			}
		case speechNouns.Has(u.word):
			if who, ok := f.owner(l, i, start, q); ok && !found {
				weak, found = who, true
			}
		}
	}
	return weak, found
}

// speakerOfVerb reads the subject of the verb at v, before it or, in an
// inverted sentence, after it.
func (f *quoteFinder) speakerOfVerb(l *line, v, start, end int) (speaker, bool) {
	if f.german {
		return f.germanVerb(l, v, start, end)
	}
	if v == start && start > 0 && strings.HasSuffix(l.units[v].word, "ing") { // Adding, “…”
		return f.sentenceBefore(l, start)
	}
	if v > start && l.units[v-1].word == "to" { // went on to say
		return f.mainSubject(l, start, v)
	}
	if v > start && auxiliaries.Has(l.units[v-1].word) && l.word(v+1, start, end) == "by" {
		return f.nounPhrase(l, v+2, end) // was described by
	}
	turned := v == start || l.units[v-1].isMark() && l.units[v-1].word != ")" && v+1 < end &&
		(l.units[v+1].person >= 0 || determiners.Has(l.units[v+1].word)) && !determiners.Has(l.units[start].word) && !l.hasSubject(start, v)
	if v > start && v+2 < end && l.units[v-1].word == "," && l.units[v+1].person >= 0 && !l.units[v+1].possessive && l.units[v+2].word == "," && f.sayingOnly(l.units[v].word) && !strings.HasPrefix(l.units[v].word, "t") {
		turned = true // The point, says Smith, is
	}
	if turned && v+1 < end {
		if who, ok := f.behindVerb(l, v, end); ok {
			return who, true
		}
	}
	return f.subjectOf(l, v, start)
}

// sourceOf reads who follows the words at unit i that lead to a source.
func (f *quoteFinder) sourceOf(l *line, i, end int) (speaker, bool) {
	who, ok := f.nounPhrase(l, i+f.sourceLength(l, i, end), end)
	if !ok || f.article.Language != "ru" {
		return who, ok
	}
	name := nominative(who.name)
	if at := f.byName(name); at >= 0 {
		return f.person(at, who.text, article.Beside), true
	}
	if name != who.name {
		who.name, who.person = name, -1
	}
	return who, true
}

// farTag reads a tag at the end of a sentence that a quotation begins: “He
// can say so” and hope, said Smith.
func (f *quoteFinder) farTag(l *line, q, end int) (speaker, bool) {
	for i := q + 1; i+1 < end; i++ {
		if l.units[i].word != "," {
			continue
		}
		if l.units[i+1].word == "according" {
			return f.nounPhrase(l, i+3, end)
		}
		if v := f.verbAt(l, i+1, end); v >= 0 && f.sayingOnly(l.units[v].word) {
			return f.behindVerb(l, v, end)
		}
		for v := i + 2; v < end && v < i+maxSubject; v++ {
			if l.units[v].shape == lang.Lowercase && f.sayingOnly(l.units[v].word) && f.speaks(l, v, i+1, false) {
				return f.subjectOf(l, v, i+1)
			}
		}
	}
	return speaker{}, false
}

// verbAtEnd reads the subject of a German clause whose verb comes after the
// quotation: weil die Regierung das Land als „…“ bezeichnet hat.
func (f *quoteFinder) verbAtEnd(l *line, start, q, end int) (speaker, bool) {
	if !f.german || q == start {
		return speaker{}, false
	}
	for v := q + 1; v < end && v < q+8; v++ {
		u := &l.units[v]
		if u.isMark() {
			break
		}
		if !reporting.has(u.word) || u.shape != lang.Lowercase {
			continue
		}
		if passives.Has(u.word) {
			if who, ok := f.passive(l, v, start, end); ok {
				return who, true // wird von Schmidt als „…“ bezeichnet
			}
		}
		return f.germanSubject(l, q, start, q)
	}
	return speaker{}, false
}

// label reads a name with a colon before a quotation: Smith: “…”.
func (f *quoteFinder) label(l *line, start, colon int) (speaker, bool) {
	if colon-1 < start || l.units[colon].word != ":" {
		return speaker{}, false
	}
	if i := colon - 1; l.units[i].person >= 0 && !l.units[i].possessive && (i == start || !prepositions.Has(l.units[i-1].word)) {
		return f.named(l, i, article.Beside), true
	}
	return speaker{}, false
}

// owner reads the owner of a statement: Smith's statement, his words, a note
// from Smith.
func (f *quoteFinder) owner(l *line, noun, start, end int) (speaker, bool) {
	for i := noun - 1; i >= start && i >= noun-4; i-- {
		u := &l.units[i]
		if possessives.Has(u.word) {
			return f.pronoun(l, i)
		}
		if u.possessive && u.person >= 0 {
			return f.named(l, i, article.Beside), true
		}
	}
	if w := l.word(noun+1, start, end); w == "from" || w == "by" || w == "of" && noun+2 < end && l.units[noun+2].person >= 0 {
		return f.nounPhrase(l, noun+2, end)
	}
	return speaker{}, false
}
