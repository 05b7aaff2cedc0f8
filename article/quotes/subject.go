package quotes

import (
	"strings"

	"footnote/article"
	"footnote/article/lang"
)

// named is the person whose name is unit i.
func (f *quoteFinder) named(l *line, i int, g article.Grounds) speaker {
	return f.person(l.units[i].person, l.units[i].Of(l.text), g)
}

// firstPerson returns the first unit from start to end that is a person and may
// be a subject: not the object of a preposition, not an owner. It returns -1 if
// there is none.
func (l *line) firstPerson(start, end int) int {
	*l.work += max(0, end-start)
	depth := 0
	for i := start; i < end; i++ {
		u := &l.units[i]
		switch {
		case u.word == "(":
			depth++
		case u.word == ")":
			depth = max(0, depth-1)
		case depth == 0 && u.person >= 0 && !u.possessive && !l.isObject(i, start):
			return i
		}
	}
	return -1
}

// isObject reports whether a preposition comes before unit i, or before the
// words that lead to it: of former mayor Smith.
func (l *line) isObject(i, start int) bool {
	for j := i - 1; j >= start && j >= i-5; j-- {
		u := &l.units[j]
		if prepositions.Has(u.word) {
			return true
		}
		if u.said >= 0 || u.person >= 0 && !u.possessive || u.shape == lang.Punct || clauseWords.Has(u.word) || reporting.has(u.word) || helper(u.word) {
			return false
		}
	}
	return false
}

// hasSubject reports whether there is a person, or a pronoun that may be a
// subject, from start to end.
func (l *line) hasSubject(start, end int) bool {
	*l.work += max(0, end-start)
	for i := start; i < end; i++ {
		if pronouns.Has(l.units[i].word) {
			return true
		}
	}
	return l.firstPerson(start, end) >= 0
}

// subjectOf reads the subject of the verb at v, which begins at start or
// later.
func (f *quoteFinder) subjectOf(l *line, v, start int) (speaker, bool) {
	i := v - 1
	if strings.HasSuffix(l.units[v].word, "ing") && i > start && aspects.Has(l.units[i].word) { // began talking
		i--
	}
	for i >= start && (helper(l.units[i].word) || adverb(l.units[i].word) || timeWords.Has(l.units[i].word) && l.units[i].word != "as" || f.betweenVerb(l, i)) {
		i--
	}
	if i < start {
		return speaker{}, false
	}
	u := &l.units[i]
	switch {
	case f.foreign && asWords.Has(u.word): // según explicó Ruiz
		_, end := l.sentence(v)
		return f.behindVerb(l, v, end)
	case u.word == "and" || u.word == "but" || u.word == "or": // got up and said
		return f.sharedSubject(l, start, i)
	case strings.HasSuffix(l.units[v].word, "ing") && (u.isMark() || u.said >= 0 || prepositions.Has(u.word) || speechNouns.Has(u.word)):
		return f.sharedSubject(l, start, i) // got up, saying
	case u.word == "who" || u.word == "which" || u.word == "that":
		if i--; i >= start && l.units[i].word == "," {
			i--
		}
		return f.phrase(l, start, i)
	case u.word == ")":
		for j := i; j > start && j > i-8; j-- { // Smith (R-Texas) said
			if l.units[j].word == "(" {
				return f.phrase(l, start, j-1)
			}
		}
	case u.isMark(): // Smith, a friend of Brown, said
		return f.beforeInsertion(l, start, i)
	}
	return f.phrase(l, start, i)
}

// aspects are verbs of beginning to do something, or of going on with it.
var aspects = lang.NewWordSet("began begins started starts kept keeps went continued continues stopped resumed finished tried")

// sharedSubject reads the subject of a verb that shares it with one before,
// first of all with a verb of speech.
func (f *quoteFinder) sharedSubject(l *line, start, end int) (speaker, bool) {
	for v := end - 1; v > start; v-- {
		if u := &l.units[v]; u.shape == lang.Lowercase && saying.has(u.word) && f.speaks(l, v, start, false) && l.units[v-1].word != "to" {
			return f.subjectOf(l, v, start)
		}
	}
	return f.mainSubject(l, start, end)
}

