package commands

import (
	"context"

	"footnote/index"
	"footnote/library"
)

func init() {
	register(Command{
		Name:        "quote",
		Description: "Find what somebody said, word for word",
		Options: []Option{
			{Name: "words", Description: "Words of the quotation, or who said it; leave empty for one by chance", Type: Text},
		},
		Run: quote,
	})
}

const quotesAPage = 4

// quote finds quotations that contain the given words or are by the given
// name. Without words it draws one by lot.
func quote(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	words, page := req.Text("words"), 1
	if req.Action == "page" {
		args, n, ok := turned(req, 1)
		if !ok {
			return stale(), nil
		}
		words, page = args[0], n
	}
	if words == "" || req.Action == "another" {
		return randomQuote(ctx, lib, req)
	}
	answer, err := lib.Answer(ctx, index.Query{Kind: index.Quotes, Text: words, Limit: 25})
	if err != nil {
		return Reply{}, err
	}
	if !answer.Answered {
		return missing(answer, "Nobody in this library is quoted on “"+words+"”.",
			"Try fewer or other words, or /search for the articles themselves."), nil
	}
	results, page, pages := window(answer.Results, page, quotesAPage)
	reply := Reply{Title: "Quotations: “" + words + "”", Replace: req.Action != ""}
	for _, r := range results {
		reply.Blocks = append(reply.Blocks, Block{Cite: citeQuote(r)})
	}
	return paged(reply, page, pages, words), nil
}

func randomQuote(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	answer, err := lib.RandomQuote(ctx)
	if err != nil {
		return Reply{}, err
	}
	if !answer.Answered {
		return missing(answer, "No article of this library quotes anybody.", ""), nil
	}
	return Reply{
		Title:   "A quotation by chance",
		Blocks:  []Block{{Cite: citeQuote(answer.Results[0])}},
		Buttons: []Button{{Label: "Another", Action: "another"}},
		Replace: req.Action != "",
	}, nil
}
