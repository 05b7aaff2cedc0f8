package quotes

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article"
	"footnote/article/lang"
)

// A turn is what a person says in an interview, within one passage.
type turn struct {
	label string
	words article.Span
	who   speaker
}

// maxLabel is the most bytes of a label before a turn.
const maxLabel = 64

// readTurns finds the passages that are turns of an interview.
func (f *quoteFinder) readTurns() {
	if !f.readLabelled() && f.headed {
		f.readAnswers()
	}
	if f.turns == nil {
		f.readLetter()
	}
}

// readLabelled finds the turns of an interview whose passages begin with their
// speaker: a name, initials, a publication, or Q and A. It reports whether
// there are labels of any kind.
func (f *quoteFinder) readLabelled() bool {
	turns := map[int][]turn{}
	ends := map[string]int{} // turns of each label that end in a question
	count := map[string]int{}
	first, last := -1, 0
	for i, p := range f.article.Passages {
		if p.Kind != article.Paragraph {
			continue
		}
		label, at, ok := labelOf(p.Text)
		if !ok {
			continue
		}
		said := i
		if at == len(p.Text) { // its words are the next passage
			if said++; said == len(f.article.Passages) {
				break
			}
			at = 0
		}
		turns[said] = []turn{{label: label, words: trimSpan(f.article.Passages[said].Text, article.Span{Start: at, End: len(f.article.Passages[said].Text)})}}
		count[label]++
		if first < 0 {
			first = i
		}
		last = said
	}
	if len(count) < 2 || len(turns) < 2*rules.minTurns {
		return false
	}
	for i, list := range turns {
		turns[i] = divide(f.article.Passages[i].Text, list[0], count)
		for _, t := range turns[i] {
			if asks(t.words.Of(f.article.Passages[i].Text)) {
				ends[t.label]++
			}
		}
	}
	who := f.speakersOf(count, ends)
	if who == nil || !f.isInterview(turns, who, first, last) {
		return len(count) < len(turns)
	}
	f.turns = map[int][]turn{}
	var going speaker
	for i := first; i <= last || i < len(f.article.Passages) && going.known() && f.sameSection(i-1, i) && f.goesOnTelling(i); i++ {
		text := f.article.Passages[i].Text
		for _, t := range turns[i] {
			going = speaker{}
			by, ok := who[t.label]
			if !ok || by.asks && asks(t.words.Of(text)) || by.asks && len(strings.Fields(t.words.Of(text))) < rules.minHostWords {
				continue
			}
			if going = by.speaker; !by.known() {
				continue
			}
			t.who = by.speaker
			f.turns[i] = append(f.turns[i], t)
		}
		if turns[i] == nil && going.known() && f.article.Passages[i].Kind == article.Paragraph && f.sameSection(i-1, i) && !isAside(text) {
			f.turns[i] = []turn{{words: trimSpan(text, article.Span{Start: 0, End: len(text)}), who: going}}
		}
	}
	return true
}

// goesOnTelling reports whether a passage after the last turn continues it: it
// says “I”.
func (f *quoteFinder) goesOnTelling(i int) bool {
	return f.article.Passages[i].Kind == article.Paragraph && f.saysI(i)
}

// isAside reports whether a paragraph is a note between two turns: (laughs).
func isAside(text string) bool {
	return strings.ContainsAny(text[:1], "([*") && strings.ContainsAny(text[len(text)-1:], ")]*")
}

// asks reports whether text ends in a question.
func asks(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, " \n”\"»’)*_"))
	return strings.ContainsRune("?？؟", last)
}

// An interviewed is the speaker under a label, and whether they ask.
type interviewed struct {
	speaker
	asks bool
}

// Labels of those who ask and of those who answer, in lower case.
var (
	askerLabels = lang.NewWordSet(`q question frage f pregunta p d domanda interviewer interviewerin host moderator moderatorin moderation
		presenter redaktion reporter journalist journaliste intervieweur entrevistador entrevistadora team reader leser int us me ich wir
		問 问 質問 记者 記者 聞き手 主持人`)
	answerLabels = lang.NewWordSet(`a answer antwort r réponse reponse respuesta risposta guest gast invité invitée invitado invitada interviewee respondent 答 回答`)
)

