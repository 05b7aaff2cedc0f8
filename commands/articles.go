package commands

import (
	"context"
	"strings"

	"footnote/i18n"
	"footnote/library"
	"footnote/store"
)

func init() {
	register(Command{
		Name:        "articles",
		Description: "See which articles this library has, newest first",
		Options:     articleFilters,
		Run:         articles,
		Complete:    completeInScope(nil),
	})
}

// articleFilters are the options that filter articles.
var articleFilters = append([]Option{
	{Name: "words", Description: "Only those with these words in their title, author or address", Type: Text},
}, scopeOptions...)

const articlesAPage = 8

// articles lists a page of the library's articles, newest first.
func articles(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	words, part, page := req.Text("words"), scopeOf(req), 1
	if req.Action == "page" {
		var args []string
		args, page = turnPage(req, 2)
		words, part = args[0], readScope(args[1])
	}
	if reply, ok := part.check(req); !ok {
		return reply, nil
	}
	filter := part.filter()
	filter.Text = words
	ahead := lib.Ahead()
	defer ahead.Wait()
	asked := max(page, 1)
	list := func(page int) func() ([]store.Info, error) {
		part := filter
		part.Limit, part.Offset = articlesAPage, (page-1)*articlesAPage
		return library.Soon(ctx, ahead, func(ctx context.Context) ([]store.Info, error) { return lib.Articles(ctx, part) })
	}
	listed := list(asked)
	total, err := lib.CountArticles(ctx, filter)
	if err != nil {
		return Reply{}, err
	}
	if total == 0 {
		if filter != (store.Filter{}) {
			return req.Whisper("No article in this library matches that. See /articles for all of them."), nil
		}
		return req.Whisper(emptyLibrary), nil
	}
	pages := (total + articlesAPage - 1) / articlesAPage
	if page = min(asked, pages); page != asked {
		listed = list(page)
	}
	shown, err := listed()
	if err != nil {
		return Reply{}, err
	}
	reply := Reply{Title: req.T("%d articles", total), Replace: req.Action != ""}
	tags, err := lib.Tags(ctx, store.IDsOf(shown)...)
	if err != nil {
		return Reply{}, err
	}
	for _, i := range shown {
		reply.Blocks = append(reply.Blocks, Block{
			Cite:  &Citation{Source: source(i, "")},
			Small: inventory(req.Locale, i) + tagged(tags[i.ID]),
		})
	}
	return paged(req, part.limited(req, reply), page, pages, words, part.String()), nil
}

// inventory returns the counts and the id of an article, for small print.
func inventory(locale string, i store.Info) string {
	return strings.Join([]string{
		i18n.T(locale, "%d passages", i.Passages),
		i18n.T(locale, "%d quotations", i.Quotes),
		i18n.T(locale, "%d people", i.People),
		i18n.T(locale, "id %s", i.ID),
	}, " · ")
}
