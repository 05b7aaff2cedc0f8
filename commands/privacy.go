package commands

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"footnote/library"
	"footnote/store"
)

func init() {
	register(Command{
		Name:        "privacy",
		Description: "What Footnote stores, and what it does not",
		Private:     true,
		Run:         privacy,
	})
}

// privacy shows what is stored about this library and its members, and lets
// everyone export or erase their own data.
func privacy(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	switch req.Action {
	case "mine":
		return exportMine(ctx, lib, req)
	case "forget":
		return confirm(req, req.T("Your user id is removed from everything stored here. What you added, changed or reported stays, without your id.")+" "+req.T("The questions that you kept as tests and your open requests are erased.")+" "+req.T("Your guesses in /game are erased, and you leave its board."), "forgotten", req.T("Forget me")), nil
	case "forgotten":
		return forgetMe(ctx, lib, req)
	case "erase":
		return confirm(req, req.T("All articles of this server, their sources, the log and the settings are erased immediately and permanently. Export a copy with /library export first.")+" "+req.T("Backups that my operator made are not erased."), "erased", req.T("Erase everything")), nil
	case "erased":
		return eraseAll(ctx, lib, req)
	}
	return whatIsStored(ctx, lib, req)
}

// whatIsStored is the panel of /privacy.
func whatIsStored(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	ahead := lib.Ahead()
	defer ahead.Wait()
	logged := library.Soon(ctx, ahead, func(ctx context.Context) ([]library.LogEntry, error) { return lib.Log(ctx, req.User.ID, logKept) })
	guessed := library.Soon(ctx, ahead, func(ctx context.Context) (int, error) { return guessesOf(ctx, lib, req.User.ID) })
	wished := library.Soon(ctx, ahead, func(ctx context.Context) (string, error) { return wishesOf(ctx, lib, req) })
	total, err := lib.CountArticles(ctx, store.Filter{})
	if err != nil {
		return Reply{}, err
	}
	mine, err := logged()
	if err != nil {
		return Reply{}, err
	}
	guesses, err := guessed()
	if err != nil {
		return Reply{}, err
	}
	settings, err := lib.Settings(ctx)
	if err != nil {
		return Reply{}, err
	}
	wishes, err := wished()
	if err != nil {
		return Reply{}, err
	}
	about := req.T("A request for an article is stored with your user id until an article answers it and you are notified, or until it is declined, at most a year. A link that you suggest is stored with your user id until a moderator decides, at most 90 days. For questions without an answer, only their number is stored.")
	if wishes != "" {
		about += " " + req.T("Your open requests: %s.", wishes)
	}
	reply := Reply{Title: req.T("What is stored"), Private: true, Blocks: []Block{
		{Heading: req.T("About this server"), Text: req.T("The articles that moderators added, with the original and the text read from it, and the user id that added or removed each: currently %s. A removed article can be brought back for a day, then it is erased. A report, a request or a change of settings is kept for a year. When I am removed from the server, everything is erased after 30 days.", req.T("%d articles", total)) + " " +
			req.T("Pins, synonyms, tags and the questions that moderators keep as tests are stored until they are removed; the last 5 earlier versions of an article for 90 days.") + " " +
			req.T("For the quote of the day and /game I store which quotations were shown, without their words.")},
		{Heading: req.T("About you"), Text: req.T("Your user id where you added, changed, reported or requested something: %s. Your questions are answered and not stored. When a button needs more text than Discord allows, that text is stored for a day.", req.T("%d times", len(mine))) + " " +
			req.T("For the board of /game, whether you guessed right: %s.", req.T("%d times", guesses))},
		{Text: about},
	}}
	reply.Blocks = append(reply.Blocks, whatIsSent(req, lib, settings)...)
	// Finding out whether anything is stored would take more round trips than
	// offering both to everyone.
	reply.Buttons = append(reply.Buttons,
		Button{Label: req.T("Export my data"), Action: "mine"},
		Button{Label: req.T("Forget me"), Action: "forget", Style: Danger})
	if req.User.Manager {
		reply.Buttons = append(reply.Buttons, Button{Label: req.T("Erase everything"), Action: "erase", Style: Danger})
	}
	return reply, nil
}