// speakersOf returns the speaker under each label, or nil if the labels are not
// those of an interview.
func (f *quoteFinder) speakersOf(count, ends map[string]int) map[string]interviewed {
	who := map[string]interviewed{}
	people, known, frequent, asking, answering := 0, 0, 0, "", ""
	for label, n := range count {
		bare := strings.ToLower(strings.TrimSuffix(label, "."))
		often := 2*ends[label] >= n
		switch at := f.labelled(label); {
		case at >= 0:
			who[label] = interviewed{f.person(at, label, article.Turn), false}
			if people++; n >= rules.minTurns {
				known++
			}
		case answerLabels.Has(bare):
			if n >= rules.minTurns {
				answering = label
			}
		case askerLabels.Has(bare) || often && n >= rules.minTurns:
			if who[label] = (interviewed{nobody(), true}); n >= rules.minTurns {
				asking = label
			}
		case n >= rules.minTurns && mayBeSpeaker(label):
			name := writtenName(label)
			who[label] = interviewed{speaker{name: name, text: label, person: -1, grounds: article.Turn}, false}
			frequent++
		}
	}
	if answering != "" {
		by := f.guest()
		if asking == "" || !by.known() {
			return nil
		}
		by.text, by.grounds = answering, article.Turn
		who[answering] = interviewed{by, false}
		return who
	}
	if known == 0 || known+frequent == 1 && asking == "" && people < 2 {
		return nil
	}
	if asking == "" {
		f.findHost(who, count, ends)
	}
	return who
}

// findHost marks as the host the person who asks most of the questions.
func (f *quoteFinder) findHost(who map[string]interviewed, count, ends map[string]int) {
	host, most := "", 0.5
	for label := range who {
		if share := float64(ends[label]) / float64(count[label]); count[label] >= rules.minTurns && (share > most || share == most && host == "") {
			host, most = label, share
		}
	}
	if host == "" || len(who) < 2 {
		return
	}
	by := who[host]
	by.asks = true
	who[host] = by
}

// isInterview reports whether the turns of people are a large part of the text
// from the first to the last of them: a few are an excerpt, or a list of posts.
func (f *quoteFinder) isInterview(turns map[int][]turn, who map[string]interviewed, first, last int) bool {
	labelled, sentences := 0, 0
	for i, list := range turns {
		for _, t := range list {
			if _, ok := who[t.label]; ok {
				labelled++
				if words := t.words.Of(f.article.Passages[i].Text); lang.EndsSentence(words) && strings.ContainsFunc(words, lang.IsLetter) {
					sentences++
				}
				break
			}
		}
	}
	return 2*sentences > labelled && labelled > rules.minTurns && labelled*5 >= last-first+1 && labelled*6 >= len(f.article.Passages)
}

// labelOf reads the label of a turn, and returns where its words begin: Q: or
// Ann Smith: or [00:31] SMITH (laughing):
func labelOf(text string) (label string, at int, ok bool) {
	start := skipStamp(text, 0)
	rest := text[start:]
	end := labelEnd(rest[:min(len(rest), maxLabel)])
	if end <= 0 {
		if len(rest) > 3 && rest[1] == '.' && rest[2] == ' ' && strings.Contains("QA", rest[:1]) {
			return rest[:1], start + 2, true
		}
		return "", 0, false
	}
	_, size := utf8.DecodeRuneInString(rest[end:])
	label, stamped := withoutStamp(rest[:end])
	if rest[end] == '\n' && !stamped {
		return "", 0, false
	}
	if end+size == len(rest) && stamped {
		return label, len(text), label != ""
	}
	after, _ := utf8.DecodeRuneInString(rest[end+size:])
	if rest[end] == ':' && after != ' ' && after != '\n' && after != '\u00a0' {
		return "", 0, false
	}
	if label == "" || strings.Count(label, " ") > 5 || strings.ContainsAny(label, "“”\"«»?!;,") || !startsLabel(label) {
		return "", 0, false
	}
	at = start + end + size
	at = skipStamp(text, skipBlank(text, at))
	if strings.TrimSpace(text[at:]) == "" {
		return "", 0, false
	}
	return label, at, true
}

// labelEnd returns the offset of the colon or of the line's end after a label,
// or -1 if there is none. Colons in times and in brackets don't count.
func labelEnd(text string) int {
	inside := false
	for i, r := range text {
		switch r {
		case '(', '[':
			inside = true
		case ')', ']':
			inside = false
		case ':', '：', '\n':
			if digit := i > 0 && lang.IsDigit(rune(text[i-1])); r == '\n' || !inside && !digit {
				return i
			}
		}
	}
	return -1
}

// startsLabel reports whether a label begins like a name. In scripts without
// capitals, labels must be short.
func startsLabel(label string) bool {
	first, _ := utf8.DecodeRuneInString(label)
	return unicode.IsUpper(first) || unicode.Is(unicode.Lo, first) && utf8.RuneCountInString(label) <= 12
}

// skipBlank returns the first offset from i on that is not a blank.
func skipBlank(text string, i int) int {
	return i + len(text[i:]) - len(strings.TrimLeftFunc(text[i:], unicode.IsSpace))
}

