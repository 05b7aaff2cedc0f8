package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// attribute tells who says the kth of the quotations of a passage: by the
// words beside it, else by whom the text spoke of before.
func (f *quoteFinder) attribute(list []said, k int) speaker {
	s := &list[k]
	tokens := f.cast.tokens[s.passage]
	start := f.clauseStart(list, k)
	end := f.clauseEnd(list, k)
	beginsSentence := f.beginsSentence(s, start)
	if !beginsSentence {
		if who, ok := f.leftOf(s.passage, start, s.first); ok {
			return who
		}
	}
	if who, ok := f.rightOf(s, end); ok {
		return who
	}
	if beginsSentence {
		if who, ok := f.labelled(s.passage, s.first, start); ok {
			return who
		}
	} else if who, ok := f.mentioned(s, start, tokens); ok {
		return who
	}
	return f.carried(list, k)
}

// beginsSentence reports whether nothing stands between the beginning of the
// sentence and the quotation.
func (f *quoteFinder) beginsSentence(s *said, start int) bool { return s.first < start }

// clauseStart returns the first token of the sentence that a quotation stands
// in, or the token behind the quotation before it.
func (f *quoteFinder) clauseStart(list []said, k int) int {
	s := &list[k]
	start := f.sentenceStart(s.passage, s.first)
	if k > 0 && list[k-1].last > start && f.ended(&list[k-1]) {
		start = list[k-1].last
	}
	return start
}

// ended reports whether the sentence ends inside a quotation.
func (f *quoteFinder) ended(s *said) bool {
	text := strings.TrimRight(s.inside.Of(f.article.Passages[s.passage].Text), "’' ")
	last, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?…", last)
}

// sentenceStart returns the first token of the sentence that the token at
// stands in.
func (f *quoteFinder) sentenceStart(passage, at int) int {
	tokens := f.cast.tokens[passage]
	text := f.article.Passages[passage].Text
	depth := 0
	for i := at; i >= 0; i-- {
		t := tokens[i]
		if t.shape != mark {
			continue
		}
		switch w := t.in(text); w {
		case "”", "»":
			depth++
		case "“", "«", "„":
			depth = max(0, depth-1)
		case "\n", "•":
			return i + 1
		case ".", "!", "?":
			if depth == 0 && !(i > 0 && tokens[i-1].shape == initial) && i+1 < len(tokens) && tokens[i+1].Start > t.End {
				return i + 1
			}
		}
	}
	return 0
}

// clauseEnd returns the token behind the sentence that goes on behind a
// quotation.
func (f *quoteFinder) clauseEnd(list []said, k int) int {
	s := &list[k]
	tokens := f.cast.tokens[s.passage]
	text := f.article.Passages[s.passage].Text
	limit := len(tokens)
	if k+1 < len(list) {
		limit = min(limit, list[k+1].first+1)
	}
	for i := s.last; i < limit; i++ {
		if tokens[i].shape != mark {
			continue
		}
		switch tokens[i].in(text) {
		case "\n", "•", "!", "?", ";":
			return i
		case ".":
			if !(i > 0 && tokens[i-1].shape == initial) {
				return i
			}
		}
	}
	return limit
}

// leftOf looks for the speaker between the token start and a quotation that
// begins behind the token end: Smith said, according to Smith, Smith:
func (f *quoteFinder) leftOf(passage, start, end int) (speaker, bool) {
	tokens := f.cast.tokens[passage]
	text := f.article.Passages[passage].Text
	if start > end || end >= len(tokens) {
		return speaker{}, false
	}
	if who, ok := f.labelled(passage, end, start); ok {
		return who, true
	}
	for i := end; i >= start; i-- {
		w := tokens[i].fold(text)
		if f.insideQuote(passage, tokens[i]) {
			continue
		}
		if w == "according" && i+1 <= end && tokens[i+1].fold(text) == "to" {
			return f.subjectRight(passage, i+2, end+1)
		}
		if (tokens[i].shape == lower || i == start) && reporting.has(w) && f.isVerb(passage, i, start) {
			if who, ok := f.subjectLeft(passage, i, start); ok {
				return who, true
			}
			if saying.has(w) && (i == start || tokens[i-1].shape == mark) {
				if who, ok := f.subjectRight(passage, i+1, end+1); ok {
					return who, true
				}
			}
		}
		if speechNouns.has(w) {
			if who, ok := f.owner(passage, i, start); ok {
				return who, true
			}
		}
	}
	return speaker{}, false
}

