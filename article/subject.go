package article

import (
	"strings"
)

// subjectLeft finds the subject of the verb at token v, going left as far as
// the token start.
func (f *quoteFinder) subjectLeft(passage, v, start int) (speaker, bool) {
	tokens := f.cast.tokens[passage]
	text := f.article.Passages[passage].Text
	i := v - 1
	for i >= start && (helpers.has(tokens[i].fold(text)) || adverb(tokens[i].fold(text)) || tokens[i].in(text) == ",") {
		i--
	}
	participle := strings.HasSuffix(tokens[v].fold(text), "ing")
	if i > start+1 && tokens[i].fold(text) == "to" && tokens[i-1].shape == lower { // went on to say
		i -= 2
		v = i + 1
	}
	if i < start {
		return speaker{}, false
	}
	if w := tokens[i].fold(text); w == "and" || w == "but" || w == "or" || w == "who" { // said this and added that
		participle = true
	}
	w := tokens[i].fold(text)
	if pronouns.has(w) && !participle {
		return f.pronoun(passage, i, w)
	}
	if participle || tokens[i].in(text) != "" && v-1 > i && f.commaBetween(passage, i, v) {
		// Smith, a spokesman for Brown, said; Smith got up, saying.
		for j := i; j > start; j-- {
			if w := tokens[j].fold(text); w == "while" || w == "but" || w == "whereas" || w == "although" {
				start = j + 1
				break
			}
		}
		if who, ok := f.firstName(passage, start, v); ok {
			return who, true
		}
		for j := start; j < v; j++ {
			if p := tokens[j].fold(text); pronounHe.has(p) && p != "his" && p != "him" || pronounShe.has(p) && p != "her" {
				return f.pronoun(passage, j, p)
			}
		}
	}
	return f.phraseLeft(passage, i, start)
}

func (f *quoteFinder) commaBetween(passage, i, v int) bool {
	text := f.article.Passages[passage].Text
	for _, t := range f.cast.tokens[passage][i+1 : v] {
		if t.in(text) == "," {
			return true
		}
	}
	return false
}

func adverb(w string) bool { return strings.HasSuffix(w, "ly") && len(w) > 4 }

// firstName returns the first person that is named from start to end and is
// no object of a preposition.
func (f *quoteFinder) firstName(passage, start, end int) (speaker, bool) {
	tokens := f.cast.tokens[passage]
	text := f.article.Passages[passage].Text
	for i := start; i < end; i++ {
		n, ok := f.nameFrom(passage, i)
		if !ok || f.insideQuote(passage, tokens[i]) {
			continue
		}
		if i > start && prepositions.has(tokens[i-1].fold(text)) || tokensPossessive(tokens, i, n.End) {
			continue
		}
		return f.person(n.Person, n.Span.Of(text), Beside), true
	}
	return speaker{}, false
}

// tokensPossessive reports whether the name from token i to byte end is
// followed by 's.
func tokensPossessive(tokens []token, i, end int) bool {
	for ; i < len(tokens) && tokens[i].End <= end; i++ {
		if tokens[i].End == end {
			return tokens[i].possessive
		}
	}
	return false
}

// nameFrom returns the name that begins at token i.
func (f *quoteFinder) nameFrom(passage, i int) (nameSpan, bool) {
	at := f.cast.tokens[passage][i].Start
	for _, n := range f.cast.namesIn(passage) {
		if n.Start == at {
			return n, true
		}
		if n.Start > at {
			break
		}
	}
	return nameSpan{}, false
}

// mostOfPhrase is how many tokens a described subject may have.
const mostOfPhrase = 14

// phraseLeft returns the subject that ends at token i: a name, or a
// description with its article.
func (f *quoteFinder) phraseLeft(passage, i, start int) (speaker, bool) {
	tokens := f.cast.tokens[passage]
	text := f.article.Passages[passage].Text
	if who, ok := f.nameAt(passage, i); ok && !tokens[i].possessive {
		first := i
		for first > start && tokens[first-1].Start >= 0 && f.within(passage, first-1, who) {
			first--
		}
		if first > start && prepositions.has(tokens[first-1].fold(text)) {
			if described, ok := f.described(passage, start, i); ok {
				return described, true
			}
		}
		return who, true
	}
	if tokens[i].in(text) == ")" { // Smith (R-Texas) said
		for j := i - 1; j > start && j > i-8; j-- {
			if tokens[j].in(text) == "(" {
				return f.phraseLeft(passage, j-1, start)
			}
		}
	}
	return f.described(passage, start, i)
}

