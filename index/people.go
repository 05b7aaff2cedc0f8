package index

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"footnote/article"

	bleve "github.com/blevesearch/bleve_index_api"
)

// A Person is somebody whom articles of the library name, the same person in
// all of them as far as the names tell.
type Person struct {
	Name    string          // the fullest form that is used most
	Members []article.Place // N counts the article's people; the most mentioned first
	Score   float64         // 0 to 1: how well the name fits what was asked

	Mentions int // over all members
}

// People finds the people called name: by full name, surname or first name,
// spelled nearly right. Several people are several candidates, best first;
// nobody is an empty slice. limit 0 means 5.
func (x *Index) People(ctx context.Context, name string, limit int) ([]Person, error) {
	v, err := x.acquire(ctx)
	if err != nil {
		return nil, err
	}
	defer v.release()
	var found []Person
	err = recovered(func() error {
		if err := v.needPeople(ctx); err != nil {
			return err
		}
		found = v.people.find(name, limited(limit))
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("find people: %w", x.judge(err))
	}
	return found, nil
}

// people are all that a library's articles name. They are read when somebody
// is first asked for, and kept with their view.
type people struct {
	once   sync.Once
	err    error
	all    []*somebody
	byWord map[string][]*somebody // each word of each of their names
	words  []known                // the keys of byWord, in order

	naming sync.Once // for what completes names
	ranked []*somebody
	names  *Completer // of ranked
}

// somebody is one person: members of several articles joined.
type somebody struct {
	name     string
	names    []personName // distinct forms: the name of each member, and aliases
	members  []member
	mentions int
}

// A member is a person as one article names them.
type member struct {
	place    article.Place
	name     string
	parsed   personName
	aliases  []string
	roles    []string // what the article calls them
	mentions int
}

// newMember takes the fullest of the forms that an article has of a person:
// the one with the most words, the longest of these.
func newMember(place article.Place, p named) member {
	m := member{place, p.Name, parseName(p.Name), p.Aliases, p.Roles, p.Mentions}
	for _, form := range p.Aliases {
		full := parseName(form)
		if full.surname == m.parsed.surname && len(full.words) >= len(m.parsed.words) && len(full.whole) > len(m.parsed.whole) {
			m.parsed = full
		}
	}
	return m
}

// needPeople reads the people, if that was not done yet.
func (v *view) needPeople(ctx context.Context) error {
	v.people.once.Do(func() {
		v.people.err = recovered(func() error { return v.readPeople(context.WithoutCancel(ctx)) })
	})
	return v.people.err
}

func (v *view) readPeople(ctx context.Context) error {
	var members []member
	for _, id := range v.articles {
		doc, err := v.reader.Document(documentID(kindArticle, id, 0))
		if err != nil {
			return err
		}
		if doc == nil {
			return fmt.Errorf("%w: an article's document is missing", ErrDamaged)
		}
		var value []byte
		doc.VisitFields(func(f bleve.Field) {
			if f.Name() == fieldPeople {
				value = f.Value()
			}
		})
		if value == nil {
			continue
		}
		var all []named
		if err := json.Unmarshal(value, &all); err != nil {
			return damaged(err)
		}
		for n, p := range all {
			members = append(members, newMember(article.Place{Article: id, N: n}, p))
		}
	}
	v.people.join(members)
	return ctx.Err()
}

// settle chooses the name and gathers the forms of it.
func (s *somebody) settle() {
	slices.SortStableFunc(s.members, func(a, b member) int { return cmp.Compare(b.mentions, a.mentions) })
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
		if more > 0 || more == 0 && len(m.name) > len(s.name) { // with its accents
			s.name = m.name
		}
	}
}

// file puts a person under each word of their names.
func (p *people) file(s *somebody) {
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
