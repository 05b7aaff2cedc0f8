package commands

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"footnote/i18n"
	"footnote/library"
	"footnote/store"
)

// A scope is the part of a library that a question is about. The zero value is
// all of it.
type scope struct{ in, author, after, before string }

// scopeOptions are the options that limit a question to a part of the library.
var scopeOptions = []Option{
	{Name: "in", Description: "Only in the articles with this tag", Type: Text, MaxLength: library.MaxTag, Complete: true},
	{Name: "author", Description: "Only those by this author", Type: Text, Complete: true},
	{Name: "after", Description: "Only those published since then: 2025, or 2025-11-20", Type: Text, MaxLength: 10, Complete: true},
	{Name: "before", Description: "Only those published before: 2025, or 2025-11-20", Type: Text, MaxLength: 10, Complete: true},
}

// scopeOf returns the scope that the options of a request give.
func scopeOf(req Request) scope {
	return scope{library.CleanTag(req.Text("in")), req.Text("author"), req.Text("after"), req.Text("before")}
}

// String returns the scope as an argument of a button, "" for the whole library.
func (s scope) String() string {
	v := url.Values{}
	for name, value := range s.values() {
		if *value != "" {
			v.Set(name, *value)
		}
	}
	return v.Encode()
}

// readScope is the inverse of String.
func readScope(text string) scope {
	var s scope
	v, err := url.ParseQuery(text)
	if err != nil {
		return s
	}
	for name, value := range s.values() {
		*value = v.Get(name)
	}
	return s
}

func (s *scope) values() map[string]*string {
	return map[string]*string{"in": &s.in, "author": &s.author, "after": &s.after, "before": &s.before}
}

// filter returns the scope as a filter of articles.
func (s scope) filter() store.Filter {
	return store.Filter{Tag: s.in, Author: s.author, Since: s.after, Before: s.before}
}

// check returns a reply that says which date of the scope is not one; ok is true
// if there is none.
func (s scope) check(req Request) (reply Reply, ok bool) {
	for _, date := range []string{s.after, s.before} {
		if date != "" && !store.IsDate(date) {
			return req.Whisper("“%s” is not a date. Write it like 2025, 2025-11 or 2025-11-20.", date), false
		}
	}
	return Reply{}, true
}

// within returns the ids of the articles of a scope, nil for the whole library.
// If there are none, ok is false and reply says so.
func (s scope) within(ctx context.Context, lib *library.Library, req Request) (ids []string, reply Reply, ok bool, err error) {
	if s == (scope{}) {
		return nil, reply, true, nil
	}
	if reply, ok = s.check(req); !ok {
		return nil, reply, false, nil
	}
	if ids, err = lib.Matching(ctx, s.filter()); err != nil {
		return nil, reply, false, err
	}
	if len(ids) == 0 {
		return nil, req.Whisper("No article in this library matches that: %s. See /articles for all of them.", i18n.Ours(s.words(req))), false, nil
	}
	return ids, reply, true, nil
}

// words describes a scope.
func (s scope) words(req Request) string {
	var parts []string
	if s.in != "" {
		parts = append(parts, req.T("tag “%s”", s.in))
	}
	if s.author != "" {
		parts = append(parts, req.T("author “%s”", s.author))
	}
	if s.after != "" {
		parts = append(parts, req.T("published since %s", s.after))
	}
	if s.before != "" {
		parts = append(parts, req.T("published before %s", s.before))
	}
	return strings.Join(parts, " · ")
}

// limited adds to a reply to which part of the library it is limited.
func (s scope) limited(req Request, reply Reply) Reply {
	if s != (scope{}) {
		reply.Blocks = append(reply.Blocks, Block{Small: req.T("Only in the articles with: %s", i18n.Ours(s.words(req)))})
	}
	return reply
}

// completeScope offers values for the options of a scope. ok is false for
// another option.
func completeScope(ctx context.Context, lib *library.Library, req Request) (choices []Choice, ok bool, err error) {
	var counts []store.Count
	switch req.Focused {
	case "in":
		counts, err = lib.CountBy(ctx, store.ByTag)
	case "author":
		counts, err = lib.CountBy(ctx, store.ByAuthor)
	case "after", "before":
		counts, err = dates(ctx, lib)
	default:
		return nil, false, nil
	}
	return countsOffered(counts, req.Text(req.Focused)), true, err
}

// dates returns the years and the months in which articles were published, the
// newest first.
func dates(ctx context.Context, lib *library.Library) ([]store.Count, error) {
	years, err := lib.CountBy(ctx, store.ByYear)
	if err != nil {
		return nil, err
	}
	months, err := lib.CountBy(ctx, store.ByMonth)
	all := slices.Concat(years, months)
	slices.SortFunc(all, func(a, b store.Count) int { return strings.Compare(b.Value, a.Value) })
	return all, err
}

// countsOffered offers the values that have what is typed.
func countsOffered(counts []store.Count, typed string) []Choice {
	var choices []Choice
	typed = strings.ToLower(strings.TrimLeft(typed, "#"))
	for _, c := range counts {
		if len(choices) == maxOffered {
			break
		}
		if value := shorten(c.Value, maxChoiceLength); value == c.Value && strings.Contains(strings.ToLower(value), typed) {
			choices = append(choices, Choice{Name: shorten(fmt.Sprintf("%s (%d)", value, c.Articles), maxChoiceLength), Value: value})
		}
	}
	return choices
}

// completeInScope completes the options of a scope, and the others with
// complete.
func completeInScope(complete completes) completes {
	return func(ctx context.Context, lib *library.Library, req Request) ([]Choice, error) {
		if choices, ok, err := completeScope(ctx, lib, req); ok {
			return choices, err
		}
		if complete == nil {
			return nil, nil
		}
		return complete(ctx, lib, req)
	}
}

// completes is the Complete of a Command.
type completes = func(ctx context.Context, lib *library.Library, req Request) ([]Choice, error)
