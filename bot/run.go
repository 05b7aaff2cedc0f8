package bot

import (
	"context"
	"fmt"
	"net/http"

	"golang.org/x/sync/errgroup"

	"footnote/discord"
)

// A Registered is the result of Register.
type Registered struct {
	Name     string `json:"name"`     // of the application
	Commands int    `json:"commands"` // how many it has
	Changed  bool   `json:"changed"`  // they were not the same before
	Invite   string `json:"invite"`   // the link that invites the bot
}

// Register registers the commands with Discord, without connecting to the
// gateway. With wait it retries temporary errors.
func Register(ctx context.Context, c Config, wait bool) (Registered, error) {
	b, err := New(c)
	if err != nil {
		return Registered{}, err
	}
	var r Registered
	try := func(ctx context.Context) error {
		app, err := b.discord.Me(ctx)
		if err != nil {
			return fmt.Errorf("ask Discord who the bot is: %w", err)
		}
		ids, changed, err := b.discord.Sync(ctx, app.ID, registration(b.config.Commands))
		r = Registered{app.Name, len(ids), changed, discord.InviteLink(app.ID, b.config.Mentions)}
		return err
	}
	if wait {
		err = b.discord.Await(ctx, "the registration of the commands", try)
	} else {
		err = try(ctx)
	}
	return r, err
}

// Run serves Discord until ctx ends: over the gateway with a token, over HTTP
// with a public key, or both. It retries temporary errors. It returns when all
// interactions are answered and its goroutines have ended. For an address that
// it can't listen on it returns a *ListenError.
func Run(ctx context.Context, c Config) error {
	b, err := New(c)
	if err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	servers, err := b.servers(ctx)
	if err != nil {
		return err
	}
	for _, s := range servers {
		group.Go(func() error { return s.serve(ctx) })
	}
	if c.Started != nil {
		c.Started()
	}
	if c.Mentions && (c.Token == "" || c.Shards == discord.NoShards) {
		b.log.Warn("mentions can't be answered: they come only over the gateway, which needs DISCORD_TOKEN")
	}
	if c.Token != "" {
		group.Go(func() error { return b.connect(ctx, group) })
	} else if c.PublicKey != "" {
		b.log.Warn("without DISCORD_TOKEN this process does not register the commands with Discord; run `footnote register` with the token once, and after each upgrade")
	}
	group.Go(func() error { b.runSchedule(ctx); return nil })
	group.Go(func() error { b.testIndexes(ctx); return nil })
	group.Go(func() error { // ends with the others
		<-ctx.Done()
		return nil
	})
	err = group.Wait()
	b.finish()
	return err
}

// connect registers the commands and keeps the bot connected until ctx ends.
// It then returns nil.
func (b *Bot) connect(ctx context.Context, group *errgroup.Group) error {
	var app discord.Application
	err := b.discord.Await(ctx, "who the bot is", func(ctx context.Context) (err error) {
		app, err = b.discord.Me(ctx)
		return err
	})
	if ctx.Err() != nil {
		return nil
	}
	if err != nil {
		return fmt.Errorf("ask Discord who the bot is: %w", err)
	}
	if err := b.config.Libraries.Adopt(ctx, app.ID, b.config.NewBot); err != nil {
		return err
	}
	b.app.Store(&app.ID)
	b.log.Info("invite the bot with this link", "link", discord.InviteLink(app.ID, b.config.Mentions))
	if err := b.register(ctx, app); discord.Temporary(err) {
		// The previous commands still work: connect, and retry in the background.
		group.Go(func() error { b.registerLater(ctx, app, err); return nil })
	} else if err != nil {
		return err
	}
	if b.config.Shards == discord.NoShards {
		b.watchGuilds(ctx)
		return nil
	}
	events := discord.Events{
		Interaction: func(i *discord.Interaction) { b.take(ctx, i) },
		Joined:      func(j discord.GuildJoin) { b.own(func() { b.joined(ctx, j) }) },
		Left:        func(guild string) { b.own(func() { b.left(ctx, guild) }) },
		Ready:       func(shard, of int, guilds []string) { b.own(func() { b.missed(ctx, shard, of, guilds) }) },
	}
	if b.config.Mentions {
		events.Mentioned = func(m *discord.Mention) { b.own(func() { b.mentioned(ctx, m) }) }
	}
	return b.discord.Gateway(ctx, b.config.Shards, events)
}

// register registers the commands with Discord if they have changed.
func (b *Bot) register(ctx context.Context, app discord.Application) error {
	ids, changed, err := b.discord.Sync(ctx, app.ID, registration(b.config.Commands))
	if err != nil {
		return err
	}
	b.mentions.Store((*mentions)(&ids))
	b.log.Info("registered with Discord", "name", app.Name, "commands", len(ids), "changed", changed)
	return nil
}

// registerLater retries to register the commands after a temporary error.
func (b *Bot) registerLater(ctx context.Context, app discord.Application, why error) {
	b.log.Warn("the commands are not registered yet; the bot connects meanwhile and keeps trying", "err", why)
	first := true
	err := b.discord.Await(ctx, "the registration of the commands", func(ctx context.Context) error {
		if first { // pause before the first retry
			first = false
			return why
		}
		return b.register(ctx, app)
	})
	if err != nil && ctx.Err() == nil {
		b.log.Error("the commands are not registered; the previous ones still work", "err", err)
	}
}

// own calls do in the caller's goroutine, to handle an event. Run waits for it.
func (b *Bot) own(do func()) {
	if !b.running.begin() {
		return
	}
	defer b.running.end()
	do()
}

// start is like own, in a new goroutine. It returns false if the bot has ended.
func (b *Bot) start(do func()) bool {
	if !b.running.begin() {
		return false
	}
	go func() {
		defer b.running.end()
		do()
	}()
	return true
}

// admin returns the handler of health checks and metrics.
func (b *Bot) admin() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", b.readyz)
	mux.Handle("GET /metrics", b.metrics.handler())
	return mux
}
