package library

import (
	"context"
	"errors"
	"strconv"
	"time"
)

// LeftRetention is how long the library of a server that the bot was removed
// from is kept: if the bot is invited again, everything is still there.
const LeftRetention = 30 * 24 * time.Hour

// GuildJoined records that the bot is in the library's server. first is true
// the first time, and the first time after it was removed.
func (l *Library) GuildJoined(ctx context.Context) (first bool, err error) {
	greeted, err := l.store.Setting(ctx, l.name, greetedKey)
	if err != nil || greeted != "" {
		return false, err
	}
	if err := l.store.SetSetting(ctx, l.name, leftKey, ""); err != nil {
		return false, err
	}
	return true, l.store.SetSetting(ctx, l.name, greetedKey, stamp())
}

// Present lists the libraries of the servers that the bot was last in.
func (ls *Libraries) Present(ctx context.Context) ([]string, error) {
	return ls.config.Store.SettingBefore(ctx, greetedKey, time.Now().Add(time.Minute))
}

// GuildLeft records that the bot was removed from the library's server: unless
// it comes back, Sweep erases the library after LeftRetention.
func (l *Library) GuildLeft(ctx context.Context) error {
	if err := l.store.SetSetting(ctx, l.name, greetedKey, ""); err != nil {
		return err
	}
	return l.store.SetSetting(ctx, l.name, leftKey, stamp())
}

// stamp is the present time in the format of settings.
func stamp() string { return strconv.FormatInt(time.Now().UnixMilli(), 10) }

// Erase erases everything of the library, immediately and permanently:
// articles, sources, history, settings and index.
func (l *Library) Erase(ctx context.Context) error {
	erased := l.store.Erase(ctx, l.name)
	// Erase the index even if that failed: it can be made again.
	return errors.Join(erased, l.eraseIndex())
}

// Sweep permanently erases what was removed more than RemovedRetention ago, the
// state of expired buttons, and the libraries of servers that the bot left more
// than LeftRetention ago, also from the indexes.
func (ls *Libraries) Sweep(ctx context.Context) error {
	if err := ls.config.Store.Purge(ctx, time.Now().Add(-RemovedRetention)); err != nil {
		return err
	}
	gone, err := ls.config.Store.SettingBefore(ctx, leftKey, time.Now().Add(-LeftRetention))
	if err != nil {
		return err
	}
	for _, name := range gone {
		l, err := ls.Library(name)
		if err != nil {
			return err
		}
		if err := l.Erase(ctx); err != nil {
			return err
		}
		l.log.Info("erased: the bot was removed from the server long ago")
	}
	return ls.purgeIndexes(ctx)
}
