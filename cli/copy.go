package cli

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"footnote/store"
)

func (a *app) copyCommand() *cobra.Command {
	var from, to string
	c := &cobra.Command{
		Use:   "copy --from DIR|URL --to DIR|URL",
		Short: "Copy libraries to another store: from SQLite to PostgreSQL, or back",
		Long: `Copy one library (--library NAME) or all of them to another store, with their
history and settings. A store is a data folder, a postgres:// address, or the
word DATABASE_URL for the address in that variable. A password is never part of
the command, where other users of the machine can read it: put the address in
DATABASE_URL, or the password in PGPASSWORD or ~/.pgpass.

Each library is copied completely or not at all, then read back and checked. A
copy can be resumed: libraries that are already there are skipped, and those
that are out of date are updated. Stop the bot first, so that nothing is added
during the copy.`,
		Example: `  footnote copy --from data --to postgres://footnote@db.example/footnote
  footnote copy --from data --to DATABASE_URL`,
		GroupID: "care",
		Args:    args(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			only := ""
			if cmd.Flags().Changed("library") {
				only = a.config.library
			}
			return a.copy(cmd.Context(), from, to, only)
		},
	}
	c.Flags().StringVar(&from, "from", "", "data folder, postgres:// address or DATABASE_URL to copy from")
	c.Flags().StringVar(&to, "to", "", "data folder, postgres:// address or DATABASE_URL to copy to")
	return c
}

// copy copies the library named only, or all, and prints a line for each.
func (a *app) copy(ctx context.Context, from, to, only string) error {
	if from == "" || to == "" {
		return hint(usage(errors.New("a copy needs --from and --to")), "Usage: footnote copy --from data --to postgres://…")
	}
	from, err := a.copied("--from", from)
	if err != nil {
		return err
	}
	to, err = a.copied("--to", to)
	if err != nil {
		return err
	}
	source, err := openCopied(ctx, from, mustExist)
	if err != nil {
		return err
	}
	defer source.Close()
	if !store.IsPostgres(to) {
		release, err := lock(to, a.logger())
		if err != nil {
			return err
		}
		defer release()
	}
	target, err := openCopied(ctx, to, create)
	if err != nil {
		return err
	}
	defer target.Close()
	names := []string{only}
	if only == "" {
		infos, err := source.Libraries(ctx)
		if err != nil {
			return err
		}
		names = nil
		for _, i := range infos {
			names = append(names, i.ID)
		}
	}
	failed := 0
	for _, name := range names {
		copied, err := source.Copy(ctx, target, name)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		line := copyLine{Library: name, Status: "unchanged"}
		if copied {
			line.Status = "copied"
		}
		if err != nil {
			failed++
			what, _ := describe(err)
			line.Status, line.Error = "failed", what
		}
		a.printCopy(line)
	}
	if failed > 0 {
		return hint(fmt.Errorf("%d of %d libraries were not copied", failed, len(names)),
			"Run the same command again: it copies the missing ones.")
	}
	return nil
}

// copied returns the store that an option of copy names. It refuses an address
// with a password: other users of the machine can see command lines.
func (a *app) copied(option, where string) (string, error) {
	if where == "DATABASE_URL" {
		if a.config.databaseURL == "" {
			return "", hint(usage(fmt.Errorf("%s names DATABASE_URL, which is not set", option)), "Set it in the environment or in .env.")
		}
		return a.config.databaseURL, nil
	}
	if store.IsPostgres(where) && hasPassword(where) {
		return "", hint(usage(fmt.Errorf("%s has a password, which everyone on this machine can read in the list of processes", option)),
			"Change that password. Then set DATABASE_URL to the address and write %s DATABASE_URL, or put the password in PGPASSWORD or ~/.pgpass.", option)
	}
	if !store.IsPostgres(where) && strings.Contains(where, "://") {
		return "", hint(usage(fmt.Errorf("%s is neither a folder nor a postgres:// address: %s", option, where)), "Name a data folder or the address of a PostgreSQL database.")
	}
	return where, nil
}

// hasPassword reports whether the address of a database has a password. An
// address that can't be parsed may have one.
func hasPassword(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return true
	}
	_, set := u.User.Password()
	return set || u.Query().Has("password") || u.Query().Has("sslpassword")
}

// openCopied opens the store in a folder or at an address.
func openCopied(ctx context.Context, where string, access mode) (*store.Store, error) {
	dsn := where
	if !store.IsPostgres(where) {
		dsn = filepath.Join(where, "footnote.db")
		if access == create {
			if err := os.MkdirAll(where, 0o700); err != nil {
				return nil, err
			}
		} else if _, err := os.Stat(dsn); err != nil {
			return nil, hint(fmt.Errorf("there is no library in %s", where), "Name its data folder, or a postgres:// address.")
		}
	}
	return store.Open(ctx, dsn)
}

// A copyLine is the result of copying a library.
type copyLine struct {
	Library string `json:"library"`
	Status  string `json:"status"` // copied, unchanged, failed
	Error   string `json:"error,omitempty"`
}

func (a *app) printCopy(line copyLine) {
	switch {
	case a.json:
		a.lines(a.stdout).Encode(line)
	case line.Error != "":
		fmt.Fprintf(a.stdout, "%s: not copied: %s\n", line.Library, line.Error)
	case line.Status == "copied":
		fmt.Fprintf(a.stdout, "%s: copied and checked\n", line.Library)
	default:
		fmt.Fprintf(a.stdout, "%s: already there\n", line.Library)
	}
}
