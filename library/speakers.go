package library

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article"
	"footnote/article/quotes"
	"footnote/index/who"
	"footnote/library/diff"
	"footnote/store"
)

// speakers decides whether a quotation is by the person that a claim names.
type speakers struct {
	library  *Library
	claimed  string
	people   []who.Person               // people the name may mean; several may share a surname
	articles map[string]article.Article // read so far
}

// A match says whether a speaker is the person that a claim names.
type match int

const (
	another match = iota
	maybe         // the article gives only part of the claimed name, or an office
	theirs
)

// match compares r's speaker with the claimed one: the names are equal, or the
// speaker is a person of the article who is called that.
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
			a, err := s.read(ctx, r.Article)
			if err != nil {
				return another, err
			}
			cast := a.People
			if m.N < len(cast) && (cast[m.N].Name == by || slices.Contains(cast[m.N].Aliases, by)) {
				return theirs, nil
			}
		}
	}
	if quotes.IsOffice(by, r.Article.Language) && !quotes.IsOffice("the "+claimed, r.Article.Language) {
		return maybe, nil
	}
	if !heads(claimed, name) {
		return another, nil
	}
	a, err := s.read(ctx, r.Article)
	if err != nil || !onlyOne(a.Passages, name, claimed) {
		return maybe, err
	}
	return theirs, nil
}

// onlyOne reports whether passages have a full name, and no one else with its
// surname: “Rio Tilton”, where the reader only recognized “Tilton”.
func onlyOne(passages []article.Passage, surname, full string) bool {
	found := false
	for _, p := range passages {
		text := diff.OneForm.Replace(p.Text)
		for at := 0; ; {
			i := strings.Index(text[at:], " "+surname)
			if i < 0 {
				break
			}
			at += i + 1
			if start := at + len(surname) - len(full); start >= 0 && strings.EqualFold(text[start:at+len(surname)], full) {
				found = true
			} else if firstName(text[:at-1]) {
				return false
			}
		}
	}
	return found
}

// firstName reports whether text ends in a capitalized word that does not begin
// a sentence.
func firstName(text string) bool {
	at := strings.LastIndexAny(text, " \n(“\"") + 1
	first, _ := utf8.DecodeRuneInString(text[at:])
	last, _ := utf8.DecodeLastRuneInString(text)
	before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[:at], " "))
	return unicode.IsUpper(first) && unicode.IsLetter(last) && (unicode.IsLetter(before) || before == ',')
}

// read returns an article that was read for this claim, or reads it.
func (s *speakers) read(ctx context.Context, info store.Info) (article.Article, error) {
	if a, ok := s.articles[info.ID]; ok {
		return a, nil
	}
	_, a, err := s.library.store.Article(ctx, s.library.name, info.ID)
	if err != nil {
		return a, err
	}
	if s.articles == nil {
		s.articles = map[string]article.Article{}
	}
	s.articles[info.ID] = a
	return a, nil
}

// heads reports whether a name is the end of a longer name of the same person:
// “Quinn” of “Mayor Quinn”, not of “a friend of Quinn”.
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

// plainName is a name with normalized punctuation, without “the”.
func plainName(name string) string {
	name = diff.OneForm.Replace(strings.Join(strings.Fields(name), " "))
	return strings.TrimPrefix(strings.TrimPrefix(name, "the "), "The ")
}
