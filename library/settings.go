package library

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"footnote/store"
)

// Settings are what the moderators of a library decided. The zero value is
// what a new library begins with.
type Settings struct {
	Role     string   `json:"role,omitempty"`     // id of a role that may look after the library too
	Private  bool     `json:"private,omitempty"`  // answers are for the asker alone until shared
	Channels []string `json:"channels,omitempty"` // ids of those to answer in; none means all
	Notices  string   `json:"notices,omitempty"`  // id of the moderators' channel, for reports and notes
	Language string   `json:"language,omitempty"` // of what we say ourselves; "" is each member's own
	Model    Switch   `json:"model,omitempty"`    // a language model may choose passages; "" is as the operator says
}

// A Switch is a decision that may be left to the operator.
type Switch string

// What a Switch says.
const (
	ByDefault Switch = ""
	On        Switch = "on"
	Off       Switch = "off"
)

// MayAskIn reports whether members are answered in a channel.
func (s Settings) MayAskIn(channel string) bool {
	return len(s.Channels) == 0 || slices.Contains(s.Channels, channel)
}

// The keys of the store's settings.
const (
	settingsKey = "settings"
	leftKey     = "left"    // when the bot was removed from the server
	greetedKey  = "greeted" // when it came
)

// Settings returns what the library is set to.
func (l *Library) Settings(ctx context.Context) (Settings, error) {
	var s Settings
	value, err := l.store.Setting(ctx, l.name, settingsKey)
	if err != nil || value == "" {
		return s, err
	}
	if err := json.Unmarshal([]byte(value), &s); err != nil {
		return s, fmt.Errorf("settings of %s: %w", l.name, err)
	}
	return s, nil
}

// SetSettings changes what the library is set to. what says in words what
// was changed, for the log.
func (l *Library) SetSettings(ctx context.Context, by, what string, s Settings) error {
	value, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("settings of %s: %w", l.name, err)
	}
	if err := l.store.SetSetting(ctx, l.name, settingsKey, string(value)); err != nil {
		return err
	}
	return l.store.Note(ctx, l.name, store.Event{By: by, Kind: "settings", Detail: what})
}
