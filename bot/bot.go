// Package bot connects commands to Discord: it turns interactions into
// requests to commands, and their replies into messages.
package bot

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"footnote/commands"
	"footnote/discord"
	"footnote/internal/trace"
	"footnote/library"
)

// A Config is the configuration of a bot.
type Config struct {
	Token       string // of the bot, for the gateway; "" for none
	PublicKey   string // of the application, for interactions over HTTP; "" for none
	API         string // base address of Discord's API; "" for Discord's own
	Shards      string // such as "0-3/16"; "" for the number that Discord recommends; discord.NoShards for no gateway
	Listen      string // address for interactions over HTTP
	AdminListen string // address for health and metrics, "" for none
	Log         *slog.Logger
	Mentions    bool // messages that mention the bot are questions too; needs Token

	Commands []commands.Command // nil for all of package commands
	Workers  int                // interactions that are worked on at a time; 0 for 8 for each processor, 16 at least

	Libraries Libraries // that the bot answers from

	Collectors []prometheus.Collector // more metrics

	NewBot bool // take over the libraries of another application's bot

	// Started is called once Run listens at its addresses; nil for no one.
	Started func()
}

// Libraries is what a bot needs of *library.Libraries, whose methods say more.
type Libraries interface {
	// Library returns the library of a server.
	Library(name string) (*library.Library, error)
	// Begin returns a context for one request to a library.
	Begin(ctx context.Context, name string) context.Context
	// Adopt records which application's bot is in the servers.
	Adopt(ctx context.Context, application string, anyway bool) error
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
	// RunDue checks the due feeds and pages of all servers, and calls notify for
	// each update that moderators should get.
	RunDue(ctx context.Context, notify func(library.Update)) error
	// RunDaily calls post for each quote of the day that is due.
	RunDaily(ctx context.Context, post func(library.Update)) error
	// RunNews calls send for each batch of new articles that a server announces.
	RunNews(ctx context.Context, send func(context.Context, library.News) (problem string, err error)) error
	// RunWishes calls notify for each wish of a member that an article answers.
	RunWishes(ctx context.Context, notify func(context.Context, library.Fulfilled) error) error
	// Name returns the name of a server, "" if unknown.
	Name(ctx context.Context, library string) (string, error)
	// Ping reports whether the store answers.
	Ping(ctx context.Context) error
	// SelfTest tests whether the open indexes answer.
	SelfTest(ctx context.Context) library.Health
	// Indexes returns the sizes and counts of the open indexes.
	Indexes() library.Indexes
	// ModelCounts returns the outcomes of the calls to the language model, nil
	// if there is none.
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
	admitted *admission
	notices  chan struct{} // has an element for each notice being sent
	mentions atomic.Pointer[mentions]
	health   atomic.Pointer[library.Health] // of the indexes, at the last test
	app      atomic.Pointer[string]         // id of the application, nil until it is known
	locales  sync.Map                       // languages of servers by id, as Discord said when it connected

	// now returns the time of arrival, from which all time limits count.
	now func() time.Time

	running work            // interactions being answered, and other events
	closing context.Context // ends when running commands must stop
	stop    context.CancelFunc
}

// New returns a bot that is not connected yet. Serve answers an interaction.
func New(c Config) (*Bot, error) {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	c.Log = slog.New(newSparing(trace.Handler(c.Log.Handler())))
	if c.Commands == nil {
		c.Commands = commands.All()
	}
	client, err := discord.New(c.Token, c.API, c.Log)
	if err != nil {
		return nil, err
	}
	b := &Bot{config: c, discord: client, log: c.Log, metrics: newMetrics(client.Ready), notices: make(chan struct{}, maxNotices), admitted: newAdmission(c.Workers), now: time.Now}
	b.metrics.registry.MustRegister(admissionGauges(b.admitted)...)
	b.metrics.registry.MustRegister(indexGauges(b.indexes)...)
	if c.Libraries != nil {
		b.metrics.registry.MustRegister(openIndexMetrics(c.Libraries.Indexes)...)
		b.metrics.registry.MustRegister(modelCollector(c.Libraries.ModelCounts))
	}
	b.metrics.registry.MustRegister(c.Collectors...)
	b.closing, b.stop = context.WithCancel(context.Background())
	return b, nil
}

// finishWithin is how long running commands may continue once the bot is
// stopping. After that they are cancelled, and the asker gets a sentence.
const finishWithin = 6 * time.Second

// finish waits for the commands that are running.
func (b *Bot) finish() {
	done := b.running.wait()
	select {
	case <-done:
	case <-time.After(finishWithin):
		b.log.Warn("cancelling commands that are still running")
		b.stop()
		<-done
	}
	b.stop()
}
