package commands

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"footnote/article"
	"footnote/index"
	"footnote/library"
)

func init() {
	register(Command{
		Name:        "quote",
		Description: "Find what someone said, word for word",
		Options: append([]Option{
			{Name: "words", Description: "Words of the quotation, or who said it; leave empty for a random one", Type: Text, Complete: true},
			{Name: "speaker", Description: "Only what this person said", Type: Text, Complete: true},
			{Name: "article", Description: "Only in this article", Type: Text, Complete: true},
		}, scopeOptions...),
		Run:      sayingGone(choosing(quote)),
		Complete: completeInScope(completeQuote),
	})
}

const quotesAPage = 4

// quote finds quotations that contain the given words or are by the given
// name. Without either it picks a random one.
func quote(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	switch req.Action {
	case requestAction:
		return requestArticle(ctx, lib, req)
	case "another":
		args, _ := turnPage(req, 1)
		return randomQuote(ctx, lib, req, readScope(args[0]))
	case "one":
		return oneQuote(ctx, lib, req)
	case "card":
		return quoteCard(ctx, lib, req)
	}
	s := quoteSearchOf(req)
	if place, ok := placeOf(s.words); ok {
		return theQuote(ctx, lib, req, place)
	}
	if s.words+s.speaker+s.article == "" {
		return randomQuote(ctx, lib, req, s.part)
	}
	if s.article != "" {
		id, reply, err := theArticle(ctx, lib, req, s.article)
		if id == "" || err != nil {
			return reply, err
		}
		s.article = id
	}
	within, reply, ok, err := s.part.within(ctx, lib, req)
	if !ok || err != nil {
		return reply, err
	}
	query := index.Query{Kind: index.Quotes, Text: s.words, Speaker: s.speaker, Article: s.article, Within: within, Limit: max(25, req.Results)}
	answer, err := lib.Answer(ctx, query)
	if err != nil {
		return Reply{}, err
	}
	if len(answer.Results) == 0 && s.speaker != "" && req.Action == "" {
		meant, err := lib.SpeakersBeginning(ctx, s.speaker, maxOffered)
		if err != nil {
			return Reply{}, err
		}
		switch {
		case len(meant) > 1:
			return whichSpeaker(req, s, meant), nil
		case len(meant) == 1:
			s.speaker = meant[0]
			query.Speaker = s.speaker
			if answer, err = lib.Answer(ctx, query); err != nil {
				return Reply{}, err
			}
		}
	}
	if len(answer.Results) == 0 || s.words != "" && !answer.Answered {
		return s.part.limited(req, noQuote(req, answer, s.words, s.speaker)), nil
	}
	if s.speaker != "" {
		s.speaker = answer.Results[0].Quote.Speaker // as the articles write it
	}
	return quotePage(req, s, answer.Results), nil
}

// A quoteSearch is what /quote searches for.
type quoteSearch struct {
	words, speaker string
	article        string // its id or words of its title, "" for all articles
	part           scope
	page           int
}

// quoteSearchOf reads a search from the options of a request, or from the
// arguments of its button or menu.
func quoteSearchOf(req Request) quoteSearch {
	s := quoteSearch{words: req.Text("words"), speaker: req.Text("speaker"), article: req.Text("article"), part: scopeOf(req), page: 1}
	switch req.Action {
	case "pick":
		if n := len(req.Args); n >= 3 { // a menu of an older version has no scope
			s.words, s.article, s.speaker = req.Args[0], req.Args[1], req.Args[n-1]
			s.part = readScope(strings.Join(req.Args[2:n-1], ""))
		}
	case "page":
		var args []string
		args, s.page = turnPage(req, 4)
		s.words, s.speaker, s.article, s.part = args[0], args[1], args[2], readScope(args[3])
	}
	return s
}

// quotePage lays out a page of the quotations that a search found.
func quotePage(req Request, s quoteSearch, found []library.Result) Reply {
	results, page, pages := window(found, s.page, cmp.Or(req.Results, quotesAPage))
	reply := Reply{Title: quoteTitle(req, s.words, s.speaker), Replace: req.Action != ""}
	for _, r := range results {
		reply.Blocks = append(reply.Blocks, Block{Cite: citeQuote(r)})
	}
	reply = paged(req, s.part.limited(req, reply), page, pages, s.words, s.speaker, s.article, s.part.String())
	reply = offersCards(req, reply, results)
	reply.Buttons = append(reply.Buttons, opensArticle(req, results)...)
	if req.Action == "page" && s.words == "" && s.article == "" && s.speaker != "" {
		reply.Buttons = append(reply.Buttons, Button{Label: req.T("About this person"), Command: "who", Action: "pick", Args: []string{s.speaker}})
	}
	return reply
}

