// Package sandbox is a Discord on this machine: enough of its gateway and REST
// interface to use a bot, and to report where it violates Discord's rules.
// People try the bot in a web page; tests use the same methods.
//
// The bot uses its address instead of Discord's and behaves the same otherwise.
package sandbox

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// Token is the token of a Server's bot.
const Token = "sandbox"

// The application of the bot.
const (
	applicationID = "1100000000000000001"
	botName       = "Footnote"
)

// A Server is a Discord. It is an http.Handler: the REST interface is below
// /api/v10, the gateway at /gateway, and uploads are below /attachments.
type Server struct {
	log *slog.Logger
	mux *http.ServeMux

	mu       sync.Mutex
	address  string // of this server, as the bot reaches it
	guilds   []*Guild
	people   []Person
	commands []command
	messages []*Message // of all channels, the oldest first
	pending  map[string]*exchange
	recent   []*exchange // the newest last
	shards   map[*shard]bool
	sessions map[string]*session
	uploads  map[string]upload
	faults   Faults
	lastID   uint64

	modelHosts []string
	modelCalls []ModelCall // the newest last

	changed  func()
	watchers map[chan Event]bool

	firstWithin time.Duration // for the first answer to an interaction
}

// A Config has the guilds and people of a Server.
type Config struct {
	Address string // of the server: http://127.0.0.1:8080
	Guilds  []*Guild
	People  []Person
	Log     *slog.Logger
}

// A Guild is a server of Discord's, with its channels.
type Guild struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	Locale   string    `json:"locale"`
	Channels []Channel `json:"channels"`
	Roles    []Role    `json:"roles"`
}

// A Channel is a channel or a thread. The first of a guild is its system
// channel.
type Channel struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Type   int    `json:"type"`             // as in Discord: 0 for text, 11 for a thread, 15 for a forum
	Parent string `json:"parent,omitempty"` // of a thread: the id of its channel
	Needs  uint64 `json:"-"`                // permissions that people need to see it
}

// Types of channels.
const (
	threadOf     = 11
	forumChannel = 15
)

// A Role is a role of members.
type Role struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// A Person is a user of this Discord, and a member of all its guilds.
type Person struct {
	ID          string   `json:"id"`
	Name        string   `json:"name"`
	Permissions uint64   `json:"permissions"` // as Discord's bits
	Roles       []string `json:"roles"`       // ids
	Locale      string   `json:"locale"`
}

// Permissions that the stand-in knows.
const (
	Administrator  uint64 = 1 << 3
	ManageGuild    uint64 = 1 << 5
	ManageMessages uint64 = 1 << 13
	viewAndSend    uint64 = 1<<10 | 1<<11 | 1<<31
)

// may reports whether a person has the permissions of a bit set.
func (p Person) may(bits uint64) bool {
	return p.Permissions&Administrator != 0 || p.Permissions&bits == bits
}

// New returns a Discord with two servers, a moderator and a member, unless
// the Config names others.
func New(c Config) *Server {
	s := &Server{
		log: c.Log, address: c.Address, guilds: c.Guilds, people: c.People,
		pending: map[string]*exchange{}, shards: map[*shard]bool{}, sessions: map[string]*session{},
		uploads: map[string]upload{}, watchers: map[chan Event]bool{}, changed: func() {},
		firstWithin: firstWithin,
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.guilds == nil {
		s.guilds = defaultGuilds()
	}
	if s.people == nil {
		s.people = []Person{
			{ID: "1200000000000000001", Name: "Mona", Permissions: viewAndSend | ManageGuild | ManageMessages, Locale: "en-US"},
			{ID: "1200000000000000002", Name: "Max", Permissions: viewAndSend, Locale: "en-US"},
		}
	}
	s.routes()
	return s
}

func defaultGuilds() []*Guild {
	return []*Guild{
		{ID: "1300000000000000001", Name: "The Reading Room", Locale: "en-US",
			Channels: []Channel{
				{ID: "1400000000000000001", Name: "reading"},
				{ID: "1400000000000000004", Name: "this week's article", Type: threadOf, Parent: "1400000000000000001"},
				{ID: "1400000000000000002", Name: "moderators", Needs: ManageMessages},
			},
			Roles: []Role{{"1500000000000000001", "Librarians"}}},
		{ID: "1300000000000000002", Name: "An Empty Shelf", Locale: "en-US",
			Channels: []Channel{{ID: "1400000000000000003", Name: "general"}},
			Roles:    []Role{{"1500000000000000002", "Helpers"}}},
	}
}

// ServeHTTP serves the bot.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

// SetAddress sets the address at which the bot reaches the server, if it was
// not known before.
func (s *Server) SetAddress(address string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.address = address
}

// API returns the address to give to the bot instead of Discord's.
func (s *Server) API() string { return s.address + "/api/v10" }

// Guilds returns the servers of this Discord.
func (s *Server) Guilds() []*Guild { return s.guilds }

// People returns the people of this Discord.
func (s *Server) People() []Person { return s.people }

// discordEpoch is the start of the times in Discord's ids.
var discordEpoch = time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)

// newID returns an id in Discord's format; later ids are larger. The lock is
// held.
func (s *Server) newID() string {
	id := uint64(time.Since(discordEpoch).Milliseconds()) << 22
	s.lastID = max(s.lastID+1, id)
	return strconv.FormatUint(s.lastID, 10)
}

// guildOf returns the guild of a channel.
func (s *Server) guildOf(channel string) *Guild {
	g, _ := s.channel(channel)
	return g
}

// channel returns a channel and its guild, nil if there is none.
func (s *Server) channel(id string) (*Guild, Channel) {
	for _, g := range s.guilds {
		for _, c := range g.Channels {
			if c.ID == id {
				return g, c
			}
		}
	}
	return nil, Channel{}
}

// opens reports whether a person may see and use a channel.
func (p Person) opens(c Channel) bool { return p.may(c.Needs) }

// asDiscord returns a channel as Discord sends it.
func (c Channel) asDiscord() object {
	d := object{"id": c.ID, "type": c.Type, "name": c.Name}
	if c.Parent != "" {
		d["parent_id"] = c.Parent
	}
	return d
}

func (s *Server) person(id string) (Person, bool) {
	for _, p := range s.people {
		if p.ID == id {
			return p, true
		}
	}
	return Person{}, false
}

// object is JSON of any shape.
type object = map[string]any

func toJSON(v any) json.RawMessage {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err) // the values are always valid
	}
	return raw
}