// beforeInsertion reads the subject before an insertion between two commas or
// dashes, the second of which is unit i.
func (f *quoteFinder) beforeInsertion(l *line, start, i int) (speaker, bool) {
	for j := i - 1; j >= start; j-- { // a clause that ended before: As it rained, but Smith, …
		if w := l.units[j].word; (w == "but" || w == "while" || w == "whereas" || w == ";") && l.hasSubject(j+1, i) {
			start = j + 1
			break
		}
	}
	for j := start; j+2 < i; j++ { // The founder, who goes by Ann, said
		if w := l.units[j].word; (w == "goes" || w == "known") && (l.units[j+1].word == "by" || l.units[j+1].word == "as") {
			return f.nounPhrase(l, j+2, i)
		}
	}
	for j := i - 1; j > start; j-- { // the nearest name that an insertion follows
		if w := l.units[j].word; (w == "," || w == "—" || w == "–") && l.units[j-1].person >= 0 && !l.units[j-1].possessive && !l.isObject(j-1, start) {
			return f.phrase(l, start, j-1)
		}
	}
	if who, ok := f.apposition(l, start, i); ok && !f.german {
		return who, true
	}
	return f.mainSubject(l, start, i)
}

// apposition reads a description followed by a comma and a name that is not in
// the roster: Our host, Brightwater, said
func (f *quoteFinder) apposition(l *line, start, i int) (speaker, bool) {
	j := i - 1
	for j > start && l.units[j].shape >= lang.Titlecase && l.units[j].person < 0 {
		j--
	}
	if j <= start || j == i-1 || l.units[j].word != "," || !determiners.Has(l.units[start].word) {
		return speaker{}, false
	}
	who, ok := f.asWritten(l, j+1, i)
	if whole, ok := f.asWritten(l, start, i); ok {
		who.text = whole.text
	}
	return who, ok
}

// mainSubject reads the subject of the clause from start to end: the first
// person or pronoun that may be one, or else the first noun phrase.
func (f *quoteFinder) mainSubject(l *line, start, end int) (speaker, bool) {
	if f.german {
		return f.firstSubject(l, l.phrases(start, end))
	}
	p := l.firstPerson(start, end)
	for i := start; i < end && (p < 0 || i < p); i++ {
		if pronouns.Has(l.units[i].word) && l.mayBeginClause(i, start) {
			return f.pronoun(l, i)
		}
	}
	first := start
	for first < end && (l.units[first].isMark() || clauseWords.Has(l.units[first].word)) {
		first++
	}
	if p >= 0 && f.leads(l, first, p) {
		return f.named(l, l.lastOfName(p, end), article.Beside), true
	}
	if first < end && determiners.Has(l.units[first].word) {
		if who, ok := f.nounPhrase(l, first, end); ok {
			return who, true
		}
	}
	if p >= 0 {
		return f.named(l, p, article.Beside), true
	}
	if last := l.capitals(first, end); last > first {
		return f.asWritten(l, first, last)
	}
	return speaker{}, false
}

// mayBeginClause reports whether a subject may be at unit i: at the start, or
// after a mark, a conjunction or an adverb.
func (l *line) mayBeginClause(i, start int) bool {
	if i == start {
		return true
	}
	before := &l.units[i-1]
	return before.isMark() && before.word != "(" || before.said >= 0 || clauseWords.Has(before.word) || adverb(before.word)
}

// capitals returns the end of the capitalized words that begin at first and may
// be the name of an unknown subject: Fox News is one, Time magazine is not.
func (l *line) capitals(first, end int) int {
	if first >= end || prepositions.Has(l.units[first].word) || timeWords.Has(l.units[first].word) || adverb(l.units[first].word) {
		return first
	}
	i := first
	for i < end && l.units[i].shape >= lang.Titlecase && l.units[i].person < 0 {
		i++
	}
	return i
}

