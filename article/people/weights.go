package people

// Weights are what each piece of evidence is worth for or against a name being
// a person's. A name needs a sum of Enough or EnoughAlone.
type Weights struct {
	Honorific        float64 // Ms. Quinn, mayor Quinn
	RoleAlone        float64 // a single word that is a title, a role or an initial
	PlaceName        float64 // New Haven, Costa Rica
	LastInitial      float64 // an initial at the end
	Month            float64 // April
	SurnameToo       float64 // a word of organisations that is a surname too, after a given name
	OrgWord          float64 // a word of organisations and places: Bank
	Digits           float64 // R2
	CommonGivenAlone float64 // Nora
	GivenAlone       float64 // a rare first name by itself
	CommonGiven      float64 // a common first name, in a name of several words
	Given            float64 // a rare one
	FamilyFirst      float64 // a family name that is written first
	FirstInitial     float64 // N. Quinn
	PlaceAlone       float64 // Paris
	PlaceFirst       float64 // a place at the beginning
	PlaceLast        float64 // a place at the end
	NeverLast        float64 // a day, a people or a title at the end
	TitleWord        float64 // a plain word inside: Morning Has Broken
	Several          float64 // two or three words, none of them plain
	Middle           float64 // a middle name or initial
	Particle         float64 // van, de
	Famous           float64 // a famous surname
	FamousAlone      float64 // a famous surname by itself
	AllCapitals      float64 // NORA QUINN
	CapitalInside    float64 // OpenAI
	Letters          float64 // IDEs
	ManyWords        float64 // more than four words
	WordAlone        float64 // a single word that the article also writes small
	WordAfterGiven   float64 // such a word after a common first name
	WordLast         float64 // such a word after any other
	SurnameShape     float64 // O'Rourke, Petrović
	DoubleSurname    float64 // Quinn-Walsh
	SaysSelf         float64 // “I’m Nora Quinn”
	ArticleGiven     float64 // the Jane Fonda workout
	Article          float64 // “the” before the name
	RoleBefore       float64 // painter Nora Quinn
	RolesBefore      float64 // painters Nora Quinn and …
	SpeechBefore     float64 // said Quinn
	InGiven          float64 // “in” before a common first name
	In               float64 // in Quinn, at Quinn
	Toward           float64 // from, to, on, via
	MadeBy           float64 // painted by Quinn
	By               float64 // by Quinn
	Beaten           float64 // defeated Quinn
	Alongside        float64 // alongside Quinn
	RoleComma        float64 // his brother, Quinn
	RoleNear         float64 // the head of the harbour, Nora Quinn
	RoleCalled       float64 // a painter named Quinn
	Kin              float64 // Quinn’s daughter
	Possessive       float64 // Quinn’s boat
	HumanVerb        float64 // Quinn believes
	IsRole           float64 // Quinn is a painter
	Who              float64 // Quinn, who
	MarksAfter       float64 // a quotation after the name
	Colon            float64 // Quinn:
	Age              float64 // Quinn, 54,
	Junior           float64 // Quinn, Jr.
	RoleAfter        float64 // Quinn, a painter
	Born             float64 // Quinn (born 1950)
	AgeBrackets      float64 // Quinn (54)
	Years            float64 // Quinn (1950–2020)
	RoleBrackets     float64 // Quinn (a painter)
	HeadAlone        float64 // in the title, and not elsewhere
	Guest            float64 // in the title: Checking in with Nora Quinn
	Author           float64 // among the authors
	Cited            float64 // Quinn (2014); Quinn et al.
	Suffix           float64 // Nora Quinn Jr.
	Enough           float64 // the least sum for a name of several words
	EnoughAlone      float64 // the least for a single word
	Others           float64 // the part of each further mention that counts
	InList           float64 // in a list with a person
}

// Tuned returns the weights that the program uses.
func Tuned() Weights { return tuned }

var tuned = Weights{
	Honorific:        3.5,
	RoleAlone:        -6,
	PlaceName:        -5,
	LastInitial:      -3,
	Month:            -3,
	SurnameToo:       -1,
	OrgWord:          -6,
	Digits:           -5,
	CommonGivenAlone: 1.5,
	GivenAlone:       0.5,
	CommonGiven:      3,
	Given:            2,
	FamilyFirst:      2.2,
	FirstInitial:     1.5,
	PlaceAlone:       -5,
	PlaceFirst:       -3,
	PlaceLast:        -2,
	NeverLast:        -3,
	TitleWord:        -2,
	Several:          0.7,
	Middle:           1,
	Particle:         1,
	Famous:           1.5,
	FamousAlone:      2.5,
	AllCapitals:      -2.5,
	CapitalInside:    -3,
	Letters:          -5,
	ManyWords:        -1.5,
	WordAlone:        -1.5,
	WordAfterGiven:   -0.5,
	WordLast:         -2.5,
	SurnameShape:     1.5,
	DoubleSurname:    1,
	SaysSelf:         2.5,
	ArticleGiven:     -1,
	Article:          -3,
	RoleBefore:       2.5,
	RolesBefore:      1.5,
	SpeechBefore:     1.5,
	InGiven:          -0.7,
	In:               -2,
	Toward:           -0.7,
	MadeBy:           1.5,
	By:               0.7,
	Beaten:           0.8,
	Alongside:        1.2,
	RoleComma:        1.5,
	RoleNear:         1.2,
	RoleCalled:       2,
	Kin:              2,
	Possessive:       0.2,
	HumanVerb:        1.5,
	IsRole:           2.5,
	Who:              2,
	MarksAfter:       0.7,
	Colon:            0.7,
	Age:              3,
	Junior:           3,
	RoleAfter:        2,
	Born:             3,
	AgeBrackets:      2.5,
	Years:            3,
	RoleBrackets:     2,
	HeadAlone:        -1.5,
	Guest:            1.6,
	Author:           2.5,
	Cited:            3,
	Suffix:           2,
	Enough:           2,
	EnoughAlone:      1.8,
	Others:           0.25,
	InList:           1.5,
}
