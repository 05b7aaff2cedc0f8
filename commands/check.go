package commands

import (
	"context"
	"slices"
	"strings"
	"time"

	"footnote/article"
	"footnote/library"
	"footnote/library/diff"
	"footnote/store"
)

func init() {
	register(Command{
		Name:        "check",
		Description: "Did they really say it? Compare a quotation with the articles",
		Options: []Option{
			{Name: "text", Description: "The quotation, and who supposedly said it: NAME: “…”", Type: Text, Required: true, MaxLength: library.MaxClaim},
		},
		Run: sayingGone(check),
	})
}

// check compares quotations with the articles.
func check(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	text := req.Text("text")
	switch {
	case req.Action == requestAction:
		return requestArticle(ctx, lib, req)
	case req.Action == "again" && len(req.Args) == 1:
		text = req.Args[0]
	case req.Action != "":
		return staleNote(req), nil
	}
	checks, err := lib.Check(ctx, text)
	if err != nil {
		return Reply{}, err
	}
	if !slices.ContainsFunc(checks, func(c library.Check) bool {
		return c.Verdict != library.Absent || c.FormerTexts != nil || c.Nearest != nil
	}) {
		return notFoundNote(ctx, lib, req, checks)
	}
	reply := Reply{
		Blocks:  checked(req, checks),
		Replace: req.Action != "",
		Again:   &Again{Action: "again", Args: []string{text}},
	}
	var results []library.Result
	for _, c := range checks {
		if c.Result != nil {
			results = append(results, *c.Result)
		}
	}
	reply.Buttons = opensArticle(req, results)
	return reply, nil
}

// notFoundNote is the answer if nothing like any claim was found.
func notFoundNote(ctx context.Context, lib *library.Library, req Request, checks []library.Check) (Reply, error) {
	total, err := lib.CountArticles(ctx, store.Filter{})
	if err != nil {
		return Reply{}, err
	}
	if total == 0 {
		return req.Whisper(emptyLibrary), nil
	}
	reply := Reply{Private: true, Blocks: []Block{
		{Text: req.T("This library has nothing like it.")},
		{Text: req.T("That does not mean that no one said it: try fewer words with /quote.")},
	}}
	return canRequest(req, reply, checks[0].Claim.Words), nil
}

// checked lays out the result for each claim.
func checked(req Request, checks []library.Check) []Block {
	var blocks []Block
	for _, c := range checks {
		b := Block{Text: verdict(req, c), Cite: citeCheck(c)}
		if len(checks) > 1 {
			b.Heading = "“" + shorten(c.Claim.Words, 80) + "”"
		}
		if len(c.Replaced) > 0 {
			b.Small = req.T("Crossed out: not in the article. Bold: missing from the text you checked.")
		} else if len(c.Missing) > 0 {
			b.Small = req.T("Bold: missing from the text you checked.")
		}
		blocks = append(blocks, b)
		if c.Denial != nil && b.Cite.Words != c.DeniedBy() {
			blocks = append(blocks, Block{Cite: citeSentence(*c.Denial)})
		}
		if c.FormerTexts != nil {
			blocks = append(blocks, Block{Text: req.T("These words were in “%s” until %s. The article has changed since.", c.FormerTexts.Article.Title, c.FormerTexts.Until.Format(time.DateOnly))})
		}
	}
	return blocks
}

// verdict returns the sentence that says whether a claim was said.
func verdict(req Request, c library.Check) string {
	by, changed := c.Speaker(), len(c.Missing)+len(c.Replaced) > 0
	switch {
	case c.Verdict == library.Exact && by != "" && c.Cut:
		return req.T("Yes. %s said it. The text you checked omits some words.", by)
	case c.Verdict == library.Exact && by != "":
		return req.T("Yes. %s said it, word for word.", by)
	case c.Verdict == library.Exact:
		return req.T("Yes. That is in an article, word for word.")
	case c.Verdict == library.Denied && by != "":
		return req.T("No. The words are there, but the article says that %s did not say them.", by)
	case c.Verdict == library.Denied:
		return req.T("No. The words are there, but the article says that they were not said.")
	case c.Verdict == library.Other && !changed:
		return req.T("The words are there, but %s said them.", by)
	case c.Verdict == library.Other:
		return req.T("Almost the same words are there, but %s said them.", by)
	case c.Verdict == library.Unnamed:
		return req.T("The words are there. The article does not say that %s said them.", c.Claim.Speaker)
	case c.Verdict == library.Nearly && len(c.Replaced) == 0 && c.Cut:
		return req.T("Almost. It was cut short.")
	case c.Verdict == library.Nearly:
		return req.T("Almost. The words were changed.")
	}
	if c.Nearest != nil {
		return req.T("%s did not say it word for word in this library. Their nearest words:", c.Nearest.Quote.Speaker)
	}
	return req.T("This library has nothing like it.")
}

// citeCheck cites the claimed sentences, with the differences.
func citeCheck(c library.Check) *Citation {
	switch {
	case c.Nearest != nil:
		return citeQuote(*c.Nearest)
	case c.Result == nil:
		return nil
	case c.Denial != nil && len(c.Missing)+len(c.Replaced) == 0 && strings.Contains(c.DeniedBy(), c.Words()):
		return citeSentence(*c.Denial) // the denial contains the words
	}
	cite := cite(*c.Result)
	if c.Result.Quote != nil {
		cite = citeQuote(*c.Result)
	}
	if c.Denial != nil {
		cite.Speaker = "" // the words have no speaker
	}
	cite.Words, cite.Marks = c.Span.Of(c.Words()), nil
	for _, m := range c.Missing {
		if m.Start >= c.Span.Start && m.End <= c.Span.End {
			cite.Marks = append(cite.Marks, article.Span{Start: m.Start - c.Span.Start, End: m.End - c.Span.Start})
		}
	}
	for _, s := range c.Replaced {
		at := min(max(s.At, c.Span.Start), c.Span.End) - c.Span.Start
		cite.Replaced = append(cite.Replaced, diff.Replaced{At: at, Words: shorten(s.Words, 200)})
	}
	return cite
}
