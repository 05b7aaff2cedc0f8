package index

import (
	"math"
	"strings"
	"unicode"
)

// What no sum of evidence makes up for: without a number there is no answer to
// “how many”, and a year that no article has is another year. Such a first hit
// is at most the nearest.
const (
	mostUnknown = 0.4  // share of the words, by worth, that no passage may have
	offered     = 0.7  // from this on a passage has what is asked for
	noOffer     = 0.35 // below this it does not
	noDuration  = 0.25 // a number without a unit of time: “how long” may ask for a length
)

// A passage is surely the right one only if it is well ahead of the next.
const (
	clearLead = 0.3 // in rank
	verySure  = 0.9 // the score from which an answer is nearly always right
)

// doubtful reports whether what is asked for is missing: the library has not
// the words or the figure that it is about, or the passage no number where one
// is asked for.
func (r *ranker) doubtful(first *scored) bool {
	has := r.has(first.matches)
	unknown := 0.0
	for i, w := range r.words {
		if w.known() || max(has[i], first.above[i]) > 0 {
			continue
		}
		if w.corrected == "" && strings.ContainsFunc(w.word, unicode.IsDigit) {
			return true
		}
		unknown += w.worth() / r.total
	}
	offer := first.values[fOffer]
	switch r.asks {
	case aSum: // some write no currency
		offer = max(offer, containsDigits(aNumber, first.text.Text, first.matches, 0, len(first.text.Text)))
		fallthrough
	case aNumber, anAmount:
		if offer < noOffer {
			return true
		}
	case aDuration:
		if offer < noDuration {
			return true
		}
	}
	return unknown > mostUnknown && !(r.asks.isSpecific() && offer >= offered)
}

// isSpecific reports whether t asks for what can be recognized in a passage.
func (t answerType) isSpecific() bool {
	switch t {
	case aNumber, anAmount, aSum, aDuration, aTime, aPerson, anIdentity, aPlace, aVersion, aReason:
		return true
	}
	return false
}

// clear reports whether the first hit has what is asked for and is well ahead
// of the next, nil if there is none.
func (r *ranker) clear(first, next *scored) bool {
	if next != nil && first.rank-next.rank < clearLead {
		return false
	}
	switch {
	case r.asks == aThing: // a name is the most that shows
		return first.values[fOffer] >= offered/2
	case r.asks == aVerdict || r.asks.isSpecific():
		return first.values[fOffer] >= offered
	}
	return true
}

// limit lowers the score of an answer that is doubtful or not clear. The order
// of scores within each stays. What a text is like is a list, not an answer.
func (r *ranker) limit(sure float64, first, next *scored) float64 {
	switch {
	case sure < answerScore || r.listed:
		return sure
	case r.doubtful(first):
		return math.Nextafter(answerScore, 0) * sure
	case !r.clear(first, next):
		return max(answerScore, verySure*sure)
	}
	return sure
}
