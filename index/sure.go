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
	evidences
)

// evidence returns what there is for a reading to be an answer.
func (r *ranker) evidence(d *reading, passages int) [evidences]float64 {
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
	e[eFound] = 1 - 1/(1+float64(n))
	return e
}

// sureWeights and sureBias make a Score of evidence: the logarithm of the
// odds that the passage answers.
var (
	sureWeights = [evidences]float64{
		eWords: 3.45, eCover: 1.85, eAround: 3.4, eOrdered: 0.98, eCopied: 0.79, eSpan: 1.37, eExact: 2.1, eTitle: 5,
		eWhole: -0.96, eUnknown: -0.32, eMissing: 2.94, eFound: 5.15, eRare: 3.46,
	}
	sureBias = -14.9
)

// answerScore is the least Score of a first hit that is shown as an answer.
const answerScore = 0.2

// sure returns how sure it is that a passage answers, from 0 to 1.
func (r *ranker) sure(d *reading, passages int) float64 {
	sum := sureBias
	for i, v := range r.evidence(d, passages) {
		sum += v * sureWeights[i]
	}
	return 1 / (1 + math.Exp(-sum))
}