// whatIsSent says what Discord sends to the bot and the bot to a language model,
// and what never happens.
func whatIsSent(req Request, lib *library.Library, settings library.Settings) []Block {
	never := req.T("I do not read the channel: I see only the commands and the message menus that you use. Nothing is sent to another company, and no language model sees it.")
	model := modelParts(req, lib, settings.MayPoint(lib.ModelOn()))
	mentions := mentionsStored(req, lib, settings)
	switch {
	case mentions != "" && model == nil:
		never = req.T("Nothing is sent to another company, and no language model sees it.")
	case mentions != "":
		never = ""
	case model != nil:
		never = req.T("I do not read the channel: I see only the commands and the message menus that you use.")
	}
	var blocks []Block
	if mentions != "" {
		blocks = append(blocks, Block{Heading: req.T("Mentions"), Text: mentions})
	}
	if never != "" {
		blocks = append(blocks, Block{Heading: req.T("Never"), Text: never})
	}
	if model != nil {
		blocks = append(blocks, Block{Heading: req.T("The language model"), Text: strings.Join(model, " ")})
	}
	return blocks
}

// confirm asks for confirmation before something that can't be undone.
func confirm(req Request, text, action, label string) Reply {
	return Reply{
		Blocks:  []Block{{Text: text, Small: req.T("This can't be undone.")}},
		Buttons: []Button{{Label: label, Action: action, Style: Danger}},
		Private: true,
	}
}

// exportMine replies with a file of the data with the asker's user id.
func exportMine(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	ahead := lib.Ahead()
	defer ahead.Wait()
	tests := library.Soon(ctx, ahead, func(ctx context.Context) ([]library.Saved, error) { return keptBy(ctx, lib, req.User.ID) })
	wished := library.Soon(ctx, ahead, func(ctx context.Context) ([]store.Wish, error) { return lib.WishesOf(ctx, req.User.ID) })
	suggestions := library.Soon(ctx, ahead, lib.Suggestions)
	scores := library.Soon(ctx, ahead, func(ctx context.Context) ([]store.Score, error) { return lib.Board(ctx, req.User.ID, 1) })
	entries, err := lib.Log(ctx, req.User.ID, 100_000)
	if err != nil {
		return Reply{}, err
	}
	var body bytes.Buffer
	lines := json.NewEncoder(&body)
	lines.SetEscapeHTML(false)
	for _, e := range entries {
		if err := lines.Encode(struct {
			At     string `json:"at"`
			Action string `json:"action"`
			Title  string `json:"title,omitempty"`
			Detail string `json:"detail,omitempty"`
		}{e.At.Format("2006-01-02T15:04:05Z"), e.Action, e.Title, e.Detail}); err != nil {
			return Reply{}, err
		}
	}
	kept, err := tests()
	if err != nil {
		return Reply{}, err
	}
	for _, s := range kept {
		if err := lines.Encode(struct {
			At       string `json:"at"`
			Action   string `json:"action"`
			Question string `json:"question"`
		}{s.Made.Format("2006-01-02T15:04:05Z"), "test", s.Question}); err != nil {
			return Reply{}, err
		}
	}
	wishes, err := wished()
	if err != nil {
		return Reply{}, err
	}
	for _, w := range wishes {
		if err := lines.Encode(map[string]string{"at": w.Made.Format("2006-01-02T15:04:05Z"), "action": "open request", "words": w.Words}); err != nil {
			return Reply{}, err
		}
	}
	suggested, err := suggestions()
	if err != nil {
		return Reply{}, err
	}
	for _, g := range suggested {
		if g.By != req.User.ID {
			continue
		}
		if err := lines.Encode(map[string]string{"at": g.Made.Format("2006-01-02T15:04:05Z"), "action": "open suggestion", "link": g.URL}); err != nil {
			return Reply{}, err
		}
	}
	guessed, err := scores()
	if err != nil {
		return Reply{}, err
	}
	if err := exportGuesses(guessed, lines); err != nil {
		return Reply{}, err
	}
	reply := req.Whisper("Everything stored here with your user id, one JSON object per line.")
	reply.File = &Attachment{Name: "mine.jsonl", MediaType: "application/jsonl", Body: body.Bytes()}
	return reply, nil
}

// keptBy returns the questions that a user saved as tests.
func keptBy(ctx context.Context, lib *library.Library, user string) ([]library.Saved, error) {
	saved, err := lib.Saved(ctx)
	return slices.DeleteFunc(saved, func(s library.Saved) bool { return s.By != user }), err
}

func forgetMe(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if err := lib.Forget(ctx, req.User.ID); err != nil {
		return Reply{}, err
	}
	reply := req.Whisper("Done: your user id is no longer stored here.")
	reply.Replace = true
	return reply, nil
}

// eraseAll erases the library. It checks the permission again, which may have
// changed since the button was made.
func eraseAll(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if !req.User.Manager {
		return req.Whisper("Only people who can manage this server can erase its library."), nil
	}
	if err := lib.Erase(ctx); err != nil {
		return Reply{}, err
	}
	reply := req.Whisper("All data of this server was erased.")
	reply.Replace = true
	return reply, nil
}
