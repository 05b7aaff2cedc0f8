package commands

import (
	"context"

	"footnote/i18n"
	"footnote/library"
)

// NewsReply returns the message that announces new articles, in the library's
// language.
func NewsReply(n library.News) Reply {
	req := Request{Locale: n.Settings.Language}
	reply := Reply{Title: req.T("New in the library: %s", i18n.Ours(req.T("%d articles", len(n.Articles)+n.More))), Silent: !n.Settings.Loud}
	menu := Menu{Prompt: req.T("Ask about one of them"), Command: "ask", Action: askAbout, Anyone: true}
	for _, a := range n.Articles {
		reply.Blocks = append(reply.Blocks, Block{Cite: &Citation{
			Words:  shorten(a.First, maxShownSentence),
			Source: Source{ID: a.ID, Title: a.Title, URL: a.URL, Section: a.Site, Author: a.Author, Published: a.Published},
		}})
		menu.Choices = append(menu.Choices, articleChoice(a.Info))
	}
	if n.More > 0 {
		reply.Blocks = append(reply.Blocks, Block{Small: req.T("And %d more. See /articles.", n.More)})
	}
	if len(menu.Choices) > 1 {
		reply.Menus = []Menu{menu}
	} else if len(menu.Choices) == 1 {
		reply.Buttons = []Button{{Label: req.T("Ask about it"), Command: "ask", Action: askAbout, Args: []string{menu.Choices[0].Value}, Anyone: true}}
	}
	return reply
}

// NewsFailed returns the message to moderators about a channel that
// announcements can't be sent to.
func NewsFailed(n library.News, problem string) Reply {
	req := Request{Locale: n.Settings.Language}
	return Reply{Blocks: []Block{{
		Heading: req.T("New articles could not be announced"),
		Text:    req.T("Channel: %s", MentionChannel(n.Settings.News)) + " " + req.T(problem),
		Small:   req.T("Choose another channel in /library settings, or allow me to write there."),
	}}}
}

// The actions of an announcement: the button that opens a form for a question
// about its article, and the form.
const (
	askAbout   = "about"
	askedAbout = "asked"
)

// IsAbout reports whether an action is one of an announcement. Its answer is
// for the asker alone, so it may be used where questions are not answered.
func IsAbout(action string) bool { return action == askAbout || action == askedAbout }

// aboutForm opens the form for a question about an article.
func aboutForm(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	if len(req.Args) != 1 {
		return staleNote(req), nil
	}
	if _, err := lib.Infos(ctx, req.Args[0]); err != nil {
		return Reply{}, err
	}
	return Reply{Form: &Form{Title: req.T("Ask about it"), Action: askedAbout, Args: req.Args, Fields: []Field{{
		Name: "question", Label: req.T("Your question"), Description: req.T("Only you see the answer, until you share it"), Required: true, MaxLength: 300,
	}}}}, nil
}

// askingAbout returns a Run that handles an announcement's button, and asks what
// was written in its form.
func askingAbout(run runs) runs {
	return func(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
		switch req.Action {
		case askAbout:
			return aboutForm(ctx, lib, req)
		case askedAbout:
			if len(req.Args) != 1 {
				return staleNote(req), nil
			}
			req.Options = map[string]string{"question": req.Text("question"), "article": req.Args[0]}
			req.Action, req.Args, req.Fields = "", nil, nil
			reply, err := run(ctx, lib, req)
			reply.Private = true
			return reply, err
		}
		return run(ctx, lib, req)
	}
}
