package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"footnote/article"
	"footnote/index"
	"footnote/store"
)

func (a *app) careCommands() []*cobra.Command {
	return []*cobra.Command{a.reindexCommand(), a.doctorCommand(), a.backupCommand(), a.restoreCommand(), a.copyCommand(), a.eraseCommand(), a.healthCommand()}
}

func (a *app) reindexCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "reindex",
		Short: "Read outdated sources again and rebuild the index",
		Long: `Read the sources again that an older version of Footnote read, and rebuild the
library's index from the store. Nothing is lost. A healthy library never needs it.`,
		GroupID: "care",
		Args:    args(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.with(cmd.Context(), mustExist, func(o *session) error {
				reread, err := o.library.Reread(cmd.Context())
				if err != nil {
					return err
				}
				if err := o.library.Reindex(cmd.Context()); err != nil {
					return err
				}
				counts, err := o.library.Count(cmd.Context())
				if err != nil {
					return err
				}
				if a.json {
					return a.lines(a.stdout).Encode(map[string]int{"articles": counts.Articles, "passages": counts.Passages, "reread": reread})
				}
				fmt.Fprintf(a.stdout, "Indexed %d articles with %d passages; %d were read again.\n", counts.Articles, counts.Passages, reread)
				return nil
			})
		},
	}
}

func (a *app) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "doctor",
		Short:   "Check the store and the index, and suggest repairs",
		GroupID: "care",
		Args:    args(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.with(cmd.Context(), mustExist, func(o *session) error {
				return a.doctor(cmd.Context(), o)
			})
		},
	}
}

// A finding is the result of one of doctor's checks.
type finding struct {
	What string `json:"what"`
	OK   bool   `json:"ok"`
	Says string `json:"says"`
	Hint string `json:"hint,omitempty"`
}

// doctor runs all checks, also after one has failed. A damaged store needs
// repair; a damaged index is rebuilt automatically.
func (a *app) doctor(ctx context.Context, o *session) error {
	problems, err := o.store.Check(ctx)
	if err != nil {
		return err
	}
	var findings []finding
	for _, p := range problems {
		findings = append(findings, finding{What: "store", Says: strings.TrimSpace(p.Library + " " + p.Article + " " + p.Text), Hint: "Restore a backup with `footnote restore`, or export what can be read."})
	}
	if len(problems) == 0 {
		findings = append(findings, finding{What: "store", OK: true, Says: "intact: every article is as it was stored"})
	}
	counts, err := o.library.Count(ctx)
	if err != nil {
		return err
	}
	findings = append(findings,
		finding{What: "library", OK: true, Says: fmt.Sprintf("%s: %d articles, %d passages, %d quotations, %d people", o.library.Name(), counts.Articles, counts.Passages, counts.Quotes, counts.People)},
		a.indexFinding(ctx, o))
	if outdated, err := o.store.Outdated(ctx, o.library.Name(), article.Version, 1); err == nil && len(outdated) > 0 {
		findings = append(findings, finding{What: "readings", OK: true, Says: "some articles were read by an older version", Hint: "`footnote reindex` reads them again."})
	}
	findings = append(findings, a.exposedFindings()...)
	findings = append(findings, a.backupFindings(o.store)...)
	findings = append(findings, a.modelFindings(ctx, o)...)
	for _, f := range findings {
		if a.json {
			a.lines(a.stdout).Encode(f)
			continue
		}
		mark := "ok   "
		if !f.OK {
			mark = "WRONG"
		}
		fmt.Fprintf(a.stdout, "%s  %-8s  %s\n", mark, f.What, f.Says)
		if f.Hint != "" {
			fmt.Fprintf(a.stdout, "                 %s\n", f.Hint)
		}
	}
	if len(problems) > 0 {
		return hint(fmt.Errorf("%w: %d problems", store.ErrDamaged, len(problems)), "Restore a backup with `footnote restore`.")
	}
	return nil
}

