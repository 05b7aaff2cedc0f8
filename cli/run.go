package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"syscall"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"footnote/bot"
	"footnote/discord"
	"footnote/library"
	"footnote/samples"
	"footnote/store"
)

// sampleLibrary is the library of the sample articles.
const sampleLibrary = "sample"

func (a *app) runCommand() *cobra.Command {
	var newBot bool
	c := &cobra.Command{
		Use:   "run",
		Short: "Run the bot; without a token, in a web page on this machine",
		Long: `Run the bot: in Discord if DISCORD_TOKEN or DISCORD_PUBLIC_KEY is set (in the
environment or in .env), otherwise in a web page on this machine, with the
sample articles (see footnote sandbox). .env.example explains every variable.`,
		GroupID: "run",
		Args:    args(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if a.config.token == "" && a.config.publicKey == "" {
				if newSupervisor(a.config.supervisor, a.logger()).there() { // no one sees the page of a service
					return hint(usage(errors.New("DISCORD_TOKEN and DISCORD_PUBLIC_KEY are not set")), "Set one of them in the file that EnvironmentFile of the service names.")
				}
				fmt.Fprintln(a.stderr, "DISCORD_TOKEN is not set: the bot runs in a web page on this machine, with the sample articles. `footnote chat` runs it in the terminal.")
				return a.sandbox(cmd.Context(), "")
			}
			if a.config.shards == discord.NoShards && a.config.publicKey == "" {
				return hint(usage(errors.New("SHARDS=none without DISCORD_PUBLIC_KEY: no interaction would arrive")), "Set DISCORD_PUBLIC_KEY, or leave SHARDS empty.")
			}
			if _, err := a.newBackups(nil); err != nil { // before the store is waited for
				return err
			}
			a.serving, a.config.newBot = true, newBot
			a.mentions = a.config.mentions == "on" && a.config.token != "" && a.config.shards != discord.NoShards // they come over the gateway
			return a.running(func() error {
				return a.withWaiting(cmd.Context(), func(o *session) error { return a.serve(cmd.Context(), o) })
			})
		},
	}
	c.Flags().BoolVar(&newBot, "new-bot", false, "DISCORD_TOKEN belongs to another bot than before: its servers replace those of the earlier bot")
	return c
}

// running locks the data folder, warns of exposed files and calls do.
func (a *app) running(do func() error) error {
	release, err := lock(a.config.data, a.logger())
	if err != nil {
		return err
	}
	defer release()
	a.warnExposed()
	return do()
}

// Pauses between two attempts to reach the store at startup.
const (
	minStorePause = time.Second
	maxStorePause = time.Minute
)

// withWaiting is with, but waits for a database that can't be reached yet.
func (a *app) withWaiting(ctx context.Context, do func(*session) error) error {
	for pause := minStorePause; ; pause = min(2*pause, maxStorePause) {
		o, err := a.open(ctx, create)
		if err == nil {
			return errors.Join(do(o), o.close())
		}
		if ctx.Err() != nil { // stopped by its operator
			return nil
		}
		if !errors.Is(err, store.ErrUnavailable) && !errors.Is(err, store.ErrBusy) {
			return err
		}
		a.logger().Warn("waiting for the store", "err", err, "again_in", pause)
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(pause):
		}
	}
}

// sweepEvery is how often removed articles are checked, to erase those whose
// time has passed.
const sweepEvery = time.Hour

