// Package bot connects commands to Discord: it turns interactions into
// requests to commands, and their replies into messages.
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

// A Config is the configuration of a bot.
type Config struct {
	Token       string // of the bot, for the gateway; "" for none
	PublicKey   string // of the application, for interactions over HTTP; "" for none
	API         string // base address of Discord's API; "" for Discord's own
	Shards      string // such as "0-3/16"; "" for the number that Discord recommends
	Listen      string // address for interactions over HTTP
	AdminListen string // address for health and metrics, "" for none
	Log         *slog.Logger

	Commands []commands.Command // nil for all of package commands

	Libraries Libraries // that the bot answers from
}

// Libraries is what a bot needs of *library.Libraries, whose methods say more.
type Libraries interface {
	// Library returns the library of a server.
	Library(name string) (*library.Library, error)
	// Present lists the libraries of the servers that the bot was in last.
	Present(ctx context.Context) ([]string, error)
	// SetName stores the name of a server.
	SetName(ctx context.Context, library, name string) error
	// PutTemp stores the state of a button until a time, and Temp reads it.
	PutTemp(ctx context.Context, library, key string, value []byte, until time.Time) error
	Temp(ctx context.Context, library, key string) ([]byte, error)
	// FirstUse reports whether no bot that shares the store has used a key yet,
	// and records the use until a time.
	FirstUse(ctx context.Context, library, key string, until time.Time) (bool, error)
	// RunDue checks the due feeds and pages of all servers, and calls tell for
	// each update that moderators should get.
	RunDue(ctx context.Context, tell func(library.Update)) error
	// RunNews calls send for each batch of new articles that a server announces.
	RunNews(ctx context.Context, send func(context.Context, library.News) (problem string, err error)) error
	// RunWishes calls tell for each wish of a member that an article answers.
	RunWishes(ctx context.Context, tell func(context.Context, library.Fulfilled) error) error
	// Name returns the name of a server, "" if unknown.
	Name(ctx context.Context, library string) (string, error)
	// Ping reports whether the store answers.
	Ping(ctx context.Context) error
	// SelfTest tests whether the open indexes answer.
	SelfTest(ctx context.Context) library.Health
	// ModelCounts says what became of the calls of the language model, nil
	// where there is none.
	ModelCounts() []library.ModelCount
}

// A Bot answers the interactions of one application.
type Bot struct {
	config  Config
	discord *discord.Client
	log     *slog.Logger
	metrics *metrics

	seen     seen
	quota    quota
	notices  chan struct{} // has an element for each notice being sent
	mentions atomic.Pointer[mentions]
	health   atomic.Pointer[library.Health] // of the indexes, at the last test

	running sync.WaitGroup  // interactions being answered
	closing context.Context // ends when running commands must stop
	stop    context.CancelFunc
}

// New returns a bot that is not connected yet. Serve answers an interaction.
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
	if c.Libraries != nil {
		b.metrics.registry.MustRegister(modelCollector(c.Libraries.ModelCounts))
	}
	b.closing, b.stop = context.WithCancel(context.Background())
	return b, nil
}

// finishWithin is how long running commands may continue once the bot is
// stopping. After that they are cancelled, and the asker gets a sentence.
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
		b.log.Warn("cancelling commands that are still running")
		b.stop()
		<-done
	}
	b.stop()
}
