package quotes

import (
	"strings"

	"footnote/article"
	"footnote/article/lang"
)

// In German the verb is the second part of a main clause, whatever the first:
// “den Vorwurf wies Wolter zurück”. In a subordinate clause it is the last. The
// subject is the first phrase that its case, as far as it shows, allows.

// germanSubject reads the subject of the verb at v in the words from start to
// end.
func (f *quoteFinder) germanSubject(l *line, v, start, end int) (speaker, bool) {
	clause, turned := l.germanClause(start, v)
	w := l.word(clause, start, end)
	if germanJoints.Has(w) && clause < v { // weil Wolter sagt
		return f.firstSubject(l, l.phrases(clause+1, v))
	}
	if relatives.Has(w) && clause > start && l.verbLast(v, end) { // der Chef, der sagte
		for _, p := range l.phrases(clause+1, v) { // die Marke, die der Chef genannt hatte
			if !p.oblique && l.human(p) && w != "der" {
				return f.phraseSpeaker(l, p)
			}
		}
		return f.lastPhrase(l, start, clause-1)
	}
	if l.units[v-1].word == "und" && v-1 > clause { // lachte und sagte
		return f.firstSubject(l, l.phrases(clause, v-1))
	}
	finite := l.finiteBefore(clause, v)
	front, back := l.phrases(clause, finite), l.phrases(finite+1, l.joint(finite+1, end))
	if turned || len(front) == 0 || front[0].oblique || l.fronted(clause, front[0].first) {
		if who, ok := f.firstSubject(l, back); ok {
			return who, true
		}
		return f.firstSubject(l, front)
	}
	if len(back) > 0 && !back[0].oblique && l.near(finite, back[0].first) && !l.human(front[0]) && (l.human(back[0]) || l.units[back[0].first].word == "der") {
		return f.phraseSpeaker(l, back[0])
	}
	return f.firstSubject(l, front)
}

// germanClause returns the first unit of the clause of the verb at v. turned
// reports whether its subject follows the verb, because the clause begins
// with another one.
func (l *line) germanClause(start, v int) (clause int, turned bool) {
	for i := v - 1; i >= start; i-- {
		u := &l.units[i]
		if l.isName(i, start) {
			continue
		}
		if u.said >= 0 || u.word == ";" || u.word == "–" || u.word == "—" || u.word == ":" {
			return i + 1, i+1 == v
		}
		if u.word != "," {
			continue
		}
		if i+1 < v {
			return i + 1, false
		}
		start = l.beforeInsertions(start, i)
		for start < i && l.units[start].isMark() {
			start++
		}
		return start, l.units[start].said >= 0 || germanJoints.Has(l.units[start].word)
	}
	for start < v && l.units[start].isMark() {
		start++
	}
	return start, start == v
}

// isName reports whether the words in marks at unit i are a name: die Zeitung
// „Heute“.
func (l *line) isName(i, start int) bool {
	return l.units[i].said >= 0 && i > start && l.units[i].End-l.units[i].Start < maxNameInMarks &&
		(l.units[i-1].isWord() && l.units[i-1].shape >= lang.Titlecase || germanDeterminers.Has(l.units[i-1].word) || obliqueWords.Has(l.units[i-1].word))
}

// maxNameInMarks is the most bytes of a name in marks.
const maxNameInMarks = 40

// beforeInsertions returns the first unit of the clause that goes on, or has its
// verb, after the comma at i: Wolter, der Chef, sagte; wenn es regnet, sagte.
func (l *line) beforeInsertions(start, i int) int {
	clause := i
	for i > start {
		from := i - 1
		for from > start && l.units[from-1].word != "," {
			from--
		}
		w := l.units[from].word
		if !germanJoints.Has(w) && !relatives.Has(w) && l.hasFinite(from, i) {
			break
		}
		clause, i = from, from-1
	}
	return clause
}

// hasFinite reports whether there is a verb of speech or an auxiliary from i to
// end.
func (l *line) hasFinite(i, end int) bool {
	for ; i < end; i++ {
		if w := l.units[i].word; reporting.has(w) || auxiliaries.Has(w) || modals.Has(w) {
			return true
		}
	}
	return false
}

