package quotes

import (
	"strings"
	"sync"

	"footnote/article"
	"footnote/article/lang"
)

// In German the verb is the second part of a main clause, whatever the first:
// “den Vorwurf wies Wolter zurück”. In a subordinate clause it is the last. The
// subject is the first phrase that its case, as far as it shows, allows.

// A phrase is an article, adjectives and a noun, a name, or a pronoun.
type phrase struct {
	first, end int
	person     int // the unit of its name, -1 for none
	pronoun    bool
	oblique    bool // after a preposition, or in another case than a subject's
}

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
		before := l.phrases(start, clause-1)
		for i := len(before) - 1; i >= 0; i-- {
			return f.phraseSpeaker(l, before[i])
		}
		return speaker{}, false
	}
	if l.units[v-1].word == "und" && v-1 > clause { // lachte und sagte
		return f.firstSubject(l, l.phrases(clause, v-1))
	}
	finite := l.finiteBefore(clause, v)
	front, back := l.phrases(clause, finite), l.phrases(finite+1, end)
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

// verbLast reports whether the verb at v is the last of its clause, but for an
// auxiliary.
func (l *line) verbLast(v, end int) bool {
	v++
	if v < end && auxiliaries.Has(l.units[v].word) {
		v++
	}
	return v >= end || l.units[v].isMark() || l.units[v].said >= 0
}

// finiteBefore returns the auxiliary of the verb at v in a clause, or v: hat bei
// der Eröffnung erklärt.
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
	}
	return f.asWritten(l, p.first, p.end)
}

// latter is the person named last before unit i: so letztere.
func (f *quoteFinder) latter(l *line, i int) (speaker, bool) {
	for k := i - 1; k >= 0; k-- {
		if u := &l.units[k]; u.person >= 0 {
			return f.person(u.person, l.units[i].Of(l.text), article.Beside), true
		}
	}
	return speaker{}, false
}

// phrases reads the phrases from unit i to end.
func (l *line) phrases(i, end int) []phrase {
	var list []phrase
	first, oblique := -1, false
	for i < end {
		u := &l.units[i]
		switch {
		case u.word == "(":
			for i < end && l.units[i].word != ")" {
				i++
			}
		case u.word == "," && i+1 < end && len(list) > 0 && (relatives.Has(l.units[i+1].word) || germanJoints.Has(l.units[i+1].word)):
			i = l.clauseEnd(i+1, end) // an insertion
			first, oblique = -1, false
			continue
		case u.isMark():
			first, oblique = -1, false
		case germanPrepositions.Has(u.word):
			first, oblique = -1, true
		case germanPronouns.Has(u.word):
			if !oblique {
				list = append(list, phrase{first: i, end: i + 1, person: -1, pronoun: true})
			}
			oblique = false
		case obliqueWords.Has(u.word):
			first, oblique = i, true
		case germanDeterminers.Has(u.word):
			first = i
		case fronted.Has(u.word) || adverbs.Has(u.word) || u.shape == lang.Titlecase && u.person < 0 && i+1 < end && l.beginsSentence(i) && leadsOn(l.units[i+1].word):
			first = -1
		case u.shape >= lang.Titlecase || u.shape == lang.Number && first >= 0 || u.said >= 0 && first == i-1:
			p := l.nounRun(i, end)
			if first >= 0 {
				p.first = first
			}
			p.oblique = oblique
			if p.person >= 0 || u.shape != lang.Number || p.end > i+1 {
				list = append(list, p)
			}
			first, oblique = -1, false
			i = p.end
			continue
		case first >= 0 && !adjective(u.word):
			first, oblique = -1, false
		case first < 0 && !adjective(u.word):
			oblique = false
		}
		i++
	}
	return list
}