func (a *app) indexFinding(ctx context.Context, o *session) finding {
	x, err := index.Open(o.library.IndexDir())
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return finding{What: "index", OK: true, Says: "none yet; the first question builds it"}
	case errors.Is(err, index.ErrHeld):
		return finding{What: "index", OK: true, Says: "in use by a running Footnote"}
	case err != nil:
		return finding{What: "index", Says: err.Error(), Hint: "The next question rebuilds it, or `footnote reindex` does so now."}
	}
	state := x.State()
	x.Close()
	head, err := o.store.Head(ctx, o.library.Name())
	if err != nil {
		return finding{What: "index", Says: err.Error()}
	}
	if err := o.library.SelfTest(ctx); err != nil {
		what, todo := describe(a.blame(err))
		return finding{What: "index", Says: "a test question failed: " + what, Hint: todo}
	}
	if state.Seq != head.Seq || state.Chain != head.Chain {
		return finding{What: "index", OK: true, Says: fmt.Sprintf("updated from change %d to %d; it answers a question of each kind", state.Seq, head.Seq)}
	}
	return finding{What: "index", OK: true, Says: fmt.Sprintf("up to date at change %d; it answers a question of each kind", head.Seq)}
}

func (a *app) backupCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "backup FILE",
		Short:   "Write all libraries to a file, even while the bot runs",
		GroupID: "care",
		Args:    args(1, 1),
		RunE: func(cmd *cobra.Command, words []string) error {
			return a.with(cmd.Context(), mustExist, func(o *session) error {
				if info, err := os.Stat(filepath.Dir(words[0])); err != nil || !info.IsDir() {
					return hint(fmt.Errorf("there is no folder %s", filepath.Dir(words[0])), "Name a file in a folder that is there.")
				}
				if err := o.store.Backup(cmd.Context(), words[0]); err != nil {
					return err
				}
				info, err := os.Stat(words[0])
				if err != nil {
					return err
				}
				if a.json {
					return a.lines(a.stdout).Encode(map[string]any{"file": words[0], "bytes": info.Size()})
				}
				fmt.Fprintf(a.stdout, "Wrote %s, %d bytes.\n", words[0], info.Size())
				return nil
			})
		},
	}
}

func (a *app) restoreCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "restore FILE",
		Short: "Replace all libraries with those of a backup",
		Long: `Replace all libraries with those of a backup. The backup is checked first; the
previous libraries are kept in the same folder, under a name with the time.
Stop the bot first.`,
		GroupID: "care",
		Args:    args(1, 1),
		RunE: func(cmd *cobra.Command, words []string) error {
			if a.config.databaseURL != "" {
				return hint(usage(errors.New("DATABASE_URL is set")), "Use pg_restore for PostgreSQL.")
			}
			if _, err := os.Stat(words[0]); err != nil {
				return hint(err, "Name a file that `footnote backup` wrote.")
			}
			release, err := lock(a.config.data, a.logger())
			if err != nil {
				return err
			}
			defer release()
			old, err := store.Restore(cmd.Context(), words[0], a.config.dsn())
			if errors.Is(err, store.ErrDamaged) { // the file is, not the library
				return hint(fmt.Errorf("%s is damaged or not a backup; nothing was changed (%v)", words[0], err), "Name a file that `footnote backup` wrote.")
			}
			if err != nil {
				return err
			}
			return a.with(cmd.Context(), mustExist, func(o *session) error {
				all, err := o.libraries.All(cmd.Context())
				if err != nil {
					return err
				}
				articles := 0
				for _, l := range all {
					articles += l.Counts.Articles
				}
				if a.json {
					return a.lines(a.stdout).Encode(map[string]any{"libraries": len(all), "articles": articles, "old": old})
				}
				fmt.Fprintf(a.stdout, "Restored %d libraries with %d articles.\n", len(all), articles)
				if old != "" {
					fmt.Fprintf(a.stdout, "The previous libraries are in %s; delete it when you no longer need it.\n", old)
				}
				return nil
			})
		},
	}
}
