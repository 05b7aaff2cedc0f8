package index

// The weights of features, found by trying on development questions of many
// kinds: one setting for all languages and libraries.
var (
	// shortWeights rank the passages for a question of up to shortQuery words.
	shortWeights = [features]float64{
		fWords: 0.42, fCover: -0.12, fSentence: 0.09, fAround: 0.05, fOrdered: 0.02, fCopied: 0.25, fSpan: 0.01, fTight: 0.17,
		fExact: 0.2, fJoint: 0.5, fApart: 0.3, fHead: 0.11, fTitle: 0.57, fWhole: 0.72, fType: 0.1, fLead: 0.04, fLong: -0.24, fOpen: -0.2,
	}
	// longWeights rank them for a text of longQuery words and more.
	longWeights = [features]float64{
		fWords: 1, fWhole: 0.3, fTitle: 0.2, fExact: 0.1,
	}
)

// What the parts of a sentence are worth against its own words, when the one
// that fits best is chosen.
const (
	sentenceAround = 0.3
	sentenceTight  = 0.3
	sentenceExact  = 0.05
	sentenceType   = 0.12
)
