package sandbox

import (
	"encoding/json"
	"slices"
	"time"
)

// A Message is a message in a channel.
type Message struct {
	ID          string          `json:"id"`
	ChannelID   string          `json:"channel_id"`
	At          time.Time       `json:"at"`
	Author      string          `json:"author"` // id of a person, or of the application
	Content     string          `json:"content,omitempty"`
	Components  json.RawMessage `json:"components,omitempty"`
	Attachments []Attachment    `json:"attachments,omitempty"`
	For         string          `json:"for,omitempty"`      // id of the only person who sees it, "" for all
	Thinking    bool            `json:"thinking,omitempty"` // the answer has not arrived yet
	Failed      bool            `json:"failed,omitempty"`   // the application did not respond
	UsedBy      string          `json:"used_by,omitempty"`  // id of the person whose command it answers
	Command     string          `json:"command,omitempty"`  // the command that it answers
	Edited      bool            `json:"edited,omitempty"`
	Folded      bool            `json:"folded,omitempty"`    // the page shows only its first line
	ReplyTo     string          `json:"reply_to,omitempty"`  // id of the message that it replies to
	Forwarded   *Message        `json:"forwarded,omitempty"` // the message that it forwards
	Embeds      json.RawMessage `json:"embeds,omitempty"`    // of a person's message, as Discord sends them
}

// ephemeral is the flag of a message for one person, v2 that of a message of
// components.
const (
	ephemeral = 1 << 6
	v2        = 1 << 15
)

// An Attachment is a file of a message.
type Attachment struct {
	ID          string `json:"id"`
	Filename    string `json:"filename"`
	ContentType string `json:"content_type"`
	Size        int    `json:"size"`
	URL         string `json:"url"`
}

// An upload is an attachment with its bytes.
type upload struct {
	Attachment
	body []byte
}

// seenBy reports whether a person sees the message.
func (m *Message) seenBy(person string) bool { return m.For == "" || m.For == person }

// Messages returns the messages of a channel that a person sees, the oldest
// first.
func (s *Server) Messages(channel, person string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := []Message{}
	for _, m := range s.messages {
		if m.ChannelID == channel && m.seenBy(person) {
			list = append(list, *m)
		}
	}
	return list
}

// maxMessages is how many messages are kept; the oldest are dropped first.
const maxMessages = 500

// post adds a message to its channel. The lock is held.
func (s *Server) post(m *Message) {
	m.ID, m.At = s.newID(), time.Now().UTC()
	s.messages = append(s.messages, m)
	if extra := len(s.messages) - maxMessages; extra > 0 {
		s.messages = slices.Delete(s.messages, 0, extra)
	}
	s.publish(Event{Kind: "message", Message: m})
}

// change announces that a message has changed. The lock is held.
func (s *Server) change(m *Message) { s.publish(Event{Kind: "message", Message: m}) }

// remove removes a message. The lock is held.
func (s *Server) remove(m *Message) {
	s.messages = slices.DeleteFunc(s.messages, func(have *Message) bool { return have == m })
	s.publish(Event{Kind: "gone", Message: m})
}

func (s *Server) message(id string) *Message {
	for _, m := range s.messages {
		if m.ID == id {
			return m
		}
	}
	return nil
}

// asDiscord returns a message as Discord sends it to a bot.
func (s *Server) asDiscord(m *Message) object {
	author := object{"id": m.Author, "username": botName, "bot": true, "discriminator": "0000", "avatar": nil}
	if p, ok := s.person(m.Author); ok {
		author = userOf(p)
	}
	flags := 0
	if m.For != "" {
		flags |= ephemeral
	}
	components := m.Components
	if components == nil {
		components = json.RawMessage("[]")
	} else {
		flags |= v2
	}
	files := m.Attachments
	if files == nil {
		files = []Attachment{}
	}
	embeds := m.Embeds
	if embeds == nil {
		embeds = json.RawMessage("[]")
	}
	d := object{
		"id": m.ID, "channel_id": m.ChannelID, "author": author, "content": m.Content, "type": 0,
		"timestamp": m.At.Format(time.RFC3339Nano), "edited_timestamp": nil, "tts": false, "mention_everyone": false,
		"mentions": []any{}, "mention_roles": []any{}, "attachments": files, "embeds": embeds, "pinned": false,
		"flags": flags, "components": components,
	}
	if above := s.message(m.ReplyTo); above != nil {
		d["type"] = replyMessage
		d["message_reference"] = object{"type": 0, "message_id": above.ID, "channel_id": above.ChannelID, "guild_id": s.guildOf(above.ChannelID).ID}
		if above.ReplyTo != "" { // Discord does not go further up
			top := *above
			top.ReplyTo = ""
			above = &top
		}
		d["referenced_message"] = s.asDiscord(above)
	}
	if m.Forwarded != nil {
		d["message_reference"] = object{"type": 1, "message_id": m.Forwarded.ID, "channel_id": m.Forwarded.ChannelID}
		inside := s.asDiscord(m.Forwarded)
		d["message_snapshots"] = []any{object{"message": object{
			"type": 0, "content": inside["content"], "embeds": inside["embeds"], "attachments": inside["attachments"],
			"components": inside["components"], "flags": inside["flags"], "timestamp": inside["timestamp"],
			"edited_timestamp": nil, "mentions": []any{}, "mention_roles": []any{},
		}}}
	}
	return d
}

// An Event is a change that the page shows.
type Event struct {
	Kind     string     `json:"kind"` // message, gone, exchange, form, bot, model
	Message  *Message   `json:"message,omitempty"`
	Exchange *Exchange  `json:"exchange,omitempty"`
	Form     *Form      `json:"form,omitempty"`
	Model    *ModelCall `json:"model,omitempty"`
	For      string     `json:"for,omitempty"` // id of the only person it is for
	Ready    bool       `json:"ready,omitempty"`
}

// A Form is a modal that opened for a person.
type Form struct {
	CustomID    string          `json:"custom_id"`
	Title       string          `json:"title"`
	Components  json.RawMessage `json:"components"`
	ChannelID   string          `json:"channel_id"`
	MessageID   string          `json:"message_id,omitempty"` // of the button that opened it
	Interaction string          `json:"interaction"`
}

// Watch returns a channel of events from now on, until stop is called. A slow
// receiver misses events.
func (s *Server) Watch() (events <-chan Event, stop func()) {
	c := make(chan Event, 256)
	s.mu.Lock()
	s.watchers[c] = true
	s.mu.Unlock()
	return c, func() {
		s.mu.Lock()
		delete(s.watchers, c)
		s.mu.Unlock()
	}
}

// publish sends an event to all watchers. It copies messages, because they change.
// The lock is held.
func (s *Server) publish(e Event) {
	if e.Message != nil {
		m := *e.Message
		e.Message = &m
	}
	for c := range s.watchers {
		select {
		case c <- e:
		default:
		}
	}
	s.changed()
}