// whichSpeaker asks which of several people is meant by the beginning of a name.
func whichSpeaker(req Request, s quoteSearch, meant []string) Reply {
	reply := Reply{Private: true, Title: req.T("Which “%s”?", s.speaker)}
	menu := Menu{Prompt: req.T("Pick one"), Action: "pick", Args: []string{s.words, s.article, s.part.String()}, Choices: namesOffered(meant)}
	reply.Blocks = []Block{{Text: req.T("Several people in the articles match that name: %s.", strings.Join(meant, ", "))}}
	reply.Menus = []Menu{menu}
	return reply
}

func quoteTitle(req Request, words, speaker string) string {
	switch {
	case words != "" && speaker != "":
		return req.T("Quotations of %s: “%s”", speaker, words)
	case words != "":
		return req.T("Quotations: “%s”", words)
	case speaker != "":
		return req.T("Quotations of %s", speaker)
	}
	return req.T("Quotations")
}

// noQuotation is missing without the facts of the index, which for quotations
// would only count quotations.
func noQuotation(req Request, answer library.Answer, what, try string) Reply {
	answer.Terms = nil
	return missing(req, answer, what, try)
}

func noQuote(req Request, answer library.Answer, words, speaker string) Reply {
	switch {
	case words != "" && speaker != "":
		return canRequest(req, noQuotation(req, answer, req.T("%s is not quoted on “%s” in this library.", speaker, words),
			req.T("Try fewer or other words, or /search for the articles themselves.")), speaker+" "+words)
	case speaker != "":
		return canRequest(req, noQuotation(req, answer, req.T("No one named “%s” is quoted in this library.", speaker),
			req.T("Try the surname alone, or /who.")), speaker)
	case words != "":
		return canRequest(req, noQuotation(req, answer, req.T("No one in this library is quoted on “%s”.", words),
			req.T("Try fewer or other words, or /search for the articles themselves.")), words)
	}
	return noQuotation(req, answer, req.T("That article does not quote anyone."), "")
}

func randomQuote(ctx context.Context, lib *library.Library, req Request, part scope) (Reply, error) {
	if reply, ok := part.check(req); !ok {
		return reply, nil
	}
	answer, err := lib.RandomQuote(ctx, part.filter())
	if err != nil {
		return Reply{}, err
	}
	if !answer.Answered && part != (scope{}) {
		return part.limited(req, req.Whisper("None of these articles quotes anyone.")), nil
	}
	if !answer.Answered {
		return noQuotation(req, answer, req.T("No article in this library quotes anyone."), ""), nil
	}
	reply := chosenQuote(req, answer.Results[0])
	reply.Title = req.T("A random quotation")
	another := Button{Label: req.T("Another"), Action: "another"}
	if part != (scope{}) {
		another.Args = pageArgs([]string{part.String()}, 1)
	}
	reply.Buttons = append([]Button{another}, reply.Buttons...)
	return part.limited(req, reply), nil
}

// oneQuote shows the quotation at the place in a button's arguments.
func oneQuote(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if len(req.Args) != 2 {
		return staleNote(req), nil
	}
	n, err := strconv.Atoi(req.Args[1])
	if err != nil {
		return staleNote(req), nil
	}
	return theQuote(ctx, lib, req, article.Place{Article: req.Args[0], N: n})
}

// theQuote shows the quotation at a place, if it is still there.
func theQuote(ctx context.Context, lib *library.Library, req Request, place article.Place) (Reply, error) {
	answer, err := lib.QuotesAt(ctx, place)
	if err != nil {
		return Reply{}, err
	}
	if !answer.Answered {
		return req.Whisper("That quotation is not in this library any more."), nil
	}
	return chosenQuote(req, answer.Results[0]), nil
}

func chosenQuote(req Request, r library.Result) Reply {
	return offersCards(req, Reply{
		Blocks:  []Block{{Cite: citeQuote(r)}},
		Buttons: opensArticle(req, []library.Result{r}),
		Replace: req.Action != "",
		Again:   &Again{Action: "one", Args: []string{r.QuotePlace.Article, strconv.Itoa(r.QuotePlace.N)}},
	}, []library.Result{r})
}