// nounRun reads the noun or name that begins at unit i, with its genitive: der
// Sprecher der Stadt.
func (l *line) nounRun(i, end int) phrase {
	p := phrase{first: i, person: -1}
	for i < end && (l.units[i].shape >= lang.Titlecase || l.units[i].shape == lang.Number || l.units[i].said >= 0 && i == p.first || joints[l.units[i].word] && i+1 < end && l.units[i+1].shape >= lang.Titlecase) {
		if u := &l.units[i]; u.person >= 0 && p.person < 0 && !u.possessive {
			p.person = i
		}
		i++
	}
	p.end = i
	if p.person >= 0 || i == p.first || timeWords.Has(l.units[i-1].word) || i >= end || !genitives.Has(l.units[i].word) {
		return p
	}
	for i++; i < end && l.units[i].shape == lang.Lowercase && adjective(l.units[i].word); i++ {
	}
	if i < end && l.units[i].shape >= lang.Titlecase && l.units[i].person < 0 {
		p.end = l.nounRun(i, end).end
	}
	return p
}

// beginsSentence reports whether unit i is the first word of a sentence, whose
// capital means nothing.
func (l *line) beginsSentence(i int) bool {
	start, _ := l.sentence(i)
	return i == start || l.units[i-1].isMark() && l.units[i-1].word != ","
}

// leadsOn reports whether a word after a sentence's first shows that that is no
// noun: Offenbar der …
func leadsOn(w string) bool {
	return germanPronouns.Has(w) || obliqueWords.Has(w) || germanDeterminers.Has(w) && !genitives.Has(w)
}

var joints = map[string]bool{"-": true, "/": true, "&": true, ".": true}

// clauseEnd returns the unit after the comma that ends the clause at i.
func (l *line) clauseEnd(i, end int) int {
	for i < end && l.units[i].word != "," {
		i++
	}
	return min(i+1, end)
}

// adjective reports whether a lower-case word may be between an article and its
// noun.
func adjective(w string) bool {
	for _, ending := range []string{"e", "en", "er", "es", "em"} {
		if strings.HasSuffix(w, ending) && len(w) > len(ending)+1 {
			return true
		}
	}
	return false
}

// human reports whether a phrase means a person, or people who speak as one.
func (l *line) human(p phrase) bool {
	if p.person >= 0 || p.pronoun {
		return true
	}
	for i := p.first; i < p.end; i++ {
		u := &l.units[i]
		if u.said >= 0 || u.shape == lang.Uppercase || u.shape >= lang.Titlecase && (lang.GermanRole(u.word) || speaksAsOne(u.word)) {
			return true
		}
		if i > p.first && genitives.Has(u.word) {
			break
		}
	}
	return false
}

// bodies are words for people who speak as one, as compounds end: Stadtrat,
// Landesregierung.
var bodies = strings.Fields(`partei regierung zeitung blatt magazin agentur verband ministerium amt behörde gericht kammer kommission fraktion polizei verein bund
	gewerkschaft stiftung unternehmen konzern firma gruppe initiative organisation rat kirche bank sender schule universität institut
	opposition mehrheit leute familie eltern direktion leitung verwaltung redaktion jury team klub`)

