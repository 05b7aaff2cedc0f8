package values

import (
	"strings"

	"footnote/article"
	"footnote/article/lang"
)

// functionWords are words that say nothing about what a value is of. Words
// that limit it, such as “not”, “only” and “next”, are not among them.
var functionWords = lang.NewWordSet(`a an the this that these those it its he she they his her their him them who which
	is are was were be been being has have had do does did
	of in on at by to for from with as into and also already now today just there about than
	der die das ein eine einen einem einer des den dem er sie es ist sind war waren wurde wurden wird hat haben hatte von im in am an auf mit für zu zum zur und als auch
	el la los las un una unos unas lo es son fue fueron era eran ha han de del en por para con y como su sus al se
	le la les un une des du est sont était étaient fut a ont avait de d' l' en à au aux par pour avec et comme son sa ses il elle`)

// inexact are words before a value that is not exact.
var inexact = lang.NewWordSet(`about around nearly almost roughly some approximately approx over under below above least most circa estimated between only
	rund etwa ungefähr circa ca fast knapp über unter mindestens höchstens bis zwischen gut
	unos unas casi cerca aproximadamente sobre entre
	environ près presque entre quelque
	than als`)

// upTo are pairs of words that do the same.
var upTo = map[string]bool{"up to": true, "close to": true, "bis zu": true, "más de": true, "plus de": true, "more than": true, "less than": true, "fewer than": true, "mehr als": true}

// relative are stems of words for a time that depends on the day of writing.
var relative = lang.NewWordSet(`last this next year month week quarter season spring summer autumn fall winter yesterday tomorrow ago recent recently latest
	monday tuesday wednesday thursday friday saturday sunday
	letzt letzten letzte vorig dies nächst jahr monat woche gestern
	año mes semana pasado ayer an anné mois semain dernier derniè hier`)

// labelWords are words before a number that numbers something.
var labelWords = lang.NewWordSet(`page version phase type level number no chapter article section category grade class step round group stage line route room track episode season
	part volume verse figure table question day week game match lot flight model generation zone
	seite version phase typ stufe nummer nr kapitel artikel klasse gruppe linie zimmer folge staffel teil band tag woche
	página versión fase tipo nivel número capítulo artículo clase grupo línea habitación episodio temporada parte día semana
	niveau numéro chapitre article classe groupe ligne chambre épisode saison partie jour semaine`)

// reporters are words of a clause that only says who reports something.
var reporters = lang.NewWordSet(`said says say told wrote reported reports according sources source officials spokesman spokeswoman
	sagte sagten laut berichtete dijo dijeron según informó dit déclaré selon`)

// limits are words of a clause that changes what the rest of a sentence means.
var limits = lang.NewWordSet(`not no never without if unless until before after since when while although though but except last next first former once
	nicht kein ohne wenn bis vor nach seit no sin si antes desde ne pas sans avant après depuis`)

// segments splits a sentence at commas, semicolons, dashes and brackets, but not
// in numbers.
func segments(text string) []article.Span {
	var list []article.Span
	start := 0
	cut := func(end, next int) {
		if strings.TrimSpace(text[start:end]) != "" {
			list = append(list, article.Span{Start: start, End: end})
		}
		start = next
	}
	for i, r := range text {
		size := len(string(r))
		switch r {
		case ';', '—', '(', ')':
			cut(i, i+size)
		case ',':
			if i+1 < len(text) && text[i+1] == ' ' {
				cut(i, i+size)
			}
		}
	}
	cut(len(text), len(text))
	return list
}

// reports reports whether a clause only says who reports something, so that the
// sentence means the same without it.
func reports(clause string) bool {
	reporter := false
	for _, w := range words(clause) {
		if limits.Has(w.folded) {
			return false
		}
		reporter = reporter || reporters.Has(w.folded)
	}
	return reporter && !strings.ContainsAny(clause, "0123456789")
}

// maxReporter is the most words before “said” that only name who said it.
const maxReporter = 4

// afterReporter returns where a clause begins without who reports it: after
// “Officials said” or “The mayor said that”.
func afterReporter(text string, clause article.Span, v Value) int {
	before := words(clause.Of(text))
	for i, w := range before[:min(len(before), maxReporter+1)] {
		if end := clause.Start + w.at + w.size; i > 0 && reporterVerbs.Has(w.folded) && end < v.Span.Start {
			return end
		}
	}
	return clause.Start
}

var reporterVerbs = lang.NewWordSet("said says sagte sagten dijo dijeron déclaré")

// explainers begin a clause that explains a name: the largest of its kind.
var explainers = lang.NewWordSet("the a an its his her their which who whose der die das ein eine sein seine ihr ihre el la su un una le son sa une qui")

// explains reports whether a clause after a comma only explains a word, so that
// the sentence says the same without it.
func explains(clause string) bool {
	list := words(clause)
	if len(list) < 2 || !explainers.Has(list[0].folded) || strings.ContainsAny(clause, "0123456789") {
		return false
	}
	for _, w := range list {
		if limits.Has(w.folded) || relative.Has(w.stem) || w.folded == "and" || w.folded == "und" || w.folded == "y" || w.folded == "et" {
			return false
		}
	}
	return true
}

// spanAt is the span of a word's first letter, as a place.
func spanAt(w term) article.Span { return article.Span{Start: w.at, End: w.at + 1} }
