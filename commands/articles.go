package commands

import (
	"context"
	"strings"

	"footnote/library"
	"footnote/store"
)

func init() {
	register(Command{
		Name:        "articles",
		Description: "See which articles this library has, newest first",
		Options: []Option{
			{Name: "words", Description: "Only those with these words in their title, author or address", Type: Text},
		},
		Run: articles,
	})
}

const articlesAPage = 8

// articles lists a page of the library's articles, newest first.
func articles(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	words, page := req.Text("words"), 1
	if req.Action == "page" {
		args, n, ok := turned(req, 1)
		if !ok {
			return stale(), nil
		}
		words, page = args[0], n
	}
	return listArticles(ctx, lib, words, page, req.Action != "")
}

func listArticles(ctx context.Context, lib *library.Library, words string, page int, replace bool) (Reply, error) {
	infos, err := lib.Articles(ctx, store.Filter{Text: words})
	if err != nil {
		return Reply{}, err
	}
	if len(infos) == 0 {
		if words != "" {
			return Whisper("No article of this library has “%s” in its title, author or address.", words), nil
		}
		return Whisper(emptyLibrary), nil
	}
	shown, page, pages := window(infos, page, articlesAPage)
	reply := Reply{Title: counted(len(infos), "article", "articles"), Replace: replace}
	for _, i := range shown {
		reply.Blocks = append(reply.Blocks, Block{
			Cite:  &Citation{Source: source(i, "")},
			Small: inventory(i),
		})
	}
	return paged(reply, page, pages, words), nil
}

// inventory says what an article holds, in small print.
func inventory(i store.Info) string {
	return strings.Join([]string{
		count(i.Passages, "passage"),
		count(i.Quotes, "quotation"),
		counted(i.People, "person", "people"),
		"id " + i.ID,
	}, " · ")
}
