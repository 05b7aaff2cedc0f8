package index

// The weights of features, found by trying on development questions of many
// kinds: one setting for all languages and libraries.
var (
	// shortWeights rank the passages for a question of up to shortQuery words.
	shortWeights = [features]float64{
		fWords: 0.76, fCover: -0.3, fSentence: 0.19, fAround: 0.25, fOrdered: 0.2, fCopied: 0.29, fSpan: 0.67, fTight: 0.21,
		fExact: 0.3, fJoint: 0.62, fApart: 0.18, fHead: 0.11, fTitle: 1.45, fWhole: 1, fType: 0.14, fLead: 0.06, fLong: -0.04,
		fOpen: -0.2,
	}
	// longWeights rank them for a text of longQuery words and more.
	longWeights = [features]float64{
		fWords: 1, fWhole: 0.3, fTitle: 0.2, fExact: 0.1,
	}
)

// What the parts of a sentence are worth against its own words, when the one
// that fits best is chosen.
const (
	sentenceAround = 0.2
	sentenceTight  = 0.3
	sentenceExact  = 0.05
	sentenceType   = 0.25
)