// verbLast reports whether the verb at v is the last of its clause, except for
// an auxiliary.
func (l *line) verbLast(v, end int) bool {
	v++
	if v < end && auxiliaries.Has(l.units[v].word) {
		v++
	}
	return v >= end || l.units[v].isMark() || l.units[v].said >= 0
}

// finiteBefore returns the auxiliary of the verb at v in a clause, or v if
// there is none: hat bei der Eröffnung erklärt.
func (l *line) finiteBefore(clause, v int) int {
	for i := v - 1; i >= clause; i-- {
		if w := l.units[i].word; w == "," {
			return v
		} else if auxiliaries.Has(w) || modals.Has(w) {
			return i
		}
	}
	return v
}

// fronted reports whether the clause begins with words that leave the subject
// to follow the verb: so sagte Wolter.
func (l *line) fronted(clause, first int) bool {
	w := l.units[clause].word
	return clause < first && (fronted.Has(w) || germanPrepositions.Has(w)) && w != "auch" && w != "selbst" && w != "sogar"
}

// joint returns the comma from i to end that a subordinate clause follows, or
// end.
func (l *line) joint(i, end int) int {
	for ; i+1 < end; i++ {
		if l.units[i].word == "," && germanJoints.Has(l.units[i+1].word) {
			return i
		}
	}
	return end
}

// near reports whether only adverbs and sich are between a verb and unit i.
func (l *line) near(v, i int) bool {
	for v++; v < i; v++ {
		if w := l.units[v].word; w != "sich" && !adverbs.Has(w) {
			return false
		}
	}
	return true
}

// firstSubject is the speaker of the first phrase that may be a subject.
func (f *quoteFinder) firstSubject(l *line, list []phrase) (speaker, bool) {
	for i, p := range list {
		if p.oblique {
			continue
		}
		// der Minister des Landes, Karl Wulf
		if i+1 < len(list) && p.person < 0 && !p.pronoun && l.human(p) && list[i+1].person == list[i+1].first && l.units[p.end].word == "," && list[i+1].first == p.end+1 {
			p = list[i+1]
		}
		if speechNouns.Has(l.units[p.end-1].word) && i+1 < len(list) && list[i+1].person >= 0 { // das Fazit von Karl Wulf
			p = list[i+1]
		}
		return f.phraseSpeaker(l, p)
	}
	return speaker{}, false
}

func (f *quoteFinder) phraseSpeaker(l *line, p phrase) (speaker, bool) {
	switch {
	case p.pronoun && latters.Has(l.units[p.first].word):
		return f.latter(l, p.first)
	case p.pronoun:
		return f.pronoun(l, p.first)
	case p.person >= 0:
		return f.named(l, p.person, article.Beside), true
	case strings.HasSuffix(strings.TrimRight(l.units[p.end-1].word, "rn"), "-jährige"):
		if at := f.antecedent(l, p.first, germanGenders[l.units[p.first].word]); at >= 0 && germanGenders[l.units[p.first].word] != 0 {
			return f.person(at, article.Span{Start: l.units[p.first].Start, End: l.units[p.end-1].End}.Of(l.text), article.Beside), true
		}
	}
	return f.asWritten(l, p.first, p.end)
}

// germanGenders are those of articles: der 54-Jährige.
var germanGenders = map[string]lang.GivenName{"der": lang.Male, "die": lang.Female}

// latter is the person named last before unit i: so letztere.
func (f *quoteFinder) latter(l *line, i int) (speaker, bool) {
	for k := i - 1; k >= 0; k-- {
		if u := &l.units[k]; u.person >= 0 {
			return f.person(u.person, l.units[i].Of(l.text), article.Beside), true
		}
	}
	return speaker{}, false
}