func speaksAsOne(word string) bool {
	for _, body := range bodies {
		if strings.HasSuffix(word, body) {
			return true
		}
	}
	return false
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

// cited reads whom another cites: Die Zeitung zitiert Wolter mit den Worten.
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

// passive reads who is named after von: wird von Wolter „…“ genannt.
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
// subjunctive: it is of who spoke before. Sie kommt nicht. Das sei „zu weit“.
func (f *quoteFinder) reported(l *line, start, q, end int) (speaker, bool) {
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

// reporter is who speaks in the sentence from start to end.
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

// nameBefore is the person whom a quotation in brackets follows: Kolb („…“).
func (f *quoteFinder) nameBefore(l *line, q int) (speaker, bool) {
	if q >= 2 && l.units[q-1].word == "(" && l.units[q-2].person >= 0 && !l.units[q-2].possessive {
		return f.named(l, q-2, article.Beside), true
	}
	return speaker{}, false
}

// germanVerbs are verbs of speech by their stems.
var germanVerbs = sync.OnceValue(func() map[string]bool {
	forms := map[string]bool{}
	for _, stem := range strings.Fields(`erzähl lach staun scherz erinner wunder seufz flüster schimpf jammer murmel prophezei prognostizier konstatier argumentier kontert
		konter lächel schwärm spott witzel stöhn behaupt vermut mahn droh klag jubel schwör gesteh bekräftig bedauer fürcht befürcht ermahn plädier notier
		frag präzisier philosophier grüß bilanzier resümier analysier frohlock ärger empör triumphier stell`) {
		for _, end := range []string{"t", "te", "ten", "en", "n", "et", "ete"} {
			forms[stem+end] = true
		}
	}
	for _, w := range strings.Fields(`gestand gesteht verriet verrät weiß wusste schwor beschreibt beschreiben berichten machte macht sprachen wies weist`) {
		forms[w] = true
	}
	return forms
})

var (
	// germanJoints begin a subordinate clause.
	germanJoints = lang.NewWordSet("dass weil wie wonach woraufhin nachdem obwohl als wenn zumal während ob indem sodass falls bevor damit nachdem gefragt befragt angesprochen da")
	// relatives begin a clause about the words before.
	relatives = lang.NewWordSet("der die das welcher welche welches den dem deren dessen")
	// germanPronouns may be subjects.
	germanPronouns = lang.NewWordSet("er sie ich wir letzterer letztere ersterer erstere")
	latters        = lang.NewWordSet("letzterer letztere")
	// germanPrepositions are followed by another case than the subject's.
	germanPrepositions = lang.NewWordSet(`für von vom mit zu zum zur bei beim an am auf aufs über gegen aus nach im in ins gegenüber durch unter laut seit wegen vor hinter neben
		zwischen ohne um bis ab angesichts trotz aufgrund bezüglich hinsichtlich anlässlich statt anstatt anstelle außer entlang gemäß innerhalb
		außerhalb mittels namens seitens zugunsten infolge mithilfe dank samt binnen je pro`)
	// obliqueWords are articles and pronouns of another case.
	obliqueWords = lang.NewWordSet(`den dem des einen einem eines diesen diesem dieses seinen seinem seines ihren ihrem ihres keinen keinem keines jeden jedem jedes
		unseren unserem meinen meinem ihm ihn ihnen uns euch mich mir dich dir`)
	germanDeterminers = lang.NewWordSet(`der die das ein eine einer dieser diese seine sein seiner ihre ihr ihrer kein keine unsere unser meine mein beide viele mehrere einige
		alle zwei drei vier manche jede jeder jegliche jener jene`)
	genitives      = lang.NewWordSet("der des eines einer von vom für")
	modals         = lang.NewWordSet("will wollen wollte wollten möchte möchten wolle soll sollen sollte könne kann muss müsse")
	subjunctives   = lang.NewWordSet(`sei seien habe hätten werde könne müsse solle wolle dürfe gebe gehe komme stehe liege bleibe bekomme brauche sehe wisse mache führe gelte halte nehme hätte`)
	citing         = lang.NewWordSet("zitiert zitierte zitieren zitierten")
	passives       = lang.NewWordSet("bezeichnet genannt beschrieben kritisiert gelobt gewürdigt charakterisiert bewertet verteidigt begrüßt verurteilt")
	passiveHelpers = lang.NewWordSet("wird wurde werden wurden worden")
)

// germanTag reads what follows a quotation in German: sagte Wolter; so Wolter;
// wird Wolter zitiert.
func (f *quoteFinder) germanTag(l *line, i, end int) (speaker, bool) {
	w := l.units[i].word
	switch {
	case w == "so" || w == "laut":
		return f.firstOf(l, l.phrases(i+1, end))
	case passiveHelpers.Has(w) || auxiliaries.Has(w):
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

// beforeZufolge reads the phrase that ends before unit i, at zufolge: dem Chef
// zufolge.
func (f *quoteFinder) beforeZufolge(l *line, start, i int) (speaker, bool) {
	list := l.phrases(start, i)
	if len(list) == 0 {
		return speaker{}, false
	}
	return f.phraseSpeaker(l, list[len(list)-1])
}


// germanSourceAt reads the source that the word at unit i leads to: laut Wolter,
// nach Angaben der Stadt, dem Chef zufolge.
func (f *quoteFinder) germanSourceAt(l *line, i, start, end int) (speaker, bool) {
	if l.units[i].word == "zufolge" {
		return f.beforeZufolge(l, start, i)
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
		return f.reported(l, start, q, end)
	}
	return speaker{}, false
}
