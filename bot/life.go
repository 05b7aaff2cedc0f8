package bot

import (
	"context"
	"slices"
	"strconv"

	"footnote/commands"
	"footnote/discord"
	"footnote/library"
)

// joined stores the name of a server, and greets a new one.
func (b *Bot) joined(ctx context.Context, j discord.GuildJoin) {
	b.locales.Store(j.ID, j.Locale)
	lib, err := b.config.Libraries.Library(j.ID)
	first := false
	if err == nil {
		first, err = lib.GuildJoined(ctx)
	}
	if app := b.app.Load(); err == nil && first && app != nil {
		err = lib.SetBot(ctx, *app)
	}
	if err == nil {
		err = b.config.Libraries.SetName(ctx, j.ID, j.Name)
	}
	if err != nil {
		if ctx.Err() == nil {
			b.log.Warn("could not store that the bot joined a server", "guild", j.ID, "err", err)
		}
		return
	}
	if !first {
		return
	}
	b.log.Info("joined a server", "guild", j.ID)
	if j.Channel == "" {
		return
	}
	if err := b.post(ctx, j.Channel, commands.Greeting(j.Locale, lib.Mentions())); err != nil {
		b.log.Info("could not greet a server", "guild", j.ID, "err", err)
	}
}

// left stores that the bot was removed from a server. It is no error if the bot
// stops halfway: the next start finds the removal again.
func (b *Bot) left(ctx context.Context, guild string) {
	b.locales.Delete(guild)
	lib, err := b.config.Libraries.Library(guild)
	if err == nil {
		err = lib.GuildLeft(ctx)
	}
	if err != nil {
		if ctx.Err() == nil {
			b.log.Warn("could not store that the bot left a server", "guild", guild, "err", err)
		}
		return
	}
	b.log.Info("removed from a server; its library will be erased later", "guild", guild, "days", int(library.LeftRetention.Hours()/24))
}

// missed finds the servers of a shard that the bot was removed from while it
// was not connected: those with a library that Discord no longer lists. It
// still lists servers with an outage.
func (b *Bot) missed(ctx context.Context, shard, of int, guilds []string) {
	present, err := b.config.Libraries.Present(ctx)
	if err != nil {
		if ctx.Err() == nil {
			b.log.Warn("could not check for servers that the bot left", "err", err)
		}
		return
	}
	for _, name := range present {
		id, err := strconv.ParseUint(name, 10, 64)
		if err == nil && int(id>>22%uint64(of)) == shard && !slices.Contains(guilds, name) {
			b.left(ctx, name)
		}
	}
}