// germanSource reads where words come from that are said “es heißt”: in the
// phrase before the verb at v, or else the first after it.
func (f *quoteFinder) germanSource(l *line, v, start, end int) (speaker, bool) {
	clause, _ := l.germanClause(start, v)
	for _, list := range [2][]phrase{l.phrases(clause, v), l.phrases(v+1, end)} {
		for _, p := range list {
			if w := l.units[max(0, p.first-1)].word; p.pronoun || w == "zu" || w == "zur" || w == "zum" {
				continue
			}
			return f.phraseSpeaker(l, p)
		}
	}
	return speaker{}, false
}

// germanVerb reads who speaks by the verb at v in the words from start to end.
func (f *quoteFinder) germanVerb(l *line, v, start, end int) (speaker, bool) {
	w := l.units[v].word
	switch {
	case w == "heißt" || w == "hieß" || w == "steht" || w == "stand" || w == "lautet":
		if l.word(v+1, v, end) == "es" || w == "steht" || w == "stand" {
			return f.germanSource(l, v, start, end)
		}
	case citing.Has(w):
		if who, ok := f.cited(l, v, end); ok {
			return who, true
		}
	case passives.Has(w):
		if who, ok := f.passive(l, v, start, end); ok {
			return who, true
		}
	}
	if v == start {
		return f.firstSubject(l, l.phrases(v+1, end))
	}
	return f.germanSubject(l, v, start, end)
}

// cited reads the person that another cites: Die Zeitung zitiert Wolter mit den Worten.
func (f *quoteFinder) cited(l *line, v, end int) (speaker, bool) {
	for i := v + 1; i < end; i++ {
		if l.units[i].word != "mit" {
			continue
		}
		for _, p := range l.phrases(v+1, i) {
			if l.units[p.first-1].shape != lang.Lowercase || p.first == v+1 {
				return f.phraseSpeaker(l, p)
			}
		}
	}
	return speaker{}, false
}

// passive reads the person named after von: wird von Wolter „…“ genannt.
func (f *quoteFinder) passive(l *line, v, start, end int) (speaker, bool) {
	passive := false
	for i := max(start, v-maxPhrase); i < min(v+2, end); i++ {
		passive = passive || passiveHelpers.Has(l.units[i].word)
	}
	for i := start; passive && i < v; i++ {
		if w := l.units[i].word; w == "von" || w == "vom" {
			for _, p := range l.phrases(i+1, v) {
				return f.phraseSpeaker(l, p)
			}
		}
	}
	return speaker{}, false
}

// reported reads a quotation inside reported speech, whose verbs are in the
// subjunctive: its speaker is the one who spoke before. Sie kommt nicht. Das
// sei „zu weit“.
func (f *quoteFinder) reported(l *line, start, end int) (speaker, bool) {
	if !l.subjunctive(start, end) {
		return speaker{}, false
	}
	for n := 0; n < maxReported && start > 0; n++ {
		from, to := l.sentence(start - 1)
		if who, ok := f.reporter(l, from, to); ok {
			who.grounds = article.Carried
			return who, true
		}
		if !l.subjunctive(from, to) {
			return speaker{}, false
		}
		start = from
	}
	if f.last.known() && f.lastAt == l.passage-1 && f.sameSection(f.lastAt, l.passage) {
		who := f.last
		who.grounds = article.Carried
		return who, true
	}
	return speaker{}, false
}

// maxReported is the most sentences of reported speech before a quotation.
const maxReported = 4

// reporter returns the speaker of the sentence from start to end.
func (f *quoteFinder) reporter(l *line, start, end int) (speaker, bool) {
	for i := end - 1; i >= start; i-- {
		if q := l.units[i].said; q >= 0 && l.who[q].known() {
			return l.who[q], true
		}
	}
	if who, ok := f.before(l, start, end); ok && who.known() {
		return who, true
	}
	if l.subjunctive(start, end) {
		return speaker{}, false
	}
	if list := l.phrases(start, end); len(list) > 0 {
		for _, p := range list {
			if !p.oblique && l.human(p) {
				return f.firstSubject(l, []phrase{p})
			}
		}
	}
	return speaker{}, false
}

