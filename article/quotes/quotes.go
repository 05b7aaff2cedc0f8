// Package quotes finds the quotations of an article and their speakers. It also
// finds the claims in a message that is to be checked.
package quotes

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article"
	"footnote/article/lang"
	"footnote/article/people"
)

// Find returns the quotations of a with their speakers. Where its headings are
// marked as such and not guessed, questions among them may be those of an
// interview.
func Find(a *article.Article, c *people.Roster, headed bool) []article.Quote {
	f := &quoteFinder{article: a, headed: headed, roster: c, german: a.Language == "de", last: nobody(), spoke: map[int]int{}, mains: map[lang.GivenName]int{}}
	f.tongue, f.foreign = tongues[a.Language], romances.Has(a.Language) || a.Language == "ru"
	f.readTurns()
	for i := range a.Passages {
		if f.work > maxWork {
			break
		}
		f.passage(i)
	}
	for i := range f.quotes {
		trimComma(&f.quotes[i])
	}
	f.denyAlike()
	return f.quotes
}

// maxWork is the most steps that the rules take for one article, about half a
// second. A step is a unit that a rule looks at. Ten thousand quotations in 2.5
// MB of news take 4 million; after maxWork, no more quotations are found.
const maxWork = 12 << 20

// trimComma removes the comma that a quotation has instead of its full stop
// because its speaker follows.
func trimComma(q *article.Quote) {
	last := &q.Parts[len(q.Parts)-1]
	if strings.HasSuffix(q.Text, ",") && last.Span.End-last.Span.Start > 1 {
		q.Text = strings.TrimSuffix(q.Text, ",")
		last.Span.End--
	}
}

// A quoteFinder reads an article's passages in order and remembers who spoke.
type quoteFinder struct {
	article  *article.Article
	roster   *people.Roster
	headed   bool // its headings are not guesses
	quotes   []article.Quote
	german   bool                   // the verb may come before its subject
	foreign  bool                   // its verbs are those of romance.go, too
	tongue   tongue                 // of a language without capitals, else nil
	lines    [keptLines]*line       // of the last passages, by their number
	names    map[string]int         // of people and their aliases in lower case, made when first asked
	calling  *calling               // what people are called, made when first asked
	officers map[string]int         // who is meant by an office, once asked
	mains    map[lang.GivenName]int // the main person of each gender, once known
	turns    map[int][]turn         // of an interview, by passage
	guests   *speaker               // who answers in an interview, once asked
	work     int                    // steps of the rules so far: units that one of them looked at
	spoke    map[int]int            // how often each person was quoted

	words strings.Builder // of the quotation that was added to last, which may have thousands of parts

	last    speaker // of the last quotation
	lastAt  int     // its passage
	section string  // the section it is in
	joined  int     // index in quotes of the passage's last one, -1 for none
	going   bool    // it has no closing mark: the next passage may continue it
	colon   speaker // person that a passage names before a colon, for passage colonAt
	colonAt int
}

// A speaker is the speaker of a quotation, as far as the text shows.
type speaker struct {
	name    string // full name, or as written if the name is unknown
	text    string // as written at the quotation
	person  int    // index into the roster, -1 for none
	grounds article.Grounds
}

func (s speaker) known() bool { return s.grounds != "" && s.grounds != article.Unattributed }

func nobody() speaker { return speaker{person: -1, grounds: article.Unattributed} }

// passage finds the quotations of one passage.
func (f *quoteFinder) passage(i int) {
	p := &f.article.Passages[i]
	if p.Kind == article.Table || p.Kind == article.Code || f.roster.Tokens[i] == nil {
		return
	}
	if p.Section != f.section {
		f.section, f.colon = p.Section, speaker{}
	}
	f.turn(i)
	list := quotedSpans(i, p.Text)
	list, names := apart(list, f.roster.NamesIn(i))
	l := newLine(i, p.Text, f.roster.Tokens[i], names, list)
	l.work = &f.work
	if f.foreign {
		l.readRomance()
	}
	f.lines[i%keptLines] = l
	if p.Kind == article.BlockQuote && f.block(i, list) {
		return
	}
	f.joined = -1
	for k := range list {
		if f.work > maxWork {
			break
		}
		l.who[k] = f.read(l, list, k)
	}
	f.signature(i)
	f.readDenials(l)
	if len(list) == 0 {
		f.going = false
	}
	f.readColon(i)
}

