package index

// The weights of features, found by trying on development questions of many
// kinds: one setting for all languages and libraries.
var (
	// shortWeights rank the passages for a question of up to shortQuery words.
	shortWeights = [features]float64{
		fWords: 0.40, fCover: 0.19, fSentence: 0.24, fAround: 0.21, fOrdered: 0.05, fCopied: 0.26, fSpan: 0.06, fTight: 0.16,
		fExact: 0.30, fHead: 0.12, fTitle: 0.48, fWhole: 0.57, fType: 0.07, fLead: 0.05, fLong: -0.24,
	}
	// longWeights rank them for a text of longQuery words and more.
	longWeights = [features]float64{
		fWords: 1, fCover: 0.1, fSentence: 0.05, fOrdered: 0.05, fExact: 0.1, fHead: 0.05, fTitle: 0.1, fWhole: 0.1,
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
