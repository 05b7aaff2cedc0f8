package quotes

import (
	"strings"

	"footnote/article"
	"footnote/article/lang"
)

// A turn is a passage of an interview, with its speaker.
type turn struct {
	label string
	words article.Span
}

// minTurns is the least number of answers of an interview; fewer may be a list
// of terms.
const minTurns = 2

// maxLabel is the most bytes of a name before a turn.
const maxLabel = 40

// readTurns finds the passages that are turns of an interview: several of them
// begin with a name, or Q and A, and a colon.
func (f *quoteFinder) readTurns() {
	turns := map[int]turn{}
	count := map[string]int{}
	for i, p := range f.article.Passages {
		if p.Kind != article.Paragraph {
			continue
		}
		if t, ok := turnOf(p.Text); ok {
			turns[i] = t
			count[t.label]++
		}
	}
	if count["Q"] >= minTurns && count["A"] >= minTurns {
		f.turns = turns
		return
	}
	speakers, named := 0, 0
	for label, n := range count {
		if n >= minTurns && f.byName(label) >= 0 {
			speakers++
			named += n
		}
	}
	if speakers > 1 && named*3 >= len(f.article.Passages) { // a few are an excerpt, or a list of posts
		f.turns = turns
	}
}

// turnOf reads the label of a turn: Q: or Ann Smith:
func turnOf(text string) (turn, bool) {
	at := strings.IndexByte(text[:min(len(text), maxLabel+1)], ':')
	if at <= 0 || !strings.HasPrefix(text[at+1:], " ") || !lang.IsCapitalized(text) || strings.Count(text[:at], " ") > 3 {
		return turn{}, false
	}
	words := trimSpan(text, article.Span{Start: at + 1, End: len(text)})
	return turn{label: text[:at], words: words}, words.End > words.Start
}

// turn adds the answer in passage i. Questions are not added: they are the
// interviewer's, and no one searches for them.
func (f *quoteFinder) turn(i int) {
	t, ok := f.turns[i]
	text := f.article.Passages[i].Text
	if !ok || t.label == "Q" || strings.HasSuffix(text, "?") || strings.IndexAny(t.words.Of(text), "“\"„«") == 0 {
		return
	}
	who := nobody()
	if t.label == "A" {
		who = f.interviewee()
	} else if p := f.byName(t.label); p >= 0 {
		who = f.person(p, t.label, article.Beside)
	}
	if !who.known() {
		return
	}
	who.text = t.label
	f.quotes = append(f.quotes, article.Quote{
		Text: t.words.Of(text), Speaker: who.name, SpeakerText: who.text, Grounds: who.grounds,
		Parts: []article.Part{{Passage: i, Span: t.words}},
	})
}

// interviewee is the person in the title, or else the one named most often.
func (f *quoteFinder) interviewee() speaker {
	for at, p := range f.cast.People {
		if strings.Contains(f.article.Title, p.Name) {
			return f.person(at, p.Name, article.Subject)
		}
	}
	if at := f.mainPerson(0); at >= 0 {
		return f.person(at, f.cast.People[at].Name, article.Subject)
	}
	return nobody()
}

// byName returns the person with a name or alias, also in capitals, or -1.
func (f *quoteFinder) byName(name string) int {
	if f.names == nil {
		f.names = map[string]int{}
		for at := len(f.cast.People) - 1; at >= 0; at-- {
			p := &f.cast.People[at]
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
