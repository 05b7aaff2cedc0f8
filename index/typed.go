package index

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"
)

// Names returns the people whose name has words that begin with what is
// typed so far, the most mentioned first; all of them where nothing is.
func (x *Index) Names(ctx context.Context, typed string, limit int) ([]string, error) {
	v, err := x.acquire(ctx)
	if err != nil {
		return nil, err
	}
	defer v.release()
	var found []*somebody
	err = recovered(func() error {
		v.people.once.Do(func() { v.people.err = v.readPeople(context.WithoutCancel(ctx)) })
		if v.people.err != nil {
			return v.people.err
		}
		found = v.people.typed(typed)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("offer names: %w", damaged(err))
	}
	slices.SortStableFunc(found, func(a, b *somebody) int {
		return cmp.Or(b.mentions-a.mentions, strings.Compare(a.name, b.name))
	})
	var names []string
	for _, s := range found[:min(limited(limit), len(found))] {
		names = append(names, s.name)
	}
	return names, nil
}

// typed returns the people of whom each typed word begins a word.
func (p *people) typed(text string) []*somebody {
	words := parseName(text).words
	if len(words) == 0 {
		return slices.Clone(p.all)
	}
	var found []*somebody
	seen := map[*somebody]bool{}
	last := words[len(words)-1]
	for i := sort.Search(len(p.words), func(i int) bool { return p.words[i].word >= last }); i < len(p.words) && strings.HasPrefix(p.words[i].word, last); i++ {
		for _, s := range p.byWord[p.words[i].word] {
			if !seen[s] && s.begins(words) {
				found = append(found, s)
			}
			seen[s] = true
		}
	}
	if len(found) == 0 { // a slip, or a nickname
		for _, match := range p.find(text, 5) {
			for _, s := range p.all {
				if s.name == match.Name {
					found = append(found, s)
					break
				}
			}
		}
	}
	return found
}

// begins reports whether each of words begins a word of the person's names.
func (s *somebody) begins(words []string) bool {
	for _, w := range words {
		if !slices.ContainsFunc(s.names, func(n personName) bool {
			return slices.ContainsFunc(n.words, func(have string) bool { return strings.HasPrefix(have, w) })
		}) {
			return false
		}
	}
	return true
}
