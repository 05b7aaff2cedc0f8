package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"footnote/article"
	"footnote/index"
	"footnote/store"
)

func (a *app) careCommands() []*cobra.Command {
	return []*cobra.Command{a.reindexCommand(), a.doctorCommand(), a.backupCommand(), a.restoreCommand(), a.copyCommand(), a.healthCommand()}
}

func (a *app) reindexCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "reindex",
		Short: "Read the sources again where the readers got better, and make the index again",
		Long: `Read again the sources that an older Footnote read, and make the library's
index again from the store. Nothing is lost by it; it is never needed for a
healthy library.`,
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
				fmt.Fprintf(a.stdout, "Indexed %d articles with %d passages; %d read again.\n", counts.Articles, counts.Passages, reread)
				return nil
			})
		},
	}
}

func (a *app) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "doctor",
		Short:   "Check the store and the index, and say what to do",
		GroupID: "care",
		Args:    args(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.with(cmd.Context(), mustExist, func(o *session) error {
				return a.doctor(cmd.Context(), o)
			})
		},
	}
}

// A finding is one thing that doctor looked at.
type finding struct {
	What string `json:"what"`
	OK   bool   `json:"ok"`
	Says string `json:"says"`
	Hint string `json:"hint,omitempty"`
}

// doctor checks everything and goes on after what is wrong. A store that is
// damaged needs repair; an index is made again by itself.
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
		findings = append(findings, finding{What: "store", OK: true, Says: "whole: every article is there as it was put"})
	}
	counts, err := o.library.Count(ctx)
	if err != nil {
		return err
	}
	findings = append(findings,
		finding{What: "library", OK: true, Says: fmt.Sprintf("%s: %d articles, %d passages, %d quotations, %d people", o.library.Name(), counts.Articles, counts.Passages, counts.Quotes, counts.People)},
		a.indexFinding(ctx, o))
	if outdated, err := o.store.Outdated(ctx, o.library.Name(), article.Version, 1); err == nil && len(outdated) > 0 {
		findings = append(findings, finding{What: "readings", OK: true, Says: "some were made by an older version", Hint: "`footnote reindex` reads them again."})
	}
	findings = append(findings, a.exposedFindings()...)
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
		return finding{What: "index", OK: true, Says: "none yet; it is made at the first question"}
	case errors.Is(err, index.ErrHeld):
		return finding{What: "index", OK: true, Says: "in use by a running Footnote"}
	case err != nil:
		return finding{What: "index", Says: err.Error(), Hint: "It is made again at the next question, or now by `footnote reindex`."}
	}
	state := x.State()
	x.Close()
	head, err := o.store.Head(ctx, o.library.Name())
	if err != nil {
		return finding{What: "index", Says: err.Error()}
	}
	if err := o.library.SelfTest(ctx); err != nil {
		what, todo := describe(a.blame(err))
		return finding{What: "index", Says: "it does not answer: " + what, Hint: todo}
	}
	if state.Seq != head.Seq || state.Chain != head.Chain {
		return finding{What: "index", OK: true, Says: fmt.Sprintf("brought from change %d to %d; it answers a question of each kind", state.Seq, head.Seq)}
	}
	return finding{What: "index", OK: true, Says: fmt.Sprintf("up to date at change %d; it answers a question of each kind", head.Seq)}
}

func (a *app) backupCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "backup FILE",
		Short:   "Write all libraries into one file, also while the bot runs",
		GroupID: "care",
		Args:    args(1, 1),
		RunE: func(cmd *cobra.Command, words []string) error {
			return a.with(cmd.Context(), mustExist, func(o *session) error {
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
		Short: "Put a backup in the place of all libraries",
		Long: `Put a backup in the place of all libraries. The backup is checked first; what
was there before is kept beside it, under a name with the time. Stop the bot
before.`,
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
					fmt.Fprintf(a.stdout, "The libraries of before are in %s; delete it when you need it no more.\n", old)
				}
				return nil
			})
		},
	}
}
