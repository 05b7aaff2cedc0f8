package discord

import (
	"bytes"

	"github.com/bwmarrin/discordgo"
)

// Flags of messages.
const (
	Ephemeral    = 1 << 6  // only the asker sees it
	Silent       = 1 << 12 // no one is notified
	ComponentsV2 = 1 << 15 // has components instead of content and embeds
)

// Types of answers to an interaction.
const (
	Reply         = 4
	DeferReply    = 5 // “is thinking”
	DeferUpdate   = 6 // of the button's message
	UpdateMessage = 7
	OfferChoices  = 8
	OpenModal     = 9
)

// Types of components, which Discord's documentation calls action row, button,
// string select and so on.
const (
	componentRow       = 1
	componentButton    = 2
	componentSelect    = 3
	componentInput     = 4
	componentRole      = 6
	componentChannel   = 8
	componentText      = 10
	componentGallery   = 12
	componentFile      = 13
	componentSeparator = 14
	componentContainer = 17
	componentLabel     = 18
	componentUpload    = 19
)

// A Response is the first answer to an interaction.
type Response struct {
	Type int `json:"type"`
	Data any `json:"data,omitempty"` // Message, Modal or Choices
}

// A Message is a message to send. It does not notify the people it mentions.
type Message struct {
	Flags      int         `json:"flags,omitempty"`
	Components []Component `json:"components,omitempty"`
	Mentions   Mentions    `json:"allowed_mentions"`
	Files      []File      `json:"-"`

	Nonce        string     `json:"nonce,omitempty"` // of a message to a channel
	EnforceNonce bool       `json:"enforce_nonce,omitempty"`
	Reference    *reference `json:"message_reference,omitempty"` // see ReplyTo
}

// Mentions allows no mentions. Its list is encoded even though it is empty,
// because Discord notifies people if it is absent.
type Mentions struct{}

// MarshalJSON encodes the empty list.
func (Mentions) MarshalJSON() ([]byte, error) { return []byte(`{"parse":[]}`), nil }

// A File is a file of a message.
type File struct {
	Name, MediaType string
	Body            []byte
}

// A Modal is a form.
type Modal struct {
	CustomID   string      `json:"custom_id"`
	Title      string      `json:"title"`
	Components []Component `json:"components"`
}

// Choices are the values offered for an option. An empty list is encoded too.
type Choices struct {
	Choices []Choice `json:"choices"`
}

// A Choice is a value that can be picked.
type Choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// A Component is a part of a message or a modal. Its type determines which
// fields it uses; the functions below return each type.
type Component struct {
	Type         int         `json:"type"`
	Components   []Component `json:"components,omitempty"`
	Component    *Component  `json:"component,omitempty"` // of a label
	Content      string      `json:"content,omitempty"`
	Accent       *int        `json:"accent_color,omitempty"`
	Divider      *bool       `json:"divider,omitempty"`
	Spacing      int         `json:"spacing,omitempty"`
	Style        int         `json:"style,omitempty"`
	Label        string      `json:"label,omitempty"`
	Description  string      `json:"description,omitempty"`
	CustomID     string      `json:"custom_id,omitempty"`
	URL          string      `json:"url,omitempty"`
	Disabled     bool        `json:"disabled,omitempty"`
	Placeholder  string      `json:"placeholder,omitempty"`
	Options      []Option    `json:"options,omitempty"`
	Defaults     []Default   `json:"default_values,omitempty"`
	ChannelTypes []int       `json:"channel_types,omitempty"`
	MinValues    *int        `json:"min_values,omitempty"`
	MaxValues    int         `json:"max_values,omitempty"`
	Value        string      `json:"value,omitempty"`
	MaxLength    int         `json:"max_length,omitempty"`
	Required     *bool       `json:"required,omitempty"`
	File         *FileRef    `json:"file,omitempty"`
	Items        []MediaItem `json:"items,omitempty"`
}

// An Option is an entry of a select.
type Option struct {
	Label   string `json:"label"`
	Value   string `json:"value"`
	Default bool   `json:"default,omitempty"`
}

// A Default is a role or a channel that is initially picked.
type Default struct {
	ID   string `json:"id"`
	Type string `json:"type"` // role, channel
}

