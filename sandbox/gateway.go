package sandbox

import (
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// Operations of the gateway.
const (
	opDispatch     = 0
	opHeartbeat    = 1
	opIdentify     = 2
	opResume       = 6
	opReconnect    = 7
	opInvalid      = 9
	opHello        = 10
	opHeartbeatAck = 11
)

// heartbeatEvery is the interval of heartbeats that Discord requires.
const heartbeatEvery = 41250 * time.Millisecond

// A shard is a connection of a bot.
type shard struct {
	server *Server
	conn   *websocket.Conn

	mu      sync.Mutex // of writing
	session *session
}

// A session is the state for resuming a connection.
type session struct {
	id      string
	intents int // what it asked for
	seq     int
	sent    []dispatched // sent again after a resume
}

type dispatched struct {
	seq int
	raw json.RawMessage
}

var upgrader = websocket.Upgrader{CheckOrigin: func(r *http.Request) bool { return r.Header.Get("Origin") == "" }}

// gateway serves a connection until it ends.
func (s *Server) gateway(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	conn.SetReadLimit(4096) // Discord's limit
	c := &shard{server: s, conn: conn}
	if s.rushed() {
		c.send(object{"op": opReconnect})
	} else {
		c.send(object{"op": opHello, "d": object{"heartbeat_interval": heartbeatEvery.Milliseconds()}})
	}
	defer s.disconnected(c)
	for {
		var m struct {
			Op int             `json:"op"`
			D  json.RawMessage `json:"d"`
		}
		if conn.ReadJSON(&m) != nil {
			return
		}
		switch m.Op {
		case opHeartbeat:
			if !s.silent() {
				c.send(object{"op": opHeartbeatAck})
			}
		case opIdentify, opResume:
			if !s.begin(c, m.Op, m.D) {
				return
			}
		}
	}
}

// rushed reports whether the next connection gets op 7 instead of Hello.
func (s *Server) rushed() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.faults.Hello == 0 {
		return false
	}
	s.faults.Hello--
	return true
}

func (s *Server) silent() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.faults.Silent
}

// A hello is the data of an identify or a resume.
type hello struct {
	Token   string `json:"token"`
	Session string `json:"session_id"`
	Seq     int    `json:"seq"`
	Shard   []int  `json:"shard"`
	Intents int    `json:"intents"`
}

// begin answers an identify or a resume. It returns false if the connection has
// ended.
func (s *Server) begin(c *shard, op int, d json.RawMessage) bool {
	var h hello
	if json.Unmarshal(d, &h) != nil {
		c.cut(4002)
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case h.Token != Token && h.Token != "Bot "+Token:
		go c.cut(4004)
	case s.refused(c):
	case op == opResume:
		s.resume(c, h)
	default:
		s.identify(c, h)
	}
	return true
}

// refused answers an identify or a resume with the next fault, and reports
// whether there was one. The lock is held.
func (s *Server) refused(c *shard) bool {
	switch {
	case s.faults.Refuse != 0:
		go c.cut(s.faults.Refuse)
		if s.faults.Refusals--; s.faults.Refusals == 0 {
			s.faults.Refuse = 0
		}
	case s.faults.Silent:
	case s.faults.Reconnect > 0:
		s.faults.Reconnect--
		c.send(object{"op": opReconnect})
	case s.faults.Invalid > 0:
		s.faults.Invalid--
		c.send(object{"op": opInvalid, "d": s.faults.Resumable})
	default:
		return false
	}
	return true
}

// resume sends what a session has missed. The lock is held.
func (s *Server) resume(c *shard, h hello) {
	old, ok := s.sessions[h.Session]
	if !ok {
		c.send(object{"op": opInvalid, "d": false})
		return
	}
	c.session = old
	for _, d := range old.sent {
		if d.seq > h.Seq {
			c.send(d.raw)
		}
	}
	s.shards[c] = true
	c.dispatch("RESUMED", object{})
}

