// Package who finds people by name. It merges the people named in many
// articles: one Person for each, as far as names and roles show.
package who

import (
	"cmp"
	"slices"
	"sync"

	"footnote/article"
	"footnote/index/analysis"
	"footnote/index/complete"
)

// A Person is a person named in articles of the library, merged from all of
// them as far as the names show.
type Person struct {
	Name    string          // the fullest of the forms that are used most
	Members []article.Place // N is the index among the article's people; the most mentioned first
	Score   float64         // 0 to 1: how well the name fits the search

	Mentions int // over all members
}

// A Directory has all people that a library's articles name. It is read on the
// first search for a person, and kept with its view.
type Directory struct {
	all    []*candidatePerson
	byWord map[string][]*candidatePerson // each word of each of their names
	words  []analysis.Entry              // the keys of byWord, sorted

	naming sync.Once // for the completion of names
	ranked []*candidatePerson
	names  *complete.Completer // of ranked
}

// candidatePerson is one person: members of several articles joined.
type candidatePerson struct {
	name     string
	names    []personName // distinct forms: the name of each member, and aliases
	members  []Member
	mentions int
}

// A Member is a person as one article names them.
type Member struct {
	place    article.Place
	name     string
	parsed   personName
	aliases  []string
	roles    []string // what the article calls them
	mentions int
}

// NewMember uses the fullest form of the name that the article has: the one
// with the most words, then the longest.
func NewMember(place article.Place, p Record) Member {
	m := Member{place, p.Name, parseName(p.Name), p.Aliases, p.Roles, p.Mentions}
	for _, form := range p.Aliases {
		full := parseName(form)
		if full.surname == m.parsed.surname && len(full.words) >= len(m.parsed.words) && len(full.whole) > len(m.parsed.whole) {
			m.parsed = full
		}
	}
	return m
}

// settle chooses the name and collects its forms.
func (s *candidatePerson) settle() {
	slices.SortStableFunc(s.members, func(a, b Member) int { return cmp.Compare(b.mentions, a.mentions) })
	used := map[string]int{}
	for _, m := range s.members {
		s.mentions += m.mentions
		if len(m.parsed.words) > 1 {
			used[m.name] += m.mentions
		}
		for _, form := range append([]string{m.name}, m.aliases...) {
			parsed := parseName(form)
			if parsed.whole != "" && !slices.ContainsFunc(s.names, func(n personName) bool { return n.whole == parsed.whole && len(n.words) == len(parsed.words) }) {
				s.names = append(s.names, parsed)
			}
		}
	}
	s.name = s.members[0].name
	for _, m := range s.members {
		more := used[m.name] - used[s.name]
		if more > 0 || more == 0 && len(m.name) > len(s.name) { // prefer accents
			s.name = m.name
		}
	}
}

// Members returns how many members all people have: a person counts once in
// each article that names them.
func (p *Directory) Members() int {
	n := 0
	for _, s := range p.all {
		n += len(s.members)
	}
	return n
}

// file adds a person to byWord under each word of their names.
func (p *Directory) file(s *candidatePerson) {
	under := map[string]bool{}
	add := func(word string) {
		if word != "" && !under[word] {
			under[word] = true
			p.byWord[word] = append(p.byWord[word], s)
		}
	}
	for _, n := range s.names {
		for _, w := range n.words {
			add(w)
		}
		add(n.surname)
		add(n.whole)
	}
}

// A Record is what an article's document stores of a person.
type Record struct {
	Name     string   `json:"n"`
	Aliases  []string `json:"a,omitempty"`
	Roles    []string `json:"r,omitempty"`
	Mentions int      `json:"m"`
}
