package store

import (
	"bytes"
	"slices"
	"strconv"

	"footnote/article"
)

// cleanSource makes the properties of a source valid for both engines. Its body
// is kept byte for byte.
func cleanSource(s article.Source) article.Source {
	return article.Source{
		URL: clean(s.URL), Name: clean(s.Name), MediaType: clean(s.MediaType),
		Title: clean(s.Title), Author: clean(s.Author), Published: clean(s.Published),
		Body: bytes.Clone(s.Body),
	}
}

// cleanReading returns a copy of a that is valid for both engines and shares
// nothing with it. An empty list becomes nil, as it will be when it is read
// back.
func cleanReading(a article.Article) article.Article {
	return article.Article{
		Title: clean(a.Title), Author: clean(a.Author), Published: clean(a.Published),
		Language: clean(a.Language), URL: clean(a.URL), Site: clean(a.Site),
		Sections: each(a.Sections, func(s article.Section) article.Section {
			return article.Section{Heading: clean(s.Heading), Level: s.Level}
		}),
		Passages: each(a.Passages, func(p article.Passage) article.Passage {
			return article.Passage{Section: clean(p.Section), Kind: article.Kind(clean(string(p.Kind))), Text: clean(p.Text)}
		}),
		Quotes: each(a.Quotes, func(q article.Quote) article.Quote {
			return article.Quote{
				Text: clean(q.Text), Speaker: clean(q.Speaker), SpeakerText: clean(q.SpeakerText),
				Grounds: article.Grounds(clean(string(q.Grounds))), Parts: each(q.Parts, same), Denial: q.Denial,
			}
		}),
		People: each(a.People, func(p article.Person) article.Person {
			return article.Person{
				Name: clean(p.Name), Aliases: each(p.Aliases, clean),
				Mentions: each(p.Mentions, same), Described: each(p.Described, same),
			}
		}),
		Warnings: each(a.Warnings, func(w article.Warning) article.Warning {
			return article.Warning{Text: clean(w.Text), Serious: w.Serious}
		}),
	}
}

// each returns f of every item, nil if there are none.
func each[T any](items []T, f func(T) T) []T {
	if len(items) == 0 {
		return nil
	}
	out := slices.Clone(items)
	for i := range out {
		out[i] = f(out[i])
	}
	return out
}

// same returns v, for lists that are only copied.
func same[T any](v T) T { return v }

// digestOf is the digest of a reading.
func digestOf(a article.Article) string { return readingDigest(a, true) }

// readsAs reports whether a is the reading that has the digest, which may be of
// a version without denials.
func readsAs(a article.Article, digest string) bool {
	return digestOf(a) == digest || beforeDenials(a) == digest
}

// beforeDenials is the digest of a reading in versions without denials, "" for
// a reading that has a denied quotation.
func beforeDenials(a article.Article) string {
	if slices.ContainsFunc(a.Quotes, article.Quote.Denied) {
		return ""
	}
	return readingDigest(a, false)
}

func readingDigest(a article.Article, denials bool) string {
	d := newDigester().add(a.Title, a.Author, a.Published, a.Language, a.URL, a.Site)
	d.add(toJSON(a.Sections), toJSON(a.Warnings), strconv.Itoa(len(a.Passages)))
	for _, p := range a.Passages {
		d.add(p.Section, string(p.Kind), p.Text)
	}
	for _, q := range a.Quotes {
		d.add(q.Text, q.Speaker, q.SpeakerText, string(q.Grounds), partsJSON(q.Parts))
		if denials {
			d.add(denialJSON(q))
		}
	}
	for _, p := range a.People {
		d.add(p.Name, toJSON(p.Aliases), mentionsJSON(p.Mentions), mentionsJSON(p.Described))
	}
	return d.sum()
}
