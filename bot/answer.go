package bot

import (
	"cmp"
	"context"
	"time"

	"footnote/commands"
	"footnote/discord"
)

// wait asks Discord to wait for the answer. A press waits on the message of
// its button, because its reply may replace that message. Others wait where
// only the asker sees it, unless the answer is known to be public.
func (t *interaction) wait(ctx context.Context) {
	kind := discord.DeferReply
	var data any
	if t.i.Type == discord.Press {
		kind = discord.DeferUpdate
	} else if t.hidden = t.i.Type == discord.Submit || !t.public.Load(); t.hidden {
		data = discord.Message{Flags: discord.Ephemeral}
	}
	err := t.respond(ctx, discord.Response{Type: kind, Data: data})
	if err != nil {
		t.log.Warn("could not ask Discord to wait", "guild", t.i.GuildID, "err", err)
	}
	// After a timeout it is too late for another first answer. Discord may have
	// received this one, and then takes what follows it.
	if err == nil || discord.MayHaveArrived(err) {
		t.deferred = kind
	}
}

// tellWaiting writes into the waiting message that other texts are read first.
// A press has none.
func (t *interaction) tellWaiting(ctx context.Context) {
	if t.deferred != discord.DeferReply {
		return
	}
	req := commands.Request{Locale: t.i.Locale}
	m, err := renderer{locale: t.i.Locale, mention: t.bot.mention}.message(req.Whisper("Other articles are being read first. Yours is in line."))
	if err == nil {
		err = t.bot.discord.Edit(ctx, t.i, changed(m))
	}
	if err != nil {
		t.log.Warn("could not say that a text waits to be read", "guild", t.i.GuildID, "err", err)
	}
}

// respond sends a first answer while Discord still takes one.
func (t *interaction) respond(ctx context.Context, r discord.Response) error {
	ctx, cancel := context.WithDeadline(context.WithoutCancel(ctx), t.received.Add(firstWithin))
	defer cancel()
	return t.bot.discord.Respond(ctx, t.i, r)
}

// sendWithin is the time limit for sending what follows a first answer.
const sendWithin = 20 * time.Second

// A letter is a reply that is laid out and ready to be sent.
type letter struct {
	reply   commands.Reply
	message discord.Message
	modal   *discord.Modal // instead of message
	err     error          // why nothing could be laid out
	dismiss bool           // instead of all else: delete the message of the button

	repeated bool // another bot answers; this one says nothing
}

// layOut lays out a reply. A reply that can't be laid out becomes a sentence.
func (t *interaction) layOut(ctx context.Context, reply commands.Reply) letter {
	// Notices are sent even if the command was stopped.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendWithin)
	defer cancel()
	if t.private {
		reply.Private = true
	}
	l := letter{reply: reply}
	if reply.Form != nil {
		modal, err := t.modal(ctx, reply.Form)
		if err == nil {
			l.modal = &modal
			return l
		}
		l.reply = t.failed(err)
	}
	if l.message, l.err = t.message(ctx, l.reply); l.err != nil {
		l.reply = t.failed(l.err)
		l.message, l.err = t.message(ctx, l.reply)
	}
	return l
}

// message lays out a reply, and stores the states of its buttons at once. If
// they can't be stored, it leaves those buttons out.
func (t *interaction) message(ctx context.Context, reply commands.Reply) (discord.Message, error) {
	states := map[string]press{}
	m, err := t.renderer(states).message(reply)
	if err != nil || t.bot.keep(ctx, t.i.GuildID, states) == nil {
		return m, err
	}
	return t.renderer(nil).message(reply)
}

// modal lays out a form, and stores its state.
func (t *interaction) modal(ctx context.Context, f *commands.Form) (discord.Modal, error) {
	states := map[string]press{}
	m, err := t.renderer(states).modal(f)
	if err == nil {
		err = t.bot.keep(ctx, t.i.GuildID, states)
	}
	return m, err
}