// A FileRef names a file of the same message.
type FileRef struct {
	URL string `json:"url"` // attachment://NAME
}

// A MediaItem is a picture of the same message, with its alternative text of at
// most 1,024 code points.
type MediaItem struct {
	Media       FileRef `json:"media"`
	Description string  `json:"description,omitempty"`
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

// Text returns a paragraph of markdown.
func Text(markdown string) Component { return Component{Type: componentText, Content: markdown} }

// Container returns a box around components, with a coloured edge.
func Container(colour int, inside ...Component) Component {
	return Component{Type: componentContainer, Accent: &colour, Components: inside}
}

// Separator returns a thin line, or a gap if line is false.
func Separator(line bool) Component {
	return Component{Type: componentSeparator, Divider: &line, Spacing: 1}
}

// Row returns a row of at most five buttons, or one select.
func Row(inside ...Component) Component {
	return Component{Type: componentRow, Components: inside}
}

// Button returns a button that sends an interaction.
func Button(label, customID string, style int) Component {
	return Component{Type: componentButton, Label: label, CustomID: customID, Style: style}
}

// Link returns a button that opens an address.
func Link(label, address string) Component {
	return Component{Type: componentButton, Label: label, URL: address, Style: StyleLink}
}

// Select returns a menu for picking from minValues to maxValues of the options.
func Select(customID, placeholder string, options []Option, minValues, maxValues int) Component {
	return Component{
		Type: componentSelect, CustomID: customID, Placeholder: placeholder,
		Options: options, MinValues: &minValues, MaxValues: maxValues,
	}
}

// RoleSelect returns a menu for picking roles of the server.
func RoleSelect(customID, placeholder string, picked []string, minValues, maxValues int) Component {
	return Component{
		Type: componentRole, CustomID: customID, Placeholder: placeholder,
		Defaults: defaults("role", picked), MinValues: &minValues, MaxValues: maxValues,
	}
}

// ChannelSelect returns a menu for picking channels of the server that people
// can write in, themselves or in their threads.
func ChannelSelect(customID, placeholder string, picked []string, minValues, maxValues int) Component {
	return Component{
		Type: componentChannel, CustomID: customID, Placeholder: placeholder, ChannelTypes: askChannels,
		Defaults: defaults("channel", picked), MinValues: &minValues, MaxValues: maxValues,
	}
}

// PostChannelSelect is ChannelSelect for channels that messages are sent to,
// without those that only have threads.
func PostChannelSelect(customID, placeholder string, picked []string, minValues, maxValues int) Component {
	c := ChannelSelect(customID, placeholder, picked, minValues, maxValues)
	c.ChannelTypes = postChannels
	return c
}

func defaults(kind string, ids []string) []Default {
	var list []Default
	for _, id := range ids {
		list = append(list, Default{ID: id, Type: kind})
	}
	return list
}

// Label returns an input of a modal with a label.
func Label(label, description string, input Component) Component {
	return Component{Type: componentLabel, Label: label, Description: description, Component: &input}
}

// TextInput returns a text input of a modal.
func TextInput(customID, value string, long, required bool, maxLength int) Component {
	style := inputShort
	if long {
		style = inputLong
	}
	return Component{Type: componentInput, CustomID: customID, Value: value, Style: style, MaxLength: maxLength, Required: &required}
}

// FileUpload returns a file input of a modal.
func FileUpload(customID string, required bool) Component {
	return Component{Type: componentUpload, CustomID: customID, Required: &required}
}

// FileDisplay returns a component that shows a file of the message.
func FileDisplay(name string) Component {
	return Component{Type: componentFile, File: &FileRef{URL: "attachment://" + name}}
}

// MediaGallery returns a component that shows a picture of the message.
func MediaGallery(name, alt string) Component {
	return Component{Type: componentGallery, Items: []MediaItem{{Media: FileRef{URL: "attachment://" + name}, Description: Fit(alt, MaxAlt)}}}
}

// multipart encodes a body and its files.
func multipart(body any, files []File) (contentType string, payload []byte, err error) {
	list := make([]*discordgo.File, len(files))
	for i, f := range files {
		list[i] = &discordgo.File{Name: f.Name, ContentType: f.MediaType, Reader: bytes.NewReader(f.Body)}
	}
	return discordgo.MultipartBodyWithJSON(body, list)
}
