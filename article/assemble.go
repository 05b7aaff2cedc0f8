package article

import "strings"

func read(src Source) (document, error) {
	d := document{title: src.Title, author: src.Author, published: src.Published, url: src.URL}
	for _, p := range strings.Split(strings.ReplaceAll(string(src.Body), "\r\n", "\n"), "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			d.blocks = append(d.blocks, block{kind: Paragraph, text: p})
		}
	}
	return d, nil
}

func assemble(d document) Article {
	a := Article{Title: d.title, Author: d.author, Published: d.published, URL: d.url, Language: "en"}
	for _, b := range d.blocks {
		a.Passages = append(a.Passages, Passage{Kind: b.kind, Text: b.text})
	}
	return a
}
