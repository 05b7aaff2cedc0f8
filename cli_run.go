package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"footnote/bot"
	"footnote/library"
)

// sampleLibrary is the library that the sample articles are put into.
const sampleLibrary = "sample"

func (a *app) runCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "run",
		Short: "Run the bot; without a token, a chat with the sample articles",
		Long: `Run the bot: in Discord where DISCORD_TOKEN or DISCORD_PUBLIC_KEY is set (in
the environment or in .env), else as a chat in this terminal with the sample
articles. .env.example explains every variable.`,
		GroupID: "run",
		Args:    args(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if a.config.token == "" && a.config.publicKey == "" {
				fmt.Fprintln(a.stderr, "No DISCORD_TOKEN is set: this is a chat in your terminal, with the sample articles.")
				return a.sampleChat(cmd.Context())
			}
			a.serving = true
			return a.with(cmd.Context(), keeps, func(o *opened) error { return a.serve(cmd.Context(), o) })
		},
	}
}

// sweepEvery is how often what was removed is looked at, to be erased.
const sweepEvery = time.Hour

// serve connects to Discord until ctx ends.
func (a *app) serve(ctx context.Context, o *opened) error {
	log := a.logger()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	go func() {
		for {
			if err := o.libraries.Sweep(ctx); err != nil && ctx.Err() == nil {
				log.Warn("sweep failed", "err", err)
			}
			select {
			case <-ctx.Done():
				return
			case <-time.After(sweepEvery):
			}
		}
	}()
	return bot.Run(ctx, bot.Config{
		Token:       a.config.token,
		PublicKey:   a.config.publicKey,
		API:         a.config.api,
		Shards:      a.config.shards,
		Listen:      a.config.listen,
		AdminListen: a.config.adminListen,
		Log:         log,
		Library:     o.libraries.Library,
		Keep:        o.store.Keep,
		Kept:        o.store.Kept,
		Named:       o.store.SetName,
		Present:     o.libraries.Present,
	})
}

func (a *app) chatCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "chat",
		Short: "Ask in this terminal, as one would in Discord",
		Long: `Ask in this terminal, as one would in Discord: the same slash commands, the
same words. Without --library it is the library of sample articles.`,
		GroupID: "run",
		Args:    args(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !cmd.Flags().Changed("library") {
				return a.sampleChat(cmd.Context())
			}
			return a.with(cmd.Context(), keeps, func(o *opened) error {
				return newChat(a, o.library).run(cmd.Context())
			})
		},
	}
}

// sampleChat chats about the sample articles.
func (a *app) sampleChat(ctx context.Context) error {
	a.config.library = sampleLibrary
	return a.with(ctx, keeps, func(o *opened) error {
		if err := addSamples(ctx, o.library); err != nil {
			return fmt.Errorf("add the sample articles: %w", err)
		}
		return newChat(a, o.library).run(ctx)
	})
}

// addSamples puts the sample articles into lib. Those that are there already
// stay as they are.
func addSamples(ctx context.Context, lib *library.Library) error {
	items, err := samples()
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