// skipStamp returns the offset after a time at i: [00:31], (1:02:03), 00:31.
func skipStamp(text string, i int) int {
	j, digits, colons := i, 0, 0
	for j < len(text) && j < i+14 {
		switch c := text[j]; {
		case c >= '0' && c <= '9':
			digits++
		case c == ':':
			colons++
		case c == '[' || c == '(':
			if j > i {
				return i
			}
		case c == ']' || c == ')' || c == ' ':
			if digits < 3 || colons == 0 {
				return i
			}
			return skipBlank(text, j+1)
		case c != '.':
			return i
		}
		j++
	}
	return i
}

// withoutStamp removes brackets with their content, and a time, from a label.
func withoutStamp(label string) (bare string, stamped bool) {
	label = strings.TrimSpace(label)
	if at := strings.IndexAny(label, "[("); at > 0 {
		return strings.TrimSpace(label[:at]), true
	}
	if at := strings.LastIndexByte(label, ' '); at > 0 && strings.Contains(label[at:], ":") {
		return strings.TrimSpace(label[:at]), true
	}
	return label, false
}

// divide cuts a passage where another turn begins inside it: after the end of a
// sentence, with a label that other turns have too.
func divide(text string, t turn, count map[string]int) []turn {
	list := []turn{t}
	for i := t.words.Start; i < t.words.End; i++ {
		if c := text[i]; c != ' ' && c != '\n' {
			continue
		}
		if before := strings.TrimRight(text[:i], " *_”\")"); text[i] != '\n' && !strings.HasSuffix(before, ".") && !asks(before) && !strings.HasSuffix(before, "!") {
			continue
		}
		label, at, ok := labelOf(text[i+1 : t.words.End])
		if !ok || count[label] < rules.minTurns {
			continue
		}
		last := &list[len(list)-1]
		last.words = trimSpan(text, article.Span{Start: last.words.Start, End: i})
		list = append(list, turn{label: label, words: trimSpan(text, article.Span{Start: i + 1 + at, End: t.words.End})})
		i += at
	}
	return list
}

// turn adds the turns of passage i.
func (f *quoteFinder) turn(i int) {
	text := f.article.Passages[i].Text
	for _, t := range f.turns[i] {
		if t.words.End <= t.words.Start || t.label != "" && strings.IndexAny(t.words.Of(text), "“\"„«") == 0 {
			continue
		}
		who := t.who
		who.text = lang.FirstNonBlank(t.label, who.name)
		f.quotes = append(f.quotes, article.Quote{
			Text: t.words.Of(text), Speaker: who.name, SpeakerText: who.text, Grounds: who.grounds,
			Parts: []article.Part{{Passage: i, Span: t.words}},
		})
	}
}

// labelled returns the person that a label names: in full, by surname or first
// name, in capitals, with a title, by initials. It is -1 if there is none, or
// if it could be two.
func (f *quoteFinder) labelled(label string) int {
	name := strings.TrimSpace(label)
	for {
		first, rest, ok := strings.Cut(name, " ")
		if w := strings.ToLower(strings.TrimSuffix(first, ".")); !ok || !lang.Honorifics.Has(w) && !lang.Roles.Has(w) {
			break
		}
		name = strings.TrimSpace(rest)
	}
	if at := f.byName(name); at >= 0 {
		return at
	}
	if f.calling == nil {
		f.calling = newCalling(f.roster.People)
	}
	return f.calling.only(name)
}

// mayBeSpeaker reports whether a label that names no one in the article is
// still a name: capitalized words with a known first name.
func mayBeSpeaker(label string) bool {
	words := strings.Fields(label)
	if len(words) < 2 || len(words) > 4 || lang.GivenNameOf(words[0]) == 0 {
		return false
	}
	for _, w := range words {
		if !lang.IsCapitalized(w) && !lang.Particles.Has(w) || lang.OrgWords.Has(strings.ToLower(w)) {
			return false
		}
	}
	return true
}

// writtenName returns a name in capitals in its usual spelling.
func writtenName(label string) string {
	if label != strings.ToUpper(label) {
		return label
	}
	words := strings.Fields(strings.ToLower(label))
	for i, w := range words {
		r, n := utf8.DecodeRuneInString(w)
		words[i] = string(unicode.ToUpper(r)) + w[n:]
	}
	return strings.Join(words, " ")
}

// byName returns the person with a name or alias, also in capitals, or -1.
func (f *quoteFinder) byName(name string) int {
	if f.names == nil {
		f.names = map[string]int{}
		for at := len(f.roster.People) - 1; at >= 0; at-- {
			p := &f.roster.People[at]
			for _, alias := range p.Aliases {
				f.names[strings.ToLower(alias)] = at
			}
			f.names[strings.ToLower(p.Name)] = at
		}
	}
	if at, ok := f.names[strings.ToLower(name)]; ok {
		return at
	}
	return -1
}