// isVerb rules out words that look like a reporting verb and are none here:
// to call, the call, a report.
func (f *quoteFinder) isVerb(passage, i, start int) bool {
	if i <= start {
		return true
	}
	switch f.cast.tokens[passage][i-1].fold(f.article.Passages[passage].Text) {
	case "the", "a", "an", "this", "that", "its", "of":
		return false
	}
	return true
}

// insideQuote reports whether a token stands within quotation marks before.
func (f *quoteFinder) insideQuote(passage int, t token) bool {
	for i := len(f.spans) - 1; i >= 0; i-- {
		if f.spans[i].outside.Start <= t.Start && t.End <= f.spans[i].outside.End {
			return true
		}
	}
	return false
}

// labelled reads a name with a colon in front of a quotation: Smith: “…”.
func (f *quoteFinder) labelled(passage, colon, start int) (speaker, bool) {
	tokens := f.cast.tokens[passage]
	text := f.article.Passages[passage].Text
	if colon < start || colon < 1 || colon >= len(tokens) || tokens[colon].in(text) != ":" {
		return speaker{}, false
	}
	for _, n := range f.cast.namesIn(passage) {
		if n.End == tokens[colon-1].End {
			return f.person(n.Person, n.Span.Of(text), Beside), true
		}
	}
	return speaker{}, false
}

// owner reads whose statement it is: Smith's statement, his words.
func (f *quoteFinder) owner(passage, noun, start int) (speaker, bool) {
	tokens := f.cast.tokens[passage]
	text := f.article.Passages[passage].Text
	for i := noun - 1; i >= start && i >= noun-4; i-- {
		w := tokens[i].fold(text)
		if w == "his" || w == "her" || w == "their" {
			return f.pronoun(passage, i, w)
		}
		if tokens[i].possessive {
			if who, ok := f.nameAt(passage, i); ok {
				return who, true
			}
		}
	}
	return speaker{}, false
}

// nameAt returns the person whose name ends at token i.
func (f *quoteFinder) nameAt(passage, i int) (speaker, bool) {
	t := f.cast.tokens[passage][i]
	for _, n := range f.cast.namesIn(passage) {
		if n.Start <= t.Start && t.End <= n.End {
			return f.person(n.Person, n.Span.Of(f.article.Passages[passage].Text), Beside), true
		}
	}
	return speaker{}, false
}

// rightOf looks for the speaker behind a quotation: said Smith, Smith said.
func (f *quoteFinder) rightOf(s *said, end int) (speaker, bool) {
	tokens := f.cast.tokens[s.passage]
	text := f.article.Passages[s.passage].Text
	i := s.last
	for i < end && strings.Contains(",—–―-", tokens[i].in(text)) {
		i++
	}
	if i >= end {
		return speaker{}, false
	}
	closed := f.ended(s) && strings.HasSuffix(strings.TrimRight(s.inside.Of(text), "’' "), ".")
	if closed && i == s.last && !f.shortTag(s.passage, i, end) {
		return speaker{}, false // a new sentence follows
	}
	if i < end && tokens[i].fold(text) == "according" {
		return f.subjectRight(s.passage, i+2, end)
	}
	if w := tokens[i].fold(text); tokens[i].shape == lower && saying.has(w) || i+1 < end && helpers.has(w) && saying.has(tokens[i+1].fold(text)) {
		if helpers.has(w) && !saying.has(w) {
			i++
		}
		if who, ok := f.subjectRight(s.passage, i+1, end); ok {
			return who, true
		}
	}
	if tail := strings.TrimSpace(text[s.outside.End:]); i > s.last && strings.IndexAny(tail, "—–―-") == 0 {
		for j := i; j < end && j < i+4; j++ { // “…” — Senator Smith
			if who, ok := f.nameAt(s.passage, j); ok {
				return who, true
			}
		}
	}
	if who, ok := f.tagged(s, i, end); ok {
		return who, true
	}
	for v := i; v < end && v < i+longestSubject; v++ {
		if tokens[v].shape == lower && reporting.has(tokens[v].fold(text)) && f.isVerb(s.passage, v, i) {
			if v == i {
				return speaker{}, false // the quotation is part of another sentence
			}
			return f.subjectLeft(s.passage, v, i)
		}
	}
	return speaker{}, false
}

