package library

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"footnote/store"
)

// Settings are the moderators' choices for a library. The zero value has the
// settings of a new library.
type Settings struct {
	Role     string   `json:"role,omitempty"`     // id of another role that may manage the library
	Private  bool     `json:"private,omitempty"`  // only the asker sees an answer until it is shared
	Channels []string `json:"channels,omitempty"` // ids of the channels to answer in; none means all
	Notices  string   `json:"notices,omitempty"`  // id of the moderators' channel, for reports and notes
	Language string   `json:"language,omitempty"` // of the bot's own sentences; "" is each member's own
	Model    Switch   `json:"model,omitempty"`    // whether a language model may choose passages
	Mentions Switch   `json:"mentions,omitempty"` // whether mentions of the bot are answered
}

// A Switch is a decision that may be left to the operator.
type Switch string

// The values of a Switch.
const (
	ByDefault Switch = "" // as the operator decided
	On        Switch = "on"
	Off       Switch = "off"
)

// MayAskIn reports whether questions are answered in a channel. A thread counts
// as its parent.
func (s Settings) MayAskIn(channel string) bool {
	return len(s.Channels) == 0 || slices.Contains(s.Channels, channel)
}

// AnswersMentions reports whether messages that mention the bot are answered;
// offered says whether the operator offers it.
func (s Settings) AnswersMentions(offered bool) bool { return offered && s.Mentions != Off }

// Mentions reports whether the operator lets people ask by mentioning the bot.
func (l *Library) Mentions() bool { return l.mentions }

// The keys of the store's settings.
const (
	settingsKey = "settings"
	leftKey     = "left"    // when the bot was removed from the server
	greetedKey  = "greeted" // when it was added
	botKey      = "bot"     // the Discord application that was added
)

// Settings returns the library's settings.
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

// SetSettings changes the library's settings. what describes the change, for
// the log.
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