// within reports whether token i belongs to the name that who was written as
// last.
func (f *quoteFinder) within(passage, i int, who speaker) bool {
	t := f.cast.tokens[passage][i]
	for _, n := range f.cast.namesIn(passage) {
		if n.Start <= t.Start && t.End <= n.End && n.Person == who.person {
			return true
		}
	}
	return false
}

// described returns the described subject that ends at token i: the
// ministry's spokesman, one of those advisers.
func (f *quoteFinder) described(passage, start, i int) (speaker, bool) {
	tokens := f.cast.tokens[passage]
	text := f.article.Passages[passage].Text
	first := i
	for j := i; j >= start && i-j < mostOfPhrase; j-- {
		w := tokens[j].fold(text)
		if tokens[j].in(text) == "\n" || tokens[j].in(text) == ";" || tokens[j].in(text) == ":" || tokens[j].in(text) == "," || clauseWords.has(w) || f.insideQuote(passage, tokens[j]) {
			break
		}
		first = j
		if determiners.has(w) && !(j > start && prepositions.has(tokens[j-1].fold(text))) {
			break
		}
	}
	return f.asWritten(passage, first, i+1)
}

var determiners = set("the a an his her their its our my one some another this that these those der die das ein eine einer le la les un une el los las")

// subjectRight finds the subject that follows a verb, from token i up to end.
func (f *quoteFinder) subjectRight(passage, i, end int) (speaker, bool) {
	tokens := f.cast.tokens[passage]
	text := f.article.Passages[passage].Text
	for i < end && adverb(tokens[i].fold(text)) {
		i++
	}
	if i >= end || i >= len(tokens) {
		return speaker{}, false
	}
	if w := tokens[i].fold(text); pronouns.has(w) {
		return f.pronoun(passage, i, w)
	}
	last := i
	for j := i; j < end && j-i < mostOfPhrase; j++ {
		w := tokens[j].fold(text)
		if tokens[j].in(text) == "," && j+1 < end { // Smith's manager, John Brown
			if n, ok := f.nameFrom(passage, j+1); ok && j > i && roles.has(tokens[j-1].fold(text)) {
				return f.person(n.Person, n.Span.Of(text), Beside), true
			}
		}
		if tokens[j].shape == mark && !strings.ContainsAny(tokens[j].in(text), ".-&") || j > i && (clauseWords.has(w) || timeWords.has(w)) {
			break
		}
		if n, ok := f.nameFrom(passage, j); ok && !tokensPossessive(tokens, j, n.End) {
			if j > i && prepositions.has(tokens[j-1].fold(text)) { // a spokesman for Smith
				for last = j; last+1 < end && tokens[last+1].End <= n.End; {
					last++
				}
				break
			}
			if k := f.nextName(passage, j, n, end); k > 0 { // Smith aide John Brown
				j = k - 1
				continue
			}
			return f.person(n.Person, n.Span.Of(text), Beside), true
		}
		if j > i+1 && prepositions.has(w) && (w == "in" || w == "on" || w == "at" || w == "during" || w == "after" || w == "before") {
			break
		}
		last = j
	}
	return f.asWritten(passage, i, last+1)
}

// nextName returns the token at which a second name begins, behind a name
// from token j and one or two small words that are no verb: 0 if none does.
func (f *quoteFinder) nextName(passage, j int, n nameSpan, end int) int {
	tokens := f.cast.tokens[passage]
	text := f.article.Passages[passage].Text
	for j < end && tokens[j].End <= n.End {
		j++
	}
	for k := j; k < end && k < j+3; k++ {
		w := tokens[k].fold(text)
		if k > j {
			if _, ok := f.nameFrom(passage, k); ok {
				return k
			}
		}
		if tokens[k].shape != lower || prepositions.has(w) || clauseWords.has(w) || timeWords.has(w) || reporting.has(w) {
			return 0
		}
	}
	return 0
}

var timeWords = set("in on at after before during when while as yesterday today tonight monday tuesday wednesday thursday friday saturday sunday last this late early earlier later recently am im nach vor bei")

// asWritten is a speaker who is only described, by tokens first to end.
func (f *quoteFinder) asWritten(passage, first, end int) (speaker, bool) {
	tokens := f.cast.tokens[passage]
	if first >= end || end > len(tokens) {
		return speaker{}, false
	}
	span := Span{tokens[first].Start, tokens[end-1].End}
	text := strings.TrimSpace(span.Of(f.article.Passages[passage].Text))
	if text == "" || !strings.ContainsFunc(text, letter) || len(strings.Fields(text)) == 1 && (tokens[first].shape == lower || tokens[first].shape == number) {
		return speaker{}, false
	}
	return speaker{name: text, text: text, person: -1, grounds: Beside}, true
}

