package bot

import (
	"context"
	"time"

	"footnote/commands"
	"footnote/library"
)

// scheduleInterval is how often the bot checks for due feeds and pages.
const scheduleInterval = time.Minute

// runSchedule checks feeds and pages on their schedules, and posts the quotes of
// the day, until ctx ends.
func (b *Bot) runSchedule(ctx context.Context) {
	for {
		if err := b.config.Libraries.RunDue(ctx, func(n library.Update) { b.sendUpdate(ctx, n) }); err != nil && ctx.Err() == nil {
			b.log.Warn("could not check feeds and pages", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(scheduleInterval):
		}
	}
}

// sendUpdate sends an update to the moderators' channel, if there is one, and a
// quote of the day to its own.
// Updates are also in /library feed list and in the log.
func (b *Bot) sendUpdate(ctx context.Context, n library.Update) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendWithin)
	defer cancel()
	if n.Daily != nil {
		if err := b.postDaily(ctx, n); err != nil {
			b.log.Warn("the quote of the day is not settled", "guild", n.Library.Name(), "err", err)
		}
		return
	}
	settings, err := n.Library.Settings(ctx)
	if err == nil && settings.Notices != "" {
		err = b.post(ctx, settings.Notices, commands.UpdateReply(settings.Language, n))
	}
	if err != nil {
		b.log.Warn("could not notify the moderators", "guild", n.Library.Name(), "err", err)
	}
}
