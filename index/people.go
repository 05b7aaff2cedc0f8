package index

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	bleve "github.com/blevesearch/bleve_index_api"

	"footnote/article"
)

// A Person is somebody whom articles of the library name, the same person in
// all of them as far as the names tell.
type Person struct {
	Name    string          // the fullest form that is used most
	Members []article.Place // N counts the article's people; the most mentioned first
	Score   float64         // 0 to 1: how well the name fits what was asked
}

// People finds the people called name: by full name, surname or first name,
// spelled nearly right. Several people are several candidates, best first;
// nobody is an empty slice. limit 0 means 5.
func (x *Index) People(ctx context.Context, name string, limit int) ([]Person, error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.closed {
		return nil, ErrClosed
	}
	var people []Person
	err := bounded(func() error {
		r, err := x.engine.Reader()
		if err != nil {
			return damaged(err)
		}
		defer r.Close()
		found, certain, err := x.named(r, cut(name, longestName))
		if err != nil {
			return err
		}
		people = persons(found, name, certain)
		return ctx.Err()
	})
	return people[:min(len(people), cmp.Or(limit, defaultLimit))], err
}

// longestName bounds what is looked up as a name, in bytes.
const longestName = 200

// misspelled is what a name found by a near spelling counts.
const misspelled = 0.8

// A member is a person of one article.
type member struct {
	place  article.Place
	record personRecord
	words  []string // of the name, folded
}

// named returns the people of articles who have every word of a name, and
// how certain it is that they are meant: 1, or less where a word was
// corrected.
func (x *Index) named(r bleve.IndexReader, name string) (found []member, certain float64, err error) {
	words := nameWords(name)
	if len(words) == 0 {
		return nil, 0, nil
	}
	docs, err := havingAll(r, words)
	if err != nil {
		return nil, 0, err
	}
	certain = 1
	if len(docs) == 0 && len(words) > 1 { // LeCun, written as two
		if docs, err = havingAll(r, []string{strings.Join(words, "")}); err != nil {
			return nil, 0, err
		}
	}
	if len(docs) == 0 {
		certain = misspelled
		if docs, err = x.havingNearly(r, words); err != nil {
			return nil, 0, err
		}
	}
	for doc := range docs {
		m, ok, err := readMember(r, doc)
		if err != nil {
			return nil, 0, err
		}
		if ok {
			found = append(found, m)
		}
	}
	slices.SortFunc(found, func(a, b member) int {
		return cmp.Or(cmp.Compare(b.record.Mentions, a.record.Mentions), byPlace(a.place, b.place))
	})
	return found, certain, nil
}

// havingAll returns the people who have all of the keys.
func havingAll(r bleve.IndexReader, keys []string) (map[uint64]struct{}, error) {
	var all map[uint64]struct{}
	for _, k := range keys {
		have := map[uint64]struct{}{}
		err := postings(r, fieldPerson, k, false, func(doc uint64, _, _ float64) error {
			if _, ok := all[doc]; ok || all == nil {
				have[doc] = struct{}{}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		all = have
	}
	return all, nil
}

// havingNearly corrects the words that no name has.
func (x *Index) havingNearly(r bleve.IndexReader, words []string) (map[uint64]struct{}, error) {
	keys := slices.Clone(words)
	for i, w := range words {
		n, err := count(r, fieldPerson, w)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			continue
		}
		if utf8.RuneCountInString(w) < shortestGuess {
			return nil, nil
		}
		if keys[i], err = x.names.nearest(r, w); err != nil || keys[i] == "" {
			return nil, err
		}
	}
	return havingAll(r, keys)
}

func readMember(r bleve.IndexReader, doc uint64) (member, bool, error) {
	id, err := externalID(r, doc)
	if err != nil {
		return member{}, false, err
	}
	place, ok := placeOf(id)
	if !ok {
		return member{}, false, nil
	}
	stored, err := r.Document(id)
	if err != nil || stored == nil {
		return member{}, false, err
	}
	m := member{place: place}
	stored.VisitFields(func(f bleve.Field) {
		if f.Name() == fieldPerson {
			ok = json.Unmarshal(f.Value(), &m.record) == nil
		}
	})
	m.words = nameWords(m.record.Name)
	return m, ok && len(m.words) > 0, nil
}

// persons puts members together that are one person. Names that could be two
// people's stay apart: a mixture would be untrue, two candidates are only a
// question more.
func persons(found []member, asked string, certain float64) []Person {
	var groups []*group
	for _, m := range found { // full names first, so that short ones find them
		if len(m.words) > 1 {
			groups = join(groups, m, sameName)
		}
	}
	full := len(groups)
	for _, m := range found {
		if len(m.words) == 1 {
			groups = joinShort(groups, full, m)
		}
	}
	words := nameWords(asked)
	people := make([]Person, 0, len(groups))
	for _, g := range groups {
		people = append(people, g.person(words, certain))
	}
	slices.SortStableFunc(people, func(a, b Person) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(len(b.Members), len(a.Members)), strings.Compare(a.Name, b.Name))
	})
	if len(people) > 1 && people[0].Score == exactly && people[1].Score < exactly {
		people = people[:1] // asked by the full name
	}
	return people
}

