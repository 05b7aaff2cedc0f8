package commands

import (
	"context"
	"strings"

	"footnote/library"
	"footnote/store"
)

// mostOffered is how many values are offered while somebody types.
const mostOffered = 25

// completeArticle offers articles by title, their ids as values, the newest
// where nothing is typed yet.
func completeArticle(ctx context.Context, lib *library.Library, req Request) ([]Choice, error) {
	if req.Focused != "article" {
		return nil, nil
	}
	infos, err := lib.Articles(ctx, store.Filter{Text: req.Text(req.Focused), Limit: mostOffered})
	if err != nil {
		return nil, err
	}
	var choices []Choice
	for _, i := range infos {
		choices = append(choices, Choice{Name: shorten(i.Title, 100), Value: i.ID})
	}
	return choices, nil
}

// completeName offers people whom the articles name.
func completeName(ctx context.Context, lib *library.Library, req Request) ([]Choice, error) {
	names, err := lib.Names(ctx, strings.TrimSpace(req.Text(req.Focused)), mostOffered)
	if err != nil {
		return nil, err
	}
	var choices []Choice
	for _, name := range names {
		choices = append(choices, Choice{Name: shorten(name, 100), Value: shorten(name, 100)})
	}
	return choices, nil
}
