package discord

import (
	"bytes"

	"github.com/bwmarrin/discordgo"
)

// Flags of messages.
const (
	Ephemeral    = 1 << 6  // for the asker alone
	ComponentsV2 = 1 << 15 // made of components, without content and embeds
)

// Types of answers to an interaction.
const (
	Pong           = 1
	Reply          = 4
	DeferReply     = 5 // “is thinking”
	DeferUpdate    = 6 // of the message that a button stands in
	UpdateMessage  = 7
	OfferChoices   = 8
	OpenModal      = 9
	componentRow   = 1
	componentBtn   = 2
	componentPick  = 3
	componentRoles = 6
	componentRooms = 8
	componentInput = 4
	componentText  = 10
	componentSplit = 14
	componentBox   = 17
	componentLabel = 18
	componentFiles = 19
	componentFile  = 13
)

// A Response is the first answer to an interaction.
type Response struct {
	Type int `json:"type"`
	Data any `json:"data,omitempty"` // Message, Modal or Choices
}

// A Message is what is shown. Nobody is ever mentioned by it.
type Message struct {
	Flags      int         `json:"flags,omitempty"`
	Components []Component `json:"components,omitempty"`
	Mentions   Mentions    `json:"allowed_mentions"`
	Files      []File      `json:"-"`

	Nonce        string `json:"nonce,omitempty"` // of a message to a channel
	EnforceNonce bool   `json:"enforce_nonce,omitempty"`
}

// Mentions allows no mention: its list is written even though it is empty,
// as Discord pings people where it is absent.
type Mentions struct{}

// MarshalJSON writes the empty list.
func (Mentions) MarshalJSON() ([]byte, error) { return []byte(`{"parse":[]}`), nil }

// A File goes with a message.
type File struct {
	Name, MediaType string
	Body            []byte
}

// Modal is a form that opens.
type Modal struct {
	CustomID   string      `json:"custom_id"`
	Title      string      `json:"title"`
	Components []Component `json:"components"`
}

// Choices are offered while an option is typed. An empty list is written.
type Choices struct {
	Choices []Choice `json:"choices"`
}

// A Choice is one value that can be picked.
type Choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// A Component is a part of a message or a modal. Which fields count depends
// on its type; the functions below make each.
type Component struct {
	Type        int         `json:"type"`
	Components  []Component `json:"components,omitempty"`
	Component   *Component  `json:"component,omitempty"` // of a label
	Content     string      `json:"content,omitempty"`
	Accent      *int        `json:"accent_color,omitempty"`
	Divider     *bool       `json:"divider,omitempty"`
	Spacing     int         `json:"spacing,omitempty"`
	Style       int         `json:"style,omitempty"`
	Label       string      `json:"label,omitempty"`
	Description string      `json:"description,omitempty"`
	CustomID    string      `json:"custom_id,omitempty"`
	URL         string      `json:"url,omitempty"`
	Disabled    bool        `json:"disabled,omitempty"`
	Placeholder string      `json:"placeholder,omitempty"`
	Options     []Option    `json:"options,omitempty"`
	Defaults    []Default   `json:"default_values,omitempty"`
	Rooms       []int       `json:"channel_types,omitempty"`
	MinValues   *int        `json:"min_values,omitempty"`
	MaxValues   int         `json:"max_values,omitempty"`
	Value       string      `json:"value,omitempty"`
	MaxLength   int         `json:"max_length,omitempty"`
	Required    *bool       `json:"required,omitempty"`
	File        *FileRef    `json:"file,omitempty"`
}

// An Option is an entry of a select.
type Option struct {
	Label   string `json:"label"`
	Value   string `json:"value"`
	Default bool   `json:"default,omitempty"`
}

// A Default is a role or a channel that is picked to begin with.
type Default struct {
	ID   string `json:"id"`
	Type string `json:"type"` // role, channel
}

// A FileRef names a file of the same message.
type FileRef struct {
	URL string `json:"url"` // attachment://NAME
}

// Styles of buttons, and of text inputs.
const (
	StylePrimary   = 1
	StyleSecondary = 2
	StyleDanger    = 4
	StyleLink      = 5
	inputShort     = 1
	inputLong      = 2
)

// Text is a paragraph of markdown.
func Text(markdown string) Component { return Component{Type: componentText, Content: markdown} }

// Container is a box around components, with a coloured edge.
func Container(colour int, inside ...Component) Component {
	return Component{Type: componentBox, Accent: &colour, Components: inside}
}

// Separator is a thin line, or a gap where line is false.
func Separator(line bool) Component {
	return Component{Type: componentSplit, Divider: &line, Spacing: 1}
}

// Row is a row of at most five buttons, or one select.
func Row(inside ...Component) Component {
	return Component{Type: componentRow, Components: inside}
}

// Button is a button that comes back as an interaction.
func Button(label, customID string, style int) Component {
	return Component{Type: componentBtn, Label: label, CustomID: customID, Style: style}
}

// Link is a button that opens an address.
func Link(label, address string) Component {
	return Component{Type: componentBtn, Label: label, URL: address, Style: StyleLink}
}

// Select lets some of options be picked, least to most of them.
func Select(customID, placeholder string, options []Option, least, most int) Component {
	return Component{
		Type: componentPick, CustomID: customID, Placeholder: placeholder,
		Options: options, MinValues: &least, MaxValues: most,
	}
}

// RoleSelect lets roles of the server be picked.
func RoleSelect(customID, placeholder string, picked []string, least, most int) Component {
	return Component{
		Type: componentRoles, CustomID: customID, Placeholder: placeholder,
		Defaults: defaults("role", picked), MinValues: &least, MaxValues: most,
	}
}

// textChannels are the types of channels that can be written in: text,
// announcements.
var textChannels = []int{0, 5}

// ChannelSelect lets text channels of the server be picked.
func ChannelSelect(customID, placeholder string, picked []string, least, most int) Component {
	return Component{
		Type: componentRooms, CustomID: customID, Placeholder: placeholder, Rooms: textChannels,
		Defaults: defaults("channel", picked), MinValues: &least, MaxValues: most,
	}
}

func defaults(kind string, ids []string) []Default {
	var list []Default
	for _, id := range ids {
		list = append(list, Default{ID: id, Type: kind})
	}
	return list
}

// Labelled puts a label over an input of a modal.
func Labelled(label, description string, input Component) Component {
	return Component{Type: componentLabel, Label: label, Description: description, Component: &input}
}

// TextInput is a field for text in a modal.
func TextInput(customID, value string, long, required bool, maxLength int) Component {
	style := inputShort
	if long {
		style = inputLong
	}
	return Component{Type: componentInput, CustomID: customID, Value: value, Style: style, MaxLength: maxLength, Required: &required}
}

// FileUpload is a field for a file in a modal.
func FileUpload(customID string, required bool) Component {
	return Component{Type: componentFiles, CustomID: customID, Required: &required}
}

// Shown makes a file of the message visible in it.
func Shown(name string) Component {
	return Component{Type: componentFile, File: &FileRef{URL: "attachment://" + name}}
}

// multipart writes a body and the files that go with it.
func multipart(body any, files []File) (contentType string, payload []byte, err error) {
	list := make([]*discordgo.File, len(files))
	for i, f := range files {
		list[i] = &discordgo.File{Name: f.Name, ContentType: f.MediaType, Reader: bytes.NewReader(f.Body)}
	}
	return discordgo.MultipartBodyWithJSON(body, list)
}
