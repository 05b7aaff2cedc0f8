package commands

import (
	"context"
	"errors"
	"unicode/utf8"

	"footnote/card"
	"footnote/library"
)

// offersCards adds what makes a card of one of the quotations: a button, or a
// menu if there are several.
func offersCards(req Request, reply Reply, results []library.Result) Reply {
	menu := Menu{Prompt: req.T("Make a picture card"), Action: "card", Min: 1}
	for _, r := range results {
		value := placeValue(r.QuotePlace)
		if r.Quote.Speaker != "" && utf8.RuneCountInString(value) <= maxChoiceLength {
			menu.Choices = append(menu.Choices, Choice{Name: shorten("“"+r.Quote.Text+"”", maxChoiceLength), Value: value})
		}
	}
	switch {
	case len(menu.Choices) == 0:
	case len(results) == 1:
		reply.Buttons = append(reply.Buttons, Button{Label: req.T("Card"), Action: menu.Action, Args: []string{menu.Choices[0].Value}})
	default:
		reply.Menus = append(reply.Menus, menu)
	}
	return reply
}

// quoteCard shows a quotation as a picture, or as text where it can't be drawn.
func quoteCard(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if len(req.Args) != 1 {
		return staleNote(req), nil
	}
	place, ok := placeOf(req.Args[0])
	if !ok {
		return staleNote(req), nil
	}
	answer, err := lib.QuotesAt(ctx, place)
	if err != nil {
		return Reply{}, err
	}
	if !answer.Answered {
		return req.Whisper("That quotation is not in this library any more."), nil
	}
	r := answer.Results[0]
	c := card.Card{Quote: r.Quote.Text, Speaker: r.Quote.Speaker, Article: r.Article.Title, Date: dayOf(req, r.Article.Published)}
	picture, err := c.Draw()
	why := ""
	switch {
	case errors.Is(err, card.ErrTooLong):
		why = req.T("This quotation is too long for a card. Here it is as text.")
	case errors.Is(err, card.ErrNoGlyph):
		why = req.T("I have no font for all letters of this quotation. Here it is as text.")
	case err != nil:
		return Reply{}, err
	}
	reply := Reply{Buttons: opensArticle(req, answer.Results[:1])}
	if why != "" {
		reply.Blocks = []Block{{Cite: citeQuote(r), Small: why}}
		return reply, nil
	}
	reply.Blocks = []Block{{Cite: &Citation{Source: source(r.Article, r.Section)}}}
	reply.File = &Attachment{Name: "card.png", MediaType: "image/png", Body: picture, Alt: c.Alt()}
	return reply, nil
}
