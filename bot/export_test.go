package bot

import (
	"context"

	"footnote/library"
)

// Announce and Fulfil are what the schedule does with news and with wishes.
func (b *Bot) Announce(ctx context.Context, n library.News) (string, error) {
	return b.announce(ctx, n)
}
func (b *Bot) Fulfil(ctx context.Context, f library.Fulfilled) error { return b.fulfil(ctx, f) }
