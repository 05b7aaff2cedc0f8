package quotes

import (
	"strings"
	"unicode"

	"footnote/article"
	"footnote/article/lang"
)

// carried takes the speaker from the text before: the quotation or the sentence
// before, a colon at the end of the passage before, the last speaker, or the
// person that the section is about.
func (f *quoteFinder) carried(l *line, list []quoted, k, start int) speaker {
	s := &list[k]
	if !l.bare(start, l.at[k]) {
		return nobody()
	}
	if start > 0 {
		if who, ok := f.sentenceBefore(l, start); ok && (s.longEnough(l.text) || who.known() && k > 0) {
			who.grounds = article.Carried
			return who
		}
		if l.units[start-1].word != "•" && l.units[start-1].word != "\n" {
			return nobody()
		}
	}
	if f.colon.known() && f.colonAt == l.passage-1 {
		who := f.colon
		who.grounds = article.Carried
		return who
	}
	if !f.alone(s) && !(s.longEnough(l.text) && strings.TrimSpace(l.text[:s.outside.Start]) == "") || !looksLikeSentence(s.inside.Of(l.text)) {
		return nobody()
	}
	if p := f.lineOf(l.passage - 1); p != nil && f.sameSection(l.passage-1, l.passage) && len(p.units) > 0 {
		from, to := p.sentence(len(p.units) - 1)
		if who, ok := f.before(p, from, to); ok && who.person >= 0 && !p.quotes(from, to) {
			who.grounds = article.Carried
			return who
		}
	}
	if f.last.known() && f.sameSection(f.lastAt, l.passage) && l.passage-f.lastAt <= 3 && f.onlySpeaker(f.lastAt, l.passage, f.last.person) {
		who := f.last
		who.grounds = article.Carried
		return who
	}
	return f.subject(l.passage)
}

// sentenceBefore returns the speaker or the subject of the sentence that ends
// before unit start.
func (f *quoteFinder) sentenceBefore(l *line, start int) (speaker, bool) {
	from, to := l.sentence(start - 1)
	for i := to - 1; i >= from; i-- {
		if q := l.units[i].said; q >= 0 && l.who[q].known() && (i == from || len(strings.Fields(l.units[i].Of(l.text))) >= rules.minSpeechWords) {
			return l.who[q], true
		}
	}
	for i := from; i < to; i++ { // a word or two
		if q := l.units[i].said; q >= 0 && l.who[q].known() {
			return l.who[q], true
		}
	}
	switch l.units[to-1].word {
	case "\n", "•":
		return speaker{}, false
	case "?":
		if from > 0 {
			return f.sentenceBefore(l, from)
		}
	}
	if l.quotes(from, to) {
		return speaker{}, false
	}
	if who, ok := f.before(l, from, to); ok && who.known() {
		return who, true
	}
	if who, ok := f.mainSubject(l, from, to); ok && who.person >= 0 {
		return who, true
	}
	return speaker{}, false
}

// bare reports whether there are only marks from start to q.
func (l *line) bare(start, q int) bool {
	for i := start; i < q; i++ {
		if u := &l.units[i]; !u.isMark() || u.word == ":" {
			return false
		}
	}
	return true
}

// quotes reports whether there is a quotation from start to end.
func (l *line) quotes(start, end int) bool {
	for i := start; i < end; i++ {
		if l.units[i].said >= 0 {
			return true
		}
	}
	return false
}

// longEnough reports whether the quotation is longer than a term.
func (s *quoted) longEnough(text string) bool {
	return len(strings.Fields(s.inside.Of(text))) >= rules.minSpeechWords
}

func (f *quoteFinder) sameSection(a, b int) bool {
	return f.article.Passages[a].Section == f.article.Passages[b].Section
}

// onlySpeaker reports whether no one but person is named between two passages.
func (f *quoteFinder) onlySpeaker(from, to, person int) bool {
	for i := from + 1; i < to; i++ {
		for _, n := range f.roster.NamesIn(i) {
			if n.Person != person {
				return false
			}
		}
	}
	return true
}

// subject is the person that the section of a passage is about: the only person
// of the paragraph before, or the one in its heading.
func (f *quoteFinder) subject(passage int) speaker {
	if passage > 0 && f.sameSection(passage-1, passage) {
		if who, ok := f.onlyOne(passage - 1); ok {
			return who
		}
	}
	heading := strings.ToLower(f.article.Passages[passage].Section)
	if at := f.byName(heading); at >= 0 {
		return f.person(at, f.article.Passages[passage].Section, article.Subject)
	}
	for _, w := range strings.FieldsFunc(heading, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if g := genderOf(w); g != 0 {
			if person := f.mainPerson(g); person >= 0 {
				return f.person(person, w, article.Subject)
			}
		}
		if at := f.byName(w); len(w) > 2 && at >= 0 {
			return f.person(at, w, article.Subject)
		}
	}
	if person := f.mainPerson(0); person >= 0 && f.aloneSpoke(person) {
		return f.person(person, f.roster.People[person].Name, article.Subject)
	}
	return nobody()
}

// aloneSpoke reports whether person is the only one quoted so far, at least
// twice: the article is about what they say.
func (f *quoteFinder) aloneSpoke(person int) bool {
	return len(f.spoke) == 1 && f.spoke[person] > 1
}

// onlyOne returns the person that a passage names, if it is only one.
func (f *quoteFinder) onlyOne(passage int) (speaker, bool) {
	names := f.roster.NamesIn(passage)
	if len(names) == 0 {
		return speaker{}, false
	}
	for _, n := range names {
		if n.Person != names[0].Person {
			return speaker{}, false
		}
	}
	return f.person(names[0].Person, names[0].Span.Of(f.article.Passages[passage].Text), article.Subject), true
}

// mainPerson is the person of a gender, 0 for any, who is named by far the most
// often, or -1 if there is none.
func (f *quoteFinder) mainPerson(want lang.GivenName) int {
	if person, ok := f.mains[want]; ok {
		return person
	}
	f.mains[want] = f.findMain(want)
	return f.mains[want]
}

func (f *quoteFinder) findMain(want lang.GivenName) int {
	best, most, second := -1, 0, 0
	for at, p := range f.roster.People {
		if g := f.roster.Genders[at]; want != 0 && g != 0 && g != want {
			continue
		}
		switch n := len(p.Mentions); {
		case n > most:
			best, most, second = at, n, most
		case n > second:
			second = n
		}
	}
	if most < 2*second || most < 2 {
		return -1
	}
	return best
}