// longestSubject is how many tokens may stand between a quotation and the
// verb behind its subject: Smith, who served as head of the office, told us.
const longestSubject = 32

// tagged reads a name right behind a quotation that ends in a comma or a
// question: whatever the verb, it says who speaks. “Why?” Smith pressed;
// “Never,” remembered Smith.
func (f *quoteFinder) tagged(s *said, i, end int) (speaker, bool) {
	tokens := f.cast.tokens[s.passage]
	text := f.article.Passages[s.passage].Text
	inside := strings.TrimRight(s.inside.Of(text), "’' ")
	if !strings.HasSuffix(inside, ",") && !strings.HasSuffix(inside, "?") && !strings.HasSuffix(inside, "!") {
		return speaker{}, false
	}
	at := func(j int) string {
		if j < end {
			return tokens[j].fold(text)
		}
		return ""
	}
	if n, ok := f.nameFrom(s.passage, i); ok && !tokensPossessive(tokens, i, n.End) {
		last := i
		for last+1 < end && tokens[last+1].End <= n.End {
			last++
		}
		if past(at(last + 1)) {
			return f.person(n.Person, n.Span.Of(text), Beside), true
		}
	}
	if past(at(i)) && !prepositions.has(at(i)) {
		if n, ok := f.nameFrom(s.passage, i+1); ok {
			return f.person(n.Person, n.Span.Of(text), Beside), true
		}
	}
	if w := at(i); (pronounHe.has(w) || pronounShe.has(w)) && w != "his" && w != "her" && past(at(i+1)) {
		return f.pronoun(s.passage, i, w)
	}
	return speaker{}, false
}

// past reports whether w may be a verb of the past, as tales have them.
func past(w string) bool { return strings.HasSuffix(w, "ed") && len(w) > 3 || reporting.has(w) }

// shortTag reports whether what follows a finished quotation is still its
// attribution: “Never.” Smith said on Monday.
func (f *quoteFinder) shortTag(passage, i, end int) bool {
	tokens := f.cast.tokens[passage]
	text := f.article.Passages[passage].Text
	if tokens[i].shape == lower {
		return true
	}
	n, named := f.nameFrom(passage, i)
	for v := i; v < end && v < i+5; v++ {
		w := tokens[v].fold(text)
		if tokens[v].shape != lower || !saying.has(w) {
			continue
		}
		if v+1 >= end {
			return true
		}
		next := tokens[v+1].fold(text)
		if !named || tokens[v].Start > n.End+1 {
			return false
		}
		// Told somebody; said in May. Not: said that, said the plan was.
		return w == "told" && end-v < 9 && !f.says(passage, v, end, "that") || timeWords.has(next) || adverb(next) || next == "," && end-v < 12
	}
	return false
}

// says reports whether one of the tokens from i to end is the word w.
func (f *quoteFinder) says(passage, i, end int, w string) bool {
	for ; i < end; i++ {
		if f.cast.tokens[passage][i].fold(f.article.Passages[passage].Text) == w {
			return true
		}
	}
	return false
}

// mentioned takes the one person of the sentence as the speaker where it has
// no verb of speech but ends in a colon: Then Smith got up: “…”
func (f *quoteFinder) mentioned(s *said, start int, tokens []token) (speaker, bool) {
	text := f.article.Passages[s.passage].Text
	if s.first < 0 || tokens[s.first].in(text) != ":" {
		return speaker{}, false
	}
	found := speaker{}
	for _, n := range f.cast.namesIn(s.passage) {
		if n.Start >= tokens[start].Start && n.End <= s.outside.Start {
			if found.name != "" && found.person != n.Person {
				return speaker{}, false
			}
			found = f.person(n.Person, n.Span.Of(text), Beside)
		}
	}
	if found.name != "" {
		return found, true
	}
	for i := start; i <= s.first; i++ {
		if w := tokens[i].fold(text); pronounHe.has(w) || pronounShe.has(w) {
			return f.pronoun(s.passage, i, w)
		}
	}
	return speaker{}, false
}

