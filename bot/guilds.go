package bot

import (
	"context"
	"slices"
	"strconv"
	"time"

	"footnote/discord"
)

// guildsInterval is how often a bot without a gateway asks Discord which
// servers it is in.
const guildsInterval = time.Hour

// watchGuilds finds out which servers the bot was added to and removed from,
// every guildsInterval until ctx ends. Discord reports it over the gateway
// alone.
func (b *Bot) watchGuilds(ctx context.Context) {
	b.repeat(ctx, guildsInterval, "could not check which servers the bot is in", func() error { return b.compareGuilds(ctx) })
}

// compareGuilds compares the servers that Discord lists with those of the
// libraries. A server that is missing from the list was left only if Discord
// says so when asked for it.
func (b *Bot) compareGuilds(ctx context.Context) error {
	listed, err := b.discord.Guilds(ctx)
	if err != nil {
		return err
	}
	present, err := b.config.Libraries.Present(ctx)
	if err != nil {
		return err
	}
	in := map[string]bool{}
	for _, g := range listed {
		in[g.ID] = true
		if !slices.Contains(present, g.ID) {
			b.joined(ctx, discord.GuildJoin{ID: g.ID, Name: g.Name})
		}
	}
	for _, name := range present {
		if _, err := strconv.ParseUint(name, 10, 64); err != nil || in[name] {
			continue
		}
		there, err := b.discord.InGuild(ctx, name)
		if err != nil {
			return err
		}
		if !there {
			b.left(ctx, name)
		}
	}
	return nil
}
