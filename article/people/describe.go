package people

import (
	"cmp"
	"slices"

	"footnote/article"
	"footnote/article/lang"
)

// maxDescribed is the most descriptions kept of a person.
const maxDescribed = 8

// introduced is the worth of the first sentence that names a person: it usually
// says who they are.
const introduced = 2.5

// A description is a sentence that says who a person is.
type description struct {
	article.Mention
	worth float64
}

// describe finds the sentences that say who each person is, best first. If
// there are none, it takes those that first name the person.
func (c *Roster) describe() {
	found := make([][]description, len(c.People))
	for i := range c.count {
		var sentences []article.Span
		at := 0
		for k := c.starts[i]; k < c.starts[i+1]; k++ {
			who := c.of[k]
			if who < 0 {
				continue
			}
			if sentences == nil {
				sentences = lang.Sentences(c.passages[i])
			}
			n := &c.names[k]
			for at < len(sentences) && sentences[at].End <= n.span.Start {
				at++
			}
			if at == len(sentences) {
				break
			}
			worth := c.describes(n) - 0.05*float64(len(found[who]))
			if len(found[who]) == 0 {
				worth += introduced
			}
			if last := len(found[who]) - 1; last >= 0 && found[who][last].Passage == i && found[who][last].Span == sentences[at] {
				found[who][last].worth = max(found[who][last].worth, worth)
				continue
			}
			found[who] = append(found[who], description{article.Mention{Passage: i, Span: sentences[at]}, worth})
		}
	}
	for who, p := range c.People {
		if found[who] == nil { // named by the head alone
			found[who] = c.sentencesOf(p.Mentions)
		}
	}
	for who, list := range found {
		slices.SortStableFunc(list, func(a, b description) int { return cmp.Compare(b.worth, a.worth) })
		for _, d := range list[:min(len(list), maxDescribed)] {
			c.People[who].Described = append(c.People[who].Described, d.Mention)
		}
	}
}

// sentencesOf returns the sentences of some mentions as descriptions.
func (c *Roster) sentencesOf(mentions []article.Mention) []description {
	var list []description
	for _, m := range mentions {
		for _, s := range lang.Sentences(c.passages[m.Passage]) {
			if s.Start <= m.Span.Start && m.Span.End <= s.End && (len(list) == 0 || list[len(list)-1].Span != s) {
				list = append(list, description{Mention: article.Mention{Passage: m.Passage, Span: s}})
			}
		}
	}
	return list
}

// describes measures how much the words around a name say about who that is.
func (c *Roster) describes(n *name) float64 {
	text := c.passages[n.passage].Text
	tokens := c.Tokens[n.passage]
	at := func(i int) string {
		if i >= 0 && i < len(tokens) {
			return tokens[i].Fold(text)
		}
		return ""
	}
	worth := 0.0
	if n.honorific {
		worth++
	}
	if n.first > 0 && lang.Roles.Has(at(n.first-1)) {
		worth += 2
	}
	if n.first > 1 && at(n.first-1) == "," && lang.Roles.Has(at(n.first-2)) {
		worth += 1.5
	}
	if len(n.words) > 1 {
		worth++
	}
	if n.possessive {
		return worth - 0.5
	}
	switch next, second := at(n.last+1), at(n.last+2); {
	case (next == "is" || next == "was" || next == "ist" || next == "war") && (second == "a" || second == "an" || second == "the" || second == "one" || second == "ein" || second == "eine" || second == "der" || second == "die"):
		worth += 4
	case next == "is" || next == "was" || next == "became" || next == "served":
		worth += 1.5
	case next == "(":
		worth += 2 + c.weights.inBrackets(func(i int) string { return at(n.last + i) })
	case next == ",":
		worth += 1 + c.weights.afterComma(func(i int) string { return at(n.last + i) })
	}
	return worth
}
