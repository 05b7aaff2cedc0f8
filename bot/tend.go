package bot

import (
	"context"
	"time"

	"footnote/commands"
	"footnote/library"
)

// tendEvery is how often the bot looks for feeds and pages that are due.
const tendEvery = time.Minute

// tend looks at feeds and pages on their schedules until ctx ends.
func (b *Bot) tend(ctx context.Context) {
	for {
		if err := b.config.Tend(ctx, func(n library.News) { b.tell(ctx, n) }); err != nil && ctx.Err() == nil {
			b.log.Warn("feeds and pages could not be looked at", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(tendEvery):
		}
	}
}

// tell tells a server's moderators, where they have a channel for it. What
// can't be told is found in /library feed list and in the log.
func (b *Bot) tell(ctx context.Context, n library.News) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendWithin)
	defer cancel()
	settings, err := n.Library.Settings(ctx)
	if err == nil && settings.Notices != "" {
		err = b.post(ctx, settings.Notices, commands.News(settings.Language, n))
	}
	if err != nil {
		b.log.Warn("the moderators could not be told", "guild", n.Library.Name(), "err", err)
	}
}
