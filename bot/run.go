package bot

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"

	"footnote/discord"
)

// Run serves Discord until ctx ends: over the gateway where there is a
// token, over HTTP where there is a public key, or both. It returns when what
// was begun is answered.
func Run(ctx context.Context, c Config) error {
	b, err := New(c)
	if err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	if c.PublicKey != "" {
		door, err := discord.NewDoor(c.PublicKey, c.Log, func(i *discord.Interaction) { b.take(ctx, i) })
		if err != nil {
			return err
		}
		news, err := discord.NewNews(c.PublicKey, c.Log, func(j discord.Joined) { go b.joined(ctx, j) })
		if err != nil {
			return err
		}
		mux := http.NewServeMux()
		mux.Handle("/interactions", door)
		mux.Handle("/events", news)
		group.Go(func() error { return b.listen(ctx, c.Listen, mux) })
	}
	if c.AdminListen != "" {
		group.Go(func() error { return b.listen(ctx, c.AdminListen, b.admin()) })
	}
	if c.Token != "" {
		if err := b.introduce(ctx); err != nil {
			return err
		}
		group.Go(func() error {
			return b.discord.Gateway(ctx, c.Shards, discord.Events{
				Interaction: func(i *discord.Interaction) { b.take(ctx, i) },
				Joined:      func(j discord.Joined) { b.joined(ctx, j) },
				Left:        func(guild string) { b.left(ctx, guild) },
				Ready:       func(shard, of int, guilds []string) { b.missed(ctx, shard, of, guilds) },
			})
		})
	}
	if c.Tend != nil {
		group.Go(func() error { b.tend(ctx); return nil })
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

// introduce tells Discord the commands, where they have changed, and the
// operator the link that invites the bot.
func (b *Bot) introduce(ctx context.Context) error {
	app, err := b.discord.Me(ctx)
	if err != nil {
		return fmt.Errorf("ask Discord who the bot is: %w", err)
	}
	ids, changed, err := b.discord.Sync(ctx, app.ID, registration(b.config.Commands))
	if err != nil {
		return err
	}
	b.mentions.Store((*mentions)(&ids))
	b.log.Info("known to Discord", "name", app.Name, "commands", len(ids), "changed", changed)
	b.log.Info("invite the bot with this link", "link", discord.InviteLink(app.ID))
	return nil
}

// listen serves HTTP on address until ctx ends.
func (b *Bot) listen(ctx context.Context, address string, handler http.Handler) error {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("listen for HTTP: %w", err)
	}
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
	b.log.Info("listening", "address", l.Addr().String())
	go func() {
		<-ctx.Done()
		closing, cancel := context.WithTimeout(context.Background(), finishWithin)
		defer cancel()
		server.Shutdown(closing)
	}()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// admin answers whether the process lives, whether it is connected, and what
// it did.
func (b *Bot) admin() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		ready, of := b.discord.Ready()
		health := b.indexes()
		if ready < of || of == 0 && b.config.Token != "" || indexesFail(health) {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		fmt.Fprintf(w, "%d of %d shards connected\n%s", ready, of, indexLine(health))
	})
	mux.Handle("GET /metrics", b.metrics.handler())
	return mux
}