// leads reports whether the words from first to the person at p are part of the
// person's own phrase or of a phrase at the start of the sentence, and not a
// subject.
func (f *quoteFinder) leads(l *line, first, p int) bool {
	if p <= first || prepositions.Has(l.units[first].word) || !determiners.Has(l.units[first].word) {
		return true
	}
	if l.units[p-1].word == "," && (f.namesRole(l, first, p) || p+1 < len(l.units) && l.units[p+1].word == ",") {
		return true // Her manager at the bank, Ann Smith
	}
	for i := first; i < p; i++ {
		if u := &l.units[i]; helper(u.word) || u.shape == lang.Lowercase && (reporting.has(u.word) || strings.HasSuffix(u.word, "ed") || prepositions.Has(u.word)) {
			return false
		}
	}
	return true
}

// lastOfName returns the unit of the person that follows p, if the name at p
// only says whose aide that is: Smith aide John Brown.
func (l *line) lastOfName(p, end int) int {
	for i := p + 1; i < end && i < p+4; i++ {
		u := &l.units[i]
		if u.person >= 0 && !u.possessive && i > p+1 {
			return i
		}
		if u.shape != lang.Lowercase || prepositions.Has(u.word) || clauseWords.Has(u.word) || timeWords.Has(u.word) || reporting.has(u.word) || helper(u.word) || adverb(u.word) {
			break
		}
	}
	return p
}

// maxPhrase is the most units of a described subject.
const maxPhrase = 16

// phrase reads the subject that ends at unit i: a name, or a description with
// its article.
func (f *quoteFinder) phrase(l *line, start, i int) (speaker, bool) {
	if i < start {
		return speaker{}, false
	}
	u := &l.units[i]
	if pronouns.Has(u.word) {
		return f.pronoun(l, i)
	}
	if u.person >= 0 && !u.possessive {
		if j := l.joinedTo(i, start); j >= 0 { // Smith and Brown said
			return f.named(l, j, article.Beside), true
		}
		if !l.ofNoun(i, start) {
			return f.named(l, i, article.Beside), true
		}
	}
	first := i
	for j := i; j >= start && i-j < maxPhrase; j-- {
		v := &l.units[j]
		if v.said >= 0 || v.isMark() && !strings.Contains(".-&'’/", v.word) || clauseWords.Has(v.word) || j < i && v.shape == lang.Lowercase && reporting.has(v.word) && !nounMarks.Has(l.word(j-1, start, i)) {
			break
		}
		first = j
		if determiners.Has(v.word) && !(j > start && prepositions.Has(l.units[j-1].word)) {
			break
		}
	}
	if first > start && (l.units[first-1].word == "who" || l.units[first-1].word == "which") && !determiners.Has(l.units[first].word) {
		if first -= 2; first > start && l.units[first].word == "," {
			first--
		}
		return f.phrase(l, start, first)
	}
	if first > i || l.units[i].said >= 0 {
		return speaker{}, false
	}
	if !determiners.Has(l.units[first].word) {
		for j := first - 1; j > start && j > first-maxSubject/2; j-- {
			if l.units[j].word == "who" { // an official who spoke without leave said
				return f.phrase(l, start, j-1)
			}
		}
	}
	if p := l.firstPerson(start, i); p >= 0 && p < first && l.word(p+1, start, i) == "," && !f.hasVerb(l, p+1, i) {
		return f.named(l, p, article.Beside), true // Ann Smith, the head of the office said
	}
	if prepositions.Has(l.units[first].word) || l.units[first].shape == lang.Lowercase && !determiners.Has(l.units[first].word) && first > start {
		if who, ok := f.mainSubject(l, start, i); ok {
			return who, true
		}
	}
	return f.asWritten(l, first, i+1)
}

// nameJoints join two names in the languages of the rules.
var nameJoints = lang.NewWordSet("and und et y e")

// joinedTo returns the person before an “and” that precedes the person at i, or
// -1 if there is none.
func (l *line) joinedTo(i, start int) int {
	if i-2 >= start && nameJoints.Has(l.units[i-1].word) && l.units[i-2].person >= 0 && !l.units[i-2].possessive {
		return i - 2
	}
	return -1
}

// ofNoun reports whether the person at i belongs to a noun before: a spokesman
// for Smith.
func (l *line) ofNoun(i, start int) bool {
	return i-2 >= start && prepositions.Has(l.units[i-1].word) && l.units[i-2].isWord() && l.units[i-2].shape >= lang.Lowercase &&
		!timeWords.Has(l.units[i-2].word) && !reporting.has(l.units[i-2].word)
}

