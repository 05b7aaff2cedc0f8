// Package discord extends discordgo: a supervised gateway, REST calls that
// obey their context and leak nothing, interactions decoded from the raw
// event, the newer components, and Discord's limits in one table. It does not
// know what the bot does.
package discord

import (
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
)

// userAgent is our User-Agent header, in the form that Discord requires.
const userAgent = "DiscordBot (https://footnote.example, 1)"

// base is the address to which discordgo sends its requests; a client may
// replace it.
var base = "https://discord.com/api/v" + discordgo.APIVersion

// maxIdle is how many idle connections are kept for the next answers. All
// go to one host, for which Go's default is 2: answers that come at the same
// time would each open a connection and close it again.
const maxIdle = 256

// A Client talks to Discord as one bot.
type Client struct {
	session *discordgo.Session // for REST calls only; never opened
	token   string
	log     *slog.Logger
	http    *http.Client

	timing        timing
	ready, shards atomic.Int32
}

// New returns a client for the bot with token, or with "" one that only answers
// interactions. api is the base address of the API, such as
// "http://127.0.0.1:8080/api/v10", or "" for Discord's own.
func New(token, api string, log *slog.Logger) (*Client, error) {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	pool := http.DefaultTransport.(*http.Transport).Clone()
	pool.MaxIdleConns, pool.MaxIdleConnsPerHost = maxIdle, maxIdle
	transport := http.RoundTripper(pool)
	if api != "" {
		target, err := url.Parse(strings.TrimSuffix(api, "/"))
		if err != nil || target.Host == "" {
			return nil, ErrBadAPI
		}
		transport = rebaseTransport{target, transport}
	}
	c := &Client{
		token:  token,
		log:    log,
		timing: usualTiming,
		http:   &http.Client{Transport: errorTransport{transport}, Timeout: 20 * time.Second},
	}
	var err error
	if c.session, err = c.newSession(); err != nil {
		return nil, err
	}
	// discordgo has one logger for all sessions, the last client's.
	discordgoLog.Store(log)
	setLogger.Do(func() { discordgo.Logger = logFormat })
	return c, nil
}

var (
	setLogger    sync.Once
	discordgoLog atomic.Pointer[slog.Logger]
)

// newSession returns a discordgo session that keeps no state and does not
// retry.
func (c *Client) newSession() (*discordgo.Session, error) {
	authorization := ""
	if c.token != "" {
		authorization = "Bot " + c.token
	}
	s, err := discordgo.New(authorization)
	if err != nil {
		return nil, err
	}
	s.Client = c.http
	s.UserAgent = userAgent
	s.StateEnabled = false
	s.ShouldReconnectOnError = false
	s.ShouldRetryOnRateLimit = false
	s.MaxRestRetries = 0
	s.LogLevel = discordgo.LogWarning
	s.Identify.Intents = discordgo.IntentsGuilds
	s.SyncEvents = false
	return s, nil
}

// A rebaseTransport sends requests for Discord's API to another base address.
// discordgo's own addresses are package variables that are computed from each
// other at startup, so the requests are changed instead.
type rebaseTransport struct {
	to   *url.URL
	next http.RoundTripper
}

func (m rebaseTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	if rest, ok := strings.CutPrefix(r.URL.String(), base); ok {
		r = r.Clone(r.Context())
		u, err := url.Parse(m.to.String() + rest)
		if err != nil {
			return nil, err
		}
		r.URL, r.Host = u, u.Host
	}
	return m.next.RoundTrip(r)
}
