package commands

import (
	"cmp"
	"context"
	"slices"

	"footnote/article"
	"footnote/index"
	"footnote/library"
)

func init() {
	register(Command{
		Name:        "ask",
		Description: "Ask a question and get the passages that answer it",
		Options: append([]Option{
			{Name: "question", Description: "In your own words", Type: Text, Required: true},
			{Name: "article", Description: "Only in this article", Type: Text, Complete: true},
		}, scopeOptions...),
		Run:      sayingGone(askingAbout(choosing(ask))),
		Complete: completeInScope(completeArticle),
	})
}

const answersAPage = 3

// ask finds the passages that answer a question, the best sentence of each
// marked.
func ask(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	question, only, part, page := req.Text("question"), req.Text("article"), scopeOf(req), 1
	switch req.Action {
	case requestAction:
		return requestArticle(ctx, lib, req)
	case "keep":
		args, _ := turnPage(req, 1)
		return keepTest(ctx, lib, req, args[0])
	case "page", "why":
		var args []string
		args, page = turnPage(req, 3)
		question, only, part = args[0], args[1], readScope(args[2])
	case FollowUp:
		return followForm(req), nil
	case FollowedUp:
		return followUp(ctx, lib, req)
	case whoSaidAction:
		about, ok := subjectOf(req)
		if !ok {
			return staleNote(req), nil
		}
		return whoSaid(ctx, lib, req, about)
	}
	return answerAsk(ctx, lib, req, question, only, part, page)
}

// answerAsk returns a page of the answer to a question, only in one article if
// that is not "", and only in a part of the library.
func answerAsk(ctx context.Context, lib *library.Library, req Request, question, only string, part scope, page int) (Reply, error) {
	if only != "" {
		id, reply, err := theArticle(ctx, lib, req, only)
		if id == "" || err != nil {
			return reply, err
		}
		only = id
	}
	within, reply, ok, err := part.within(ctx, lib, req)
	if !ok || err != nil {
		return reply, err
	}
	answer, err := lib.Ask(ctx, askQuery(req, question, only, within), req.Model)
	if err != nil {
		return Reply{}, err
	}
	return answered(ctx, lib, req, question, only, part, page, answer)
}

// askQuery returns the query of a question, only in one article if that is not
// "", and only within articles.
func askQuery(req Request, question, only string, within []string) index.Query {
	return index.Query{Kind: index.Passages, Text: question, Article: only, Within: within, Limit: max(10, req.Results), Why: req.Action == "why"}
}

// answered returns a page of an answer to the question of askQuery.
func answered(ctx context.Context, lib *library.Library, req Request, question, only string, part scope, page int, answer library.Answer) (Reply, error) {
	results, page, pages := window(unrepeated(answer.Results), page, cmp.Or(req.Results, answersAPage))
	if req.Action == "why" && len(results) > 0 {
		reply := why(req, question, results)
		if page == 1 && answer.Pinned {
			reply.Blocks[0].Small = req.T("A moderator chose this article for this question.")
		}
		if only == "" && part == (scope{}) && req.User.Moderator {
			reply.Buttons = []Button{{Label: req.T("Keep as a test"), Action: "keep", Args: pageArgs([]string{question}, 1)}}
		}
		return whyChosen(req, reply, answer), nil
	}
	switch answer.Outcome() {
	case library.Unsure:
		return part.limited(req, unsure(req, answer, results, question, only, part)), nil
	case library.None:
		return part.limited(req, notAnswered(req, answer, question, only)), nil
	}
	reply := Reply{Title: question, Replace: req.Action != "" && req.Action != FollowedUp}
	for i, r := range results {
		b := Block{Cite: citeAnswer(r)}
		if i == 0 && page == 1 && answer.Pinned {
			b.Small = req.T("A moderator chose this article for this question.")
		}
		reply.Blocks = append(reply.Blocks, b)
	}
	if page == 1 {
		reply = withDisagreeing(ctx, lib, req, reply, results)
	}
	reply = chosenByModel(req, unknown(req, reply, answer), answer)
	reply = paged(req, part.limited(req, reply), page, pages, question, only, part.String())
	if req.User.Moderator {
		reply.Buttons = append(reply.Buttons, Button{Label: req.T("Why these"), Action: "why", Args: reply.Again.Args})
	}
	reply.Buttons = append(reply.Buttons, opensArticle(req, results)...)
	return reply, nil
}

// AskArgs returns the arguments of a button of /ask that repeats a request with
// options, at a page.
func AskArgs(req Request, page int) []string {
	return pageArgs([]string{req.Text("question"), req.Text("article"), scopeOf(req).String()}, page)
}

// citeAnswer marks the sentence that answers, or the matched words if the
// passage is a single sentence.
func citeAnswer(r library.Result) *Citation {
	c := cite(r)
	if r.Sentence.End-r.Sentence.Start < len(r.Passage) {
		c.Marks, c.Answers = moved([]article.Span{r.Sentence}, len(led(r))), true
	}
	return c
}

// unsure shows a possible answer, and says that it is not sure.
func unsure(req Request, answer library.Answer, results []library.Result, question, only string, part scope) Reply {
	reply := Reply{Title: question, Private: true, Again: &Again{Action: "page", Args: pageArgs([]string{question, only, part.String()}, 1)}, Blocks: []Block{{Text: req.T("I am not sure. This is the closest:")}}}
	for _, r := range results {
		reply.Blocks = append(reply.Blocks, Block{Cite: citeAnswer(r)})
	}
	reply = chosenByModel(req, unknown(req, reply, answer), answer)
	reply.Buttons = opensArticle(req, results)
	reply = canRequest(req, reply, question)
	reply.Miss = false
	return reply
}

// notAnswered says that the library has no answer, and shows the closest
// passages, which may help.
func notAnswered(req Request, answer library.Answer, question, only string) Reply {
	what := req.T("That is not in this library: “%s”.", question)
	if only != "" {
		what = req.T("That article does not say “%s”.", question)
	}
	reply := missing(req, answer, what, req.T("Try other words, or /search for single words."))
	if answer.Empty {
		return reply
	}
	near := nearest(answer.Results)
	for i, r := range near {
		b := Block{Cite: citeSentence(r)}
		switch {
		case i == 0 && len(near) == 1:
			b.Heading = req.T("The closest passage")
		case i == 0:
			b.Heading = req.T("The closest passages")
		}
		reply.Blocks = append(reply.Blocks, b)
	}
	return canRequest(req, reply, question)
}

// maxNear is how many passages a miss shows.
const maxNear = 2

// nearest returns the first results, at most one from each section.
func nearest(results []library.Result) []library.Result {
	var near []library.Result
	for _, r := range results {
		if len(near) == maxNear {
			break
		}
		if !slices.ContainsFunc(near, func(n library.Result) bool { return n.Article.ID == r.Article.ID && n.Section == r.Section }) {
			near = append(near, r)
		}
	}
	return near
}
