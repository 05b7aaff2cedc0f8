package commands

import (
	"context"
	"strings"

	"footnote/article"
	"footnote/index"
	"footnote/library"
)

func init() {
	register(Command{
		Name:        "who",
		Description: "Who somebody is, as the articles say it",
		Options: []Option{
			{Name: "name", Description: "A name or a part of it: lecun", Type: Text, Required: true},
		},
		Run: who,
	})
}

// Of one person are shown: enough to know them, short enough for a phone.
const (
	mostDescriptions = 4
	mostSaid         = 2
)

// who describes the person of a name with the articles' words, or asks which
// of several is meant.
func who(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	name := req.Text("name")
	if req.Action == "pick" && len(req.Args) > 0 {
		name = req.Args[len(req.Args)-1]
	}
	answer, err := lib.Who(ctx, name, mostDescriptions)
	if err != nil {
		return Reply{}, err
	}
	switch {
	case len(answer.Persons) > 0:
		return whichOf(answer), nil
	case answer.Person == nil:
		return missing(answer, "No article of this library names “"+name+"”.",
			"Try the surname alone, or /search."), nil
	}
	p := answer.Person
	reply := Reply{Title: p.Name, Replace: req.Action != ""}
	reply.Blocks = append(reply.Blocks, Block{Small: profile(p)})
	for _, r := range answer.Results {
		reply.Blocks = append(reply.Blocks, Block{Cite: citeDescription(r)})
	}
	said, err := lib.Answer(ctx, index.Query{Kind: index.Quotes, Speaker: p.Name, Limit: mostSaid})
	if err != nil {
		return Reply{}, err
	}
	for i, r := range said.Results {
		b := Block{Cite: citeQuote(r)}
		if i == 0 {
			b.Heading = "In their words"
		}
		reply.Blocks = append(reply.Blocks, b)
	}
	return reply, nil
}

// profile sums a person up in numbers.
func profile(p *library.Person) string {
	parts := []string{
		"named in " + count(p.Articles, "article"),
		count(p.Mentions, "mention"),
	}
	if p.Quotes > 0 {
		parts = append(parts, count(p.Quotes, "quotation"))
	}
	if len(p.Aliases) > 0 {
		parts = append(parts, "also written "+strings.Join(p.Aliases, ", "))
	}
	return strings.Join(parts, " · ")
}

// citeDescription cites the sentence that describes the person: whole
// passages would be too long for a phone.
func citeDescription(r library.Result) *Citation {
	c := cite(r)
	c.Words = r.Sentence.Of(r.Passage)
	c.Marks = nil
	for _, m := range r.Highlights {
		if m.Start >= r.Sentence.Start && m.End <= r.Sentence.End {
			c.Marks = append(c.Marks, article.Span{Start: m.Start - r.Sentence.Start, End: m.End - r.Sentence.Start})
		}
	}
	return c
}

// whichOf asks which of several people is meant.
func whichOf(a library.Answer) Reply {
	reply := Reply{Private: true, Title: "Which “" + a.Query + "”?"}
	menu := &Menu{Prompt: "Pick one", Action: "pick"}
	var names []string
	for _, p := range a.Persons {
		if len(menu.Choices) == 25 {
			break
		}
		names = append(names, p.Name)
		menu.Choices = append(menu.Choices, Choice{Name: p.Name, Value: p.Name})
	}
	reply.Blocks = []Block{{Text: "The articles name several people like that: " + strings.Join(names, ", ") + "."}}
	reply.Menu = menu
	return reply
}
