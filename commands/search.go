package commands

import (
	"context"

	"footnote/index"
	"footnote/library"
)

func init() {
	register(Command{
		Name:        "search",
		Description: "Find the passages that have given words",
		Options: []Option{
			{Name: "words", Description: "What to look for: world models", Type: Text, Required: true},
		},
		Run: search,
	})
}

const passagesAPage = 3

// search finds passages by their words, however loosely they fit.
func search(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	words, page := req.Text("words"), 1
	if req.Action == "page" {
		args, n, ok := turned(req, 1)
		if !ok {
			return stale(), nil
		}
		words, page = args[0], n
	}
	answer, err := lib.Answer(ctx, index.Query{Kind: index.Passages, Text: words, Limit: 30})
	if err != nil {
		return Reply{}, err
	}
	if len(answer.Results) == 0 {
		return missing(answer, "No article of this library has “"+words+"”.",
			"Try fewer or other words, or /articles to see what there is."), nil
	}
	results, page, pages := window(answer.Results, page, passagesAPage)
	reply := Reply{Title: "Passages: “" + words + "”", Replace: req.Action != ""}
	for _, r := range results {
		reply.Blocks = append(reply.Blocks, Block{Cite: cite(r)})
	}
	return paged(reply, page, pages, words), nil
}
