package sandbox

import (
	"encoding/json"
	"time"
)

// Discord's time limits for an interaction.
const (
	firstWithin = 3 * time.Second
	tokenLasts  = 15 * time.Minute
)

// SetFirstWithin changes how long interactions wait for a first answer, from
// now on. Discord waits 3 seconds.
func (s *Server) SetFirstWithin(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.firstWithin = d
}

// Types of interactions.
const (
	usesCommand = 2
	presses     = 3
	types       = 4
	submits     = 5
)

// Types of first answers.
const (
	replies      = 4
	defersReply  = 5
	defersUpdate = 6
	updates      = 7
	offers       = 8
	opensModal   = 9
)

// allowed lists the first answers that each type of interaction allows.
var allowed = map[int][]int{
	usesCommand: {replies, defersReply, opensModal},
	presses:     {replies, defersReply, defersUpdate, updates, opensModal},
	types:       {offers},
	submits:     {replies, defersReply, defersUpdate, updates},
}

// An Exchange is an interaction and the bot's answers to it.
type Exchange struct {
	ID     string          `json:"id"`
	At     time.Time       `json:"at"`
	Person string          `json:"person"`
	Type   int             `json:"type"`
	Title  string          `json:"title"` // what was done: /quote words:cat
	Sent   json.RawMessage `json:"sent"`  // to the bot

	Answers []Answer `json:"answers"`
	Broken  []string `json:"broken"` // violated rules of Discord, in words
	First   int64    `json:"first"`  // milliseconds until the first answer; -1 before it
	Failed  bool     `json:"failed"` // the application did not respond
}

// An Answer is a request of the bot that belongs to an interaction.
type Answer struct {
	After  int64           `json:"after"` // milliseconds since the interaction
	Method string          `json:"method"`
	Path   string          `json:"path"` // without the token
	Body   json.RawMessage `json:"body"`
	Status int             `json:"status"`
}

// An exchange is an Exchange that may not have ended.
type exchange struct {
	Exchange
	token    string
	channel  string
	deferred int      // type of the deferring answer, 0 if none
	original *Message // the first answer, or the message of the button
	source   *Message // the message of the button
	expires  *time.Timer
	choices  chan []Choice // of a completion
	done     chan struct{} // closed at the first answer, or when it is too late
	ended    bool
	form     *Form
}

// maxRecent is how many exchanges are kept for the page.
const maxRecent = 200

// open makes an interaction and sends it to the bot, without waiting. The lock
// is held.
func (s *Server) open(p Person, channel string, kind int, title string, source *Message, data object) *exchange {
	x := &exchange{
		Exchange: Exchange{ID: s.newID(), At: time.Now().UTC(), Person: p.ID, Type: kind, Title: title, First: -1, Answers: []Answer{}, Broken: []string{}},
		channel:  channel, source: source, done: make(chan struct{}), choices: make(chan []Choice, 1),
	}
	x.token = "token-" + x.ID
	event := s.interaction(x, p, data)
	x.Sent = toJSON(event)
	s.pending[x.token] = x
	s.recent = append(s.recent, x)
	if len(s.recent) > maxRecent {
		s.recent = s.recent[1:]
	}
	if kind == usesCommand {
		x.original = nil
	}
	x.expires = time.AfterFunc(s.firstWithin, func() { s.tooLate(x) })
	time.AfterFunc(tokenLasts, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.pending, x.token)
	})
	s.broadcast("INTERACTION_CREATE", event)
	s.publish(Event{Kind: "exchange", Exchange: x.copied()})
	return x
}

// interaction returns an interaction as Discord sends it.
func (s *Server) interaction(x *exchange, p Person, data object) object {
	g, channel := s.channel(x.channel)
	event := object{
		"id": x.ID, "application_id": applicationID, "type": x.Type, "token": x.token, "version": 1,
		"guild_id": g.ID, "guild": object{"id": g.ID, "locale": g.Locale, "features": []any{}},
		"channel_id": x.channel, "channel": channel.asDiscord(),
		"member": object{
			"user": userOf(p), "roles": append([]string{}, p.Roles...), "permissions": decimal(p.Permissions),
			"nick": nil, "joined_at": "2026-01-01T00:00:00Z", "deaf": false, "mute": false, "flags": 0,
		},
		"locale": p.Locale, "guild_locale": g.Locale, "app_permissions": decimal(viewAndSend),
		"entitlements": []any{}, "authorizing_integration_owners": object{"0": g.ID}, "context": 0,
		"attachment_size_limit": 10 << 20, "data": data,
	}
	if x.source != nil {
		event["message"] = s.asDiscord(x.source)
	}
	return event
}

func userOf(p Person) object {
	return object{"id": p.ID, "username": p.Name, "global_name": p.Name, "discriminator": "0", "avatar": nil}
}

// tooLate ends an interaction without an answer in time: it refuses the token
// from now on, and notifies the person.
func (s *Server) tooLate(x *exchange) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if x.First >= 0 {
		return
	}
	delete(s.pending, x.token)
	x.Failed = true
	x.Broken = append(x.Broken, "no answer within 3 seconds")
	if x.Type == usesCommand {
		s.post(&Message{ChannelID: x.channel, Author: applicationID, For: x.Person, UsedBy: x.Person, Command: x.Title, Failed: true})
	}
	x.end()
	s.publish(Event{Kind: "exchange", Exchange: x.copied(), For: x.Person})
}

// end wakes up those who wait for the first answer. The lock is held.
func (x *exchange) end() {
	if !x.ended {
		x.ended = true
		close(x.done)
	}
}

// copied returns a copy of the exchange.
func (x *exchange) copied() *Exchange {
	e := x.Exchange
	e.Answers = append([]Answer{}, x.Answers...)
	e.Broken = append([]string{}, x.Broken...)
	return &e
}

// Exchanges returns the recent exchanges, the oldest first.
func (s *Server) Exchanges() []*Exchange {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]*Exchange, 0, len(s.recent))
	for _, x := range s.recent {
		list = append(list, x.copied())
	}
	return list
}