// answer sends what was laid out in the way that Discord still allows, and
// then notifies the moderators.
func (t *interaction) answer(ctx context.Context, l letter) {
	if l.repeated {
		t.log.Warn("an interaction was delivered to two bots", "guild", t.i.GuildID)
		return
	}
	if l.dismiss {
		t.dismiss(ctx)
		return
	}
	err := t.send(ctx, l)
	if discord.Refused(err) {
		l = t.layOut(ctx, t.failed(err))
		err = t.send(ctx, l)
	}
	t.done(err)
	switch {
	case err == nil:
		t.log.Debug("answered", "command", t.name, "guild", t.i.GuildID, "took", time.Since(t.received))
	case discord.TooLate(err):
		t.log.Warn("answered too late", "command", t.name, "guild", t.i.GuildID, "took", time.Since(t.received))
	default:
		t.log.Error("answer not sent", "command", t.name, "guild", t.i.GuildID, "err", err)
	}
	t.countMiss(ctx)
	t.notify(ctx, l.reply.Notice)
}

// countMiss counts a question without an answer. The asker does not wait for
// it.
func (t *interaction) countMiss(ctx context.Context) {
	if t.missed == nil {
		return
	}
	if err := t.missed.CountMiss(ctx); err != nil {
		t.log.Warn("a miss was not counted", "guild", t.i.GuildID, "err", t.logged(err))
	}
}

// done counts the outcome of the interaction; err is the error of sending its
// answer.
func (t *interaction) done(err error) {
	outcome := cmp.Or(t.outcome, answered)
	switch {
	case discord.TooLate(err):
		outcome = late
	case err != nil:
		outcome = unsent
	}
	t.bot.metrics.count(t.name, outcome, time.Since(t.received))
}

func (t *interaction) send(ctx context.Context, l letter) error {
	if l.err != nil {
		return l.err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendWithin)
	defer cancel()
	if l.modal != nil {
		if t.deferred == 0 {
			return t.respond(ctx, discord.Response{Type: discord.OpenModal, Data: *l.modal})
		}
		// A form can only be a first answer.
		l = t.layOut(ctx, commands.Request{Locale: t.locale}.Whisper("Opening that took too long. Please try again."))
	}
	switch {
	case t.deferred == 0 && l.reply.Replace && t.i.Type == discord.Press:
		return t.respond(ctx, discord.Response{Type: discord.UpdateMessage, Data: changed(l.message)})
	case t.deferred == 0:
		return t.respond(ctx, discord.Response{Type: discord.Reply, Data: l.message})
	case t.deferred == discord.DeferUpdate && l.reply.Replace,
		t.deferred == discord.DeferReply && l.reply.Private == t.hidden:
		return t.bot.discord.Edit(ctx, t.i, changed(l.message))
	case t.deferred == discord.DeferReply:
		// The waiting message is visible to other people than the answer
		// should be: delete it.
		if err := t.bot.discord.Delete(ctx, t.i); err != nil {
			t.log.Warn("could not delete a message", "guild", t.i.GuildID, "err", err)
		}
		t.deferred = discord.DeferUpdate // what comes now follows
	}
	return t.bot.discord.FollowUp(ctx, t.i, l.message)
}

// changed returns m as a replacement of a message, whose visibility was
// decided when it was first sent.
func changed(m discord.Message) discord.Message {
	m.Flags &^= discord.Ephemeral
	return m
}

// renderer returns the renderer of replies to this interaction: their buttons
// belong to its command. It adds to states what has to be stored for them, by
// its keys; if states is nil, it leaves out buttons that need it.
func (t *interaction) renderer(states map[string]press) renderer {
	return renderer{
		locale:  t.locale,
		mention: t.bot.mention,
		id: func(command, action string, args []string, anyone bool) (string, error) {
			p := press{Command: cmp.Or(command, t.name), Action: action, Args: args}
			if !anyone {
				p.Owner = t.i.Asker().ID
			}
			id, key := idOf(p)
			switch {
			case key == "":
			case states == nil:
				return "", errNotKept
			default:
				states[key] = p
			}
			return id, nil
		},
	}
}
