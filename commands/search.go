package commands

import (
	"cmp"
	"context"
	"strings"

	"footnote/index"
	"footnote/library"
)

func init() {
	register(Command{
		Name:        "search",
		Description: "Find the passages that contain certain words",
		Options: []Option{
			{Name: "words", Description: "What to search for", Type: Text, Required: true},
		},
		Run: search,
	})
}

const passagesAPage = 3

// search finds passages by their words, even if they match loosely.
func search(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	words, page := req.Text("words"), 1
	switch req.Action {
	case requestAction:
		return requestArticle(ctx, lib, req)
	case "page":
		var args []string
		args, page = turnPage(req, 1)
		words = args[0]
	}
	answer, err := lib.Answer(ctx, index.Query{Kind: index.Passages, Text: words, Limit: max(30, req.Results)})
	if err != nil {
		return Reply{}, err
	}
	if len(answer.Results) == 0 {
		return canRequest(req, missing(req, answer, req.T("No article in this library contains “%s”.", words),
			req.T("Try fewer or other words, or see all articles with /articles.")), words), nil
	}
	results, page, pages := window(answer.Results, page, cmp.Or(req.Results, passagesAPage))
	reply := Reply{Title: req.T("Passages: “%s”", words), Replace: req.Action != ""}
	if strings.ContainsAny(words, `"“”„«»`) { // it has marks of its own
		reply.Title = req.T("Passages: %s", words)
	}
	for _, r := range results {
		reply.Blocks = append(reply.Blocks, Block{Cite: cite(r)})
	}
	reply = unknown(req, reply, answer)
	reply = paged(req, reply, page, pages, words)
	reply.Buttons = append(reply.Buttons, opensArticle(req, results)...)
	return reply, nil
}
