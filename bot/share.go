package bot

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"footnote/commands"
	"footnote/discord"
	"footnote/i18n"
	"footnote/library"
)

// The actions that every answer has, whatever its command. Commands' own
// begin with a letter.
const (
	share    = "@share"    // show a private answer to all
	dismiss  = "@dismiss"  // take a public one away
	report   = "@report"   // tell the moderators that it is wrong
	reported = "@reported" // the same, filled in
)

// standard adds the buttons that every answer has which shows words of an
// article and can be asked for again.
func (t *interaction) standard(req commands.Request, reply commands.Reply) commands.Reply {
	if reply.Again == nil || !slices.ContainsFunc(reply.Blocks, cites) {
		return reply
	}
	var links, buttons []commands.Button
	for _, b := range reply.Buttons {
		if b.URL != "" {
			links = append(links, b)
		} else {
			buttons = append(buttons, b)
		}
	}
	if t.private || reply.Private {
		buttons = append(buttons, commands.Button{Label: req.T("Share"), Action: share, Args: append([]string{reply.Again.Action}, reply.Again.Args...)})
	} else {
		buttons = append(buttons, commands.Button{Label: req.T("Dismiss"), Action: dismiss})
	}
	buttons = append(buttons, commands.Button{Label: req.T("Report"), Action: report, Anyone: true})
	reply.Buttons = append(buttons, links...)
	return reply
}

// ownAction carries out the actions that every answer has. ok is false for an
// action of the command.
func (t *interaction) ownAction(ctx context.Context, lib *library.Library, req commands.Request) (reply commands.Reply, ok bool, err error) {
	switch req.Action {
	case share:
		reply, err = t.share(ctx, lib, req)
	case report:
		reply.Form = &commands.Form{Title: req.T("Report this answer"), Action: reported, Fields: []commands.Field{{
			Name: "what", Label: req.T("What is wrong?"), Description: req.T("This server's moderators will read it"),
			Long: true, Required: true, MaxLength: 500,
		}}}
	case reported:
		reply, err = t.report(ctx, lib, req)
	default:
		return reply, false, nil
	}
	return reply, true, err
}

// share asks the command once more for a private answer, for all to see.
func (t *interaction) share(ctx context.Context, lib *library.Library, req commands.Request) (commands.Reply, error) {
	if len(req.Args) == 0 {
		return commands.Reply{}, staleButton
	}
	req.Action, req.Args = req.Args[0], req.Args[1:]
	reply, err := t.command.Run(ctx, lib, req)
	if err != nil || !slices.ContainsFunc(reply.Blocks, cites) {
		return reply, err
	}
	reply.Private, reply.Replace = false, false
	reply.Blocks = append(reply.Blocks, commands.Block{Text: req.T("Shared by %s", commands.Mention(req.User.ID))})
	return reply, nil
}

// report writes down that an answer is wrong, and tells the moderators.
func (t *interaction) report(ctx context.Context, lib *library.Library, req commands.Request) (commands.Reply, error) {
	what := req.Text("what")
	if what == "" {
		return req.Whisper("Please say what is wrong. Nothing was reported."), nil
	}
	s, err := lib.Settings(ctx)
	if err != nil {
		return commands.Reply{}, err
	}
	about, link := "/"+t.name, ""
	first := ""
	if m := t.i.Message; m != nil {
		first = " " + strings.TrimLeft(m.FirstLine(), "# ")
		if m.Flags&discord.Ephemeral == 0 {
			link = " https://discord.com/channels/" + t.i.GuildID + "/" + t.i.ChannelID + "/" + m.ID
		}
	}
	if err := lib.Note(ctx, req.User.ID, "report", what+" ("+about+first+link+")"); err != nil {
		return commands.Reply{}, err
	}
	return req.Notify(req.T("Thank you."), s.Notices, commands.Block{
		Heading: i18n.T(s.Language, "An answer was reported"),
		Text:    i18n.T(s.Language, "%s: %s", commands.Mention(req.User.ID), what) + "\n" + about + i18n.Theirs(first) + link,
	}), nil
}

// dismiss answers the press of Dismiss: the message that it stands in goes.
func (t *interaction) dismiss(ctx context.Context) {
	var err error
	if t.deferred == 0 {
		err = t.respond(ctx, discord.Response{Type: discord.DeferUpdate})
	}
	if err == nil {
		sending, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendWithin)
		defer cancel()
		err = t.bot.discord.Delete(sending, t.i)
	}
	t.done(err)
	if err != nil && !discord.TooLate(err) {
		t.bot.log.Warn("a message was not taken away", "guild", t.i.GuildID, "err", err)
	}
}

const (
	maxNotices   = 32          // that are being sent at a time; more are not sent
	noticeWithin = time.Minute // one is sent, or given up
	amendWithin  = 5 * time.Second
)

var errManyNotices = errors.New("too many notices wait to be sent")

// notify tells the moderators, where they have a channel for it. The answer is
// there already: what can't be told changes it. It ends early when the bot is
// closing.
func (t *interaction) notify(ctx context.Context, n *commands.Notice) {
	if n == nil || n.Channel == "" {
		return
	}
	err := t.bot.notify(n)
	if err == nil {
		return
	}
	t.bot.log.Warn("the moderators could not be told", "guild", t.i.GuildID, "err", err)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), amendWithin)
	defer cancel()
	m, err := t.renderer(ctx).message(n.Otherwise)
	if err == nil {
		err = t.bot.discord.Edit(ctx, t.i, changed(m))
	}
	if err != nil {
		t.bot.log.Warn("an answer could not be changed", "guild", t.i.GuildID, "err", err)
	}
}

// notify sends a notice, unless too many are being sent.
func (b *Bot) notify(n *commands.Notice) error {
	select {
	case b.notices <- struct{}{}:
		defer func() { <-b.notices }()
	default:
		return errManyNotices
	}
	ctx, cancel := context.WithTimeout(b.closing, noticeWithin)
	defer cancel()
	return b.post(ctx, n.Channel, commands.Reply{Blocks: n.Blocks})
}

// post shows a reply in a channel, to nobody in particular.
func (b *Bot) post(ctx context.Context, channel string, reply commands.Reply) error {
	m, err := renderer{mention: b.mention}.message(reply)
	if err != nil {
		return err
	}
	return b.discord.Post(ctx, channel, m)
}
