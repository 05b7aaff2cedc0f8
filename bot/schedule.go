package bot

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"footnote/commands"
	"footnote/discord"
	"footnote/library"
)

// scheduleInterval is how long after each check the bot checks again for what is
// due.
const scheduleInterval = time.Minute

// runSchedule checks feeds and pages on their schedules, posts the quotes of the
// day, announces new articles, and notifies members of those that they asked for,
// until ctx ends. Nothing waits for a slow feed.
func (b *Bot) runSchedule(ctx context.Context) {
	libraries, send := b.config.Libraries, func(n library.Update) { b.sendUpdate(ctx, n) }
	var group sync.WaitGroup
	group.Go(func() {
		b.repeat(ctx, scheduleInterval, "could not check feeds and pages", func() error { return libraries.RunDue(ctx, send) })
	})
	group.Go(func() {
		b.repeat(ctx, scheduleInterval, "could not post the quotes of the day", func() error { return libraries.RunDaily(ctx, send) })
	})
	group.Go(func() {
		b.repeat(ctx, scheduleInterval, "could not announce new articles", func() error { return libraries.RunNews(ctx, b.announce) })
	})
	group.Go(func() {
		b.repeat(ctx, scheduleInterval, "could not notify members of articles they asked for", func() error { return libraries.RunWishes(ctx, b.fulfil) })
	})
	group.Wait()
}

// repeat calls run, and again after each interval until ctx ends. It logs the
// errors of run under failure.
func (b *Bot) repeat(ctx context.Context, interval time.Duration, failure string, run func() error) {
	for {
		if err := run(); err != nil && ctx.Err() == nil {
			b.log.Warn(failure, "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(interval):
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
		err = b.postIn(ctx, n.Library.Name(), settings.Notices, commands.UpdateReply(settings.Language, n))
	}
	if err != nil {
		b.log.Warn("could not notify the moderators", "guild", n.Library.Name(), "err", err)
	}
}

// announce sends new articles to the channel for them. If it can't write there,
// it notifies the moderators once.
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

// fulfil notifies a member of an article that they asked for, in a direct
// message. A member who accepts none is not notified.
func (b *Bot) fulfil(ctx context.Context, f library.Fulfilled) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendWithin)
	defer cancel()
	guild := f.Library.Name()
	s, err := f.Library.Settings(ctx)
	if err != nil {
		return err
	}
	name, err := b.config.Libraries.Name(ctx, guild)
	if err != nil {
		return err
	}
	channel, err := b.discord.DirectChannel(ctx, f.By)
	if err == nil {
		err = b.post(ctx, channel, commands.FulfilledReply(s.Language, name, f))
	}
	var api *discord.APIError
	if errors.As(err, &api) && api.Status < http.StatusInternalServerError {
		b.log.Info("a member takes no direct message", "guild", guild, "err", err)
		return nil
	}
	return err
}