// A group is the members that are one person.
type group struct {
	members []member
}

func (g *group) words() []string { return g.members[0].words }

func join(groups []*group, m member, same func(a, b []string) bool) []*group {
	var fits *group
	for _, g := range groups {
		if !same(g.words(), m.words) {
			continue
		}
		if fits != nil { // two fit: neither is sure
			return append(groups, &group{[]member{m}})
		}
		fits = g
	}
	if fits == nil {
		return append(groups, &group{[]member{m}})
	}
	fits.members = append(fits.members, m)
	if len(m.words) > len(fits.words()) { // the fullest name leads
		last := len(fits.members) - 1
		fits.members[0], fits.members[last] = fits.members[last], fits.members[0]
	}
	return groups
}

// joinShort joins a name of one word to the one person who has it as their
// surname or first name.
func joinShort(groups []*group, full int, m member) []*group {
	word := m.words[0]
	has := func(a, _ []string) bool {
		return a[len(a)-1] == word || a[0] == word || len(a) > 1 && a[len(a)-2]+a[len(a)-1] == word
	}
	fits := 0
	for _, g := range groups[:full] {
		if has(g.words(), nil) {
			fits++
		}
	}
	switch fits {
	case 0:
		return join(groups, m, slices.Equal[[]string])
	case 1:
		return join(groups, m, has)
	}
	return groups // whose it is can't be told, and all of them are candidates
}

// sameName reports whether two full names are the same person's: the same
// surname, and first names that agree as far as both are given, in full or
// as initials.
func sameName(a, b []string) bool {
	if slices.Equal(a, b) {
		return true
	}
	if a[len(a)-1] != b[len(b)-1] {
		return false
	}
	if !agree(a[0], b[0]) {
		return false
	}
	// Names between the first and the last may be left out, not differ.
	return len(a) == 2 || len(b) == 2 || agree(a[1], b[1])
}

func agree(a, b string) bool {
	return a == b || utf8.RuneCountInString(a) == 1 && strings.HasPrefix(b, a) || utf8.RuneCountInString(b) == 1 && strings.HasPrefix(a, b)
}

// How well a name fits what was asked.
const (
	exactly   = 1.0
	asSurname = 0.9
	asPart    = 0.8
)

func (g *group) person(asked []string, certain float64) Person {
	p := Person{Name: g.members[0].record.Name, Score: asPart}
	for _, m := range g.members {
		p.Members = append(p.Members, m.place)
		switch last := m.words[len(m.words)-1]; {
		case slices.Equal(m.words, asked) && len(asked) > 1:
			p.Score = exactly
		case strings.Join(asked, "") == last || len(asked) == 1 && asked[0] == last:
			p.Score = max(p.Score, asSurname)
		}
	}
	p.Score *= certain
	return p
}