// apart removes from list what is in marks inside a name, as in Ann “Nan” Smith,
// and from names those in which a quotation begins.
func apart(list []quoted, names []people.NameSpan) ([]quoted, []people.NameSpan) {
	list = slices.DeleteFunc(list, func(s quoted) bool {
		return slices.ContainsFunc(names, func(n people.NameSpan) bool { return n.Start < s.outside.Start && s.outside.End < n.End })
	})
	for k := range list {
		list[k].number = k
	}
	names = slices.DeleteFunc(names, func(n people.NameSpan) bool {
		return slices.ContainsFunc(list, func(s quoted) bool { return n.Start < s.outside.Start && s.outside.Start < n.End })
	})
	return list, names
}

// signature reads a passage that only names the speaker of the quotation before
// it: — Ann Smith.
func (f *quoteFinder) signature(i int) {
	text := f.article.Passages[i].Text
	name := strings.TrimLeft(text, "•-—–―~ ")
	if len(f.quotes) == 0 || f.lastAt != i-1 || f.last.grounds == article.Beside || len(name) == len(text) || len(text) > 80 || !lang.IsCapitalized(name) {
		return
	}
	if by := f.called(i, strings.TrimRight(name, ". ")); by.person >= 0 {
		q := &f.quotes[len(f.quotes)-1]
		q.Speaker, q.SpeakerText, q.Grounds = by.name, by.text, article.Beside
		f.last = by
	}
}

// keptLines is how many passages back a pronoun may refer.
const keptLines = 8

// lineOf returns a passage that was read before, or nil if it was not or is too
// far back.
func (f *quoteFinder) lineOf(passage int) *line {
	if passage < 0 {
		return nil
	}
	if l := f.lines[passage%keptLines]; l != nil && l.passage == passage {
		return l
	}
	return nil
}

// read adds the kth quotation of a passage, as a new one or as a part of the
// one before, and returns its speaker.
func (f *quoteFinder) read(l *line, list []quoted, k int) speaker {
	s := &list[k]
	if k == 0 && f.going && s.outside.Start == 0 && len(f.quotes) > 0 {
		f.joined = len(f.quotes) - 1
		return f.continued(l, list)
	}
	if f.joined >= 0 && k > 0 && f.goesOn(&list[k-1], s) {
		f.add(&f.quotes[f.joined], s)
		return l.who[k-1]
	}
	var who speaker
	if f.tongue != nil {
		who = f.abroad(l, list, k)
	} else {
		who = f.attribute(l, list, k)
	}
	if !f.isSpeech(l, s, who) {
		if who.grounds == article.Beside {
			return who // a single quoted word may be continued
		}
		return nobody()
	}
	f.quotes = append(f.quotes, f.quote(s, who))
	if span, ok := f.deniedHere(l, l.at[k]); ok {
		f.quotes[len(f.quotes)-1].Denial = article.Mention{Passage: l.passage, Span: span}
	}
	f.joined = len(f.quotes) - 1
	f.last, f.lastAt, f.going = who, l.passage, s.open
	if who.known() && who.person >= 0 {
		f.spoke[who.person]++
	}
	return who
}

// continued adds the first of list to the quotation before, which spans several
// paragraphs; its speaker may be named after the last of them.
func (f *quoteFinder) continued(l *line, list []quoted) speaker {
	s, q := &list[0], &f.quotes[len(f.quotes)-1]
	f.add(q, s)
	f.going, f.lastAt = s.open, s.passage
	if q.Grounds != article.Unattributed || s.open {
		return f.last
	}
	if who := f.attribute(l, list, 0); who.grounds == article.Beside {
		q.Speaker, q.SpeakerText, q.Grounds = who.name, who.text, who.grounds
		f.last = who
	}
	return f.last
}

