package bot

import (
	"context"
	"time"

	"footnote/discord"
	"footnote/library"
)

// Announce and Fulfil are what the schedule does with news and with wishes.
func (b *Bot) Announce(ctx context.Context, n library.News) (string, error) {
	return b.announce(ctx, n)
}
func (b *Bot) Fulfil(ctx context.Context, f library.Fulfilled) error { return b.fulfil(ctx, f) }

// Unhurried lets b take its time: everything arrives an hour from now. Tests of
// other things than time pass on a machine of any speed.
func (b *Bot) Unhurried() {
	b.now = func() time.Time { return time.Now().Add(time.Hour) }
}

// Finish waits for what is being answered, as Run does at its end.
func (b *Bot) Finish() { b.finish() }

// Mentioned is what the gateway calls for a message that mentions the bot.
func (b *Bot) Mentioned(ctx context.Context, m *discord.Mention) { b.mentioned(ctx, m) }
