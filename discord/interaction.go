package discord

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Types of interactions.
const (
	Ping         = 1
	Use          = 2 // of a slash command or a menu entry
	Press        = 3 // of a button or a select
	Autocomplete = 4
	Submit       = 5 // of a modal
)

// An Interaction is one use of a command, a button, a form, or a key typed.
// It is decoded from the raw event, so that parts of Discord's that are newer
// than this program take nothing else with them.
type Interaction struct {
	ID            string          `json:"id"`
	ApplicationID string          `json:"application_id"`
	Type          int             `json:"type"`
	Token         string          `json:"token"`
	GuildID       string          `json:"guild_id"`
	ChannelID     string          `json:"channel_id"`
	Member        *Member         `json:"member"` // in servers
	User          *User           `json:"user"`   // elsewhere
	Locale        string          `json:"locale"`
	Message       *ChatMessage    `json:"message"` // that a button stands in
	Guild         *Guild          `json:"guild"`
	Data          InteractionData `json:"data"`
}

// A Member is who used it, in a server.
type Member struct {
	User        User     `json:"user"`
	Nick        string   `json:"nick"`
	Roles       []string `json:"roles"`       // ids
	Permissions string   `json:"permissions"` // in this channel, decimal
}

// A User is somebody's account.
type User struct {
	ID         string `json:"id"`
	Username   string `json:"username"`
	GlobalName string `json:"global_name"`
}

// A Guild is a server, as far as an interaction tells of it.
type Guild struct {
	ID     string `json:"id"`
	Locale string `json:"locale"`
}

// InteractionData is what was used, and what was given.
type InteractionData struct {
	ID         string        `json:"id"`
	Name       string        `json:"name"`
	Kind       int           `json:"type"` // of a command: 1 slash, 2 user, 3 message
	TargetID   string        `json:"target_id"`
	Options    []OptionValue `json:"options"`
	Resolved   Resolved      `json:"resolved"`
	CustomID   string        `json:"custom_id"`
	Values     []string      `json:"values"`
	Components []modalInput  `json:"components"`
}

// A OptionValue is an option with its value, or a subcommand with its options.
type OptionValue struct {
	Name    string          `json:"name"`
	Type    int             `json:"type"`
	Value   json.RawMessage `json:"value"`
	Focused bool            `json:"focused"`
	Options []OptionValue   `json:"options"`
}

// Text returns the value as text: strings as they are, numbers in decimal,
// ids of files and people. Other shapes are "".
func (g OptionValue) Text() string {
	var s string
	if json.Unmarshal(g.Value, &s) == nil {
		return s
	}
	var n json.Number
	if json.Unmarshal(g.Value, &n) == nil {
		return n.String()
	}
	return ""
}

// Resolved holds what ids of the interaction stand for.
type Resolved struct {
	Attachments map[string]Attachment  `json:"attachments"`
	Messages    map[string]ChatMessage `json:"messages"`
}

// An Attachment is a file that somebody uploaded.
type Attachment struct {
	ID          string `json:"id"`
	Filename    string `json:"filename"`
	ContentType string `json:"content_type"` // as declared
	Size        int64  `json:"size"`         // bytes
	URL         string `json:"url"`          // signed, for a while
}

// A ChatMessage is what somebody wrote.
type ChatMessage struct {
	ID          string       `json:"id"`
	Content     string       `json:"content"`
	Flags       int          `json:"flags"`
	Attachments []Attachment `json:"attachments"`

	Components json.RawMessage `json:"components"` // of any kind, also newer ones
}

// FirstLine returns the first line of what a message of ours says, as
// markdown, "" if it says nothing.
func (m ChatMessage) FirstLine() string {
	if m.Content != "" {
		line, _, _ := strings.Cut(m.Content, "\n")
		return line
	}
	var parts []json.RawMessage
	if json.Unmarshal(m.Components, &parts) != nil {
		return ""
	}
	for _, raw := range parts {
		var inside struct {
			Content    string          `json:"content"`
			Components json.RawMessage `json:"components"`
		}
		if json.Unmarshal(raw, &inside) == nil {
			if line := (ChatMessage{Content: inside.Content, Components: inside.Components}).FirstLine(); line != "" {
				return line
			}
		}
	}
	return ""
}

// modalInput is a part of a submitted modal: a label with one input, a row
// with several, or an input itself.
type modalInput struct {
	CustomID   string       `json:"custom_id"`
	Value      any          `json:"value"`
	Values     []string     `json:"values"`
	Component  *modalInput  `json:"component"`
	Components []modalInput `json:"components"`
}

// Filled returns what was filled into a modal, by the inputs' ids: values of
// text inputs, and the picked or uploaded ids of the others.
func (i *Interaction) Filled() map[string][]string {
	filled := map[string][]string{}
	var walk func(parts []modalInput)
	walk = func(parts []modalInput) {
		for _, p := range parts {
			if p.CustomID != "" {
				if text, ok := p.Value.(string); ok {
					filled[p.CustomID] = []string{text}
				} else {
					filled[p.CustomID] = p.Values
				}
			}
			if p.Component != nil {
				walk([]modalInput{*p.Component})
			}
			walk(p.Components)
		}
	}
	walk(i.Data.Components)
	return filled
}

// Asker returns who used it.
func (i *Interaction) Asker() User {
	switch {
	case i.Member != nil:
		return i.Member.User
	case i.User != nil:
		return *i.User
	}
	return User{}
}

// Permissions of a member that let them manage the library.
const (
	administrator = 1 << 3
	manageGuild   = 1 << 5
)

// ManagesGuild says whether the asker may manage the server, as Discord
// signed it.
func (i *Interaction) ManagesGuild() bool {
	if i.Member == nil {
		return false
	}
	bits, err := strconv.ParseUint(i.Member.Permissions, 10, 64)
	return err == nil && bits&(administrator|manageGuild) != 0
}

// errInteraction is returned for bytes that are no interaction.
var errInteraction = errors.New("discord: not an interaction")

// DecodeInteraction reads an interaction from its raw JSON.
func DecodeInteraction(raw []byte) (*Interaction, error) {
	var i Interaction
	if err := json.Unmarshal(raw, &i); err != nil {
		return nil, errInteraction // err names what it could not read
	}
	if i.Type < Ping || i.ID == "" {
		return nil, fmt.Errorf("%w: no type or id", errInteraction)
	}
	return &i, nil
}
