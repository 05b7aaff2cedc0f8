package commands

import (
	"context"
	"slices"

	"footnote/article"
	"footnote/article/lang"
	"footnote/index"
	"footnote/library"
)

func init() {
	register(Command{
		Name:        "Footnote this",
		Description: "Find the passages that support what a message says",
		OnMessage:   true,
		Private:     true,
		Run:         footnoteThis,
	})
}

const (
	maxClaims         = 6   // sentences of a message that are looked up
	minClaimLength    = 12  // code points; shorter ones are not claims
	maxFootnotes      = 4   // passages shown
	maxClaimLength    = 300 // code points
	footnotesAPage    = 2
	maxFootnoteLength = 1500 // code points of a message that are carried along
)

// footnoteThis finds passages about the sentences of a message.
func footnoteThis(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	var text string
	page := 1
	switch {
	case req.Action == requestAction:
		return requestArticle(ctx, lib, req)
	case req.Action == "page":
		var args []string
		args, page = turnPage(req, 1)
		text = args[0]
	case req.Message != nil:
		text = shorten(req.Message.Text, maxFootnoteLength)
	}
	claims := claimsOf(text)
	if len(claims) == 0 {
		return req.Whisper("That message has nothing to look up."), nil
	}
	ahead := lib.Ahead()
	defer ahead.Wait()
	quotations := library.Soon(ctx, ahead, func(ctx context.Context) ([]Block, error) { return quotedIn(ctx, lib, req, text, page) })
	answers := make([]func() (library.Answer, error), len(claims))
	for i, claim := range claims {
		answers[i] = library.Soon(ctx, ahead, func(ctx context.Context) (library.Answer, error) {
			return lib.Answer(ctx, index.Query{Kind: index.Passages, Text: claim, Limit: 1})
		})
	}
	quoted, err := quotations()
	if err != nil {
		return Reply{}, err
	}
	var found []library.Result
	var last library.Answer
	shown := map[article.Place]bool{}
	for _, claim := range answers {
		answer, err := claim()
		if err != nil {
			return Reply{}, err
		}
		last = answer
		if answer.Answered && len(found) < maxFootnotes && !shown[answer.Results[0].Place] {
			shown[answer.Results[0].Place] = true
			found = append(found, answer.Results[0])
		}
	}
	if len(found) == 0 && len(quoted) > 0 {
		return Reply{Private: true, Blocks: quoted, Again: &Again{Action: "page", Args: pageArgs([]string{text}, 1)}}, nil
	}
	if len(found) == 0 {
		return canRequest(req, missing(req, last, req.T("No passage in this library supports or mentions what that message says."), ""), claims[0]), nil
	}
	results, page, pages := window(found, page, footnotesAPage)
	reply := Reply{Title: req.T("What the articles say about this"), Private: true, Blocks: quoted, Replace: req.Action != ""}
	for _, r := range results {
		reply.Blocks = append(reply.Blocks, Block{Cite: citeAnswer(r)})
	}
	reply = paged(req, reply, page, pages, text)
	reply.Buttons = append(reply.Buttons, opensArticle(req, results)...)
	return reply, nil
}

// quotedIn checks the quotations in a message, on its first page. It returns
// nothing if the library has nothing like them.
func quotedIn(ctx context.Context, lib *library.Library, req Request, text string, page int) ([]Block, error) {
	if page != 1 {
		return nil, nil
	}
	if req.Message != nil {
		text = req.Message.Text // untruncated: shortening changes quotations
	}
	checks, err := lib.CheckMessage(ctx, text)
	checks = slices.DeleteFunc(checks, func(c library.Check) bool { return c.Verdict == library.Absent })
	return checked(req, checks), err
}

// claimsOf returns the sentences of a message that can be looked up.
func claimsOf(text string) []string {
	p := article.Passage{Kind: article.Paragraph, Text: text}
	var claims []string
	for _, s := range lang.Sentences(p) {
		claim := s.Of(text)
		if len([]rune(claim)) < minClaimLength || !index.HasWord(claim) || len(claims) == maxClaims {
			continue
		}
		claims = append(claims, shorten(claim, maxClaimLength))
	}
	if len(claims) == 0 && index.HasWord(text) && len([]rune(text)) >= 3 {
		claims = []string{shorten(text, maxClaimLength)}
	}
	return claims
}