// subjunctive reports whether a verb from start to end is in the form of
// reported speech.
func (l *line) subjunctive(start, end int) bool {
	for i := start; i < end; i++ {
		if subjunctives.Has(l.units[i].word) {
			return true
		}
	}
	return false
}

// ofClause reads the subject of a main clause whose verb is none of speech, if
// the quotation at q is what it leads to: Das Gericht machte klar, dass „…“.
func (f *quoteFinder) ofClause(l *line, list []quoted, q, start int) (speaker, bool) {
	w := l.word(q-1, start, q)
	text, _, _ := strings.Cut(list[l.units[q].said].inside.Of(l.text), " ")
	if w != "dass" && w != "weil" && !modals.Has(w) && !(w == "," && (text == "dass" || text == "ob")) {
		return speaker{}, false
	}
	clause, _ := l.germanClause(start, q)
	if w == "dass" || w == "weil" {
		clause, _ = l.germanClause(start, max(start, q-2))
	}
	if germanJoints.Has(l.units[clause].word) || w == "," {
		clause = start
	}
	found := l.phrases(clause, q)
	for _, p := range found {
		if !p.oblique && l.human(p) {
			return f.firstSubject(l, found)
		}
	}
	return speaker{}, false
}

// nameBefore is the person named before a quotation in brackets: Kolb („…“).
func (f *quoteFinder) nameBefore(l *line, q int) (speaker, bool) {
	if q >= 2 && l.units[q-1].word == "(" && l.units[q-2].person >= 0 && !l.units[q-2].possessive {
		return f.named(l, q-2, article.Beside), true
	}
	return speaker{}, false
}

// germanTag reads what follows a quotation in German: sagte Wolter; so Wolter;
// wird Wolter zitiert.
func (f *quoteFinder) germanTag(l *line, i, end int) (speaker, bool) {
	w := l.units[i].word
	switch {
	case w == "so" || w == "laut":
		return f.firstOf(l, l.phrases(i+1, end))
	case auxiliaries.Has(w):
		for v := i + 1; v < end && v < i+maxSubject; v++ {
			if f.says(l.units[v].word) && l.units[v].shape == lang.Lowercase {
				return f.firstSubject(l, l.phrases(i+1, v))
			}
		}
		return speaker{}, false
	}
	return f.germanVerb(l, i, i, end)
}

// firstOf is the speaker of the first phrase, in whatever case.
func (f *quoteFinder) firstOf(l *line, list []phrase) (speaker, bool) {
	if len(list) == 0 {
		return speaker{}, false
	}
	list[0].oblique = false
	return f.firstSubject(l, list)
}

// lastPhrase is the speaker of the last phrase before unit end, in whatever
// case: dem Chef zufolge.
func (f *quoteFinder) lastPhrase(l *line, start, end int) (speaker, bool) {
	list := l.phrases(start, end)
	if len(list) == 0 {
		return speaker{}, false
	}
	return f.phraseSpeaker(l, list[len(list)-1])
}

// germanSourceAt reads the source that the word at unit i leads to: laut Wolter,
// nach Angaben der Stadt, dem Chef zufolge.
func (f *quoteFinder) germanSourceAt(l *line, i, start, end int) (speaker, bool) {
	if l.units[i].word == "zufolge" {
		return f.lastPhrase(l, start, i)
	}
	for l.units[i].word == "nach" && i+1 < end {
		if i++; sourceNouns.Has(l.units[i].word) {
			if w := l.word(i-1, start, end); possessives.Has(w) || w == "ihren" || w == "seinen" {
				return f.pronoun(l, i-1)
			}
			break
		}
	}
	list := l.phrases(i+1, end)
	return f.firstOf(l, list)
}

// germanClauseAt reads a quotation that no verb of speech is near: as the words
// of the subject of its clause, or of who is reported.
func (f *quoteFinder) germanClauseAt(l *line, list []quoted, k, start, end int) (speaker, bool) {
	q := l.at[k]
	if who, ok := f.ofClause(l, list, q, start); ok {
		return who, true
	}
	if q > start {
		return f.reported(l, start, end)
	}
	return speaker{}, false
}
