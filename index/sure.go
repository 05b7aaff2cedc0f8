package index

import "math"

// Evidence is what tells an answer from the nearest that a library has on
// another subject: the features of the first hit, and how much there is
// behind them.
const (
	eWords   = iota // as the features of the same names
	eCover          //
	eAround         //
	eOrdered        //
	eCopied         //
	eSpan           //
	eExact          //
	eTitle          //
	eWhole          //
	eUnknown        // worth of words that no passage has, or that were corrected
	eMissing        // worth of the rarest word that the passage lacks, against the rarest of all
	eFound          // 1 - 1/(1+n) for n words found
	eRare           // how rare the rarest word found is, against one in a single passage
	eMargin         // how far the next article lies behind, against the first hit
	evidences
)

// evidence returns what there is for the first of readings to be an answer.
func (r *ranker) evidence(readings []*reading, passages int) [evidences]float64 {
	d := readings[0]
	v := d.values
	e := [evidences]float64{
		eWords: v[fWords], eCover: v[fCover], eAround: v[fAround], eOrdered: v[fOrdered], eCopied: v[fCopied],
		eSpan: v[fSpan], eExact: v[fExact], eTitle: v[fTitle], eWhole: v[fWhole],
	}
	var found bitset
	n := 0
	for _, k := range d.marks {
		if k.share == 1 && found.add(k.word) {
			n++
		}
	}
	rarest := 1e-9
	for i, w := range r.words {
		rarest = max(rarest, w.worth())
		if w.passages == 0 || w.corrected != "" {
			e[eUnknown] += w.worth() / r.total
		}
		if found.has(i) {
			e[eRare] = max(e[eRare], w.idf/math.Log(2+float64(passages)))
		} else {
			e[eMissing] = max(e[eMissing], w.worth())
		}
	}
	e[eMissing] /= rarest
	e[eMargin] = margin(readings)
	e[eFound] = 1 - 1/(1+float64(n))
	return e
}

// margin returns how far the best reading of another article lies behind the
// first, 1 where there is none.
func margin(readings []*reading) float64 {
	first := readings[0]
	for _, d := range readings[1:] {
		if d.order != first.order {
			return min(1, (first.rank-d.rank)/max(first.rank, 1e-9))
		}
	}
	return 1
}

// sureWeights and sureBias make a Score of evidence: the logarithm of the
// odds that the passage answers.
var (
	sureWeights = [evidences]float64{
		eWords: 3.37, eCover: 0.55, eAround: 1.95, eOrdered: 1.29, eCopied: 1.66, eSpan: 1.06, eExact: 1.06, eTitle: 2.23,
		eWhole: -0.31, eUnknown: -2.47, eMissing: 2.33, eFound: 3.82, eRare: 1.61, eMargin: 4.66,
	}
	sureBias = -10.68
)

// answerScore is the least Score of a first hit that is shown as an answer.
const answerScore = 0.25

// sure returns how sure it is that the first of readings answers, from 0 to 1.
func (r *ranker) sure(readings []*reading, passages int) float64 {
	sum := sureBias
	for i, v := range r.evidence(readings, passages) {
		sum += v * sureWeights[i]
	}
	return 1 / (1 + math.Exp(-sum))
}
