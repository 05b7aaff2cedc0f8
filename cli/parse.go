package cli

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"footnote/article"
	"footnote/feed"
	"footnote/library"
	"footnote/pdftext"
)

func (a *app) parseCommand() *cobra.Command {
	var url string
	cmd := &cobra.Command{
		Use:   "parse FILE…",
		Short: "Show what is read from files, as JSON, without adding them",
		Long: `Show what is read from files, as JSON, without adding them: title, author, date,
sections, passages, quotations with their speakers, people, warnings. There is
one object per line; "-" is standard input.`,
		Example: "  footnote parse --url https://example.org/a article.html",
		GroupID: "articles",
		Args:    args(1, -1),
		RunE: func(cmd *cobra.Command, files []string) error {
			return a.parse(cmd.Context(), files, url)
		},
	}
	cmd.Flags().StringVar(&url, "url", "", "address of the page, to resolve its links")
	return cmd
}

func (a *app) parse(ctx context.Context, files []string, url string) error {
	out := bufio.NewWriter(a.stdout)
	defer out.Flush()
	lines := a.lines(out)
	failed := false
	for _, file := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		body, err := a.readFile(file, article.MaxSource)
		var read article.Article
		if err == nil && feed.Is(body) {
			err = library.ErrIsFeed
		}
		if err == nil {
			read, err = newReader().Parse(ctx, article.Source{URL: url, Name: fileName(file), Body: body})
		}
		if err != nil {
			failed = true
			f := failure(err)
			f.File = file
			if err := lines.Encode(f); err != nil {
				return err
			}
			report(a.stderr, hintOn(file, err))
			continue
		}
		if err := lines.Encode(readingJSON(file, read)); err != nil {
			return err
		}
	}
	if failed {
		return errReported
	}
	return nil
}

// hintOn adds the name of a file or link to an error about it, unless the
// error already has it. It keeps the error's hint.
func hintOn(file string, err error) error {
	if strings.Contains(err.Error(), file) {
		return err
	}
	return fileError{file, err}
}

type fileError struct {
	file string
	error
}

func (e fileError) Error() string { return e.file + ": " + e.error.Error() }
func (e fileError) Unwrap() error { return e.error }

// pdfLayoutCommand is the command of the child process that reads a PDF when
// pdftotext is missing.
func (a *app) pdfLayoutCommand() *cobra.Command {
	return &cobra.Command{
		Use:    pdftext.LayoutCommand,
		Short:  "Print the words of the PDF on standard input with their positions",
		Hidden: true,
		Args:   args(0, 0),
		RunE: func(*cobra.Command, []string) error {
			body, err := io.ReadAll(io.LimitReader(a.stdin, article.MaxSource))
			if err != nil {
				return err
			}
			out := bufio.NewWriter(a.stdout)
			defer out.Flush()
			go pdftext.WatchMemory()
			if err := pdftext.PrintPDFLayout(out, body); err != nil { // for the process that started this one
				fmt.Fprintln(a.stderr, err)
				return errReported
			}
			return nil
		},
	}
}
