package bot

import (
	"context"

	"footnote/commands"
	"footnote/discord"
	"footnote/library"
)

// postDaily posts a quote of the day, and records how that went. The moderators
// hear of a problem when it is new.
func (b *Bot) postDaily(ctx context.Context, n library.Update) error {
	settings, err := n.Library.Settings(ctx)
	if err != nil {
		return err
	}
	problem := n.Daily.Problem
	if problem == library.NoProblem {
		err := b.post(ctx, n.Daily.Channel, commands.UpdateReply(settings.Language, n))
		problem = postProblem(err)
		if err != nil {
			b.log.Warn("the quote of the day was not posted", "guild", n.Library.Name(), "err", err)
		}
	}
	if err := n.Daily.Posted(ctx, problem); err != nil {
		return err
	}
	if problem == library.NoProblem || problem == library.NotSent || problem == n.Daily.Before || settings.Notices == "" {
		return nil
	}
	return b.post(ctx, settings.Notices, commands.DailyNotice(settings.Language, n.Daily.Channel, problem))
}

// postProblem says why posting to a channel failed.
func postProblem(err error) library.DailyProblem {
	switch {
	case err == nil:
		return library.NoProblem
	case discord.NoChannel(err):
		return library.ChannelGone
	case discord.NoAccess(err):
		return library.ChannelClosed
	}
	return library.NotSent
}
