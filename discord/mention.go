package discord

import (
	"context"
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"
)

// Types of messages that people write.
const (
	plainMessage = 0
	replyMessage = 19
)

// A Mention is a message in a server that mentions the bot.
type Mention struct {
	ID        string             `json:"id"`
	GuildID   string             `json:"guild_id"`
	ChannelID string             `json:"channel_id"`
	Author    User               `json:"author"`
	Member    Member             `json:"member"` // without its user and permissions
	Content   string             `json:"content"`
	RepliesTo *ReferencedMessage `json:"referenced_message"` // nil for none
	Self      string             `json:"-"`                  // id of the bot's user
}

// A ReferencedMessage is a message that another one replies to.
type ReferencedMessage struct {
	ChatMessage
	Author User `json:"author"`
}

// mentionOf returns the message of an event if a person mentions self in it.
// Of all other messages it reads only who wrote them and who is mentioned.
func mentionOf(raw []byte, self string) (*Mention, bool) {
	var head struct {
		Type    int    `json:"type"`
		Guild   string `json:"guild_id"`
		Webhook string `json:"webhook_id"`
		Author  struct {
			Bot bool `json:"bot"`
		} `json:"author"`
		Mentions []struct {
			ID string `json:"id"`
		} `json:"mentions"`
	}
	if self == "" || json.Unmarshal(raw, &head) != nil {
		return nil, false
	}
	people := head.Type == plainMessage || head.Type == replyMessage
	if !people || head.Guild == "" || head.Webhook != "" || head.Author.Bot {
		return nil, false
	}
	var named bool
	for _, m := range head.Mentions {
		named = named || m.ID == self
	}
	m := Mention{Self: self}
	if !named || json.Unmarshal(raw, &m) != nil || m.ID == "" || m.ChannelID == "" || m.Author.ID == "" {
		return nil, false
	}
	return &m, true
}

// anyMention matches the mentions in a message's text.
var anyMention = regexp.MustCompile(`<(@[!&]?|#)[0-9]+>`)

// Text returns the words of m without mentions.
func (m *Mention) Text() string {
	return strings.Join(strings.Fields(anyMention.ReplaceAllString(m.Content, " ")), " ")
}

// Addressed reports whether m names the bot in its text, not only by replying
// to it.
func (m *Mention) Addressed() bool {
	return slices.ContainsFunc([]string{"<@" + m.Self + ">", "<@!" + m.Self + ">"}, func(s string) bool { return strings.Contains(m.Content, s) })
}

// OwnAnswer returns the message of the bot that m replies to, nil if there is
// none.
func (m *Mention) OwnAnswer() *ChatMessage {
	if m.RepliesTo == nil || m.RepliesTo.Author.ID != m.Self {
		return nil
	}
	return &m.RepliesTo.ChatMessage
}

// CustomIDs returns the ids of the message's buttons and menus.
func (m ChatMessage) CustomIDs() []string {
	var parts []struct {
		CustomID   string          `json:"custom_id"`
		Components json.RawMessage `json:"components"`
	}
	if json.Unmarshal(m.Components, &parts) != nil {
		return nil
	}
	var ids []string
	for _, p := range parts {
		if p.CustomID != "" {
			ids = append(ids, p.CustomID)
		}
		ids = append(ids, ChatMessage{Components: p.Components}.CustomIDs()...)
	}
	return ids
}

// A reference names the message that a message replies to.
type reference struct {
	MessageID string `json:"message_id"`
}

// ReplyTo sends a message to a channel once, as a reply to another message. It
// fails if that message is gone.
func (c *Client) ReplyTo(ctx context.Context, channel, message string, m Message) error {
	m.Reference = &reference{message}
	return c.Post(ctx, channel, m)
}

// ChannelOf returns a channel or a thread that the bot can see.
func (c *Client) ChannelOf(ctx context.Context, id string) (Channel, error) {
	var channel Channel
	err := c.get(ctx, discordgo.EndpointChannel(id), &channel)
	return channel, err
}
