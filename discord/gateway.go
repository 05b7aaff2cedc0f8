package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
	"golang.org/x/sync/errgroup"
)

// Events has the handlers of the gateway's events. Each call has its own
// goroutine. Discord may deliver an event twice.
type Events struct {
	Interaction func(*Interaction)
	Joined      func(GuildJoin)                      // also for every server at each start
	Left        func(guild string)                   // removed from the server; not for an outage
	Ready       func(shard, of int, guilds []string) // the ids of all servers of a shard

	// Mentioned gets the messages of people that mention the bot. Only with it
	// the bot asks for the messages of servers. Those that do not mention it
	// come without their text, and are dropped here.
	Mentioned func(*Mention)
}

// A GuildJoin is a server that the bot has joined.
type GuildJoin struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Locale  string `json:"preferred_locale"`
	Channel string `json:"system_channel_id"` // where Discord announces new members, "" for none
}

// timing has the waiting times of the gateway. Tests use shorter ones.
type timing struct {
	open     time.Duration // for a connection to be ready
	silence  time.Duration // without a byte, two of Discord's heartbeats
	minRetry time.Duration // before the first retry
	maxRetry time.Duration // before a later retry
	steady   time.Duration // after which a connection counts as good
	identify time.Duration // between two identifies of a bucket
}

var usualTiming = timing{
	open:     20 * time.Second,
	silence:  90 * time.Second,
	minRetry: time.Second,
	maxRetry: 2 * time.Minute,
	steady:   time.Minute,
	identify: 5 * time.Second,
}

// Gateway keeps the bot connected until ctx ends, and then closes within five
// seconds. shards is a range such as "0-3/16", or "" for the number that
// Discord recommends. It returns only errors that waiting does not fix.
func (c *Client) Gateway(ctx context.Context, shards string, on Events) error {
	var advised discordgo.GatewayBotResponse
	err := c.Await(ctx, "the gateway's address", func(ctx context.Context) error {
		return c.get(ctx, discordgo.EndpointGatewayBot, &advised)
	})
	if ctx.Err() != nil {
		return nil
	}
	if err != nil {
		return fmt.Errorf("ask for the gateway: %w", err)
	}
	r, err := parseShards(shards, advised.Shards)
	if err != nil {
		return err
	}
	pace := newPacer(advised.SessionStartLimit, c.timing.identify)
	c.shards.Store(int32(r.last - r.first + 1))
	group, ctx := errgroup.WithContext(ctx)
	for id := r.first; id <= r.last; id++ {
		s := &shard{client: c, id: id, of: r.of, on: on, pace: pace, named: make(chan struct{}), log: c.log.With("shard", id)}
		group.Go(func() error { return s.run(ctx) })
	}
	return group.Wait()
}

// Ready returns how many shards are connected, and how many there are.
func (c *Client) Ready() (ready, of int) { return int(c.ready.Load()), int(c.shards.Load()) }

type shardRange struct{ first, last, of int }

// parseShards parses "0-3/16", "2/16" or "".
func parseShards(text string, advised int) (shardRange, error) {
	if text == "" {
		n := max(advised, 1)
		return shardRange{0, n - 1, n}, nil
	}
	span, total, ok := strings.Cut(text, "/")
	first, last, several := strings.Cut(span, "-")
	if !several {
		last = first
	}
	a, err1 := strconv.Atoi(first)
	b, err2 := strconv.Atoi(last)
	n, err3 := strconv.Atoi(total)
	if !ok || err1 != nil || err2 != nil || err3 != nil || a < 0 || a > b || b >= n {
		return shardRange{}, fmt.Errorf("%w: %q", ErrBadShards, text)
	}
	return shardRange{a, b, n}, nil
}

// A shard owns a connection to the gateway. discordgo can hang forever while it
// opens a connection, with its lock held; then the shard abandons the session
// and makes a new one.
type shard struct {
	client *Client
	id, of int
	on     Events
	pace   *pacer
	log    *slog.Logger

	session *discordgo.Session
	conn    atomic.Pointer[wire] // the session's last connection
	lost    chan struct{}        // receives when the connection is lost
	up      atomic.Bool
	self    atomic.Pointer[string] // id of the bot's user
	named   chan struct{}          // closed when self is known
	refused atomic.Bool            // the daily budget refused an identify
}

// run keeps the shard connected until ctx ends.
func (s *shard) run(ctx context.Context) error {
	defer s.setUp(false)
	wait := s.client.timing.minRetry
	for {
		if err := s.awaitBudget(ctx); err != nil {
			return nil
		}
		began := time.Now()
		err := s.connect(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case fatal(err) != nil:
			return fatal(err)
		case err != nil:
			s.log.Warn("not connected", "err", clean(err), "again_in", wait)
		default:
			s.log.Info("connected")
			if err := s.stay(ctx); err != nil || ctx.Err() != nil {
				return err
			}
			s.log.Info("connection lost")
		}
		if time.Since(began) > s.client.timing.steady {
			wait = s.client.timing.minRetry
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(wait/2 + rand.N(wait/2+1)):
		}
		wait = min(2*wait, s.client.timing.maxRetry)
	}
}

// awaitBudget waits until the daily budget allows an identify. Resuming a
// session needs none.
func (s *shard) awaitBudget(ctx context.Context) error {
	if s.refused.Swap(false) {
		s.session = nil
	}
	reset, spent := s.pace.spent()
	if !spent || s.session != nil {
		return nil
	}
	s.log.Error("the bot has connected too often today; it waits, because Discord would reset its token. Earlier lines say why it reconnects",
		"until", reset.UTC().Format(time.RFC3339))
	return sleep(ctx, time.Until(reset))
}

