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

// The actions of every answer. Those of commands begin with a letter.
const (
	share    = "@share"    // show a private answer to everyone
	dismiss  = "@dismiss"  // delete a public answer
	report   = "@report"   // open the form that reports a wrong answer
	reported = "@reported" // submit that form
)

// askName is the name of the command that answers follow-ups and mentions.
const askName = "ask"

// standard adds the buttons of an answer: a public one can be dismissed, a
// private one shared, if it can be repeated. One that shows words of an article
// can also be followed up and reported.
func (t *interaction) standard(req commands.Request, reply commands.Reply) commands.Reply {
	private := t.private || reply.Private || reply.Replace && t.onPrivate()
	cited := reply.Again != nil && slices.ContainsFunc(reply.Blocks, cites)
	if reply.Form != nil || private && !t.shareable(reply) {
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
	if args, ok := commands.Subject(reply, t.name == askName); ok && cited {
		buttons = append(buttons, commands.Button{Label: req.T("Follow up"), Command: askName, Action: commands.FollowUp, Args: args, Anyone: true})
	}
	if private {
		buttons = append(buttons, commands.Button{Label: req.T("Share"), Action: share, Args: append([]string{reply.Again.Action}, reply.Again.Args...)})
	} else {
		buttons = append(buttons, commands.Button{Label: req.T("Dismiss"), Action: dismiss})
	}
	if cited {
		buttons = append(buttons, commands.Button{Label: req.T("Report"), Action: report, Anyone: true})
	}
	reply.Buttons = append(buttons, links...)
	return reply
}

// onPrivate reports whether the button is on a message that only the asker
// sees.
func (t *interaction) onPrivate() bool {
	return t.i.Message != nil && t.i.Message.Flags&discord.Ephemeral != 0
}

// shareable reports whether a private reply can be shown to everyone: it can be
// repeated, and it shows words of an article or is of a command whose replies
// are public.
func (t *interaction) shareable(reply commands.Reply) bool {
	open := !t.command.Private && !t.command.Moderators
	return reply.Again != nil && (open || slices.ContainsFunc(reply.Blocks, cites))
}

// ownAction handles the actions of every answer. ok is false for an action of
// the command.
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

// share runs the command of a private answer again, with a public reply.
func (t *interaction) share(ctx context.Context, lib *library.Library, req commands.Request) (commands.Reply, error) {
	if len(req.Args) == 0 {
		return commands.Reply{}, staleButton
	}
	req.Action, req.Args = req.Args[0], req.Args[1:]
	reply, err := t.command.Run(ctx, lib, req)
	if err != nil || !t.shareable(reply) {
		return reply, err
	}
	reply.Private, reply.Replace = false, false
	reply.Blocks = append(reply.Blocks, commands.Block{Text: req.T("Shared by %s", commands.Mention(req.User.ID))})
	return reply, nil
}

// report logs a report about an answer, and notifies the moderators.
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
	reply := req.Notify(req.T("Thank you."), s.Notices, commands.Block{
		Heading: i18n.T(s.Language, "An answer was reported"),
		Text:    i18n.T(s.Language, "%s: %s", commands.Mention(req.User.ID), what) + "\n" + about + i18n.Theirs(first),
	})
	if link != "" {
		reply.Notice.Buttons = []commands.Button{{Label: i18n.T(s.Language, "Go to the answer"), URL: strings.TrimSpace(link)}}
	}
	return reply, nil
}

// dismiss handles the press of Dismiss: it deletes the button's message.
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
		t.log.Warn("a message was not taken away", "guild", t.i.GuildID, "err", err)
	}
}

const (
	maxNotices   = 32          // being sent at a time; more are dropped
	noticeWithin = time.Minute // time limit for sending a notice
	amendWithin  = 5 * time.Second
)

var errManyNotices = errors.New("too many notices are waiting")

// notify sends a notice to the moderators' channel, if there is one. The answer
// has already been sent: if the notice fails, notify changes it. It ends early
// when the bot is stopping.
func (t *interaction) notify(ctx context.Context, n *commands.Notice) {
	if n == nil || n.Channel == "" {
		return
	}
	err := t.bot.notify(t.i.GuildID, n)
	if err == nil {
		return
	}
	if why := refusal(err); why != "" {
		n.Otherwise.Blocks = append(slices.Clone(n.Otherwise.Blocks), commands.Block{Text: i18n.T(t.locale, why)})
	}
	t.log.Warn("could not notify the moderators", "guild", t.i.GuildID, "err", err)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), amendWithin)
	defer cancel()
	m, err := t.message(ctx, n.Otherwise)
	if err == nil {
		err = t.bot.discord.Edit(ctx, t.i, changed(m))
	}
	if err != nil {
		t.log.Warn("could not change an answer", "guild", t.i.GuildID, "err", err)
	}
}

// notify sends a notice, unless too many are being sent.
func (b *Bot) notify(guild string, n *commands.Notice) error {
	select {
	case b.notices <- struct{}{}:
		defer func() { <-b.notices }()
	default:
		return errManyNotices
	}
	ctx, cancel := context.WithTimeout(b.closing, noticeWithin)
	defer cancel()
	return b.postIn(ctx, guild, n.Channel, commands.Reply{Blocks: n.Blocks, Buttons: n.Buttons})
}

// post sends a reply without buttons of its own to a channel, not in answer to
// an interaction.
func (b *Bot) post(ctx context.Context, channel string, reply commands.Reply) error {
	return b.postIn(ctx, "", channel, reply)
}

// postIn is post for a reply to a channel of a guild, whose buttons anyone may
// press.
func (b *Bot) postIn(ctx context.Context, guild, channel string, reply commands.Reply) error {
	id := func(command, action string, args []string, _ bool) (string, error) {
		return b.customID(ctx, guild, press{Command: command, Action: action, Args: args})
	}
	m, err := renderer{mention: b.mention, id: id}.message(reply)
	if err != nil {
		return err
	}
	return b.discord.Post(ctx, channel, m)
}