// serve connects to Discord until ctx ends. Its goroutines have ended when it
// returns.
func (a *app) serve(ctx context.Context, o *session) error {
	log := a.logger()
	copies, err := a.newBackups(o.store)
	if err != nil {
		return err
	}
	log.Info("starting", "version", thisBuild().Version)
	operations := a.newOperations(o, copies)
	systemd := newSupervisor(a.config.supervisor, log)
	group, ctx := errgroup.WithContext(ctx)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	context.AfterFunc(ctx, func() { systemd.notify("STOPPING=1") })
	group.Go(func() error {
		systemd.watch(ctx, o.store.Ping)
		return nil
	})
	group.Go(func() error {
		sweep(ctx, o.libraries, log)
		return nil
	})
	group.Go(func() error {
		operations.run(ctx)
		return nil
	})
	if copies != nil {
		group.Go(func() error {
			copies.run(ctx)
			return nil
		})
	}
	group.Go(func() error {
		a.probeModel(ctx, o, log)
		embed(ctx, o, log)
		return nil
	})
	group.Go(func() error {
		defer stop()
		return bot.Run(ctx, bot.Config{
			Token:       a.config.token,
			Mentions:    a.config.mentions == "on",
			PublicKey:   a.config.publicKey,
			API:         a.config.api,
			Shards:      a.config.shards,
			Listen:      a.config.listen,
			AdminListen: a.config.adminListen,
			Log:         log,
			Libraries:   o.libraries,
			NewBot:      a.config.newBot,
			Collectors:  []prometheus.Collector{operations},
			Started:     func() { systemd.notify("READY=1") },
		})
	})
	return newBotHint(listenHint(group.Wait()))
}

// newBotHint explains the refusal of another bot's token.
func newBotHint(err error) error {
	if !errors.Is(err, library.ErrOtherBot) {
		return err
	}
	return hint(usage(errors.New("DISCORD_TOKEN belongs to another bot than these libraries")),
		"Set the earlier token, or another folder with --data. If this bot replaces the earlier one: `footnote run --new-bot`; libraries of servers that it is not in are erased after 30 days.")
}

// sweep erases data whose retention has passed, every sweepEvery, until ctx
// ends.
func sweep(ctx context.Context, libraries *library.Libraries, log *slog.Logger) {
	for {
		if err := libraries.Sweep(ctx); err != nil && ctx.Err() == nil {
			log.Warn("sweep failed", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(sweepEvery):
		}
	}
}

// listenHint names the setting of an address that can't be listened on.
func listenHint(err error) error {
	var l *bot.ListenError
	if !errors.As(err, &l) {
		return err
	}
	setting := "FOOTNOTE_LISTEN"
	if l.Admin {
		setting = "FOOTNOTE_ADMIN_LISTEN"
	}
	why := l.Err.Error()
	if errors.Is(err, syscall.EADDRINUSE) {
		why = "another program listens there"
	}
	return hint(fmt.Errorf("%s=%s: %s", setting, l.Address, why), "Set %s to another address, such as 127.0.0.1:9090.", setting)
}

func (a *app) chatCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "chat",
		Short: "Use the slash commands in this terminal",
		Long: `Use the slash commands in this terminal, with the same answers as in Discord.
Without --library the chat uses the library of sample articles.`,
		GroupID: "run",
		Args:    args(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !cmd.Flags().Changed("library") {
				return a.sampleChat(cmd.Context())
			}
			return a.with(cmd.Context(), create, func(o *session) error {
				return newChat(a, o.library).run(cmd.Context())
			})
		},
	}
}

// sampleChat runs a chat with the library of sample articles.
func (a *app) sampleChat(ctx context.Context) error {
	a.config.library = sampleLibrary
	return a.with(ctx, create, func(o *session) error {
		counts, err := o.library.Count(ctx)
		if err == nil && counts.Articles == 0 {
			err = addSamples(ctx, o.library)
		}
		if err != nil {
			return fmt.Errorf("add the sample articles: %w", err)
		}
		return newChat(a, o.library).run(ctx)
	})
}

// addSamples adds the sample articles to lib.
func addSamples(ctx context.Context, lib *library.Library) error {
	items, err := samples.Articles()
	if err != nil {
		return err
	}
	outcomes, err := lib.Add(ctx, byOperator, items...)
	var errs []error
	for _, o := range outcomes {
		errs = append(errs, o.Err)
	}
	return errors.Join(append(errs, err)...)
}
