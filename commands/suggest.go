package commands

import (
	"context"
	"errors"
	"time"

	"footnote/i18n"
	"footnote/library"
	"footnote/store"
)

func init() {
	register(Command{
		Name:        "suggest",
		Description: "Suggest an article for this library: a moderator decides",
		Options: []Option{
			{Name: "link", Description: "Address of the article's page", Type: Text, Required: true, MaxLength: 2000},
		},
		Private: true,
		Run:     suggest,
	})
}

// suggest stores a link for the moderators to decide.
func suggest(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	s, err := lib.Settings(ctx)
	if err != nil {
		return Reply{}, err
	}
	if !s.Suggest {
		return req.Whisper("Members can't suggest articles on this server. Its moderators can allow it in /library settings."), nil
	}
	link := req.Text("link")
	id, fresh, err := lib.Suggest(ctx, req.User.ID, link)
	if err != nil {
		return Reply{}, err
	}
	if !fresh {
		return req.Whisper("That link was already suggested and is waiting for a moderator."), nil
	}
	reply := req.Notify(req.T("Thank you: a moderator will decide."), s.Notices, Block{
		Text: i18n.T(s.Language, "%s suggests an article: %s", Mention(req.User.ID), link),
	})
	mods := Request{Locale: s.Language}
	reply.Notice.Buttons = []Button{
		{Label: mods.T("Review"), Command: "library suggestions", Action: "review", Args: []string{id}, Style: Primary},
		{Label: mods.T("Decline"), Command: "library suggestions", Action: "decline", Args: []string{id}},
	}
	return reply, nil
}

// suggestionsCommand is /library suggestions.
func suggestionsCommand() Command {
	return Command{
		Name: "suggestions", Description: "See which links members suggest, and approve or decline them",
		Moderators: true, Private: true, Run: librarySuggestions,
	}
}

// librarySuggestions lists the open suggestions, and handles their buttons.
func librarySuggestions(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	page := 1
	switch req.Action {
	case "review":
		return reviewSuggestion(ctx, lib, req)
	case "approve":
		return approveSuggestion(ctx, lib, req)
	case "decline":
		return declineSuggestion(ctx, lib, req)
	case "page":
		_, page = turnPage(req, 0)
	case "":
	default: // the buttons of a receipt
		return libraryAdd(ctx, lib, req)
	}
	list, err := lib.Suggestions(ctx)
	if err != nil {
		return Reply{}, err
	}
	if len(list) == 0 {
		return req.Whisper("No suggestion is open."), nil
	}
	var items []openItem
	for _, g := range list {
		items = append(items, openItem{g.ID, i18n.Theirs(shorten(g.URL, 200)), string(by(req, g.By)) + " · " + g.Made.Format(time.DateOnly)})
	}
	reply := openItems(req, items, page, req.T("Review"), "review")
	reply.Title = req.T("Suggestions")
	return reply, nil
}

// openSuggestion returns the suggestion that a button names. ok is false if it
// was decided.
func openSuggestion(ctx context.Context, lib *library.Library, req Request) (g store.Suggestion, ok bool, err error) {
	list, err := lib.Suggestions(ctx)
	if err != nil {
		return g, false, err
	}
	g, ok = findOpen(req, list, func(g store.Suggestion) string { return g.ID })
	return g, ok, nil
}

func noSuchSuggestion(req Request) Reply {
	return req.Whisper("That suggestion was already decided.")
}

// reviewSuggestion fetches a suggested page and shows its receipt, before it is
// added.
func reviewSuggestion(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	g, ok, err := openSuggestion(ctx, lib, req)
	if err != nil || !ok {
		return noSuchSuggestion(req), err
	}
	decline := Button{Label: req.T("Decline"), Action: "decline", Args: []string{g.ID}, Style: Danger}
	src, err := lib.Fetch(ctx, g.URL)
	var receipt library.Receipt
	if err == nil {
		receipt, err = lib.Preview(ctx, src)
	}
	if what, hint, explained := library.Explain(err); err != nil && explained {
		reply := Reply{Private: true, Blocks: []Block{{Heading: req.T("That page can't be added"), Text: req.T(what) + " " + req.T(hint), Small: i18n.Theirs(shorten(g.URL, 200))}}}
		reply.Buttons = []Button{decline}
		return reply, nil
	}
	if err != nil {
		return Reply{}, err
	}
	key, err := lib.PutTemp(ctx, src)
	if err != nil {
		return Reply{}, err
	}
	return Reply{
		Title: req.T("Suggested: %s", receipt.Title), Private: true,
		Blocks:  append(receiptBlocks(req, receipt), Block{Small: req.T("Suggested by %s. Nothing is added yet.", by(req, g.By))}),
		Buttons: []Button{{Label: req.T("Approve"), Action: "approve", Args: []string{g.ID, key}, Style: Primary}, decline},
	}, nil
}

// approveSuggestion adds what reviewSuggestion has shown.
func approveSuggestion(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	g, ok, err := openSuggestion(ctx, lib, req)
	if err != nil || !ok {
		return noSuchSuggestion(req), err
	}
	if len(req.Args) != 2 {
		return staleNote(req), nil
	}
	src, err := lib.Temp(ctx, req.Args[1])
	if errors.Is(err, store.ErrNotFound) {
		return req.Whisper("That text was held for a day and is gone. Please review the suggestion again."), nil
	}
	if err != nil {
		return Reply{}, err
	}
	receipt, err := lib.AddOne(ctx, req.User.ID, library.Item{Source: src, Anyway: true, Page: true})
	if err != nil {
		return Reply{}, err
	}
	if _, err := lib.EndSuggestion(ctx, g.ID); err != nil {
		return Reply{}, err
	}
	reply := receiptReply(req, receipt)
	reply.Replace = true
	return reply, nil
}

func declineSuggestion(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if len(req.Args) == 0 {
		return staleNote(req), nil
	}
	open, err := lib.EndSuggestion(ctx, req.Args[0])
	if err != nil || !open {
		return noSuchSuggestion(req), err
	}
	return req.Whisper("Declined: the suggestion is erased, and no one is notified."), nil
}