// carried takes over the speaker from what stands before: the quotation
// before in the same paragraph or list, a colon at the end of the paragraph
// before, or the person that the section is about.
func (f *quoteFinder) carried(list []said, k int) speaker {
	s := &list[k]
	text := f.article.Passages[s.passage].Text
	if f.colon.known() && f.colonAt == s.passage-1 && f.startsPassage(s) {
		who := f.colon
		who.grounds = Carried
		return who
	}
	if f.last.known() && f.lastAt == s.passage && f.beginsSentence(s, f.clauseStart(list, k)) {
		who := f.last
		who.grounds = Carried
		return who
	}
	if !f.alone(s) || !looksLikeSentence(s.inside.Of(text)) {
		return nobody()
	}
	// A passage that is nothing but a quotation.
	if f.last.known() && f.last.person >= 0 && f.sameSection(f.lastAt, s.passage) && s.passage-f.lastAt <= 3 && f.onlySpeaker(f.lastAt, s.passage, f.last.person) {
		who := f.last
		who.grounds = Carried
		return who
	}
	return f.subject(s.passage)
}

func (f *quoteFinder) startsPassage(s *said) bool {
	text := f.article.Passages[s.passage].Text
	return strings.Trim(text[:s.outside.Start], " •\n") == ""
}

func (f *quoteFinder) sameSection(a, b int) bool {
	return f.article.Passages[a].Section == f.article.Passages[b].Section
}

// onlySpeaker reports whether between two passages nobody but person is
// named.
func (f *quoteFinder) onlySpeaker(from, to, person int) bool {
	for i := from + 1; i < to; i++ {
		for _, n := range f.cast.namesIn(i) {
			if n.Person != person {
				return false
			}
		}
	}
	return true
}

// subject is the person that the section of a passage is about: named or
// meant in its heading, or else the one person of the paragraph before.
func (f *quoteFinder) subject(passage int) speaker {
	if passage > 0 && f.sameSection(passage-1, passage) {
		if who, ok := f.onlyOne(passage - 1); ok {
			return who
		}
	}
	heading := strings.ToLower(f.article.Passages[passage].Section)
	for _, w := range strings.FieldsFunc(heading, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if w == "he" || w == "his" || w == "she" || w == "her" {
			want := male
			if w == "she" || w == "her" {
				want = female
			}
			if person := f.mainPerson(want); person >= 0 {
				return f.person(person, w, Subject)
			}
		}
		for at, p := range f.cast.people {
			if names := strings.Fields(strings.ToLower(p.Name)); len(w) > 2 && names[len(names)-1] == w {
				return f.person(at, w, Subject)
			}
		}
	}
	if person := f.mainPerson(0); person >= 0 && f.aloneSpoke(person) {
		return f.person(person, f.cast.people[person].Name, Subject)
	}
	return nobody()
}

// aloneSpoke reports whether of the people named nobody else was quoted so
// far, and this one was twice at least: the article is about what they say.
func (f *quoteFinder) aloneSpoke(person int) bool {
	times := 0
	for _, q := range f.quotes {
		for at, p := range f.cast.people {
			switch {
			case q.Speaker != p.Name:
			case at != person:
				return false
			default:
				times++
			}
		}
	}
	return times > 1
}

// onlyOne returns the one person whom a passage names.
func (f *quoteFinder) onlyOne(passage int) (speaker, bool) {
	names := f.cast.namesIn(passage)
	if len(names) == 0 {
		return speaker{}, false
	}
	for _, n := range names {
		if n.Person != names[0].Person {
			return speaker{}, false
		}
	}
	return f.person(names[0].Person, names[0].Span.Of(f.article.Passages[passage].Text), Subject), true
}

// mainPerson is the person of a gender, 0 for any, who is named most of all
// by far: -1 if there is none.
func (f *quoteFinder) mainPerson(want givenName) int {
	best, most, second := -1, 0, 0
	for at, p := range f.cast.people {
		if g := f.cast.genders[at]; want != 0 && g != 0 && g != want {
			continue
		}
		switch n := len(p.Mentions); {
		case n > most:
			best, most, second = at, n, most
		case n > second:
			second = n
		}
	}
	if most < 2*second || most < 2 {
		return -1
	}
	return best
}
