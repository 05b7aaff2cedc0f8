package bot

import (
	"context"
	"errors"
	"time"

	"footnote/commands"
	"footnote/discord"
	"footnote/library"
)

// mentioned answers a message that mentions the bot, as a reply to it: it is a
// question like those of /ask, and under the same rules. A reply to an answer
// follows it up. Everyone sees the reply, so what /ask would show the asker
// alone becomes one short line. One that waited too long for its turn gets no
// reply, because finding out whether the server wants one would be work.
func (b *Bot) mentioned(ctx context.Context, m *discord.Mention) {
	if !b.seen.first("message " + m.ID) {
		return
	}
	received := b.now()
	ctx, cancel := context.WithTimeoutCause(context.WithoutCancel(ctx), answerWithin, context.DeadlineExceeded)
	defer cancel()
	stop := context.AfterFunc(b.closing, cancel)
	defer stop()
	pass := b.enter(m.GuildID, received, maxWait)
	if pass == nil {
		b.log.Info("a mention is not answered: too many interactions wait", "guild", m.GuildID)
		return
	}
	var t *interaction
	var l letter
	pass.work(func() { t, l = b.prepareMention(b.config.Libraries.Begin(ctx, m.GuildID), m, received) })
	if t != nil {
		t.sendReply(ctx, m, l)
	}
}

// prepareMention returns m as an interaction, and the reply to it. It returns
// nil if there should be none.
func (b *Bot) prepareMention(ctx context.Context, m *discord.Mention, received time.Time) (*interaction, letter) {
	if !b.answersMentions(ctx, m.GuildID) {
		return nil, letter{}
	}
	i := b.question(ctx, m)
	if i == nil {
		return nil, letter{}
	}
	t, ctx := b.interaction(ctx, i, received)
	once := t.once(ctx)
	l, ok := t.prepareReply(ctx)
	if !ok || errors.Is(<-once, errRepeated) {
		return nil, letter{}
	}
	return t, l
}

// answersMentions reports whether the moderators of a server let the bot answer
// mentions.
func (b *Bot) answersMentions(ctx context.Context, guild string) bool {
	lib, err := b.config.Libraries.Library(guild)
	var s library.Settings
	if err == nil {
		s, err = lib.Settings(ctx)
	}
	if err != nil {
		b.log.Warn("a mention is not answered: the settings can't be read", "guild", guild, "err", err)
		return false
	}
	return s.AnswersMentions(b.config.Mentions)
}

// question returns m as the interaction that asks the same: a use of /ask, or
// the form that follows up the answer that m replies to. It returns nil for a
// message that asks nothing, such as thanks in reply to an answer.
func (b *Bot) question(ctx context.Context, m *discord.Mention) *discord.Interaction {
	text := m.Text()
	answer := m.OwnAnswer()
	if text == "" || answer != nil && !m.Addressed() && !commands.IsQuestion(text) {
		return nil
	}
	member := m.Member
	member.User, member.Permissions = m.Author, "0" // Discord does not say which ones
	i := &discord.Interaction{
		ID: m.ID, Type: discord.Use, GuildID: m.GuildID, ChannelID: m.ChannelID,
		Channel: b.channelOf(ctx, m), Member: &member, Locale: b.localeOf(m.GuildID),
	}
	if answer != nil {
		if id := b.followUp(ctx, m.GuildID, answer); id != "" {
			i.Type, i.Message = discord.Submit, answer
			i.Data = discord.ModalData(id, map[string]string{commands.FollowField: text})
			return i
		}
	}
	i.Data = discord.CommandData(askName, map[string]string{"question": text})
	return i
}

// followUp returns the custom id of the form that follows up an answer, "" if
// the answer can't be followed up.
func (b *Bot) followUp(ctx context.Context, guild string, answer *discord.ChatMessage) string {
	for _, id := range answer.CustomIDs() {
		p, err := b.pressed(ctx, guild, id)
		if err != nil || p.Command != askName || p.Action != commands.FollowUp {
			continue
		}
		p.Action = commands.FollowedUp
		if id, err := b.customID(ctx, guild, p); err == nil {
			return id
		}
	}
	return ""
}

// channelOf returns the channel of m. Discord names only its id, so for a
// thread in a server that chose channels its parent is asked for.
func (b *Bot) channelOf(ctx context.Context, m *discord.Mention) discord.Channel {
	channel := discord.Channel{ID: m.ChannelID}
	lib, err := b.config.Libraries.Library(m.GuildID)
	if err != nil {
		return channel
	}
	if s, err := lib.Settings(ctx); err != nil || s.MayAskIn(m.ChannelID) {
		return channel
	}
	ctx, cancel := context.WithTimeout(ctx, firstWithin)
	defer cancel()
	found, err := b.discord.ChannelOf(ctx, m.ChannelID)
	if err != nil {
		b.log.Info("could not ask for a channel", "guild", m.GuildID, "err", err)
		return channel
	}
	return found
}

// localeOf returns the language of a server, "" if it is not known. A message,
// unlike an interaction, does not have that of its author.
func (b *Bot) localeOf(guild string) string {
	locale, _ := b.locales.Load(guild)
	text, _ := locale.(string)
	return text
}

// prepareReply does what prepare does, for a reply that everyone sees. ok is
// false if there should be none.
func (t *interaction) prepareReply(ctx context.Context) (l letter, ok bool) {
	defer func() {
		if p := recover(); p != nil {
			l, ok = t.layOut(ctx, public(t.failed(caught(p)))), true
		}
	}()
	req, err := t.read(ctx)
	var p problem
	if errors.As(err, &p) && p.format == tooMany.format {
		return l, false // a reply would add to it
	}
	if err != nil {
		return t.layOut(ctx, public(t.failed(err))), true
	}
	if t.private {
		t.private = false
		return t.layOut(ctx, req.Say("Here only the asker sees my answers. Ask with /ask.")), true
	}
	reply := t.run(ctx, req)
	if reply.Private {
		reply = t.briefly(req, reply)
	}
	return t.layOut(ctx, reply), true
}

// briefly returns the line for everyone in place of a reply to the asker alone.
func (t *interaction) briefly(req commands.Request, reply commands.Reply) commands.Reply {
	if t.outcome != "" || len(reply.Blocks) == 1 && len(reply.Buttons) == 0 {
		return public(reply) // it is one line already
	}
	return req.Say("I found no sure answer to that. /ask shows you what comes closest.")
}

// public returns the first paragraph of a private reply, without its buttons.
func public(reply commands.Reply) commands.Reply {
	return commands.Reply{Blocks: reply.Blocks[:min(len(reply.Blocks), 1)]}
}

// sendReply sends what was laid out as a reply to m.
func (t *interaction) sendReply(ctx context.Context, m *discord.Mention, l letter) {
	err := l.err
	if err == nil {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendWithin)
		defer cancel()
		err = t.bot.discord.ReplyTo(ctx, m.ChannelID, m.ID, l.message)
	}
	t.done(err)
	if err != nil { // the message is gone, or the channel is closed to the bot
		t.log.Info("a mention was not answered", "guild", m.GuildID, "err", err)
	}
}
