package bot

import (
	"context"
	"fmt"
	"net/http"

	"golang.org/x/sync/errgroup"

	"footnote/discord"
)

// Registered is what Discord knows after Register.
type Registered struct {
	Name     string `json:"name"`     // of the application
	Commands int    `json:"commands"` // how many it has
	Changed  bool   `json:"changed"`  // they were not the same before
	Invite   string `json:"invite"`   // the link that invites the bot
}

// Register registers the commands with Discord and connects to nothing. With
// wait it waits for what keeps it from Discord for a while.
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
		r = Registered{app.Name, len(ids), changed, discord.InviteLink(app.ID)}
		return err
	}
	if wait {
		err = b.discord.Await(ctx, "the registration of the commands", try)
	} else {
		err = try(ctx)
	}
	return r, err
}

// Run serves Discord until ctx ends: over the gateway where there is a
// token, over HTTP where there is a public key, or both. What keeps it from
// Discord for a while it waits for. It returns when what was begun is answered
// and all that it started has ended. An address that it can't listen on is a
// *ListenError.
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
	if c.Token != "" {
		group.Go(func() error { return b.connect(ctx, group) })
	} else if c.PublicKey != "" {
		b.log.Warn("without DISCORD_TOKEN this process does not register the commands with Discord; run `footnote register` with the token once, and after each upgrade")
	}
	if c.RunDue != nil {
		group.Go(func() error { b.runSchedule(ctx); return nil })
	}
	if c.SelfTest != nil {
		group.Go(func() error { b.testIndexes(ctx); return nil })
	}
	group.Go(func() error { // ends with the others
		<-ctx.Done()
		return nil
	})
	err = group.Wait()
	b.finish()
	return err
}

// connect makes the bot known to Discord and keeps it connected until ctx
// ends. It ends without an error when ctx does.
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
	b.log.Info("invite the bot with this link", "link", discord.InviteLink(app.ID))
	if err := b.register(ctx, app); discord.Temporary(err) {
		// The commands of before still work: connect, and go on in the background.
		group.Go(func() error { b.registerLater(ctx, app, err); return nil })
	} else if err != nil {
		return err
	}
	return b.discord.Gateway(ctx, b.config.Shards, discord.Events{
		Interaction: func(i *discord.Interaction) { b.take(ctx, i) },
		Joined:      func(j discord.GuildJoin) { b.own(func() { b.joined(ctx, j) }) },
		Left:        func(guild string) { b.own(func() { b.left(ctx, guild) }) },
		Ready:       func(shard, of int, guilds []string) { b.own(func() { b.missed(ctx, shard, of, guilds) }) },
	})
}

// register registers the commands with Discord, where they have changed.
func (b *Bot) register(ctx context.Context, app discord.Application) error {
	ids, changed, err := b.discord.Sync(ctx, app.ID, registration(b.config.Commands))
	if err != nil {
		return err
	}
	b.mentions.Store((*mentions)(&ids))
	b.log.Info("known to Discord", "name", app.Name, "commands", len(ids), "changed", changed)
	return nil
}

// registerLater registers the commands after a try that failed with why,
// which a later one may be spared.
func (b *Bot) registerLater(ctx context.Context, app discord.Application, why error) {
	b.log.Warn("the commands are not registered yet; the bot connects meanwhile, and goes on trying", "err", why)
	first := true
	err := b.discord.Await(ctx, "the registration of the commands", func(ctx context.Context) error {
		if first { // its pause comes first
			first = false
			return why
		}
		return b.register(ctx, app)
	})
	if err != nil && ctx.Err() == nil {
		b.log.Error("the commands are not registered; those of before still work", "err", err)
	}
}

// own runs what an event began, in the caller's goroutine. Run does not end
// before it has ended.
func (b *Bot) own(do func()) {
	b.running.Add(1)
	defer b.running.Done()
	do()
}

// admin answers whether the process lives, whether it is connected, and what
// it did.
func (b *Bot) admin() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", b.readyz)
	mux.Handle("GET /metrics", b.metrics.handler())
	return mux
}