// identify begins a session. The lock is held.
func (s *Server) identify(c *shard, h hello) {
	for id, old := range s.sessions { // too old to be resumed
		if len(s.sessions) >= maxSessions && !s.attached(old) {
			delete(s.sessions, id)
		}
	}
	c.session = &session{id: "session-" + s.newID(), intents: h.Intents}
	s.sessions[c.session.id] = c.session
	s.shards[c] = true
	guilds := []object{}
	for _, g := range s.guilds {
		guilds = append(guilds, object{"id": g.ID, "unavailable": true})
	}
	c.dispatch("READY", object{
		"v": 10, "session_id": c.session.id, "resume_gateway_url": s.socket(), "guilds": guilds,
		"user":        object{"id": applicationID, "username": botName, "discriminator": "0000", "bot": true},
		"application": object{"id": applicationID, "flags": 0}, "shard": h.Shard,
	})
	for _, g := range s.guilds {
		c.dispatch("GUILD_CREATE", g.asDiscord())
	}
	s.publish(Event{Kind: "bot", Ready: true})
}

func (g *Guild) asDiscord() object {
	channels := []object{}
	for _, c := range g.Channels {
		channels = append(channels, c.asDiscord())
	}
	return object{
		"id": g.ID, "name": g.Name, "preferred_locale": g.Locale, "system_channel_id": g.Channels[0].ID,
		"channels": channels, "unavailable": false,
	}
}

func (s *Server) disconnected(c *shard) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.shards, c)
	if len(s.shards) == 0 {
		s.publish(Event{Kind: "bot"})
	}
}

// Connected reports whether a bot is connected.
func (s *Server) Connected() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.shards) > 0
}

// maxSessions is how many sessions are kept for resuming.
const maxSessions = 16

// maxResumed is how many dispatches of a session are kept for resuming.
const maxResumed = 100

// dispatch numbers and sends an event.
func (c *shard) dispatch(kind string, d object) {
	c.send(c.session.keep(kind, d))
}

// keep numbers a dispatch and keeps it for resuming.
func (s *session) keep(kind string, d object) json.RawMessage {
	s.seq++
	raw := toJSON(object{"op": opDispatch, "t": kind, "s": s.seq, "d": d})
	s.sent = append(s.sent, dispatched{s.seq, raw})
	if len(s.sent) > maxResumed {
		s.sent = s.sent[1:]
	}
	return raw
}

// broadcast dispatches an event to every connection, or keeps it for those
// that resume. The lock is held.
func (s *Server) broadcast(kind string, d object) (delivered bool) {
	if s.faults.Silent {
		return len(s.shards) > 0
	}
	for c := range s.shards {
		c.dispatch(kind, d)
		if s.faults.Twice && kind == "INTERACTION_CREATE" {
			c.dispatch(kind, d)
		}
		delivered = true
	}
	for _, old := range s.sessions { // of bots that may resume
		if !s.attached(old) {
			old.keep(kind, d)
		}
	}
	return delivered
}

func (s *Server) attached(old *session) bool {
	for c := range s.shards {
		if c.session == old {
			return true
		}
	}
	return false
}

// Leave makes the bot learn that it was removed from a guild, or that the guild
// has an outage.
func (s *Server) Leave(guild string, outage bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	d := object{"id": guild}
	if outage {
		d["unavailable"] = true
	}
	s.broadcast("GUILD_DELETE", d)
}

func (c *shard) send(v any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.conn.SetWriteDeadline(time.Now().Add(5 * time.Second))
	c.conn.WriteJSON(v) // the reader notices a broken connection
}

func (c *shard) cut(code int) {
	if code != 0 {
		c.mu.Lock()
		c.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
		c.mu.Unlock()
	}
	c.conn.Close()
}

// socket returns the gateway's address.
func (s *Server) socket() string { return "ws" + s.address[len("http"):] + "/gateway" }
