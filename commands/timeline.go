package commands

import (
	"cmp"
	"context"
	"strings"
	"time"

	"footnote/library"
)

func init() {
	register(Command{
		Name:        "timeline",
		Description: "See what happened when: dated sentences about a person or a word, in order",
		Options: []Option{
			{Name: "about", Description: "A person, or a word", Type: Text, Required: true, Complete: true},
		},
		Run:      timeline,
		Complete: completeName,
	})
}

const eventsAPage = 5

// timeline lists the dated sentences about a person or a word, the earliest
// first.
func timeline(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	about, page := req.Text("about"), 1
	switch req.Action {
	case requestAction:
		return requestArticle(ctx, lib, req)
	case "page":
		var args []string
		args, page = turnPage(req, 1)
		about = args[0]
	}
	line, err := lib.Timeline(ctx, about)
	if err != nil {
		return Reply{}, err
	}
	if len(line.Events) == 0 {
		return canRequest(req, missing(req, library.Answer{Empty: line.Empty},
			req.T("No article in this library has a dated sentence about “%s”.", line.Of),
			req.T("A date must be in the sentence itself. Try another word, or /search.")), about), nil
	}
	events, page, pages := window(line.Events, page, cmp.Or(req.Results, eventsAPage))
	reply := Reply{Title: req.T("Timeline: “%s”", line.Of), Replace: req.Action != ""}
	var results []library.Result
	for _, e := range events {
		reply.Blocks = append(reply.Blocks, Block{Heading: dayOf(req, e.Date), Cite: citeSentence(e.Result)})
		results = append(results, e.Result)
	}
	reply = paged(req, reply, page, pages, about)
	reply.Buttons = append(reply.Buttons, opensArticle(req, results)...)
	return reply, nil
}

// dayOf formats a date of as many parts as are known: 12 March 1987, March
// 1987, 1987. Languages other than English get the form that is understood
// everywhere.
func dayOf(req Request, date string) string {
	if req.Locale != "" && !strings.HasPrefix(req.Locale, "en") {
		return date
	}
	for _, layout := range []struct{ from, to string }{{time.DateOnly, "2 January 2006"}, {"2006-01", "January 2006"}} {
		if d, err := time.Parse(layout.from, date); err == nil {
			return d.Format(layout.to)
		}
	}
	return date
}
