package library

import (
	"context"
	"errors"
	"fmt"
)

// ErrOtherBot is returned by Adopt for libraries of another bot's servers.
var ErrOtherBot = errors.New("library: another bot is in these servers")

// Adopt records that a Discord application's bot is the one in the servers of
// the libraries. It fails with ErrOtherBot if another application's bot was
// last in any of them, unless anyway is set: this one would take all of them
// for servers that it was removed from.
func (ls *Libraries) Adopt(ctx context.Context, application string, anyway bool) error {
	bots, err := ls.config.Store.SettingByLibrary(ctx, botKey)
	if err != nil {
		return err
	}
	present, err := ls.Present(ctx)
	if err != nil {
		return err
	}
	others := 0
	var change []string
	for _, name := range present {
		switch bots[name] {
		case application:
			continue
		case "": // of a Footnote that did not record this
		default:
			others++
		}
		change = append(change, name)
	}
	if others > 0 && !anyway {
		return fmt.Errorf("%w: %d", ErrOtherBot, others)
	}
	return ls.config.Store.SetSettings(ctx, change, botKey, application)
}

// SetBot records which Discord application's bot is in the library's server.
func (l *Library) SetBot(ctx context.Context, application string) error {
	return l.store.SetSetting(ctx, l.name, botKey, application)
}