func (f *quoteFinder) quote(s *quoted, who speaker) article.Quote {
	q := article.Quote{Speaker: who.name, SpeakerText: who.text, Grounds: who.grounds}
	if q.Grounds == "" {
		q.Grounds = article.Unattributed
	}
	f.add(&q, s)
	return q
}

// add appends s to the parts of q.
func (f *quoteFinder) add(q *article.Quote, s *quoted) {
	text := f.article.Passages[s.passage].Text
	span := trimSpan(text, s.inside)
	q.Parts = append(q.Parts, article.Part{Passage: s.passage, Span: span})
	if f.words.String() != q.Text {
		f.words.Reset()
		f.words.WriteString(q.Text)
	}
	if q.Text != "" {
		f.words.WriteByte(' ')
	}
	f.words.WriteString(span.Of(text))
	q.Text = f.words.String()
}

// goesOn reports whether b continues the sentence that a began: “I think,” she
// said, “that we can.”
func (f *quoteFinder) goesOn(a, b *quoted) bool {
	text := f.article.Passages[a.passage].Text
	between := text[a.outside.End:b.outside.Start]
	if len(between) > 120 || strings.ContainsAny(between, ".!?\n;") {
		return false
	}
	between = strings.TrimSpace(between)
	first := a.inside.Of(text)
	return strings.HasSuffix(first, ",") && strings.HasSuffix(between, ",") && strings.Contains(between, " ")
}

// alone reports whether a passage is only a quotation.
func (f *quoteFinder) alone(s *quoted) bool {
	text := f.article.Passages[s.passage].Text
	return len(strings.TrimSpace(text[:s.outside.Start]))+len(strings.TrimSpace(text[s.outside.End:])) < 6
}

// readColon remembers the person in a passage that ends in a colon: the next
// passage may be their words.
func (f *quoteFinder) readColon(i int) {
	text := strings.TrimSpace(f.article.Passages[i].Text)
	if !strings.HasSuffix(text, ":") {
		return
	}
	l := f.lineOf(i)
	start, end := l.sentence(len(l.units) - 1)
	who, ok := f.before(l, start, end)
	if !ok && l.isSpeech(start, end) {
		who, ok = f.mainSubject(l, start, end)
		ok = ok && who.person >= 0
	}
	if ok && who.known() {
		f.colon, f.colonAt = who, i
	}
}

// isSpeech reports whether the words from start to end, which end in a colon, are
// about speaking: LeCun was more direct:
func (l *line) isSpeech(start, end int) bool {
	for _, u := range l.units[start:end] {
		if u.word != "" && (reporting.has(u.word) || speechNouns.Has(u.word) || waysToSpeak.Has(u.word)) {
			return true
		}
	}
	return false
}

// person is a speaker of the roster.
func (f *quoteFinder) person(at int, text string, g article.Grounds) speaker {
	return speaker{name: f.roster.People[at].Name, text: text, person: at, grounds: g}
}

