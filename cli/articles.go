package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"footnote/article"
	"footnote/library"
	"footnote/store"
)

func (a *app) articleCommands() []*cobra.Command {
	return []*cobra.Command{
		a.listCommand(), a.showCommand(), a.editCommand(), a.tagCommand(), a.versionsCommand(),
		a.removeCommand(), a.exportCommand(), a.librariesCommand(),
	}
}

func (a *app) listCommand() *cobra.Command {
	var of part
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the articles, newest first",
		GroupID: "articles",
		Args:    args(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.with(cmd.Context(), mustExist, func(o *session) error {
				if err := of.find(cmd.Context(), o.library); err != nil {
					return err
				}
				infos, err := o.library.Articles(cmd.Context(), of.Filter)
				if err != nil {
					return err
				}
				tags, err := o.library.Tags(cmd.Context(), store.IDsOf(infos)...)
				if err != nil {
					return err
				}
				out := bufio.NewWriter(a.stdout)
				defer out.Flush()
				if a.json {
					lines := a.lines(out)
					for _, i := range infos {
						j := articleJSON(i)
						j.Tags = tags[i.ID]
						if err := lines.Encode(j); err != nil {
							return err
						}
					}
					return nil
				}
				if len(infos) == 0 {
					fmt.Fprintln(out, "This library has no articles yet. Add one: footnote add FILE|URL")
				}
				for _, i := range infos {
					fmt.Fprintf(out, "%s  %-10s  %s%s\n", i.ID, i.Published, plain(i.Title), tagList(tags[i.ID]))
				}
				return a.listTaught(cmd.Context(), out, o.library)
			})
		},
	}
	of.flags(cmd)
	return cmd
}

func (a *app) showCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "show ID",
		Short:   "Show what was read from an article",
		GroupID: "articles",
		Args:    args(1, 1),
		RunE: func(cmd *cobra.Command, words []string) error {
			return a.with(cmd.Context(), mustExist, func(o *session) error {
				info, read, err := o.library.Article(cmd.Context(), words[0])
				if err != nil {
					return noSuch(words[0], err)
				}
				if a.json {
					j := readingJSON("", read)
					return a.lines(a.stdout).Encode(struct {
						jsonArticle
						Sections []jsonSection  `json:"sections"`
						Text     []jsonPassage  `json:"text"`
						Said     []jsonQuote    `json:"said"`
						Named    []jsonMentions `json:"named"`
					}{articleJSON(info), j.Sections, j.Passages, j.Quotes, j.People})
				}
				newScreen(a.stdout).article(info, read)
				return nil
			})
		},
	}
}

// noSuch adds to a not-found error the id, and a hint how to list ids.
func noSuch(id string, err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return hint(aboutError{strconv.Quote(id), err}, "`footnote list` shows the ids.")
	}
	return err
}

func (a *app) editCommand() *cobra.Command {
	var title, author, published, url, body string
	cmd := &cobra.Command{
		Use:     "edit ID",
		Short:   "Correct an article's title, author, date, address or text",
		Example: `  footnote edit k3j9… --title "A better title" --published 2025-11-20`,
		GroupID: "articles",
		Args:    args(1, 1),
		RunE: func(cmd *cobra.Command, words []string) error {
			var e library.Edit
			for name, field := range map[string]struct {
				given *string
				to    **string
			}{"title": {&title, &e.Title}, "author": {&author, &e.Author}, "published": {&published, &e.Published}, "url": {&url, &e.URL}} {
				if cmd.Flags().Changed(name) {
					*field.to = field.given
				}
			}
			if body != "" {
				text, err := a.readFile(body, article.MaxSource)
				if err != nil {
					return err
				}
				e.Body = text
			}
			if e.Title == nil && e.Author == nil && e.Published == nil && e.URL == nil && e.Body == nil {
				return hint(usage(errors.New("nothing to change")), "Use at least one of --title, --author, --published, --url and --text FILE.")
			}
			return a.with(cmd.Context(), mustExist, func(o *session) error {
				receipt, err := o.library.Edit(cmd.Context(), byOperator, words[0], e)
				if err != nil {
					return noSuch(words[0], err)
				}
				if a.json {
					return a.lines(a.stdout).Encode(receiptJSON(receipt))
				}
				newScreen(a.stdout).receipt(receipt)
				return nil
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&title, "title", "", "new title")
	f.StringVar(&author, "author", "", "new author")
	f.StringVar(&published, "published", "", "new date, like 2025-11-20")
	f.StringVar(&url, "url", "", "new address")
	f.StringVar(&body, "text", "", "file with the new text")
	return cmd
}

func (a *app) removeCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "remove ID…",
		Short:   "Remove articles",
		GroupID: "articles",
		Args:    args(1, -1),
		RunE: func(cmd *cobra.Command, ids []string) error {
			return a.with(cmd.Context(), mustExist, func(o *session) error {
				infos, err := o.library.Infos(cmd.Context(), ids...)
				if err != nil {
					return noSuch(strings.Join(ids, " "), err)
				}
				if _, err := o.library.Remove(cmd.Context(), byOperator, ids...); err != nil {
					return err
				}
				for _, i := range infos {
					if a.json {
						a.lines(a.stdout).Encode(map[string]string{"id": i.ID, "title": i.Title, "status": "removed"})
					} else {
						fmt.Fprintf(a.stdout, "Removed “%s”.\n", plain(i.Title))
					}
				}
				return nil
			})
		},
	}
}

func (a *app) exportCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "export",
		Short:   "Print every article's source as JSON lines, to add them elsewhere",
		Example: "  footnote export > articles.jsonl\n  footnote add --data other --jsonl articles.jsonl",
		GroupID: "articles",
		Args:    args(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.with(cmd.Context(), mustExist, func(o *session) error {
				return a.export(cmd.Context(), o.library)
			})
		},
	}
}

func (a *app) export(ctx context.Context, lib *library.Library) error {
	out := bufio.NewWriter(a.stdout)
	if err := lib.Export(ctx, out); err != nil {
		return err
	}
	return out.Flush()
}

func (a *app) librariesCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "libraries",
		Short:   "List the libraries",
		GroupID: "articles",
		Args:    args(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.with(cmd.Context(), mustExist, func(o *session) error {
				all, err := o.libraries.All(cmd.Context())
				if err != nil {
					return err
				}
				for _, l := range all {
					if a.json {
						a.lines(a.stdout).Encode(map[string]any{
							"id": l.ID, "name": l.Name, "articles": l.Counts.Articles, "passages": l.Counts.Passages,
							"quotes": l.Counts.Quotes, "people": l.Counts.People, "created": l.Created,
						})
						continue
					}
					fmt.Fprintf(a.stdout, "%-20s  %6d articles  %s\n", l.ID, l.Counts.Articles, plain(l.Name))
				}
				if len(all) == 0 && !a.json {
					fmt.Fprintln(a.stdout, "No library yet. Adding an article creates one: footnote add FILE|URL")
				}
				return nil
			})
		},
	}
}
