package store_test

import (
	"fmt"
	"strings"

	"footnote/article"
	"footnote/store"
)

// sample returns an article about the nth cat: 30 passages, some 12 KB.
func sample(n int) store.Entry {
	url := fmt.Sprintf("https://example.org/cats/%d", n)
	a := article.Article{
		Title: fmt.Sprintf("Cat number %d", n), Author: "Ann Archer", Published: "2024-05-06", Language: "en",
		URL: url, Site: "Example", Sections: []article.Section{{Heading: "Life", Level: 1}},
		Warnings: []article.Warning{{Text: "The date is a guess."}},
	}
	var body strings.Builder
	for i := range 30 {
		text := fmt.Sprintf("“Cats sleep,” said Ann Archer on day %d of cat %d. %s", i, n,
			strings.Repeat("They wake when a tin is opened, and not before. ", 7))
		a.Passages = append(a.Passages, article.Passage{Section: "Life", Kind: article.Paragraph, Text: text})
		body.WriteString(text + "\n\n")
	}
	said := article.Span{Start: len("“"), End: len("“Cats sleep,")}
	name := article.Span{Start: strings.Index(a.Passages[0].Text, "Ann"), End: strings.Index(a.Passages[0].Text, " on")}
	for i := range 5 {
		a.Quotes = append(a.Quotes, article.Quote{
			Text: "Cats sleep,", Speaker: "Ann Archer", SpeakerText: "Ann Archer", Grounds: article.Beside,
			Parts: []article.Part{{Passage: i, Span: said}},
		})
	}
	a.People = []article.Person{{
		Name: "Ann Archer", Aliases: []string{"Archer", "Ann"},
		Mentions:  []article.Mention{{Passage: 0, Span: name}, {Passage: 1, Span: name}},
		Described: []article.Mention{{Passage: 2, Span: name}},
	}}
	return store.Entry{Source: article.Source{URL: url, MediaType: "text/plain", Body: []byte(body.String())}, Reading: a}
}

// samples returns the articles from, from+1, … up to but without to.
func samples(from, to int) []store.Entry {
	var list []store.Entry
	for n := from; n < to; n++ {
		list = append(list, sample(n))
	}
	return list
}

// short returns an article of one passage.
func short(id, text string) store.Entry {
	return store.Entry{
		ID:      id,
		Source:  article.Source{Body: []byte(text)},
		Reading: article.Article{Title: "Short", Passages: []article.Passage{{Kind: article.Paragraph, Text: text}}},
	}
}
