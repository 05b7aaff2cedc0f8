package index

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// No other evidence makes up for these: without a number there is no answer to
// “how many”, and a year that no article has is another year. Such a first hit
// is only the nearest, not an answer.
const (
	maxUnknown = 0.4  // share of the words, by worth, that no passage may have
	offered    = 0.7  // from this on a passage has what is asked for
	noOffer    = 0.35 // below this it does not
	noDuration = 0.25 // a number without a unit of time: “how long” may ask for a length
	elsewhere  = 0.75 // share of the words: with more of them, a passage may leave its subject out
	isSubject  = 0.5  // share of a title's words that a question has
	otherWords = 0.75 // what an unknown word counts that is common in its language: texts may say it in another
)

// A passage is surely the right one only if it is well ahead of the next, and of
// the next article.
const (
	clearLead   = 0.3 // in rank
	clearMargin = 0.2 // as margin returns it
	clearWords  = 0.7 // share of the words, where a question does not show what it asks for
	clearExact  = 0.4 // share of the words, as they are written
	nearlySure  = 0.85
	verySure    = 0.9 // the score from which an answer is nearly always right
)

// A passage with nearly all words that is far ahead is surely right, whatever
// the rest of the evidence says.
const (
	plainLead  = 1   // in rank
	plainWords = 0.9 // share of the words
)

// doubtful reports whether what is asked for is missing: the library lacks the
// words or the noun that the question is about, or the passage lacks its
// figure, or any number if one is asked for.
func (r *ranker) doubtful(first *scored, readings []*scored, e [evidences]float64) bool {
	has := r.has(first.matches)
	unknown := 0.0
	for i, w := range r.words {
		if max(has[i], first.above[i]) > 0 {
			continue
		}
		if w.names { // station 27, and the passage has no 27
			return true
		}
		if w.known() {
			continue
		}
		if w.corrected == "" && !w.percent && strings.ContainsFunc(w.word, unicode.IsDigit) {
			return true
		}
		if w.asked && w.corrected == "" {
			return true
		}
		share := w.sought() / r.sought
		if w.common {
			share *= otherWords
		}
		unknown += share
	}
	offer := first.values[fOffer]
	switch r.asks {
	case aSum:
		if offer < noOffer && !first.namesPrice() {
			return true
		}
	case aNumber, anAmount:
		if offer < noOffer {
			return true
		}
	case aDuration:
		if offer < noDuration {
			return true
		}
	case aContact:
		if offer < offered {
			return true
		}
	}
	if e[eJoint] < elsewhere && r.isElsewhere(first, readings) {
		return true
	}
	return unknown > maxUnknown && !(r.asks.isSpecific() && offer >= offered)
}

// namesPrice reports a passage with a number that says it is about a price. Some
// write no currency.
func (d *scored) namesPrice() bool {
	if !strings.ContainsFunc(d.text.Text, unicode.IsDigit) {
		return false
	}
	for _, text := range []string{d.text.Text, d.text.Section, d.text.Lead} {
		if containsWord(prices(), text) > 0 || containsWord(sums(), text) > 0 {
			return true
		}
	}
	return false
}

// isElsewhere reports whether the first hit lacks a word that another article is
// about, as its title says: “wine with trout” is not answered by an article on
// mulled wine.
func (r *ranker) isElsewhere(first *scored, readings []*scored) bool {
	has := slices.Clone(r.has(first.matches))
	for _, d := range readings {
		if d.order == first.order || d.values[fTitleFit] < isSubject {
			continue
		}
		marks, _ := r.marker.matches(d.text.Title, nil)
		for _, k := range marks {
			if k.share == 1 && max(has[k.word], first.above[k.word]) == 0 {
				return true
			}
		}
	}
	return false
}

// isSpecific reports whether t asks for what can be recognized in a passage.
func (t answerType) isSpecific() bool {
	switch t {
	case aNumber, anAmount, aSum, aDuration, aTime, aPerson, anIdentity, aPlace, aVersion, aReason, aContact:
		return true
	}
	return false
}

// clear reports whether the first hit has what is asked for and is well ahead
// of the next, nil if there is none.
func (r *ranker) clear(first, next *scored, e [evidences]float64) bool {
	if next != nil && first.rank-next.rank < clearLead || e[eMargin] < clearMargin {
		return false
	}
	if e[eExact] < clearExact || first.fits[first.best][sOpen] > 0 { // other forms of the words, or the head of a table
		return false
	}
	switch {
	case r.asks == anything:
		return e[eJoint] >= clearWords
	case r.asks == aThing: // only a name can be recognized
		return first.values[fOffer] >= offered/2
	case r.asks == aVerdict || r.asks.isSpecific():
		return first.values[fOffer] >= offered
	}
	return true
}

// limit lowers the score of an answer that is doubtful or not clear, and raises
// that of one that is plain. The order of scores within each of these groups
// stays. Results of a search for similar texts are a list, not an answer: their
// scores are unchanged.
func (r *ranker) limit(sure float64, readings []*scored, next *scored, e [evidences]float64) float64 {
	first := readings[0]
	switch {
	case sure < answerScore || r.listed:
		return sure
	case r.doubtful(first, readings, e):
		return math.Nextafter(answerScore, 0) * sure
	case !r.clear(first, next, e):
		return max(answerScore, verySure*sure)
	case nearlySure <= sure && sure < verySure:
		return verySure
	case sure < verySure && next != nil && first.rank-next.rank >= plainLead && e[eJoint] >= plainWords:
		return verySure
	}
	return sure
}