// nounPhrase reads the subject that begins at unit i and ends before end.
func (f *quoteFinder) nounPhrase(l *line, i, end int) (speaker, bool) {
	for i < end && adverb(l.units[i].word) {
		i++
	}
	if i >= end {
		return speaker{}, false
	}
	if pronouns.Has(l.units[i].word) && l.units[i].word != "one" {
		return f.pronoun(l, i)
	}
	last := i
	for j := i; j < end && j-i < maxPhrase; j++ {
		u := &l.units[j]
		if u.person >= 0 && !u.possessive && (j == i || !prepositions.Has(l.units[j-1].word)) {
			return f.named(l, l.lastOfName(j, end), article.Beside), true
		}
		if u.word == "," && j+1 < end && l.units[j+1].person >= 0 && f.namesRole(l, i, j) {
			return f.named(l, j+1, article.Beside), true
		}
		if f.german && j > i && u.shape == lang.Lowercase && !inGermanPhrase.Has(u.word) && (l.units[j-1].shape >= lang.Titlecase || l.units[j-1].said >= 0) {
			break
		}
		if u.said >= 0 && !f.german || u.isMark() && !strings.Contains(".-&'’/", u.word) ||
			j > i && (clauseWords.Has(u.word) || timeWords.Has(u.word) && j > i+1 || u.shape == lang.Lowercase && (helper(u.word) || f.speaks(l, j, i, false) && reporting.has(u.word))) {
			break
		}
		last = j
	}
	return f.asWritten(l, i, last+1)
}

// inGermanPhrase are the short words that continue a phrase after a noun.
var inGermanPhrase = lang.NewWordSet("der des von vom für und aus zu zur zum beim in im")

// namesRole reports whether the units from i to j describe a person by role:
// her manager, a spokeswoman for the hotels.
func (f *quoteFinder) namesRole(l *line, i, j int) bool {
	for ; i < j; i++ {
		if lang.Roles.Has(l.units[i].word) {
			return true
		}
	}
	return false
}

// asWritten is a speaker who is only described, by the units from first to end.
func (f *quoteFinder) asWritten(l *line, first, end int) (speaker, bool) {
	for first < end && (l.units[first].isMark() || clauseWords.Has(l.units[first].word)) {
		first++
	}
	for end > first && l.units[end-1].isMark() { // a full stop is not the speaker's
		end--
	}
	if first >= end {
		return speaker{}, false
	}
	text := strings.TrimSpace(article.Span{Start: l.units[first].Start, End: l.units[end-1].End}.Of(l.text))
	if !strings.ContainsFunc(text, lang.IsLetter) || end-first == 1 && l.units[first].shape <= lang.Lowercase && l.units[first].said < 0 && !bareSpeakers.Has(l.units[first].word) {
		return speaker{}, false
	}
	if at := f.officer(text); at >= 0 {
		return f.person(at, text, article.Beside), true
	}
	if !f.mayBeSubject(l, first, end) {
		for j := first + 2; j < end && determiners.Has(l.units[first].word); j++ {
			if w := l.units[j].word; w == "whose" || f.foreign && relatedBy.Has(w) { // la femme qui travaille
				return f.asWritten(l, first, j)
			}
		}
		if v := l.pastVerb(first+1, end); v > first+1 && !f.german && !f.foreign { // The agency declined to
			return f.asWritten(l, first, v)
		}
		if f.foreign {
			first, _ = l.sentence(first)
		}
		if p := l.firstPerson(first, end); p >= 0 {
			return f.named(l, p, article.Beside), true
		}
		return speaker{text: text, person: -1, grounds: article.Unattributed}, true
	}
	return speaker{name: text, text: text, person: -1, grounds: article.Beside}, true
}

