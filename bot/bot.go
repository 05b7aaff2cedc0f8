// Package bot is Discord's door: it turns interactions into requests to
// commands, and their replies into messages.
package bot

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"footnote/commands"
	"footnote/discord"
	"footnote/library"
)

// Config is what the bot runs with.
type Config struct {
	Token       string // of the bot, for the gateway; "" for none
	PublicKey   string // of the application, for interactions over HTTP; "" for none
	API         string // another base address of Discord's API
	Shards      string // such as "0-3/16"; "" for as many as Discord advises
	Listen      string // address for interactions over HTTP
	AdminListen string // address for health and metrics, "" for none
	Log         *slog.Logger

	Commands []commands.Command // nil for all of package commands

	// Library returns the library of a server.
	Library func(name string) (*library.Library, error)
	// Keep and Kept hold state of buttons until a time.
	Keep func(ctx context.Context, library, key string, value []byte, until time.Time) error
	Kept func(ctx context.Context, library, key string) ([]byte, error)
	// Ping asks whether the store is there; nil for none.
	Ping func(ctx context.Context) error
	// Named tells what a server is called.
	Named func(ctx context.Context, library, name string) error
	// Tend looks at the feeds and pages that are due, of all servers, and
	// hands on what their moderators should know; nil for none.
	RunDue func(ctx context.Context, tell func(library.Update)) error
	// SelfTest asks the open indexes whether they answer; nil for never.
	SelfTest func(ctx context.Context) library.Health
	// ModelCounts says what became of the calls of the language model; nil
	// where there is none.
	ModelCounts func() []library.ModelCount
	// Present lists the libraries of the servers that the bot was last in.
	Present func(ctx context.Context) ([]string, error)
}

// A Bot answers the interactions of one application.
type Bot struct {
	config  Config
	discord *discord.Client
	log     *slog.Logger
	metrics *metrics

	seen     seen
	quota    quota
	notices  chan struct{} // one for each notice that is being sent
	mentions atomic.Pointer[mentions]
	health   atomic.Pointer[library.Health] // of the indexes, at the last test

	running sync.WaitGroup  // interactions being answered
	closing context.Context // ends when those still running must stop
	stop    context.CancelFunc
}

// New returns a bot that is not connected yet: Serve answers what is handed
// to it.
func New(c Config) (*Bot, error) {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	c.Log = slog.New(newSparing(c.Log.Handler()))
	if c.Commands == nil {
		c.Commands = commands.All()
	}
	client, err := discord.New(c.Token, c.API, c.Log)
	if err != nil {
		return nil, err
	}
	b := &Bot{config: c, discord: client, log: c.Log, metrics: newMetrics(client.Ready), notices: make(chan struct{}, maxNotices)}
	b.metrics.registry.MustRegister(indexGauges(b.indexes)...)
	if c.ModelCounts != nil {
		b.metrics.registry.MustRegister(modelCollector(c.ModelCounts))
	}
	b.closing, b.stop = context.WithCancel(context.Background())
	return b, nil
}

// finishWithin is how long running commands may go on once the bot is told
// to stop. Those that take longer are stopped, and say so.
const finishWithin = 6 * time.Second

// finish waits for the commands that are running.
func (b *Bot) finish() {
	done := make(chan struct{})
	go func() {
		b.running.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(finishWithin):
		b.log.Warn("stopping commands that still run")
		b.stop()
		<-done
	}
	b.stop()
}
