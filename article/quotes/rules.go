package quotes

// ruleSet are the numbers of the rules for who speaks and what is speech.
type ruleSet struct {
	// The words of a quotation. Fewer are a term, a title or a scare quote.
	minSpeechWords     int // with a speaker; a complete sentence may be shorter
	minSentenceWords   int // of such a sentence
	minGermanWords     int // of a part of a sentence in German
	minUnnamed         int // without a speaker
	minUnnamedSentence int // of a complete sentence without a speaker
	minSpeechRunes     int // code points, in a language without spaces
	maxTitleWords      int // fewer words, all with capitals, are a title

	// Interviews.
	minTurns     int // of one label; fewer may be a list of terms
	minHostWords int // of the interviewer; fewer only lead to the next answer
	minQuestions int // that are headings
	maxLead      int // passages before the first question that may name the guest

	// The evidence for a person that a pronoun may refer to. Being the subject
	// or speaker of the sentence counts most; each sentence in between counts
	// against it.
	isSpeaker   float64
	isSubject   float64
	isOwner     float64 // Smith's office
	isElsewhere float64
	perSentence float64
	knownGender float64
	perMention  float64
	maxMentions int // that count
}

// rules were set by hand and tested on news.
var rules = ruleSet{
	minSpeechWords:     4,
	minSentenceWords:   2,
	minGermanWords:     3,
	minUnnamed:         8,
	minUnnamedSentence: 5,
	minSpeechRunes:     3,
	maxTitleWords:      7,

	minTurns:     2,
	minHostWords: 8,
	minQuestions: 3,
	maxLead:      6,

	isSpeaker:   3.6,
	isSubject:   3.0,
	isOwner:     1.5,
	isElsewhere: 1.0,
	perSentence: 0.7,
	knownGender: 0.6,
	perMention:  0.05,
	maxMentions: 10,
}
