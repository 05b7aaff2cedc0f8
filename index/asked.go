package index

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article"
)

// A thing is the kind of thing that a question asks for.
type thing int

const (
	anything thing = iota
	aPerson
	aPlace
	aTime
	aNumber
)

// asking says what words at a question's start ask for.
var asking = map[string]thing{
	"who": aPerson, "whom": aPerson, "whose": aPerson, "wer": aPerson, "wem": aPerson, "wen": aPerson, "qui": aPerson,
	"quien": aPerson, "quienes": aPerson, "chi": aPerson, "quem": aPerson, "cine": aPerson, "кто": aPerson, "kim": aPerson,
	"ποιος": aPerson, "ποια": aPerson, "من": aPerson, "किसने": aPerson, "ai": aPerson,
	"where": aPlace, "wo": aPlace, "woher": aPlace, "wohin": aPlace, "ou": aPlace, "donde": aPlace, "dove": aPlace,
	"onde": aPlace, "unde": aPlace, "где": aPlace, "куда": aPlace, "nerede": aPlace, "που": aPlace, "أين": aPlace, "कहा": aPlace,
	"when": aTime, "wann": aTime, "quand": aTime, "cuando": aTime, "quando": aTime, "cand": aTime, "когда": aTime,
	"ποτε": aTime, "متى": aTime, "कब": aTime,
	"wieviel": aNumber, "wieviele": aNumber, "combien": aNumber, "cuanto": aNumber, "cuanta": aNumber, "cuantos": aNumber, "cuantas": aNumber,
	"quanto": aNumber, "quanta": aNumber, "quanti": aNumber, "quante": aNumber, "quantos": aNumber, "quantas": aNumber,
	"cat": aNumber, "cate": aNumber, "cati": aNumber, "сколько": aNumber, "kac": aNumber, "ποσο": aNumber, "ποσα": aNumber,
	"ποσοι": aNumber, "ποσες": aNumber, "كم": aNumber, "कितने": aNumber, "कितना": aNumber, "कितनी": aNumber,
}

// asking2 says what two words ask for.
var asking2 = map[string]thing{
	"how many": aNumber, "how much": aNumber, "how old": aNumber, "how long": aNumber, "how far": aNumber, "how tall": aNumber,
	"how high": aNumber, "how large": aNumber, "how big": aNumber, "how often": aNumber, "how deep": aNumber,
	"what year": aTime, "which year": aTime, "what date": aTime, "what day": aTime, "what month": aTime, "what century": aTime,
	"what decade": aTime, "what time": aTime, "what percentage": aNumber, "what percent": aNumber, "what number": aNumber,
	"what population": aNumber, "which person": aPerson, "what person": aPerson, "which city": aPlace, "what city": aPlace,
	"which country": aPlace, "what country": aPlace, "what state": aPlace, "what place": aPlace,
	"wie viele": aNumber, "wie viel": aNumber, "wie alt": aNumber, "wie hoch": aNumber, "wie lange": aNumber,
	"welchem jahr": aTime, "quelle annee": aTime, "que ano": aTime, "che anno": aTime, "ce an": aTime, "каком году": aTime,
	"hangi yil": aTime, "ne zaman": aTime, "bao nhieu": aNumber, "khi nao": aTime, "nam nao": aTime, "o dau": aPlace,
}

// asked is how far into a question its kind is looked for, in words.
const asked = 12

// kindOf returns the kind of thing that a question asks for.
func kindOf(question string) thing {
	tokens := tokenize(cut(question, longestQuery), unknown)
	for i, t := range tokens[:min(len(tokens), asked)] {
		if i+1 < len(tokens) {
			if k, ok := asking2[t.word+" "+tokens[i+1].word]; ok {
				return k
			}
		}
		if k, ok := asking[t.word]; ok {
			return k
		}
	}
	return anything
}

// has reports whether a sentence holds a thing of the kind that the question
// does not hold itself.
func (d *reading) has(kind thing, s article.Span) bool {
	text := s.Of(d.text)
	for i, t := range d.tokens {
		if t.start < s.Start || t.end > s.End {
			continue
		}
		word := d.text[t.start:t.end]
		switch kind {
		case aNumber:
			if digit(word) || numberWords[t.word] {
				return !d.isAsked(t)
			}
		case aTime:
			if isYear(word) || months[t.word] {
				return true
			}
		case aPerson, aPlace:
			first, _ := utf8.DecodeRuneInString(word)
			if unicode.IsUpper(first) && t.start > s.Start && t.says && !d.isAsked(t) && !endsSentence(text, t.start-s.Start) {
				if kind == aPerson || i > 0 && places[d.tokens[i-1].word] {
					return true
				}
			}
		}
	}
	return false
}

// isAsked reports whether a token is a word of the question.
func (d *reading) isAsked(t token) bool {
	for _, c := range d.search.concepts {
		if c.word == t.word {
			return true
		}
	}
	return false
}

// endsSentence reports whether byte i of text follows a mark that a capital
// letter may follow without a name.
func endsSentence(text string, i int) bool {
	before := strings.TrimRight(text[:max(i, 0)], " “\"'(•")
	return before == "" || strings.HasSuffix(before, ".") || strings.HasSuffix(before, ":")
}

func digit(word string) bool {
	return strings.ContainsFunc(word, unicode.IsDigit)
}

// isYear says whether word is a year as people write it.
func isYear(word string) bool {
	word = strings.TrimSuffix(word, "s")
	return len(word) == 4 && (word[0] == '1' || word[0] == '2') && strings.Trim(word, "0123456789") == ""
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

var (
	months = set(`january february march april june july august september october november december
		januar februar marz mai juni juli oktober dezember janvier fevrier mars avril juin juillet aout septembre octobre
		novembre decembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
		century centuries decade today yesterday`)
	numberWords = set(`one two three four five six seven eight nine ten eleven twelve dozen hundred thousand million billion
		percent half zwei drei vier funf sechs sieben acht neun zehn hundert tausend deux trois quatre cinq sept huit neuf dix
		dos tres cuatro cinco seis siete ocho nueve diez`)
	places = set(`in at from near to of around between outside inside within into across on
		aus bei nach im am en de a dans vers chez desde hacia entre em no na din la`)
)
