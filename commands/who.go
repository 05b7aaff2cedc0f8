package commands

import (
	"cmp"
	"context"
	"strings"

	"footnote/i18n"
	"footnote/library"
)

func init() {
	register(Command{
		Name:        "who",
		Description: "Who someone is, according to the articles",
		Options: []Option{
			{Name: "name", Description: "A name or a part of it", Type: Text, Required: true, Complete: true},
		},
		Run:      sayingGone(who),
		Complete: completeName,
	})
}

// The limits of a person's page: enough to know them, short enough for a phone.
const (
	maxDescriptions = 4
	maxSaid         = 2
	maxSources      = 5
	maxCompanions   = 8
)

// who describes a person in the articles' words, or asks which of several is
// meant.
func who(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	name := req.Text("name")
	switch {
	case req.Action == requestAction:
		return requestArticle(ctx, lib, req)
	case req.Action == "pick" && len(req.Args) > 0:
		name = req.Args[len(req.Args)-1]
	}
	answer, err := lib.Who(ctx, name, cmp.Or(req.Results, maxDescriptions))
	if err != nil {
		return Reply{}, err
	}
	switch {
	case len(answer.Persons) > 0:
		return whichOf(req, answer), nil
	case answer.Person == nil:
		return canRequest(req, missing(req, answer, req.T("No article in this library mentions “%s”.", name),
			req.T("Try the surname alone, or /search.")), name), nil
	}
	p := answer.Person
	reply := Reply{Title: p.Name, About: p.Name, Replace: req.Action != ""}
	reply.Blocks = append(reply.Blocks, Block{Small: profile(req, p)})
	for _, r := range answer.Results {
		reply.Blocks = append(reply.Blocks, Block{Cite: citeSentence(r)})
	}
	for i, r := range p.Said[:min(len(p.Said), maxSaid)] {
		b := Block{Cite: citeQuote(r)}
		if i == 0 {
			b.Heading = req.T("In their words")
		}
		reply.Blocks = append(reply.Blocks, b)
	}
	reply.Blocks = append(reply.Blocks, surroundings(req, p)...)
	if p.Quotes > maxSaid {
		reply.Buttons = append(reply.Buttons, Button{Label: req.T("All quotations"), Command: "quote", Action: "page", Args: []string{"", p.Name, "", "1"}})
	}
	reply.Again = &Again{Action: "pick", Args: []string{p.Name}}
	return reply, nil
}

// profile returns the counts of a person.
func profile(req Request, p *library.Person) string {
	parts := []string{
		req.T("mentioned in %s", req.T("%d articles", p.Articles)),
		req.T("%d mentions", p.Mentions),
	}
	if p.Quotes > 0 {
		parts = append(parts, req.T("%d quotations", p.Quotes))
	}
	if len(p.Aliases) > 0 {
		parts = append(parts, req.T("also written %s", strings.Join(p.Aliases, ", ")))
	}
	return strings.Join(parts, " · ")
}

// surroundings lists the articles that mention a person, and the people
// mentioned in the same passages.
func surroundings(req Request, p *library.Person) []Block {
	var blocks []Block
	if len(p.In) < 2 {
		p.In = nil // each passage above already shows it
	}
	for i, info := range p.In[:min(len(p.In), maxSources)] {
		b := Block{Cite: &Citation{Source: source(info, "")}}
		if i == 0 {
			b.Heading = req.T("Articles")
		}
		blocks = append(blocks, b)
	}
	if more := p.Articles - maxSources; more > 0 && len(p.In) >= maxSources {
		blocks[len(blocks)-1].Small = req.T("and %d more", more)
	}
	if len(p.With) > 0 {
		names := p.With[:min(len(p.With), maxCompanions)]
		blocks = append(blocks, Block{Heading: req.T("Mentioned with"), Text: i18n.Theirs(strings.Join(names, ", "))})
	}
	return blocks
}

// whichOf asks which of several people is meant.
func whichOf(req Request, a library.Answer) Reply {
	reply := Reply{Private: true, Title: req.T("Which “%s”?", a.Query)}
	menu := Menu{Prompt: req.T("Pick one"), Action: "pick"}
	var names []string
	for _, p := range a.Persons {
		if len(menu.Choices) == 25 {
			break
		}
		names = append(names, p.Name)
		menu.Choices = append(menu.Choices, Choice{Name: p.Name, Value: p.Name})
	}
	reply.Blocks = []Block{{Text: req.T("Several people in the articles match that name: %s.", strings.Join(names, ", "))}}
	reply.Menus = []Menu{menu}
	return reply
}