// isSpeech reports whether text is a quotation, not a title, a term or a scare quote.
func (f *quoteFinder) isSpeech(l *line, s *quoted, who speaker) bool {
	text := s.inside.Of(l.text)
	words := len(strings.Fields(text))
	q := l.at[s.number]
	sentence := looksLikeSentence(text) || f.german && lang.IsCapitalized(text) && l.word(q+1, q, len(l.units)) == "," && who.known()
	apart := f.startsSentence(s)
	switch {
	case f.tongue != nil && who.known():
		return utf8.RuneCountInString(text) >= rules.minSpeechRunes
	case f.isReference(l, s, q), f.isThing(l, s, q), who.person < 0 && isMachine(who.text), f.isTerm(l, s, q):
		return false
	case words < rules.maxTitleWords && isTitleCase(text) && (words > 1 || !sentence) && !apart, f.isTitle(l, q, words):
		return false // a show, a book
	case s.number > 0 && f.joined >= 0 && apart && sentence:
		return true // they go on
	case who.known() && f.foreign && words >= rules.minSentenceWords && lang.IsCapitalized(text) && !isTitleCase(text):
		return true
	case who.grounds == article.Beside:
		return words >= rules.minSpeechWords || words >= rules.minSentenceWords && sentence || f.german && words >= rules.minGermanWords && !apart || words == 1 && sentence && (apart || f.introduced(l, q-2, q))
	case who.known() && f.german && words >= rules.minGermanWords && !isTitleCase(text):
		return true
	case who.known():
		return words >= rules.minSpeechWords && (sentence || words >= rules.minUnnamed) || words >= 1 && sentence && (f.alone(s) || apart && !isTitleCase(text+"."))
	}
	return words >= rules.minUnnamed && !isTitleCase(text) || words >= rules.minUnnamedSentence && sentence && !isTitleCase(text)
}

// isReference reports whether a quotation is the headline of a text that is
// cited: “Paper found on street” — The Canadian Press.
func (f *quoteFinder) isReference(l *line, s *quoted, q int) bool {
	if referenceHeadings.Has(strings.ToLower(f.article.Passages[s.passage].Section)) {
		return true
	}
	dash := q+1 < len(l.units) && l.units[q+1].isMark() && strings.Contains("—–-", l.units[q+1].word)
	return dash && !s.finished(l.text) && s.lastRune(l.text) != ',' && l.units[q+1].Start > s.outside.End && l.firstPerson(q+1, min(q+5, len(l.units))) < 0 &&
		q+2 < len(l.units) && l.units[q+2].shape >= lang.Titlecase
}

var referenceHeadings = lang.NewWordSet("sources references notes bibliography quellen weblinks literatur einzelnachweise")

// isTitle reports whether the words before a quotation show that it is the name
// of a work or a thing: a show called “…”, CNN's “…”, on “…”.
func (f *quoteFinder) isTitle(l *line, q, words int) bool {
	if q == 0 || words >= rules.maxTitleWords {
		return false
	}
	before := &l.units[q-1]
	text := strings.Trim(l.units[q].Of(l.text), "“”„\"‘’'., ")
	if before.word == "," && q > 1 {
		return workNouns.Has(l.units[q-2].word) && isTitleCase(text)
	}
	return (before.possessive || before.word == "on" || workNouns.Has(before.word)) && isTitleCase(text)
}

var workNouns = lang.NewWordSet("called titled entitled dubbed named show program programme podcast book film movie song series episode essay article ad album novel column blog site website")

// startsSentence reports whether a quotation begins its sentence or follows a
// colon or comma.
func (f *quoteFinder) startsSentence(s *quoted) bool {
	before := strings.TrimRight(f.article.Passages[s.passage].Text[:s.outside.Start], " ")
	if before == "" {
		return true
	}
	return strings.ContainsRune(".!?:,\n•”\"", rune(before[len(before)-1])) || strings.HasSuffix(before, "”") || strings.HasSuffix(before, "•")
}

// looksLikeSentence reports whether text begins and ends as speech does.
func looksLikeSentence(text string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, "[…. ‘'"))
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, "’' "))
	return (unicode.IsUpper(first) || strings.HasPrefix(text, "…") || strings.HasPrefix(text, "...")) && strings.ContainsRune(".!?,…—-;", last)
}

// isTitleCase reports whether most words of text have a capital.
func isTitleCase(text string) bool {
	if !lang.IsCapitalized(text) {
		return false
	}
	words := strings.Fields(text)
	large := 0
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsUpper(r) || len(w) <= 3 {
			large++
		}
	}
	return large >= len(words)-1 && (!strings.HasSuffix(text, ".") || large == len(words))
}