// connect opens a connection, and resumes the session if there is one.
func (s *shard) connect(ctx context.Context) error {
	if s.session == nil {
		if err := s.newSession(ctx); err != nil {
			return err
		}
	}
	for len(s.lost) > 0 { // of the previous connection
		<-s.lost
	}
	session, opened := s.session, make(chan error, 1)
	go func() { opened <- session.Open() }()
	limit := time.NewTimer(s.client.timing.open)
	defer limit.Stop()
	select {
	case err := <-opened:
		if sessionGone(err) {
			s.session = nil
		}
		return err
	case <-limit.C:
		s.abandon()
		return fmt.Errorf("%w: %s", errNoConnection, s.client.timing.open)
	case <-ctx.Done():
		s.abandon()
		return ctx.Err()
	}
}

// abandon gives up a session that hangs.
func (s *shard) abandon() {
	if w := s.conn.Load(); w != nil {
		w.Close()
	}
	s.session = nil
}

// identify waits until an identify may be sent.
func (s *shard) identify(ctx context.Context) error {
	err := s.pace.wait(ctx, s.id)
	if errors.Is(err, errBudget) {
		s.refused.Store(true)
	}
	return err
}

// newSession returns a session for this shard, with its handlers and dialer.
func (s *shard) newSession(ctx context.Context) error {
	session, err := s.client.newSession()
	if err != nil {
		return err
	}
	session.ShardID, session.ShardCount = s.id, s.of
	session.Identify.Shard = &[2]int{s.id, s.of}
	if s.on.Mentioned != nil {
		session.Identify.Intents |= discordgo.IntentsGuildMessages
	}
	session.Dialer = s.dialer(ctx)
	lost := make(chan struct{}, 8)
	session.AddHandler(func(_ *discordgo.Session, _ *discordgo.Disconnect) {
		select {
		case lost <- struct{}{}:
		default: // already signalled
		}
	})
	session.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) { s.event(e) })
	s.session, s.lost = session, lost
	return nil
}

// stay waits until the connection is lost. When ctx ends it closes it.
func (s *shard) stay(ctx context.Context) error {
	defer s.setUp(false)
	select {
	case <-s.lost:
		return nil
	case <-ctx.Done():
	}
	closed := make(chan struct{})
	go func() { // Close holds its lock for a second, and may hang
		s.session.Close()
		close(closed)
	}()
	select {
	case <-closed:
	case <-time.After(closeWithin):
		s.abandon()
	}
	return nil
}

// closeWithin is the time limit for closing a connection.
const closeWithin = 3 * time.Second

func (s *shard) setUp(up bool) {
	if s.up.Swap(up) == up {
		return
	}
	if up {
		s.client.ready.Add(1)
	} else {
		s.client.ready.Add(-1)
	}
}

// readyWithin is how long a message waits for READY to be read.
const readyWithin = 5 * time.Second

// event calls the handler of an event. It decodes interactions from their raw
// bytes, because discordgo drops an interaction with an unknown component.
func (s *shard) event(e *discordgo.Event) {
	switch e.Type {
	case "READY":
		s.setUp(true)
		var ready struct {
			User   User `json:"user"`
			Guilds []struct {
				ID string `json:"id"`
			} `json:"guilds"`
		}
		if json.Unmarshal(e.RawData, &ready) != nil {
			return
		}
		if s.self.Swap(&ready.User.ID) == nil {
			close(s.named)
		}
		if s.on.Ready != nil {
			var ids []string
			for _, g := range ready.Guilds {
				ids = append(ids, g.ID)
			}
			s.on.Ready(s.id, s.of, ids)
		}
	case "RESUMED":
		s.setUp(true)
	case "INTERACTION_CREATE":
		i, err := DecodeInteraction(e.RawData)
		if err != nil {
			s.log.Error("an interaction can't be read", "err", err)
			return
		}
		if s.on.Interaction != nil {
			s.on.Interaction(i)
		}
	case "MESSAGE_CREATE":
		if s.on.Mentioned == nil {
			return
		}
		// READY is sent before all messages, but its handler runs at the same time
		// as theirs.
		select {
		case <-s.named:
		case <-time.After(readyWithin):
			return
		}
		if m, ok := mentionOf(e.RawData, *s.self.Load()); ok {
			s.on.Mentioned(m)
		}
	case "GUILD_CREATE", "GUILD_DELETE":
		var g struct {
			GuildJoin
			Unavailable bool `json:"unavailable"`
		}
		if json.Unmarshal(e.RawData, &g) != nil || g.ID == "" || g.Unavailable {
			return
		}
		if e.Type == "GUILD_CREATE" && s.on.Joined != nil {
			s.on.Joined(g.GuildJoin)
		}
		if e.Type == "GUILD_DELETE" && s.on.Left != nil {
			s.on.Left(g.ID)
		}
	}
}

// fatal returns the error that an operator must fix, or nil if a retry may
// help.
func fatal(err error) error {
	var closed *websocket.CloseError
	if !errors.As(err, &closed) {
		if errors.Is(clean(err), ErrBadToken) {
			return ErrBadToken
		}
		return nil
	}
	switch closed.Code {
	case 4004:
		return ErrBadToken
	case 4010, 4011:
		return fmt.Errorf("%w (Discord's code %d)", ErrBadShards, closed.Code)
	case 4012, 4013, 4014:
		return fmt.Errorf("%w (Discord's code %d)", ErrBadIntents, closed.Code)
	}
	return nil
}

// sessionGone reports whether a session can't be resumed any more.
func sessionGone(err error) bool {
	var closed *websocket.CloseError
	return errors.As(err, &closed) && (closed.Code == 4003 || closed.Code == 4007 || closed.Code == 4009)
}
