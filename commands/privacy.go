package commands

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"

	"footnote/library"
)

func init() {
	register(Command{
		Name:        "privacy",
		Description: "What Footnote keeps, and what it does not",
		Private:     true,
		Run:         privacy,
	})
}

// privacy says what is stored of this library and of its members, and lets
// everyone take away what is theirs.
func privacy(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	switch req.Action {
	case "mine":
		return exportMine(ctx, lib, req)
	case "forget":
		return confirm(req, req.T("Your user id is taken out of all that is kept here: who added, changed or reported something is then nobody. The articles stay."), "forgotten", req.T("Forget me")), nil
	case "forgotten":
		return forgetMe(ctx, lib, req)
	case "erase":
		return confirm(req, req.T("All articles of this server, their sources, the log and the settings are erased, at once and for good. Take a copy with /library export first.")+" "+req.T("Backups that my operator made are not erased."), "erased", req.T("Erase everything")), nil
	case "erased":
		return eraseAll(ctx, lib, req)
	}
	counts, err := lib.Count(ctx)
	if err != nil {
		return Reply{}, err
	}
	mine, err := lib.Log(ctx, req.User.ID, logKept)
	if err != nil {
		return Reply{}, err
	}
	settings, err := lib.Settings(ctx)
	if err != nil {
		return Reply{}, err
	}
	never := Block{Heading: req.T("Never"), Text: req.T("I do not read the channel: I see only the commands and the message menus that you use. Nothing goes to another company, and no language model sees it.")}
	model := modelParts(req, lib, settings.MayPoint(lib.ModelOn()))
	if model != nil {
		never.Text = req.T("I do not read the channel: I see only the commands and the message menus that you use.")
	}
	reply := Reply{Title: req.T("What is kept"), Private: true, Blocks: []Block{
		{Heading: req.T("Of this server"), Text: req.T("The articles that moderators added, as they came and as they were read, and which user id added or removed each: now %s. A removed article can be brought back for a day, then it is erased. A report, a wish or a change of settings is kept for a year. When I am removed from the server, everything is erased after 30 days.", req.T("%d articles", counts.Articles))},
		{Heading: req.T("Of you"), Text: req.T("Your user id where you added, changed, reported or wished for something: %s. What you ask is answered and forgotten. A button that needs more than Discord lets it carry keeps its words for a day.", req.T("%d times", len(mine)))},
		never,
	}}
	if model != nil {
		reply.Blocks = append(reply.Blocks, Block{Heading: req.T("The language model"), Text: strings.Join(model, " ")})
	}
	if len(mine) > 0 {
		reply.Buttons = append(reply.Buttons,
			Button{Label: req.T("Export mine"), Action: "mine"},
			Button{Label: req.T("Forget me"), Action: "forget", Style: Danger})
	}
	if req.User.Manager {
		reply.Buttons = append(reply.Buttons, Button{Label: req.T("Erase everything"), Action: "erase", Style: Danger})
	}
	return reply, nil
}

// confirm asks once more before something that can't be undone.
func confirm(req Request, text, action, label string) Reply {
	return Reply{
		Blocks:  []Block{{Text: text, Small: req.T("This can't be undone.")}},
		Buttons: []Button{{Label: label, Action: action, Style: Danger}},
		Private: true,
	}
}

// exportMine answers with a file of what is kept with the asker's user id.
func exportMine(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
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
	reply := req.Whisper("All that is kept here with your user id, one JSON object a line.")
	reply.File = &Attachment{Name: "mine.jsonl", MediaType: "application/jsonl", Body: body.Bytes()}
	return reply, nil
}

func forgetMe(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if err := lib.Forget(ctx, req.User.ID); err != nil {
		return Reply{}, err
	}
	reply := req.Whisper("Done: nothing here bears your user id any more.")
	reply.Replace = true
	return reply, nil
}

// eraseAll erases the library. It asks the person's right again: the button
// may be older than it.
func eraseAll(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if !req.User.Manager {
		return req.Whisper("Only people who may manage this server can erase its library."), nil
	}
	if err := lib.Erase(ctx); err != nil {
		return Reply{}, err
	}
	reply := req.Whisper("Everything of this server is erased.")
	reply.Replace = true
	return reply, nil
}
