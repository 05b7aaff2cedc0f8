package bot

import (
	"context"
	"time"

	"footnote/commands"
	"footnote/library"
)

// scheduleInterval is how often the bot checks for due feeds and pages.
const scheduleInterval = time.Minute

// runSchedule checks feeds and pages on their schedules, and announces new
// articles, until ctx ends.
func (b *Bot) runSchedule(ctx context.Context) {
	for {
		if err := b.config.Libraries.RunDue(ctx, func(n library.Update) { b.sendUpdate(ctx, n) }); err != nil && ctx.Err() == nil {
			b.log.Warn("could not check feeds and pages", "err", err)
		}
		if err := b.config.Libraries.RunNews(ctx, b.announce); err != nil && ctx.Err() == nil {
			b.log.Warn("could not announce new articles", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(scheduleInterval):
		}
	}
}

// sendUpdate sends an update to the moderators' channel, if there is one.
// Updates are also in /library feed list and in the log.
func (b *Bot) sendUpdate(ctx context.Context, n library.Update) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendWithin)
	defer cancel()
	settings, err := n.Library.Settings(ctx)
	if err == nil && settings.Notices != "" {
		err = b.postIn(ctx, n.Library.Name(), settings.Notices, commands.UpdateReply(settings.Language, n))
	}
	if err != nil {
		b.log.Warn("could not notify the moderators", "guild", n.Library.Name(), "err", err)
	}
}

// announce sends new articles to the channel for them. If it can't be written
// to, the moderators are told once.
func (b *Bot) announce(ctx context.Context, n library.News) (problem string, err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendWithin)
	defer cancel()
	guild := n.Library.Name()
	err = b.postIn(ctx, guild, n.Settings.News, commands.NewsReply(n))
	if problem = refusal(err); problem == "" {
		return "", err
	}
	b.log.Warn("new articles can't be announced", "guild", guild, "err", err)
	if n.Problem == "" && n.Settings.Notices != "" && n.Settings.Notices != n.Settings.News {
		if err := b.postIn(ctx, guild, n.Settings.Notices, commands.NewsFailed(n, problem)); err != nil {
			b.log.Warn("could not notify the moderators", "guild", guild, "err", err)
		}
	}
	return problem, nil
}