// pronoun is the speaker that he or she at token i means: the person of
// that gender who was named last, first of all as the subject of a sentence.
func (f *quoteFinder) pronoun(passage, i int, w string) (speaker, bool) {
	text := f.cast.tokens[passage][i].in(f.article.Passages[passage].Text)
	at := f.cast.tokens[passage][i].Start
	var want givenName
	switch {
	case pronounHe.has(w):
		want = male
	case pronounShe.has(w):
		want = female
	default:
		if f.last.known() && f.last.person < 0 && (w == "they" || w == "it" || w == "we") {
			who := f.last
			who.text, who.grounds = text, Beside
			return who, true
		}
		return speaker{text: text, person: -1, grounds: Nobody}, true
	}
	person := f.antecedent(passage, at, want)
	if person < 0 {
		return speaker{text: text, person: -1, grounds: Nobody}, true
	}
	return f.person(person, text, Beside), true
}

// farBack is how many passages before a pronoun its person is looked for.
const farBack = 6

// antecedent returns the person whom a pronoun at a byte of a passage means:
// who spoke last, or else who was named last in a place that a pronoun looks
// back to.
func (f *quoteFinder) antecedent(passage, at int, want givenName) int {
	best, most := -1, 0.0
	weigh := func(person int, worth float64) {
		if g := f.cast.genders[person]; g != 0 && g != want {
			return
		}
		switch {
		case f.cast.genders[person] == want:
			worth += knownGender
		case given(f.cast.people[person].Name) == 0 && !strings.Contains(f.cast.people[person].Name, " "):
			// a surname alone: anybody
		case given(strings.Fields(f.cast.people[person].Name)[0]) == 0:
			worth -= knownGender // it may be no person at all
		}
		if best < 0 || worth > most {
			best, most = person, worth
		}
	}
	if f.last.known() && f.last.person >= 0 && passage-f.lastAt < 3 {
		weigh(f.last.person, spokeBefore-perPassage*float64(passage-f.lastAt))
	}
	for p := passage; p >= 0 && p > passage-farBack; p-- {
		names := f.cast.namesIn(p)
		for k := len(names) - 1; k >= 0; k-- {
			n := names[k]
			if p == passage && n.Start >= at || f.quotedName(p, n) {
				continue
			}
			weigh(n.Person, f.prominence(p, n)-perPassage*float64(passage-p)-perName*float64(len(names)-1-k))
		}
	}
	return best
}

// What speaks for a person whom a pronoun may mean.
const (
	spokeBefore = 3.5 // the last quotation was theirs
	knownGender = 1
	perPassage  = 1.0 // for each passage back
	perName     = 0.15
)

// prominence says how much a pronoun looks back to a name: most to one who
// speaks, then to the subject of a sentence.
func (f *quoteFinder) prominence(passage int, n nameSpan) float64 {
	tokens := f.cast.tokens[passage]
	text := f.article.Passages[passage].Text
	i := 0
	for i < len(tokens) && tokens[i].Start < n.Start {
		i++
	}
	last := i
	for last+1 < len(tokens) && tokens[last+1].End <= n.End {
		last++
	}
	worth := 0.0
	if tokens[last].possessive {
		worth -= 1
	}
	for v := last + 1; v < len(tokens) && v < last+3; v++ {
		if w := tokens[v].fold(text); saying.has(w) || reporting.has(w) && tokens[v].shape == lower {
			worth += 1.5
			break
		}
	}
	if i > 0 && saying.has(tokens[i-1].fold(text)) {
		worth += 1.5
	}
	start := f.sentenceStart(passage, i)
	if i-start <= 3 && (i == start || !prepositions.has(tokens[i-1].fold(text))) {
		worth += 1
	}
	return worth
}

// quotedName reports whether a name stands inside a quotation that was found.
func (f *quoteFinder) quotedName(passage int, n nameSpan) bool {
	for i := len(f.quotes) - 1; i >= 0 && i > len(f.quotes)-8; i-- {
		for _, part := range f.quotes[i].Parts {
			if part.Passage == passage && part.Span.Start <= n.Start && n.End <= part.Span.End {
				return true
			}
		}
	}
	return false
}
