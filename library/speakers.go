package library

import (
	"context"
	"slices"
	"strings"

	"footnote/article"
	"footnote/index"
	"footnote/store"
)

// speakers tells whether a quotation is by the person that a claim names.
type speakers struct {
	library *Library
	claimed string
	people  []index.Person // who may be called so; several share a surname
	cast    map[string][]article.Person
}

// A match says whether somebody is the person that a claim names.
type match int

const (
	another match = iota
	maybe         // the article gives only a part of the claimed name
	theirs
)

// match compares r's speaker with the claimed one: they bear the name as it is
// written, or they are a person of their article who is called so.
func (s *speakers) match(ctx context.Context, r Result) (match, error) {
	if s.claimed == "" || r.Quote == nil || r.Quote.Speaker == "" {
		return another, nil
	}
	by := r.Quote.Speaker
	name, claimed := plainName(by), plainName(s.claimed)
	if strings.EqualFold(name, claimed) || heads(name, claimed) {
		return theirs, nil
	}
	for _, p := range s.people {
		if p.Name == by && strings.Contains(by, " ") {
			return theirs, nil
		}
		for _, m := range p.Members {
			if m.Article != r.Article.ID {
				continue
			}
			cast, err := s.castOf(ctx, r.Article)
			if err != nil {
				return another, err
			}
			if m.N < len(cast) && (cast[m.N].Name == by || slices.Contains(cast[m.N].Aliases, by)) {
				return theirs, nil
			}
		}
	}
	if heads(claimed, name) {
		return maybe, nil
	}
	return another, nil
}

// castOf returns the people of an article.
func (s *speakers) castOf(ctx context.Context, info store.Info) ([]article.Person, error) {
	if cast, ok := s.cast[info.ID]; ok {
		return cast, nil
	}
	_, a, err := s.library.store.Article(ctx, s.library.name, info.ID)
	if err != nil {
		return nil, err
	}
	if s.cast == nil {
		s.cast = map[string][]article.Person{}
	}
	s.cast[info.ID] = a.People
	return a.People, nil
}

// heads reports whether a name is the end of a longer one that is nobody of
// another's: “Quinn” of “Mayor Quinn”, not of “a friend of Quinn”.
func heads(long, name string) bool {
	words, last := strings.Fields(strings.ToLower(long)), strings.Fields(strings.ToLower(name))
	if len(last) >= len(words) || len(last) == 0 {
		return false
	}
	before := words[:len(words)-len(last)]
	for _, w := range before {
		if ofAnother[w] || strings.HasSuffix(w, "'s") {
			return false
		}
	}
	return slices.Equal(words[len(before):], last)
}

var ofAnother = map[string]bool{"of": true, "for": true, "to": true, "from": true, "by": true, "with": true, "von": true, "des": true, "der": true}

// plainName is a name with one form of its marks, without “the”.
func plainName(name string) string {
	name = oneForm.Replace(strings.Join(strings.Fields(name), " "))
	return strings.TrimPrefix(strings.TrimPrefix(name, "the "), "The ")
}
