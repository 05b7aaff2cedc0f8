package bot

import (
	"cmp"
	"context"
	"errors"
	"time"

	"footnote/commands"
	"footnote/discord"
)

// wait asks Discord to wait for the answer. A press waits on the message of
// its button, since its reply may take that message's place.
func (t *turn) wait(ctx context.Context) {
	kind := discord.DeferReply
	var data any
	if t.i.Type == discord.Press {
		kind = discord.DeferUpdate
	} else if t.private {
		data = discord.Message{Flags: discord.Ephemeral}
	}
	if err := t.respond(ctx, discord.Response{Type: kind, Data: data}); err != nil {
		t.bot.log.Warn("could not ask Discord to wait", "command", t.name, "err", err)
		return
	}
	t.deferred = kind
}

// respond sends a first answer while Discord still takes one.
func (t *turn) respond(ctx context.Context, r discord.Response) error {
	ctx, cancel := context.WithDeadline(context.WithoutCancel(ctx), t.received.Add(firstWithin))
	defer cancel()
	return t.bot.discord.Respond(ctx, t.i, r)
}

// sendWithin bounds the sending of what follows a first answer.
const sendWithin = 20 * time.Second

// answer sends the reply, in the one way that is left.
func (t *turn) answer(ctx context.Context, reply commands.Reply) {
	if t.private {
		reply.Private = true
	}
	t.notify(ctx, reply.Notice)
	err := t.send(ctx, reply)
	t.done(err)
	switch {
	case err == nil:
		t.bot.log.Debug("answered", "command", t.name, "guild", t.i.GuildID, "took", time.Since(t.received))
	case discord.TooLate(err):
		t.bot.log.Warn("answered too late", "command", t.name, "guild", t.i.GuildID, "took", time.Since(t.received))
	default:
		t.bot.log.Error("answer not sent", "command", t.name, "guild", t.i.GuildID, "err", err)
	}
}

// done counts what became of the interaction; err is of sending its answer.
func (t *turn) done(err error) {
	outcome := cmp.Or(t.outcome, answered)
	switch {
	case discord.TooLate(err):
		outcome = late
	case err != nil:
		outcome = unsent
	}
	name := t.name
	if t.command.Name == "" { // no command of ours: anybody may name anything
		name = ""
	}
	t.bot.metrics.count(name, outcome, time.Since(t.received))
}

func (t *turn) send(ctx context.Context, reply commands.Reply) error {
	// What was begun is told, even if the command was stopped on the way.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendWithin)
	defer cancel()
	r := t.renderer(ctx)
	if reply.Form != nil {
		if t.deferred == 0 {
			modal, err := r.modal(reply.Form)
			if err != nil {
				return err
			}
			return t.respond(ctx, discord.Response{Type: discord.OpenModal, Data: modal})
		}
		// A form can only open at once.
		reply = commands.Request{Locale: t.locale}.Whisper("That took me too long to open. Please try once more.")
	}
	m, err := r.message(reply)
	if err != nil {
		m, err = r.message(t.failed(err))
	}
	if err != nil {
		return err
	}
	switch t.deferred {
	case 0:
		if reply.Replace && t.i.Type == discord.Press {
			return t.respond(ctx, discord.Response{Type: discord.UpdateMessage, Data: changed(m)})
		}
		return t.respond(ctx, discord.Response{Type: discord.Reply, Data: m})
	case discord.DeferUpdate:
		if reply.Replace {
			return t.bot.discord.Edit(ctx, t.i, changed(m))
		}
		return t.bot.discord.Follow(ctx, t.i, m)
	}
	if reply.Private == t.private {
		return t.bot.discord.Edit(ctx, t.i, changed(m))
	}
	// Asked to wait in public, and the answer is for the asker alone: the
	// public message goes.
	return errors.Join(t.bot.discord.Delete(ctx, t.i), t.bot.discord.Follow(ctx, t.i, m))
}

// changed is m in place of a message that is there: who may see it was
// decided when it was first sent.
func changed(m discord.Message) discord.Message {
	m.Flags &^= discord.Ephemeral
	return m
}

// renderer lays out replies to this interaction: their buttons come back to
// its command.
func (t *turn) renderer(ctx context.Context) renderer {
	return renderer{
		locale:  t.locale,
		mention: t.bot.mention,
		id: func(command, action string, args []string, anyone bool) (string, error) {
			p := press{Command: cmp.Or(command, t.name), Action: action, Args: args}
			if !anyone {
				p.Owner = t.i.Asker().ID
			}
			return t.bot.customID(ctx, t.i.GuildID, p)
		},
	}
}
