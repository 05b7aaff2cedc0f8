package quotes

import (
	"regexp"
	"strings"
	"sync"
	"unicode"

	"footnote/article"
	"footnote/article/lang"
)

// Words in quotation marks are not always said: “she never said”, “he should
// have said”, “if they say”, “is falsely quoted as saying”. Grammar around the
// quotation, or the sentence after it, shows what a text denies or only
// imagines. The patterns here read a sentence as words in lower case, separated
// by blanks, in which ¤ is the quotation that is judged, “ any other quotation,
// and @ a person of the roster. In doubt a quotation counts as said: the
// patterns require the verb of speech directly next to the words.

// A deniedGrammar is how a language denies.
type deniedGrammar struct {
	triggers *lang.WordSet           // a sentence without any of them denies nothing
	around   func() []*regexp.Regexp // in the sentence of the quotation
	behind   func() []*regexp.Regexp // in the sentence after it
}

// deniedGrammars by language.
var deniedGrammars = map[string]*deniedGrammar{
	"en": newDenied(englishDenied), "de": newDenied(germanDenied), "fr": newDenied(frenchDenied), "es": newDenied(spanishDenied),
}

// deniedWords are the source of the patterns of a language: {name} stands for
// the part with that name, {some} for one to five words that are checked
// afterwards, because they may have a verb of their own.
type deniedWords struct {
	triggers       string
	parts          map[string]string
	around, behind []string
}

func newDenied(w deniedWords) *deniedGrammar {
	compile := func(patterns []string) func() []*regexp.Regexp {
		return sync.OnceValue(func() []*regexp.Regexp {
			var all []*regexp.Regexp
			for _, p := range patterns {
				for range 2 { // a part may contain another
					for name, part := range w.parts {
						p = strings.ReplaceAll(p, "{"+name+"}", part)
					}
				}
				p = strings.ReplaceAll(p, "{some}", `((?:[^ ,;:.“¤]+ ){1,5}?)`)
				all = append(all, regexp.MustCompile(p))
			}
			return all
		})
	}
	return &deniedGrammar{triggers: lang.NewWordSet(w.triggers), around: compile(w.around), behind: compile(w.behind)}
}

// maxDeniedWords is the most units of a sentence that are read on either side
// of a quotation.
const maxDeniedWords = 60

// stepsToDeny is how many steps the patterns take for a unit, in the time of
// the rules that look at units one by one.
const stepsToDeny = 400

// deniedHere reports whether the sentence of the quotation at unit q says
// that it was not said.
func (f *quoteFinder) deniedHere(l *line, q int) (article.Span, bool) {
	g := deniedGrammars[f.article.Language]
	start, end := l.sentence(q)
	from, to := max(start, q-maxDeniedWords), min(end, q+maxDeniedWords)
	if g == nil || !l.triggers(g, from, to) {
		return article.Span{}, false
	}
	f.work += stepsToDeny * (to - from)
	if !matchesOne(g.around(), l.plain(from, to, q)) {
		return article.Span{}, false
	}
	return l.span(start, end), true
}

// readDenials marks the quotations that the next sentence denies.
func (f *quoteFinder) readDenials(l *line) {
	g := deniedGrammars[f.article.Language]
	if g == nil || len(f.quotes) == 0 || len(l.units) == 0 {
		return
	}
	for s := range len(l.starts) - 1 {
		from, to := l.starts[s], min(l.starts[s+1], l.starts[s]+maxDeniedWords)
		if from == to || !l.triggers(g, from, to) || l.units[from].said >= 0 {
			continue
		}
		q := f.quoteBefore(l, s)
		if q == nil || q.Denial.Span.End > 0 || !f.mayDeny(l, from, to, q) || !matchesOne(g.behind(), l.plain(from, to, -1)) {
			continue
		}
		q.Denial = article.Mention{Passage: l.passage, Span: l.span(from, l.starts[s+1])}
		if p := l.firstPerson(from, to); p >= 0 && !f.isPerson(q.Speaker) {
			q.Speaker, q.SpeakerText, q.Grounds = f.roster.People[l.units[p].person].Name, l.units[p].Of(l.text), article.Carried
		}
	}
}

// denyAlike marks quotations with the same words as one that is denied, unless
// they have another speaker: a picture that is called a fake is quoted more
// than once. A speaker who denies words may well have said them.
func (f *quoteFinder) denyAlike() {
	denied := map[string]*article.Quote{}
	for i := range f.quotes {
		q := &f.quotes[i]
		if q.Denied() && !selfDenial.Get().MatchString(q.Denial.Span.Of(f.article.Passages[q.Denial.Passage].Text)) {
			denied[alike(q.Text)] = q
		}
	}
	for i := range f.quotes {
		q := &f.quotes[i]
		if d := denied[alike(q.Text)]; d != nil && !q.Denied() && (q.Speaker == d.Speaker || !f.isPerson(q.Speaker)) {
			q.Denial = d.Denial
		}
	}
}

var selfDenial = lang.NewPattern(`(?i)\b(?:den(?:y|ie[sd]|ying)|bestr(?:eit|itt)\pL*|dementiert\pL*|leugnet\pL*|nient?|nié|dément\pL*|neg(?:ó|aron)|niegan?|desm[ie]\pL*)`)

