package people

import (
	"slices"
	"strings"

	"footnote/article"
	"footnote/article/lang"
)

// Add names a person in a language whose names have no capitals, and returns who it
// is among the people. A part of a name that was added before means
// the same person.
func (c *Roster) Add(name string, m article.Mention) int {
	for at := range c.People {
		p := &c.People[at]
		if p.Name != name && !strings.HasPrefix(p.Name, name) && !strings.HasSuffix(p.Name, " "+name) {
			continue
		}
		p.Mentions = append(p.Mentions, m)
		if p.Name != name && !slices.Contains(p.Aliases, name) {
			p.Aliases = append(p.Aliases, name)
		}
		return at
	}
	p := article.Person{Name: name, Mentions: []article.Mention{m}}
	for _, d := range c.sentencesOf(p.Mentions) {
		p.Described = append(p.Described, d.Mention)
	}
	c.People = append(c.People, p)
	c.Genders = append(c.Genders, lang.GivenName(0))
	return len(c.People) - 1
}
