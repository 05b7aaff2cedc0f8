package bot

import (
	"context"
	"time"

	"footnote/commands"
	"footnote/library"
)

// scheduleInterval is how often the bot looks for feeds and pages that are due.
const scheduleInterval = time.Minute

// runSchedule looks at feeds and pages on their schedules until ctx ends.
func (b *Bot) runSchedule(ctx context.Context) {
	for {
		if err := b.config.RunDue(ctx, func(n library.Update) { b.sendUpdate(ctx, n) }); err != nil && ctx.Err() == nil {
			b.log.Warn("feeds and pages could not be looked at", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(scheduleInterval):
		}
	}
}

// sendUpdate tells a server's moderators, where they have a channel for it. What
// can't be told is found in /library feed list and in the log.
func (b *Bot) sendUpdate(ctx context.Context, n library.Update) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendWithin)
	defer cancel()
	settings, err := n.Library.Settings(ctx)
	if err == nil && settings.Notices != "" {
		err = b.post(ctx, settings.Notices, commands.UpdateReply(settings.Language, n))
	}
	if err != nil {
		b.log.Warn("the moderators could not be told", "guild", n.Library.Name(), "err", err)
	}
}