// alike returns the same for words that differ only in marks and case.
func alike(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// quoteBefore returns the last quotation of the sentence before the sth
// sentence of l, or nil.
func (f *quoteFinder) quoteBefore(l *line, s int) *article.Quote {
	passage, span := l.passage, article.Span{}
	if s > 0 {
		span = l.span(l.starts[s-1], l.starts[s])
	} else {
		before := f.lineOf(l.passage - 1)
		if before == nil || len(before.units) == 0 || !f.sameSection(l.passage-1, l.passage) {
			return nil
		}
		n := len(before.starts)
		passage, span = before.passage, before.span(before.starts[n-2], before.starts[n-1])
	}
	for i := len(f.quotes) - 1; i >= 0; i-- {
		p := f.quotes[i].Parts[len(f.quotes[i].Parts)-1]
		switch {
		case p.Passage < passage || p.Passage == passage && p.Span.Start < span.Start:
			return nil
		case p.Passage == passage && p.Span.End <= span.End:
			return &f.quotes[i]
		}
	}
	return nil
}

// mayDeny reports whether the sentence of these units may be about q: it is not
// a question, and names no one but q's speaker.
func (f *quoteFinder) mayDeny(l *line, from, to int, q *article.Quote) bool {
	if l.units[to-1].word == "?" {
		return false
	}
	others := false
	for _, u := range l.units[from:to] {
		if u.person >= 0 {
			if f.roster.People[u.person].Name == q.Speaker {
				return true
			}
			others = true
		}
	}
	return !others || !f.isPerson(q.Speaker)
}

// isPerson reports whether name belongs to a person of the roster.
func (f *quoteFinder) isPerson(name string) bool { return f.byName(name) >= 0 }

// triggers reports whether the units hold a word with which g denies.
func (l *line) triggers(g *deniedGrammar, from, to int) bool {
	for _, u := range l.units[from:to] {
		if u.word != "" && (g.triggers.Has(u.word) || strings.HasSuffix(u.word, "n't") || strings.HasPrefix(u.word, "n'")) {
			return true
		}
	}
	return false
}

// span returns the span of the units from one to another.
func (l *line) span(from, to int) article.Span {
	return article.Span{Start: l.units[from].Start, End: l.units[to-1].End}
}

// plain writes units in the form that the patterns read; q is the quotation
// that is judged, -1 for none.
func (l *line) plain(from, to, q int) string {
	var b strings.Builder
	for i, u := range l.units[from:to] {
		if i > 0 {
			b.WriteByte(' ')
		}
		switch {
		case from+i == q:
			b.WriteString("¤")
		case u.said >= 0:
			b.WriteString("“")
		case u.person >= 0:
			b.WriteByte('@')
		default:
			b.WriteString(u.word)
		}
		if u.possessive {
			b.WriteString("'s")
		}
	}
	return b.String()
}

// matchesOne reports whether one of patterns fits: no words before it reverse
// its meaning (did not deny saying), and the words that it skips have no verb
// of their own. Its group “front” may have a verb, but must not deny: not a day
// without saying.
func matchesOne(patterns []*regexp.Regexp, text string) bool {
	for _, p := range patterns {
		m := p.FindStringSubmatchIndex(text)
		if m == nil || turnedRound(text[:m[0]]) {
			continue
		}
		sound := true
		for g := 2; g < len(m); g += 2 {
			if m[g] >= 0 {
				stop := ownVerb
				if p.SubexpNames()[g/2] == "front" {
					stop = turning
				}
				sound = sound && !hasAny(stop, text[m[g]:m[g+1]])
			}
		}
		if sound {
			return true
		}
	}
	return false
}

func turnedRound(before string) bool {
	words := strings.Fields(before)
	for i := len(words) - 1; i >= max(0, len(words)-2); i-- {
		if w := words[i]; turning.Has(w) || strings.HasSuffix(w, "n't") {
			return true
		} else if !adverb(w) && w != "to" && w != "se" && w != "sich" && w != "has" && w != "ha" && w != "been" {
			return false
		}
	}
	return false
}

var turning = lang.NewWordSet("not never cannot hardly nor nicht nie niemals kaum no nunca jamás n'a ne n'ont only nur just merely")

func hasAny(stop *lang.WordSet, words string) bool {
	for w := range strings.FieldsSeq(words) {
		if stop.Has(w) || strings.HasSuffix(w, "n't") {
			return true
		}
	}
	return false
}

// ownVerb are words that show that a phrase is more than a subject.
var ownVerb = lang.NewWordSet(`and but or when while as because since who which that after before if than then where how why except besides save only
	was were is are be been has have had will would could can did does do may might must not never better best more
	said says say wrote told tells added asked answered replied called
	wonder doubt sooner longer matter less question
	und aber oder als während weil denn außer war ist hat hatte wird wurde nicht nie kein besser sagte sagt schrieb wunder zweifel
	et mais ou quand lorsque qui dont sauf était est pas jamais mieux dit doute
	y pero o cuando quien mientras salvo excepto es era fue no nunca mejor dijo dice duda`)
