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
		Options: append([]Option{
			{Name: "words", Description: "What to search for", Type: Text, Required: true},
		}, scopeOptions...),
		Run:      sayingGone(search),
		Complete: completeInScope(nil),
	})
}

const passagesAPage = 3

// search finds passages by their words, even if they match loosely.
func search(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	words, part, page := req.Text("words"), scopeOf(req), 1
	switch req.Action {
	case requestAction:
		return requestArticle(ctx, lib, req)
	case "page":
		var args []string
		args, page = turnPage(req, 2)
		words, part = args[0], readScope(args[1])
	}
	within, reply, ok, err := part.within(ctx, lib, req)
	if !ok || err != nil {
		return reply, err
	}
	answer, err := lib.Answer(ctx, index.Query{Kind: index.Passages, Text: words, Within: within, Limit: max(30, req.Results)})
	if err != nil {
		return Reply{}, err
	}
	if len(answer.Results) == 0 {
		return part.limited(req, canRequest(req, missing(req, answer, req.T("No article in this library contains “%s”.", words),
			req.T("Try fewer or other words, or see all articles with /articles.")), words)), nil
	}
	results, page, pages := window(unrepeated(answer.Results), page, cmp.Or(req.Results, passagesAPage))
	reply = Reply{Title: req.T("Passages: “%s”", words), Replace: req.Action != ""}
	if strings.ContainsAny(words, `"“”„«»`) { // it has marks of its own
		reply.Title = req.T("Passages: %s", words)
	}
	for _, r := range results {
		reply.Blocks = append(reply.Blocks, Block{Cite: cite(r)})
	}
	reply = unknown(req, reply, answer)
	reply = paged(req, part.limited(req, reply), page, pages, words, part.String())
	reply.Buttons = append(reply.Buttons, opensArticle(req, results)...)
	return reply, nil
}
