package bot

import (
	"context"
	"slices"
	"strings"

	"footnote/commands"
	"footnote/discord"
	"footnote/i18n"
	"footnote/library"
)

// authorize fills in whether the asker manages the library, and the language of
// the answer. It refuses askers who may not ask here. It reads the settings at
// every use and press, because permissions change and buttons stay.
func (t *interaction) authorize(ctx context.Context, req *commands.Request) error {
	t.locale = req.Locale
	s, err := t.settings(ctx)
	if err != nil {
		return err
	}
	if s.Language != "" {
		t.locale, req.Locale = s.Language, s.Language
	}
	req.User.Manager = t.i.ManagesGuild()
	req.User.Moderator = req.User.Manager || t.i.Member != nil && s.Role != "" && slices.Contains(t.i.Member.Roles, s.Role)
	t.private = t.command.Private || s.Private
	t.public.Store(!t.private && !t.command.Moderators)
	switch {
	case t.command.Moderators && !req.User.Moderator:
		return onlyModerators
	case !req.User.Moderator && (!t.command.Private || req.Action == share) && !s.MayAskIn(t.i.HomeChannel()) &&
		!(s.News == t.i.ChannelID && commands.IsAbout(req.Action)):
		return wrongChannel(s.Channels)
	case t.i.Type != discord.Autocomplete && !t.bot.quota.allow(t.i.GuildID, req.User.ID):
		return tooMany
	}
	return nil
}

func (t *interaction) settings(ctx context.Context) (library.Settings, error) {
	lib, err := t.bot.config.Libraries.Library(t.i.GuildID)
	if err != nil {
		return library.Settings{}, err
	}
	return lib.Settings(ctx)
}

// wrongChannel returns a problem that names the channels to ask in.
func wrongChannel(channels []string) problem {
	var all []string
	for _, c := range channels {
		all = append(all, string(commands.MentionChannel(c)))
	}
	return problemf("I answer in %s. Ask me there.", i18n.Ours(strings.Join(all, ", ")))
}
