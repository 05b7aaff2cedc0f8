package quotes

import (
	"strings"

	"footnote/article"
	"footnote/article/lang"
)

// genderOf is the gender of a pronoun, 0 if it has none.
func genderOf(w string) lang.GivenName {
	switch {
	case pronounHe.Has(w):
		return lang.Male
	case pronounShe.Has(w):
		return lang.Female
	}
	return 0
}

// pronoun returns the speaker that the pronoun at unit i refers to.
func (f *quoteFinder) pronoun(l *line, i int) (speaker, bool) {
	text := l.units[i].Of(l.text)
	want := genderOf(l.units[i].word)
	if want == 0 && f.german && l.singularSie(i) {
		want = lang.Female
	}
	if want == 0 {
		switch l.units[i].word {
		case "they", "it", "we":
			if f.last.known() && f.last.person < 0 {
				who := f.last
				who.text, who.grounds = text, article.Beside
				return who, true
			}
		}
		return speaker{text: text, person: -1, grounds: article.Unattributed}, true
	}
	person := f.antecedent(l, i, want)
	if person < 0 && f.german && f.last.known() && f.last.person < 0 && f.sameSection(f.lastAt, l.passage) {
		who := f.last
		who.text, who.grounds = text, article.Beside
		return who, true
	}
	if person < 0 {
		return speaker{text: text, person: -1, grounds: article.Unattributed}, true
	}
	return f.person(person, text, article.Beside), true
}

// singularSie reports whether the German pronoun at unit i means a woman: its
// verb is not in the plural.
func (l *line) singularSie(i int) bool {
	if w := l.units[i].word; w != "sie" {
		return w == "ihr" || w == "ihre" || w == "ihren" || w == "ihrem" || w == "ihrer"
	}
	return !strings.HasSuffix(l.word(i-1, 0, len(l.units)), "en") && !strings.HasSuffix(l.word(i+1, 0, len(l.units)), "en")
}

// maxPronounDistance is the most sentences between a pronoun and its person.
const maxPronounDistance = 12

// antecedent returns the person that the pronoun at unit i refers to, or -1 if
// no one of that gender is near.
func (f *quoteFinder) antecedent(l *line, i int, want lang.GivenName) int {
	best, most := -1, 0.0
	weigh := func(person int, worth float64) {
		switch g := f.roster.Genders[person]; {
		case g == want:
			worth += rules.knownGender
		case g != 0:
			return
		}
		worth += rules.perMention * float64(min(len(f.roster.People[person].Mentions), rules.maxMentions))
		if best < 0 || worth > most {
			best, most = person, worth
		}
	}
	start, _ := l.sentence(i)
	f.weighSentence(l, start, i, 0, weigh)
	away := 0.0
	for n := 0; n < maxPronounDistance; n++ {
		if start == 0 {
			if l = f.lineOf(l.passage - 1); l == nil || len(l.units) == 0 {
				break
			}
			start = len(l.units)
		}
		var end int
		start, end = l.sentence(start - 1)
		away += rules.perSentence
		f.weighSentence(l, start, end, away, weigh)
		if best >= 0 && most > rules.isSubject-away {
			break // nothing earlier can win
		}
	}
	return best
}

// weighSentence weighs the people in a part of a sentence.
func (f *quoteFinder) weighSentence(l *line, start, end int, away float64, weigh func(int, float64)) {
	subject := l.firstPerson(start, end)
	for i := start; i < end; i++ {
		u := &l.units[i]
		switch {
		case u.said >= 0:
			if who := l.who[u.said]; who.person >= 0 && who.known() {
				weigh(who.person, rules.isSpeaker-away)
			}
		case u.person < 0:
		case i > start && saying.has(l.units[i-1].word), i+1 < end && saying.has(l.units[i+1].word):
			weigh(u.person, rules.isSpeaker-away)
		case i == subject:
			weigh(u.person, rules.isSubject-away)
		case u.possessive && i-start < 4:
			weigh(u.person, rules.isOwner-away)
		default:
			weigh(u.person, rules.isElsewhere-away)
		}
	}
}
