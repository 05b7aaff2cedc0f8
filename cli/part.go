package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"footnote/library"
	"footnote/store"
)

// A part is the part of a library that a command is about, by its flags.
type part struct {
	store.Filter
	ids []string // of its articles, nil for the whole library
}

func (p *part) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&p.Tag, "in", "", "only in the articles with this tag")
	cmd.Flags().StringVar(&p.Author, "author", "", "only in those by this author")
	cmd.Flags().StringVar(&p.Since, "after", "", "only in those published since then: 2025, or 2025-11-20")
	cmd.Flags().StringVar(&p.Before, "before", "", "only in those published before: 2025, or 2025-11-20")
}

// errNowhere is returned for a part of a library without an article.
var errNowhere = errors.New("no article matches these flags")

// find checks the flags and finds the articles of the part.
func (p *part) find(ctx context.Context, lib *library.Library) error {
	if p.Filter == (store.Filter{}) {
		return nil
	}
	for flag, date := range map[string]string{"after": p.Since, "before": p.Before} {
		if date != "" && !store.IsDate(date) {
			return hint(usage(fmt.Errorf("--%s %q is not a date", flag, date)), "Write it like 2025, 2025-11 or 2025-11-20.")
		}
	}
	p.Tag = library.CleanTag(p.Tag)
	var err error
	if p.ids, err = lib.Matching(ctx, p.Filter); err == nil && len(p.ids) == 0 {
		err = hint(errNowhere, "`footnote list` shows the articles and their tags.")
	}
	return err
}

// options returns the part as options of a slash command.
func (p *part) options() map[string]string {
	options := map[string]string{}
	for name, value := range map[string]string{"in": p.Tag, "author": p.Author, "after": p.Since, "before": p.Before} {
		if value != "" {
			options[name] = value
		}
	}
	return options
}

func (a *app) tagCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "tag ID [TAG…]",
		Short:   "Set an article's tags; without any, remove them",
		Example: "  footnote tag k3j9… chips interviews\n  footnote ask --in chips who makes them",
		GroupID: "articles",
		Args:    args(1, -1),
		RunE: func(cmd *cobra.Command, words []string) error {
			tags, err := library.ReadTags(strings.Join(words[1:], ","))
			if err != nil {
				return err
			}
			return a.with(cmd.Context(), mustExist, func(o *session) error {
				if err := o.library.SetTags(cmd.Context(), byOperator, words[0], tags); err != nil {
					return noSuch(words[0], err)
				}
				if a.json {
					return a.lines(a.stdout).Encode(map[string]any{"id": words[0], "tags": tags})
				}
				if len(tags) == 0 {
					fmt.Fprintf(a.stdout, "%s has no tags.\n", words[0])
					return nil
				}
				fmt.Fprintf(a.stdout, "Tags of %s: %s\n", words[0], strings.TrimPrefix(tagList(tags), "  "))
				return nil
			})
		},
	}
}

// tagList formats tags after a title.
func tagList(tags []string) string {
	if len(tags) == 0 {
		return ""
	}
	return "  #" + plain(strings.Join(tags, " #"))
}
