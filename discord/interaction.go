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
	Use          = 2 // a slash command or a menu entry
	Press        = 3 // a button or a select
	Autocomplete = 4
	Submit       = 5 // a modal
)

// An Interaction is the use of a command, a button or a form, or a request for
// completion. It is decoded from the raw event, so that unknown new parts of it
// do not affect the rest.
type Interaction struct {
	ID            string          `json:"id"`
	ApplicationID string          `json:"application_id"`
	Type          int             `json:"type"`
	Token         string          `json:"token"`
	GuildID       string          `json:"guild_id"`
	ChannelID     string          `json:"channel_id"`
	Channel       Channel         `json:"channel"`
	Member        *Member         `json:"member"` // in servers
	User          *User           `json:"user"`   // elsewhere
	Locale        string          `json:"locale"`
	Message       *ChatMessage    `json:"message"` // message of the button
	Guild         *Guild          `json:"guild"`
	Data          InteractionData `json:"data"`

	inline *inline // nil for the gateway's
}

// HomeChannel returns the id of the channel that the interaction belongs to:
// the parent of a thread, else the channel itself.
func (i *Interaction) HomeChannel() string {
	if home := i.Channel.home(); home != "" {
		return home
	}
	return i.ChannelID
}

// A Member is the asker, in a server.
type Member struct {
	User        User     `json:"user"`
	Nick        string   `json:"nick"`
	Roles       []string `json:"roles"`       // ids
	Permissions string   `json:"permissions"` // in this channel, decimal
}

// A User is an account of Discord's.
type User struct {
	ID         string `json:"id"`
	Username   string `json:"username"`
	GlobalName string `json:"global_name"`
}

// A Guild is the part of a server that an interaction contains.
type Guild struct {
	ID     string `json:"id"`
	Locale string `json:"locale"`
}

// An InteractionData has what was used, with its options and values.
type InteractionData struct {
	ID         string        `json:"id"`
	Name       string        `json:"name"`
	Kind       int           `json:"type"` // kind of command: 1 slash, 2 user, 3 message
	TargetID   string        `json:"target_id"`
	Options    []OptionValue `json:"options"`
	Resolved   Resolved      `json:"resolved"`
	CustomID   string        `json:"custom_id"`
	Values     []string      `json:"values"`
	Components []modalInput  `json:"components"`
}

// An OptionValue is an option with its value, or a subcommand with its options.
type OptionValue struct {
	Name    string          `json:"name"`
	Type    int             `json:"type"`
	Value   json.RawMessage `json:"value"`
	Focused bool            `json:"focused"`
	Options []OptionValue   `json:"options"`
}

// Text returns the value as text: a string, a number in decimal, or the id of
// a file or a person. It returns "" for other types.
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

// Resolved has the objects for the ids in an interaction.
type Resolved struct {
	Attachments map[string]Attachment  `json:"attachments"`
	Messages    map[string]ChatMessage `json:"messages"`
}

// An Attachment is an uploaded file.
type Attachment struct {
	ID          string `json:"id"`
	Filename    string `json:"filename"`
	ContentType string `json:"content_type"` // as declared
	Size        int64  `json:"size"`         // bytes
	URL         string `json:"url"`          // signed; it expires
}

// A ChatMessage is a message in a channel.
type ChatMessage struct {
	ID          string       `json:"id"`
	Content     string       `json:"content"`
	Flags       int          `json:"flags"`
	Attachments []Attachment `json:"attachments"`

	Components json.RawMessage `json:"components"`        // of any kind, even unknown ones
	Embeds     json.RawMessage `json:"embeds"`            // the same
	Forwarded  json.RawMessage `json:"message_snapshots"` // the same
}

// FirstLine returns the first line of one of our messages, as markdown, "" if
// it is empty.
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

// Title returns the title of one of our messages, as it was before it was
// escaped: its first line, if that is a heading. Otherwise it returns "".
func (m ChatMessage) Title() string {
	title, ok := strings.CutPrefix(m.FirstLine(), "### ")
	if !ok {
		return ""
	}
	return unescape(title)
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

// ModalValues returns the values of a modal's inputs by their ids: the text of text
// inputs, and the picked or uploaded ids of the others.
func (i *Interaction) ModalValues() map[string][]string {
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

// Asker returns the user who made the interaction.
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

// ManagesGuild reports whether the asker may manage the server, according to
// Discord.
func (i *Interaction) ManagesGuild() bool {
	if i.Member == nil {
		return false
	}
	bits, err := strconv.ParseUint(i.Member.Permissions, 10, 64)
	return err == nil && bits&(administrator|manageGuild) != 0
}

// errInteraction is returned for bytes that are not an interaction.
var errInteraction = errors.New("discord: not an interaction")

// DecodeInteraction decodes an interaction from its raw JSON.
func DecodeInteraction(raw []byte) (*Interaction, error) {
	var i Interaction
	if err := json.Unmarshal(raw, &i); err != nil {
		return nil, errInteraction // err contains the input
	}
	if i.Type < Ping || i.ID == "" {
		return nil, fmt.Errorf("%w: no type or id", errInteraction)
	}
	return &i, nil
}

// CommandData returns the data of a use of a slash command with texts as options.
func CommandData(command string, options map[string]string) InteractionData {
	data := InteractionData{Name: command, Kind: SlashCommand}
	for name, text := range options {
		value, _ := json.Marshal(text) // a string can always be encoded
		data.Options = append(data.Options, OptionValue{Name: name, Type: StringOption, Value: value})
	}
	return data
}

// ModalData returns the data of a form with a custom id, submitted with texts.
func ModalData(customID string, texts map[string]string) InteractionData {
	data := InteractionData{CustomID: customID}
	for name, text := range texts {
		data.Components = append(data.Components, modalInput{CustomID: name, Value: text})
	}
	return data
}
