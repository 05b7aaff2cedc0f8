// Package who makes one person of those that many articles name, and finds
// people by name.
package who

import (
	"cmp"
	"slices"
	"sync"

	"footnote/article"
	"footnote/index/analysis"
	"footnote/index/complete"
)

// A Person is somebody whom articles of the library name, the same person in
// all of them as far as the names tell.
type Person struct {
	Name    string          // the fullest form that is used most
	Members []article.Place // N counts the article's people; the most mentioned first
	Score   float64         // 0 to 1: how well the name fits what was asked

	Mentions int // over all members
}

// Directory are all that a library's articles name. They are read when somebody
// is first asked for, and kept with their view.
type Directory struct {
	All    []*candidatePerson
	byWord map[string][]*candidatePerson // each word of each of their names
	words  []analysis.Entry              // the keys of byWord, in order

	naming sync.Once // for what completes names
	ranked []*candidatePerson
	names  *complete.Completer // of ranked
}

// candidatePerson is one person: members of several articles joined.
type candidatePerson struct {
	name     string
	names    []personName // distinct forms: the name of each member, and aliases
	Members  []Member
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

// NewMember takes the fullest of the forms that an article has of a person:
// the one with the most words, the longest of these.
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

// settle chooses the name and gathers the forms of it.
func (s *candidatePerson) settle() {
	slices.SortStableFunc(s.Members, func(a, b Member) int { return cmp.Compare(b.mentions, a.mentions) })
	used := map[string]int{}
	for _, m := range s.Members {
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
	s.name = s.Members[0].name
	for _, m := range s.Members {
		more := used[m.name] - used[s.name]
		if more > 0 || more == 0 && len(m.name) > len(s.name) { // with its accents
			s.name = m.name
		}
	}
}

// file puts a person under each word of their names.
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

// A Record is what is kept of a person in an article's document.
type Record struct {
	Name     string   `json:"n"`
	Aliases  []string `json:"a,omitempty"`
	Roles    []string `json:"r,omitempty"`
	Mentions int      `json:"m"`
}
