package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"footnote/bot"
	"footnote/discord"
)

func (a *app) registerCommand() *cobra.Command {
	var wait bool
	c := &cobra.Command{
		Use:   "register",
		Short: "Register the slash commands with Discord",
		Long: `Register the slash commands with Discord. A bot that has DISCORD_TOKEN does so
at each start. A bot that only receives interactions over HTTP cannot: run this
once with DISCORD_TOKEN, and again after each upgrade. Nothing is written if
the commands have not changed.`,
		GroupID: "run",
		Args:    args(0, 0),
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.register(cmd.Context(), wait) },
	}
	c.Flags().BoolVar(&wait, "wait", false, "wait while Discord cannot be reached or asks to wait")
	return c
}

func (a *app) register(ctx context.Context, wait bool) error {
	if a.config.token == "" {
		return hint(usage(errors.New("DISCORD_TOKEN is not set")), "Copy it from the developer portal: your application, Bot, Reset Token.")
	}
	r, err := bot.Register(ctx, bot.Config{Token: a.config.token, Mentions: a.config.mentions == "on", API: a.config.api, Log: a.logger()}, wait)
	if discord.Temporary(err) && ctx.Err() == nil {
		return hint(fmt.Errorf("the commands were not registered: %w", err), "Try again later, or use `footnote register --wait`.")
	}
	if err != nil {
		return err
	}
	if a.json {
		return a.lines(a.stdout).Encode(r)
	}
	what := "Registered %d commands of %s.\n"
	if !r.Changed {
		what = "The %d commands of %s are already registered.\n"
	}
	fmt.Fprintf(a.stdout, what, r.Commands, r.Name)
	fmt.Fprintf(a.stdout, "Invite the bot with this link: %s\n", r.Invite)
	return nil
}
