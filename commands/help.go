package commands

import (
	"context"
	"strings"

	"footnote/i18n"
	"footnote/library"
	"footnote/store"
)

func init() {
	register(Command{
		Name:        "help",
		Description: "What Footnote can do",
		Private:     true,
		Run:         help,
	})
}

// help lists the commands that the asker may use.
func help(ctx context.Context, lib *library.Library, req Request) (Reply, error) {
	counts, err := lib.Count(ctx)
	if err != nil {
		return Reply{}, err
	}
	reply := Reply{Title: "Footnote", Private: true}
	reply.Blocks = append(reply.Blocks, Block{
		Text:  req.T("I know the articles of this library and show what they say, word for word, each passage with its source. I make nothing up: if it is not in an article, I do not know it."),
		Small: holds(req, counts),
	})
	var lines, menu []string
	Each(All(), func(name string, c Command) {
		switch {
		case c.Moderators && !req.User.Moderator:
		case c.OnMessage:
			menu = append(menu, "“"+req.T(name)+"”: "+req.T(c.Description))
		default:
			lines = append(lines, "/"+name+" — "+req.T(c.Description))
		}
	})
	list := Block{Text: strings.Join(lines, "\n")}
	if tries := Examples(ctx, lib); len(tries) > 0 {
		list.Small = req.T("For example: %s", i18n.Ours(strings.Join(tries, " · ")))
	}
	if asked, err := answersMentions(ctx, lib); err != nil {
		return Reply{}, err
	} else if asked {
		list.Text += "\n" + req.T("Or mention me with your question, or reply to one of my answers.")
	}
	reply.Blocks = append(reply.Blocks, list,
		Block{Heading: req.T("In the menu of a message, under Apps"), Text: strings.Join(menu, "\n"),
			Small: req.T("I answer in servers only, not in direct messages, and can't be added to an account: each library belongs to a server and its members.")})
	return reply, nil
}

// Examples returns commands to try in a library: with the person mentioned
// most, and the title of the newest article. It returns none if the library
// can't be read.
func Examples(ctx context.Context, lib *library.Library) []string {
	var tries []string
	if names, err := lib.Names(ctx, "", 1); err == nil && len(names) > 0 {
		tries = append(tries, "/who "+i18n.Theirs(names[0]))
	}
	if titles, err := lib.Titles(ctx, "", 1); err == nil && len(titles) > 0 {
		tries = append(tries, "/ask "+i18n.Theirs(strings.TrimSuffix(shorten(titles[0].Text, maxTitleLength), "…")))
	}
	return tries
}

// holds returns the counts of a library.
func holds(req Request, c store.Counts) string {
	if c.Articles == 0 {
		return req.T(emptyLibrary)
	}
	return req.T("Here: %s, %s, %s.", req.T("%d articles", c.Articles), req.T("%d quotations", c.Quotes), req.T("%d people", c.People))
}

// Greeting returns the message that the bot sends when it joins a server:
// three next steps. mentions says whether it answers mentions.
func Greeting(locale string, mentions bool) Reply {
	req := Request{Locale: locale}
	reads := req.T("I do not read channels, only the commands you use. See /privacy for what I store.")
	if mentions {
		reads = req.T("I read the commands you use and the messages that mention me, nothing else. See /privacy for what I store.")
	}
	return Reply{
		Title: req.T("I am Footnote"),
		Blocks: []Block{
			{Text: req.T("I keep this server's articles and answer with their own words, each passage with its source.")},
			{Text: strings.Join([]string{
				req.T("1. A moderator adds the first article: /library add, with a link, a file or pasted text."),
				req.T("2. Anyone can ask: /ask in your own words, /who about a person, /quote for what someone said."),
				req.T("3. Moderators choose who can add articles and where I answer: /library settings."),
			}, "\n")},
			{Small: reads},
		},
	}
}
