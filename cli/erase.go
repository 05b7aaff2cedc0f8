package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"footnote/index"
)

func (a *app) eraseCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "erase --library ID",
		Short: "Erase a library for good: articles, history, settings, index",
		Long: `Erase a library at once and for good: its articles, history, settings and index,
also in the files that restore kept. Nothing of it stays in the data folder; your
own backups still have it. It works while the bot runs. Managers of a server can
do the same in Discord with /privacy.`,
		GroupID: "care",
		Args:    args(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !cmd.Flags().Changed("library") {
				return hint(usage(errors.New("no library is named")), "Name the one to erase with --library; `footnote libraries` lists them.")
			}
			return a.with(cmd.Context(), mustExist, func(o *session) error { return a.erase(cmd.Context(), o) })
		},
	}
}

func (a *app) erase(ctx context.Context, o *session) error {
	name := o.library.Name()
	known, err := o.store.Exists(ctx, name)
	if err != nil {
		return err
	}
	if !known {
		return hint(fmt.Errorf("there is no library %q", name), "`footnote libraries` lists them.")
	}
	counts, err := o.library.Count(ctx)
	if err != nil {
		return err
	}
	held, err := eraseIndexToo(ctx, o)
	if err != nil {
		return err
	}
	if a.json {
		return a.lines(a.stdout).Encode(map[string]any{"library": name, "articles": counts.Articles, "index_held": held})
	}
	fmt.Fprintf(a.stdout, "Erased the library %s with %d articles.\n", name, counts.Articles)
	if held {
		fmt.Fprintln(a.stdout, "A running Footnote has its index open, and erases it within an hour.")
	}
	return nil
}

// eraseIndexToo erases the library, and its index unless another process has
// it open: that process erases it at its next sweep.
func eraseIndexToo(ctx context.Context, o *session) (held bool, err error) {
	x, err := index.Open(o.library.IndexDir())
	if errors.Is(err, index.ErrHeld) {
		return true, o.store.Erase(ctx, o.library.Name())
	}
	if err == nil {
		if err := x.Close(); err != nil {
			return false, err
		}
	}
	return false, o.library.Erase(ctx)
}
