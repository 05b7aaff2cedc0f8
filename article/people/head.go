package people

import (
	"strings"

	"footnote/article"
	"footnote/article/lang"
)

// headOf returns the title and the authors of an article as passages. They name
// people, but nothing in them is a mention.
func headOf(a *article.Article) []article.Passage {
	return []article.Passage{{Kind: article.Paragraph, Text: a.Title}, {Kind: article.Paragraph, Text: a.Author}}
}

// maxHeadline is the most tokens of a headline.
const maxHeadline = 30

// isHeadline reports whether a passage is a title, or may be one.
func (c *Roster) isHeadline(i int) bool {
	tokens, text := c.Tokens[i], c.passages[i].Text
	return i >= c.count || len(tokens) <= maxHeadline && (c.count > 3 && text == c.passages[c.count].Text || !lang.EndsSentence(text)) && capitalsThroughout(tokens, text)
}

// readHeadlines reads words as lower case that are only capitalized because
// they are in a headline: plain words and, unless a guest is announced, words
// that the text never capitalizes.
func (c *Roster) readHeadlines(u *usage) {
	for i := range c.passages {
		if !c.isHeadline(i) || i > c.count {
			continue
		}
		text := c.passages[i].Text
		throughout := capitalsThroughout(c.Tokens[i], text)
		announced := false
		for k := range c.Tokens[i] {
			t := &c.Tokens[i][k]
			w := t.Fold(text)
			lead := guestLeads.Has(w) || w == ":" || k > 0 && askedOf.Has(w) && questions.Has(lang.Fold(c.Tokens[i][k-1].In(text)))
			switch {
			case lead || lang.PlainWords.Has(w) || titleWords.Has(w):
				announced = lead
			case !t.Capital():
				announced = false
				continue
			case announced || !throughout || u.large[w] > 0 || lang.GivenNameOf(w)&lang.Common != 0:
				continue
			}
			if t.Capital() {
				t.Shape = lang.Lowercase
			}
		}
	}
}

// capitalsThroughout reports whether most of the longer words of a title are
// capitalized.
func capitalsThroughout(tokens []lang.Token, text string) bool {
	words, capitals := 0, 0
	for _, t := range tokens {
		if t.Shape == lang.Punct || t.End-t.Start < 4 || lang.PlainWords.Has(t.Fold(text)) {
			continue
		}
		words++
		if t.Capital() {
			capitals++
		}
	}
	return words > 2 && 4*capitals >= 3*words
}

// guestLeads come between a title's words and the person it is about.
var guestLeads = lang.NewWordSet("with meet meeting introducing featuring mit bei avec con rencontre conoce interview entretien entrevista gespräch")

// titleWords are words that are capitalized in titles and are not names.
var titleWords = lang.NewWordSet(`interview interviews conversation questions answers episode spotlight profile checking talking talks minutes
	maintainer maintainers portrait team welcome introducing remembering farewell goodbye letter story life transcript podcast`)

// askedOf come before the person who is asked: Fragen an, questions à.
var (
	askedOf   = lang.NewWordSet("an à a to for")
	questions = lang.NewWordSet("questions fragen preguntas domande")
)

// inHead returns the evidence of being in the title or among the authors.
func (c *Roster) inHead(n *name) float64 {
	switch {
	case n.passage < c.count || len(n.words) < 2:
		return 0
	case n.passage == c.count+1:
		return c.weights.Author
	}
	tokens, text := c.Tokens[n.passage], c.passages[n.passage].Text
	for i := n.first - 1; i >= 0 && i >= n.first-2; i-- {
		w := lang.Fold(tokens[i].In(text))
		if guestLeads.Has(w) || i == n.first-1 && (w == ":" || i > 0 && askedOf.Has(w) && questions.Has(lang.Fold(tokens[i-1].In(text)))) {
			return c.weights.Guest
		}
	}
	if n.last+1 < len(tokens) && tokens[n.last+1].In(text) == ":" {
		return c.weights.Guest / 2
	}
	if n.honorific || lang.GivenNameOf(n.words[0])&lang.Common != 0 {
		return 0
	}
	return c.weights.HeadAlone
}

// introduces are words after which people say their own name.
var introduces = lang.NewWordSet("i'm bin heiße heisse m'appelle suis llamo soy")

// introducedSelf reports whether the words before token i are those with which
// people say who they are: I'm Ann; my name is Ann.
func introducedSelf(tokens []lang.Token, text string, i int) bool {
	if i == 0 {
		return false
	}
	at := func(back int) string {
		if i-back < 0 {
			return ""
		}
		return tokens[i-back].Fold(text)
	}
	switch w := at(1); {
	case introduces.Has(w):
		return true
	case w == "am":
		return at(2) == "i"
	case w == "is" || w == "ist" || w == "est" || w == "es":
		return (at(2) == "name" || at(2) == "nom" || at(2) == "nombre") && (at(3) == "my" || at(3) == "mein" || at(3) == "mon" || at(3) == "mi")
	}
	return false
}

// firstPersons are words of the first person.
var firstPersons = lang.NewWordSet("i i'm i've i'd i'll ich je yo soy")

// introduce returns substitutes for mentions of a person that only the head
// names: if the article says “I”, that is the guest in the title or else its
// only author. It is nil for anyone else.
func (c *Roster) introduce(n *name) []article.Mention {
	if c.told || len(n.words) < 2 || n.passage == c.count+1 && strings.ContainsAny(c.passages[n.passage].Text, ",;&") {
		return nil
	}
	told := c.selfTold()
	c.told = told != nil
	return told
}

// selfTold finds the sentences in which an author who is not named elsewhere
// says who they are: I'm the new director. Each is a mention, of its “I”.
func (c *Roster) selfTold() []article.Mention {
	var told, spoken []article.Mention
	for i := 0; i < c.count && len(told) < maxDescribed; i++ {
		if c.passages[i].Kind != article.Paragraph {
			continue
		}
		text := c.passages[i].Text
		for k, t := range c.Tokens[i] {
			if t.Shape == lang.Punct || !firstPersons.Has(t.Fold(text)) || t.Shape == lang.Lowercase && t.First {
				continue
			}
			m := article.Mention{Passage: i, Span: t.Span}
			if c.tellsSelf(c.Tokens[i], text, k) {
				told = append(told, m)
			} else if len(spoken) == 0 {
				spoken = append(spoken, m)
			}
		}
	}
	if len(told) == 0 {
		return spoken
	}
	return told
}

// tellsSelf reports whether the words around an “I” say who that is: I am the
// director; As the director, I; I work as.
func (c *Roster) tellsSelf(tokens []lang.Token, text string, k int) bool {
	for i := max(0, k-12); i < min(len(tokens), k+9); i++ {
		if w := strings.TrimSuffix(tokens[i].Fold(text), "."); tokens[i].Shape != lang.Punct && (lang.Roles.Has(w) || lang.Honorifics.Has(w)) {
			return true
		}
	}
	return false
}
