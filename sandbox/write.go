package sandbox

import (
	"encoding/json"
	"regexp"
	"strings"
	"time"
)

// guildMessages is the intent of a bot that gets the messages of servers.
const guildMessages = 1 << 9

// replyMessage is the type of a message that replies to another one.
const replyMessage = 19

// A Note is an ordinary message that a person writes.
type Note struct {
	Text    string          // with @Name for mentions of people and the bot
	ReplyTo string          // id of the message that it replies to, "" for none
	Files   []string        // ids of uploads
	Embeds  json.RawMessage // as Discord sends them, such as those of a feed's bot
	Forward string          // id of a message that is forwarded, "" for none
}

// Write writes an ordinary message. A bot that asked for the messages of
// servers gets it, with its text only if it mentions the bot.
func (s *Server) Write(actor Actor, n Note) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, err := s.present(actor)
	if err != nil {
		return err
	}
	m := &Message{ChannelID: actor.Channel, Author: p.ID, Content: s.withMentions(n.Text), ReplyTo: n.ReplyTo, Embeds: n.Embeds}
	if n.ReplyTo != "" {
		above := s.message(n.ReplyTo)
		if above == nil || above.ChannelID != actor.Channel || above.For != "" {
			return ErrUnknown // no one can reply to a message that only they see
		}
	}
	if n.Forward != "" {
		from := s.message(n.Forward)
		if from == nil || !from.seenBy(p.ID) {
			return ErrUnknown
		}
		copied := *from
		m.Forwarded = &copied
	}
	for _, id := range n.Files {
		if u, ok := s.uploads[id]; ok {
			m.Attachments = append(m.Attachments, u.Attachment)
		}
	}
	s.post(m)
	s.announce(p, m)
	return nil
}

// withMentions replaces the names of people and of the bot after an at sign by
// mentions, as Discord's client does.
func (s *Server) withMentions(text string) string {
	for _, p := range append([]Person{{ID: applicationID, Name: botName}}, s.people...) {
		named := regexp.MustCompile(`(?i)@` + regexp.QuoteMeta(p.Name) + `\b`)
		text = named.ReplaceAllString(text, "<@"+p.ID+">")
	}
	return text
}

// mentionsBot reports whether a message mentions the bot: in its text, or by
// replying to it.
func (s *Server) mentionsBot(m *Message) bool {
	above := s.message(m.ReplyTo)
	return strings.Contains(m.Content, "<@"+applicationID+">") || above != nil && above.Author == applicationID
}

// announce sends a new message of a person to the connections that asked for
// the messages of servers. The lock is held.
func (s *Server) announce(p Person, m *Message) {
	event := s.asDiscord(m)
	event["guild_id"] = s.guildOf(m.ChannelID).ID
	event["member"] = object{"roles": append([]string{}, p.Roles...), "nick": nil, "joined_at": "2026-01-01T00:00:00Z", "deaf": false, "mute": false, "flags": 0}
	mentions := []any{}
	if s.mentionsBot(m) {
		mentions = append(mentions, object{"id": applicationID, "username": botName, "bot": true, "discriminator": "0000", "avatar": nil})
	} else {
		event["content"], event["attachments"], event["embeds"], event["components"] = "", []any{}, []any{}, []any{}
		delete(event, "message_snapshots")
	}
	event["mentions"] = mentions
	event["timestamp"] = m.At.Format(time.RFC3339Nano)
	for c := range s.shards {
		if c.session.intents&guildMessages != 0 {
			c.dispatch("MESSAGE_CREATE", event)
		}
	}
}

// Intents returns the intents of the connected bot, 0 for none.
func (s *Server) Intents() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.shards {
		return c.session.intents
	}
	return 0
}
