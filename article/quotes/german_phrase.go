package quotes

import (
	"strings"

	"footnote/article/lang"
)

// A phrase is an article, adjectives and a noun, a name, or a pronoun.
type phrase struct {
	first, end int
	person     int // the unit of its name, -1 for none
	pronoun    bool
	oblique    bool // after a preposition, or in another case than a subject's
}

// phrases reads the phrases from unit i to end.
func (l *line) phrases(i, end int) []phrase {
	*l.work += 3 * max(0, end-i)
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
		case objectPronouns.Has(u.word): // hat uns Wolter geschrieben
			first, oblique = -1, false
		case obliqueWords.Has(u.word):
			first, oblique = i, true
		case germanDeterminers.Has(u.word):
			first = i
		case fronted.Has(u.word) || adverbs.Has(u.word) || u.person < 0 && l.beginsSentence(i) && (lang.SentenceAdverbs.Has(u.word) || u.shape == lang.Titlecase && i+1 < end && leadsOn(l.units[i+1].word)):
			first = -1
		case u.person < 0 && germanTimes.Has(u.word):
			first, oblique = -1, false
		case u.shape >= lang.Titlecase || u.shape == lang.Number && first >= 0 || l.isName(i, 0):
			p := l.nounRun(i, end)
			if first >= 0 {
				p.first = first
			}
			p.oblique = oblique
			if time := p.person < 0 && germanTimes.Has(l.units[p.end-1].word); !time && (p.person >= 0 || u.shape != lang.Number || p.end > i+1) {
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
	for i < end && (l.units[i].shape >= lang.Titlecase || l.units[i].shape == lang.Number || l.isName(i, 0) || joints[l.units[i].word] && i+1 < end && l.units[i+1].shape >= lang.Titlecase) {
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

// leadsOn reports whether the second word of a sentence shows that the first is
// not a noun: Offenbar der …
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
		if u.said >= 0 || u.shape == lang.Uppercase || u.shape >= lang.Titlecase && (lang.IsGermanRole(u.word) || speaksAsOne(u.word)) {
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