// mayBeSubject reports whether the units from first to end may be words for who
// speaks: neither a part of a clause, nor a word that only has a capital because
// it begins the sentence.
func (f *quoteFinder) mayBeSubject(l *line, first, end int) bool {
	if u := &l.units[end-1]; u.shape == lang.Lowercase && u.isWord() && !bareSpeakers.Has(u.word) && (prepositions.Has(u.word) || determiners.Has(u.word) || objects.Has(u.word) && l.word(end-2, first, end) != "of" || f.foreign && romanceEnds.Has(u.word)) {
		return false // one of my
	}
	if u := &l.units[first]; u.isWord() && !f.german && prepositions.Has(u.word) && !determiners.Has(u.word) && !l.counts(first+1, end) {
		return false // to be able
	}
	for i := first; i < end; i++ {
		u := &l.units[i]
		if !u.isWord() {
			continue
		}
		stem, _, contracted := strings.Cut(u.word, "'")
		if contracted && pronouns.Has(stem) || u.shape == lang.Lowercase && (pronouns.Has(u.word) || !f.german && (helper(u.word) || insideClauses.Has(u.word) && !(i > first && determiners.Has(l.units[i-1].word))) || f.foreign && (copulas.Has(u.word) && u.word != "son" || relatedBy.Has(u.word))) {
			return false
		}
	}
	if u := &l.units[first]; u.isWord() && u.shape == lang.Titlecase && l.beginsSentence(first) {
		v := end
		for v < len(l.units) && (helper(l.units[v].word) || adverb(l.units[v].word) || f.betweenVerb(l, v)) {
			v++
		}
		verb := l.word(v, end, len(l.units))
		return !lang.SentenceAdverbs.Has(u.word) && (end > first+1 || f.german || bareSpeakers.Has(u.word) || strings.HasSuffix(u.word, "s") || f.says(verb) && !strings.HasSuffix(verb, "ing"))
	}
	return true
}

// counts reports whether unit i is a number, or leads to one: over 100 people,
// at least two.
func (l *line) counts(i, end int) bool {
	w := l.word(i, i, end)
	return w == "least" || w == "half" || i < end && l.units[i].shape == lang.Number
}

// insideClauses are adverbs that a phrase does not have.
var insideClauses = lang.NewWordSet("also just then still even now only")

// relatedBy are words that begin a clause about the word before.
var relatedBy = lang.NewWordSet("que qui quien che donde où")

// pastVerb returns the first auxiliary or verb in the past tense from unit i to
// end, or -1.
func (l *line) pastVerb(i, end int) int {
	for ; i < end; i++ {
		if u := &l.units[i]; u.shape == lang.Lowercase && u.isWord() && (helper(u.word) || strings.HasSuffix(u.word, "ed") && len(u.word) > 4) {
			return i
		}
	}
	return -1
}

// objects are pronouns that are no subjects.
var objects = lang.NewWordSet("me us him them")

// source reports whether the German word at unit i introduces a source: laut
// Smith; nach Angaben des Senders; so Smith weiter.
func (f *quoteFinder) source(l *line, i, end int) bool {
	switch l.units[i].word {
	case "laut", "gemäß", "zufolge":
		return true
	case "so":
		return i+1 < end && i > 0 && l.units[i-1].word == "," && (l.units[i+1].shape >= lang.Titlecase || germanDeterminers.Has(l.units[i+1].word))
	case "nach":
		for j := i + 1; j < end && j < i+3; j++ {
			if sourceNouns.Has(l.units[j].word) {
				return true
			}
		}
	}
	return false
}

var sourceNouns = lang.NewWordSet(`angaben angabe ansicht worten aussage aussagen darstellung darstellungen einschätzung meinung informationen auffassung
	überzeugung erklärung mitteilung bericht berichten`)

// hasVerb reports whether there is an auxiliary or a verb of speech from start
// to end, outside a relative clause.
func (f *quoteFinder) hasVerb(l *line, start, end int) bool {
	for i := start; i < end; i++ {
		switch u := &l.units[i]; {
		case u.word == "who":
			return false
		case u.shape == lang.Lowercase && (auxiliaries.Has(u.word) || reporting.has(u.word) && f.speaks(l, i, start, false)):
			return true
		}
	}
	return false
}

// fronted are German words that come before the verb and are not a subject.
var fronted = lang.NewWordSet(`so dazu darauf dabei zudem außerdem nun dann zuvor später derzeit offenbar bereits anschließend zugleich gleichzeitig dagegen
	demgegenüber hierzu darin daher deshalb dennoch allerdings zunächst schließlich weiter ferner zwar aber laut wörtlich dort hier jetzt`)
