package commands

import (
	"context"

	"footnote/article"
	"footnote/index"
	"footnote/library"
)

func init() {
	register(Command{
		Name:        "ask",
		Description: "Ask a question and get the passages that answer it",
		Options: []Option{
			{Name: "question", Description: "In your own words: why did lecun leave meta", Type: Text, Required: true},
		},
		Run: ask,
	})
}

const answersAPage = 2

// ask finds the passages that answer a question, the best sentence of each
// marked.
func ask(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	question, page := req.Text("question"), 1
	if req.Action == "page" {
		args, n, ok := turned(req, 1)
		if !ok {
			return stale(), nil
		}
		question, page = args[0], n
	}
	answer, err := lib.Answer(ctx, index.Query{Kind: index.Passages, Text: question, Limit: 10})
	if err != nil {
		return Reply{}, err
	}
	if !answer.Answered {
		return missing(answer, "That is not in this library: “"+question+"”.",
			"Try other words, or /search for single ones."), nil
	}
	results, page, pages := window(answer.Results, page, answersAPage)
	reply := Reply{Title: question, Replace: req.Action != ""}
	for _, r := range results {
		reply.Blocks = append(reply.Blocks, Block{Cite: citeAnswer(r)})
	}
	return paged(reply, page, pages, question), nil
}

// citeAnswer marks the sentence that answers, or the words that were found
// where the passage is but one sentence.
func citeAnswer(r library.Result) *Citation {
	c := cite(r)
	if r.Sentence.End-r.Sentence.Start < len(r.Passage) {
		c.Marks = []article.Span{r.Sentence}
	}
	return c
}
