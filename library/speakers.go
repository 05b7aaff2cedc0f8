package library

import (
	"context"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/article"
	"footnote/article/quotes"
	"footnote/index/who"
	"footnote/library/diff"
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

// match compares the speakers of places with the claimed one. It reads the
// articles that it needs at once.
func (s *speakers) match(ctx context.Context, near []nearest) error {
	var unread []string
	for i := range near {
		by, ok := s.judge(near[i].result)
		near[i].by = by
		if id := near[i].result.Article.ID; !ok && !slices.Contains(unread, id) {
			unread = append(unread, id)
		}
	}
	if len(unread) == 0 {
		return nil
	}
	readings, err := s.library.store.Readings(ctx, s.library.name, unread)
	if err != nil {
		return err
	}
	read := map[string]article.Article{}
	for _, id := range unread {
		read[id] = article.Article{} // one that was removed meanwhile names no one
	}
	for _, r := range readings {
		read[r.ID] = r.Article
	}
	s.know(read)
	for i := range near {
		near[i].by, _ = s.judge(near[i].result)
	}
	return nil
}

// know adds articles to those that were read.
func (s *speakers) know(articles map[string]article.Article) {
	if s.articles == nil {
		s.articles = map[string]article.Article{}
	}
	maps.Copy(s.articles, articles)
}

// judge compares r's speaker with the claimed one: the names are equal, or the
// speaker is a person of the article who is called that. ok is false if the
// article has to be read for that.
func (s *speakers) judge(r Result) (by match, ok bool) {
	if s.claimed == "" || r.Quote == nil || r.Quote.Speaker == "" {
		return another, true
	}
	a, read := s.articles[r.Article.ID]
	speaker := r.Quote.Speaker
	name, claimed := plainName(speaker), plainName(s.claimed)
	if strings.EqualFold(name, claimed) || heads(name, claimed) {
		return theirs, true
	}
	for _, p := range s.people {
		if p.Name == speaker && strings.Contains(speaker, " ") {
			return theirs, true
		}
		for _, m := range p.Members {
			if m.Article != r.Article.ID {
				continue
			}
			if !read {
				return another, false
			}
			cast := a.People
			if m.N < len(cast) && (cast[m.N].Name == speaker || slices.Contains(cast[m.N].Aliases, speaker)) {
				return theirs, true
			}
		}
	}
	if quotes.IsOffice(speaker, r.Article.Language) && !quotes.IsOffice("the "+claimed, r.Article.Language) {
		return maybe, true
	}
	if !heads(claimed, name) {
		return another, true
	}
	if !read {
		return maybe, false
	}
	if !onlyOne(a.Passages, name, claimed) {
		return maybe, true
	}
	return theirs, true
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
