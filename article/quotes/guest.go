package quotes

import (
	"slices"
	"strings"

	"footnote/article"
	"footnote/article/lang"
	"footnote/article/people"
)

// readAnswers finds the answers of an interview whose questions are headings,
// and whose guest is known. The answers say “I”; a page that answers its own
// questions does not.
func (f *quoteFinder) readAnswers() {
	asked := 0
	for _, s := range f.article.Sections {
		if asks(s.Heading) {
			asked++
		}
	}
	if asked < rules.minQuestions {
		return
	}
	guest := f.guest()
	if !guest.known() {
		return
	}
	answers := map[int][]turn{}
	answered, personal, first := 0, 0, -1
	section := ""
	for i, p := range f.article.Passages {
		if p.Kind != article.Paragraph || !asks(p.Section) || isAside(p.Text) || f.thanks(i, guest.person) {
			continue
		}
		if first < 0 {
			first = i
		}
		if p.Section != section {
			section = p.Section
			answered++
		}
		if f.saysI(i) {
			personal++
		}
		answers[i] = []turn{{words: trimSpan(p.Text, article.Span{Start: 0, End: len(p.Text)}), who: guest}}
	}
	if answered < rules.minQuestions || personal == 0 || 3*personal < answered && !(f.announced(first) && 5*personal >= answered) {
		return
	}
	f.turns = answers
}

// thanks reports whether a passage thanks a person by name: the interviewer's
// last words.
func (f *quoteFinder) thanks(i, person int) bool {
	text := f.article.Passages[i].Text
	if !slices.ContainsFunc(f.roster.Tokens[i], func(t lang.Token) bool { return thanksWords.Has(t.Fold(text)) }) {
		return false
	}
	return slices.ContainsFunc(f.roster.NamesIn(i), func(n people.NameSpan) bool { return n.Person == person })
}

var thanksWords = lang.NewWordSet("thank thanks danke danken bedanken merci remercions remercie gracias agradecemos agradezco grazie ringraziamo obrigado obrigada agradecemos")

// selves are words with which people speak of themselves.
var selves = lang.NewWordSet(`i i'm i've i'd i'll me my mine we we're we've our us ich mich mir mein meine meinen meiner wir uns unser unsere
	je moi mon ma mes nous notre nos yo mi mis me nosotros nuestra nuestro io noi eu`)

// saysI reports whether a passage is in the first person.
func (f *quoteFinder) saysI(i int) bool {
	text := f.article.Passages[i].Text
	for _, t := range f.roster.Tokens[i] {
		if t.Shape == lang.Punct {
			continue
		}
		w := t.Fold(text)
		if selves.Has(w) || strings.HasPrefix(w, "j'") || strings.HasPrefix(w, "m'") {
			return true
		}
	}
	return strings.ContainsAny(text, "私僕俺我") && f.roster.Tokens[i] != nil
}

// announcing are words that announce an interview.
var announcing = lang.NewWordSet(`interview interviewed interviews spoke speaks sat talked talks talking asked questions checking conversation chat q&a
	gespräch interviewt fragen gesprochen sprach fragten entretien questions rencontre propos recueillis entrevista entrevistamos preguntas
	conversación hablamos hablado charla`)

// announced reports whether the title or the passages before the first answer
// announce an interview.
func (f *quoteFinder) announced(first int) bool {
	says := func(text string) bool {
		for _, t := range lang.AppendTokens(nil, text) {
			if announcing.Has(t.Fold(text)) {
				return true
			}
		}
		return false
	}
	if says(f.article.Title) {
		return true
	}
	for _, p := range f.article.Passages[:max(first, 0)] {
		if says(p.Text) {
			return true
		}
	}
	return false
}

// guest is the person who answers in an interview: the one in the title, one
// who says so, the one named most before the first question, or the one named
// most of all.
func (f *quoteFinder) guest() speaker {
	if f.guests == nil {
		who := f.findGuest()
		f.guests = &who
	}
	return *f.guests
}

func (f *quoteFinder) findGuest() speaker {
	author := strings.ToLower(f.article.Author)
	by := func(at int) speaker { return f.person(at, f.roster.People[at].Name, article.Turn) }
	best, bestAt := -1, len(f.article.Title)
	for at, p := range f.roster.People {
		for k, form := range append([]string{p.Name}, p.Aliases...) {
			if i := strings.Index(f.article.Title, form); i >= 0 && i < bestAt && !strings.Contains(author, strings.ToLower(p.Name)) && (k == 0 || strings.Contains(form, " ") || inWords(f.article.Title, form)) {
				best, bestAt = at, i
			}
		}
	}
	if best >= 0 {
		return by(best)
	}
	if at := f.namedInLead(author); at >= 0 {
		return by(at)
	}
	if at := f.mainPerson(0); at >= 0 && !strings.Contains(author, strings.ToLower(f.roster.People[at].Name)) {
		return by(at)
	}
	return nobody()
}

// inWords reports whether text has name as whole words.
func inWords(text, name string) bool {
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !lang.IsLetter(r) && r != '-' }) {
		if w == name {
			return true
		}
	}
	return false
}

// namedInLead returns the person that the beginning of an article names most,
// other than its author, or -1.
func (f *quoteFinder) namedInLead(author string) int {
	times := map[int]int{}
	best := -1
	for i := range f.article.Passages[:min(rules.maxLead, len(f.article.Passages))] {
		if asks(f.article.Passages[i].Section) {
			break
		}
		for _, n := range f.roster.NamesIn(i) {
			if strings.Contains(author, strings.ToLower(f.roster.People[n.Person].Name)) {
				continue
			}
			times[n.Person]++
			if best < 0 || times[n.Person] > times[best] {
				best = n.Person
			}
		}
	}
	return best
}
