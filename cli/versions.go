package cli

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"footnote/store"
)

func (a *app) versionsCommand() *cobra.Command {
	var restore int64
	cmd := &cobra.Command{
		Use:   "versions ID",
		Short: "List the versions of an article, or bring one back",
		Long: fmt.Sprintf(`List the versions of an article, newest first: number, time, action, and who did it.
Those with a “*” can be brought back: the last %d, for %d days.`, store.MaxVersions, int(store.VersionRetention.Hours()/24)),
		Example: "  footnote versions k3j9…\n  footnote versions k3j9… --restore 12",
		GroupID: "articles",
		Args:    args(1, 1),
		RunE: func(cmd *cobra.Command, words []string) error {
			return a.with(cmd.Context(), mustExist, func(o *session) error {
				if _, err := o.library.Infos(cmd.Context(), words[0]); err != nil {
					return noSuch(words[0], err)
				}
				if cmd.Flags().Changed("restore") {
					receipt, err := o.library.Revert(cmd.Context(), byOperator, words[0], restore)
					if errors.Is(err, store.ErrNotFound) {
						return hint(fmt.Errorf("version %d is not kept", restore), "`footnote versions %s` lists them.", words[0])
					}
					if err != nil {
						return err
					}
					if a.json {
						return a.lines(a.stdout).Encode(receiptJSON(receipt))
					}
					newScreen(a.stdout).receipt(receipt)
					return nil
				}
				list, err := o.library.Versions(cmd.Context(), words[0])
				if err != nil {
					return err
				}
				lines := a.lines(a.stdout)
				for _, v := range list {
					if a.json {
						if err := lines.Encode(map[string]any{"version": v.Seq, "at": v.At, "action": v.Action, "by": v.By, "current": v.Current, "kept": v.Stored}); err != nil {
							return err
						}
						continue
					}
					kept := " "
					if v.Stored {
						kept = "*"
					}
					fmt.Fprintf(a.stdout, "%s%-6d %s  %-8s %s\n", kept, v.Seq, v.At.Format(time.DateTime), v.Action, plain(v.By))
				}
				return nil
			})
		},
	}
	cmd.Flags().Int64Var(&restore, "restore", 0, "bring back the version of this number")
	return cmd
}
