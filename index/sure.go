package index

import (
	"math"
	"strings"
	"unicode"
)

// Evidence is what separates an answer from the closest passage of a library
// that has none: the features of the first hit, and how it compares with the
// rest.
const (
	eWords    = iota // as the features of the same names
	eCover           //
	eSentence        //
	eAround          //
	eJoint           //
	eOrdered         //
	eCopied          //
	eSpan            //
	eExact           //
	eTitle           //
	eWhole           //
	eUnknown         // worth of words that no passage has, or that were corrected
	eFigures         // 1 if no article has a word with digits: a year, a model
	eMissing         // worth of the rarest word that the passage lacks, relative to the rarest of all
	eFound           // 1 - 1/(1+n) for n words found
	eRare            // how rare the rarest word found is, relative to one in a single passage
	eMargin          // how much worse the next article is than the first hit
	eTogether        // how far the best hits are from one article
	evidences
)

// evidence returns the evidence that the first of readings is an answer.
func (r *ranker) evidence(readings []*scored, passages int) [evidences]float64 {
	d := readings[0]
	v := d.values
	e := [evidences]float64{
		eWords: v[fWords], eCover: v[fCover], eSentence: v[fSentence], eAround: v[fAround], eJoint: v[fJoint], eOrdered: v[fOrdered], eCopied: v[fCopied],
		eSpan: v[fSpan], eExact: max(v[fExact], v[fAsked]), eTitle: v[fTitle], eWhole: v[fWhole],
	}
	for _, i := range []int{eWords, eCover, eSentence, eAround, eJoint, eExact, eTitle, eWhole} { // of all words, those that the library does not have too
		e[i] *= r.total / r.sought
	}
	var found bitset
	n := 0
	for _, k := range d.matches {
		if k.share == 1 && found.add(k.word) {
			n++
		}
	}
	rarest := 1e-9
	for i, w := range r.words {
		rarest = max(rarest, w.sought())
		if !w.known() || w.corrected != "" {
			e[eUnknown] += w.sought() / r.sought
			if strings.ContainsFunc(w.word, unicode.IsDigit) {
				e[eFigures] = 1
			}
		}
		if found.has(i) {
			e[eRare] = max(e[eRare], w.idf/math.Log(2+float64(passages)))
		} else {
			e[eMissing] = max(e[eMissing], w.sought())
		}
	}
	e[eMissing] /= rarest
	near := shallow(readings)
	e[eMargin], e[eTogether] = min(1, margin(near)*r.sought/r.total), together(near)
	e[eFound] = 1 - 1/(1+float64(n))
	return e
}

// shallow returns the first reading, and those of the others that are read of
// every question: more of them would make all brief questions look less clear.
func shallow(readings []*scored) []*scored {
	near := readings[:1:1]
	for _, d := range readings[1:] {
		if !d.deep {
			near = append(near, d)
		}
	}
	return near
}

// margin returns how much worse the best reading of another article is than the
// first, 1 if there is none.
func margin(readings []*scored) float64 {
	first := readings[0]
	for _, d := range readings[1:] {
		if d.order != first.order {
			return min(1, (first.rank-d.rank)/max(first.rank, 1e-9))
		}
	}
	return 1
}

// together returns the share of the hits after the first, weighted by rank,
// that are of its article: an article usually mentions its subject more than
// once.
func together(readings []*scored) float64 {
	same, all := 0.0, 1e-9
	for _, d := range readings[1:min(8, len(readings))] {
		rank := max(0, d.rank)
		all += rank
		if d.order == readings[0].order {
			same += rank
		}
	}
	return same / all
}

// evidenceNames are the names of evidence in weights.txt. The last is the bias.
var evidenceNames = [evidences + 1]string{
	"words", "cover", "sentence", "around", "joint", "ordered", "copied", "span", "exact", "title", "article",
	"unknown", "figures", "missing", "found", "rare", "margin", "together", "bias",
}

// answerScore is the lowest Score of a first hit that is shown as an answer.
const answerScore = 0.25

// nearScore is the lowest Score of a first hit that may be the answer in other
// words. Of the questions that members ask and the library answers, one in
// twenty scores lower; of questions on other subjects, three in four do.
const nearScore = 0.015

// confidence returns how sure the evidence is that there is an answer, 0 to 1.
// A passage that has every word as spelled in the query is an answer, and so is
// the text below a heading that asks the question. more is evidence from
// elsewhere, in the same measure.
func (r *ranker) confidence(evidence [evidences]float64, more float64) float64 {
	sum := r.setting.confidence[evidences] + more
	for i, v := range evidence {
		sum += v * r.setting.confidence[i]
	}
	sure := 1 / (1 + math.Exp(-sum))
	if evidence[eExact] > allExact {
		return max(sure, answerScore)
	}
	return sure
}

// allExact is a share of all words, with room for rounding errors.
const allExact = 1 - 1e-9
