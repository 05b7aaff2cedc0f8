package bot

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"

	"footnote/discord"
	"footnote/store"
)

// A press is the state of a button, a select or a form: any process can call
// its command from it, even after a restart.
type press struct {
	Command string   `json:"c"` // name with subcommand: "library add"
	Action  string   `json:"a"`
	Owner   string   `json:"o"` // id of who may press it, "" for anyone
	Args    []string `json:"s"`
}

// Custom ids are written "v1:command:action:owner:arg:arg", each part
// escaped. If the id would be too long for Discord, the press is stored under
// a key for stateRetention, and the id is "v1k:key".
const (
	inlineID       = "v1"
	keptID         = "v1k"
	stateRetention = 24 * time.Hour
)

// errStale is returned for a custom id that this version can't read, or
// whose state has expired.
var errStale = errors.New("bot: a button of an older version, or older than a day")

// errNotKept is returned for a button whose state can't be stored because the
// disk is full or the store can't be reached.
var errNotKept = errors.New("bot: the state of a button can't be stored")

// customID returns the custom id of p for a component in guild, and stores p if
// it has to be.
func (b *Bot) customID(ctx context.Context, guild string, p press) (string, error) {
	id, key := idOf(p)
	if key == "" {
		return id, nil
	}
	return id, b.keep(ctx, guild, map[string]press{key: p})
}

// idOf returns the custom id of p, and the key under which p has to be stored
// for it, "" if it need not be.
func idOf(p press) (id, key string) {
	parts := []string{inlineID, p.Command, p.Action, p.Owner}
	parts = append(parts, p.Args...)
	for i := range parts {
		parts[i] = escapePart(parts[i])
	}
	if id = strings.Join(parts, ":"); len(id) <= discord.MaxCustomID {
		return id, ""
	}
	key = "press-" + rand.Text()
	return keptID + ":" + key, key
}

// keep stores presses by their keys, all at the same time.
func (b *Bot) keep(ctx context.Context, guild string, presses map[string]press) error {
	var group errgroup.Group
	for key, p := range presses {
		group.Go(func() error {
			value, err := json.Marshal(p)
			if err != nil {
				return fmt.Errorf("store the state of a button: %w", err)
			}
			return b.config.Libraries.PutTemp(ctx, guild, key, value, time.Now().Add(stateRetention))
		})
	}
	err := group.Wait()
	if err != nil {
		b.log.WarnContext(ctx, "buttons are left out: their state can't be stored", "guild", guild, "err", err)
		err = fmt.Errorf("%w: %w", errNotKept, err)
	}
	return err
}

// pressed parses a custom id that was pressed in guild. It looks up state
// under the guild of the signed interaction, so that an id from another
// server finds nothing.
func (b *Bot) pressed(ctx context.Context, guild, id string) (press, error) {
	version, rest, _ := strings.Cut(id, ":")
	switch version {
	case inlineID:
		return readInline(rest)
	case keptID:
		value, err := b.config.Libraries.Temp(ctx, guild, rest)
		if errors.Is(err, store.ErrNotFound) {
			return press{}, errStale
		}
		if err != nil {
			return press{}, err
		}
		var p press
		if json.Unmarshal(value, &p) != nil {
			return press{}, errStale
		}
		return p, nil
	}
	return press{}, errStale
}

func readInline(rest string) (press, error) {
	parts := strings.Split(rest, ":")
	if len(parts) < 3 {
		return press{}, errStale
	}
	for i, part := range parts {
		text, err := url.PathUnescape(part)
		if err != nil || !utf8.ValidString(text) {
			return press{}, errStale
		}
		parts[i] = text
	}
	return press{Command: parts[0], Action: parts[1], Owner: parts[2], Args: parts[3:]}, nil
}

// escapePart escapes only '%' and ':', because an id has only 100 characters.
func escapePart(s string) string {
	return strings.NewReplacer("%", "%25", ":", "%3A").Replace(s)
}
