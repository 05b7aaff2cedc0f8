package commands

import (
	"context"
	"strings"
	"time"

	"footnote/i18n"
	"footnote/library"
)

// wishesCommand is /library wishes.
func wishesCommand() Command {
	return Command{
		Name: "wishes", Description: "See which articles members asked for, and add or decline them",
		Moderators: true, Private: true, Run: libraryWishes,
	}
}

// missesOver is the time over which misses are counted.
const missesOver = 7 * 24 * time.Hour

// libraryWishes lists the open wishes, and handles their buttons and those of
// their notices.
func libraryWishes(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	page := 1
	switch req.Action {
	case "grant":
		return wishForm(ctx, lib, req)
	case "granted":
		return grantWish(ctx, lib, req)
	case "decline":
		return declineWish(ctx, lib, req)
	case "page":
		_, page = turnPage(req, 0)
	case "":
	default: // the buttons of a receipt
		return libraryAdd(ctx, lib, req)
	}
	wishes, err := lib.Wishes(ctx)
	if err != nil {
		return Reply{}, err
	}
	misses, err := lib.Misses(ctx, time.Now().Add(-missesOver))
	if err != nil {
		return Reply{}, err
	}
	var list []openItem
	for _, w := range wishes {
		list = append(list, openItem{w.ID, i18n.Theirs("“" + w.Words + "”"), req.T("%d members", w.Members) + " · " + w.Since.Format(time.DateOnly)})
	}
	reply := openItems(req, list, page, req.T("Add"), "grant")
	reply.Title = req.T("What members asked for")
	if len(wishes) == 0 {
		reply.Blocks = []Block{{Text: req.T("No request for an article is open.")}}
	}
	reply.Blocks = append(reply.Blocks, Block{Small: req.T("Questions without an answer in the last 7 days: %d. Only their number is stored.", misses)})
	return reply, nil
}

// openWish returns the wish that a button names. ok is false if it is not open
// any more.
func openWish(ctx context.Context, lib *library.Library, req Request) (w library.OpenWish, ok bool, err error) {
	wishes, err := lib.Wishes(ctx)
	if err != nil {
		return w, false, err
	}
	w, ok = findOpen(req, wishes, func(w library.OpenWish) string { return w.ID })
	return w, ok, nil
}

func noSuchWish(req Request) Reply {
	return req.Whisper("That request is not open any more.")
}

// wishForm opens the form that adds an article for a wish.
func wishForm(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	_, ok, err := openWish(ctx, lib, req)
	if err != nil || !ok {
		return noSuchWish(req), err
	}
	form := addForm(req, "", "")
	form.Action, form.Args = "granted", req.Args
	return Reply{Form: form}, nil
}

// grantWish adds the article of the form, for the members with the wish.
func grantWish(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	w, ok, err := openWish(ctx, lib, req)
	if err != nil || !ok {
		return noSuchWish(req), err
	}
	req.Action, req.Args = "pasted", nil
	reply, added, err := addGiven(ctx, lib, req)
	if err != nil || added == "" {
		return reply, err
	}
	if err := lib.AnswerWish(ctx, w.ID, added); err != nil {
		return Reply{}, err
	}
	reply.Blocks = append(reply.Blocks, Block{Text: req.T("The members who asked for “%s” get a direct message in a few minutes, unless you undo this.", w.Words)})
	return reply, nil
}

func declineWish(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if len(req.Args) != 1 {
		return staleNote(req), nil
	}
	open, err := lib.DeclineWish(ctx, req.User.ID, req.Args[0])
	if err != nil || !open {
		return noSuchWish(req), err
	}
	return req.Whisper("Declined: the request is erased, and no one is notified."), nil
}

// FulfilledReply returns the message to a member whose wish an article answers,
// in the library's language.
func FulfilledReply(language, server string, f library.Fulfilled) Reply {
	req := Request{Locale: language}
	where := server
	if where == "" {
		where = f.Library.Name()
	}
	b := Block{Text: req.T("You asked for an article on “%s” in the server “%s”. There is one now:", f.Words, where)}
	reply := Reply{Blocks: []Block{b}}
	cited := Block{Cite: &Citation{Source: source(f.Article, "")}}
	if f.Result != nil {
		cited.Cite = citeAnswer(*f.Result)
		reply.Buttons = opensArticle(req, []library.Result{*f.Result})
	}
	reply.Blocks = append(reply.Blocks, cited, Block{Small: req.T("Your request is now erased.")})
	return reply
}

// wishNotice returns the buttons of a notice about a wish.
func wishNotice(language, id string) []Button {
	req := Request{Locale: language}
	return []Button{
		{Label: req.T("Add"), Command: "library wishes", Action: "grant", Args: []string{id}, Style: Primary},
		{Label: req.T("Decline"), Command: "library wishes", Action: "decline", Args: []string{id}},
	}
}

// wishesOf lists what a member wishes for.
func wishesOf(ctx context.Context, lib *library.Library, req Request) (string, error) {
	wishes, err := lib.WishesOf(ctx, req.User.ID)
	var words []string
	for _, w := range wishes {
		words = append(words, "“"+w.Words+"”")
	}
	return strings.Join(words, ", "), err
}
