package cli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"footnote/article"
	"footnote/library"
)

// teachCommands are footnote pin, synonym and test.
func (a *app) teachCommands() []*cobra.Command {
	pin := &cobra.Command{
		Use: "pin", Short: "Choose the articles that answer questions", GroupID: "articles",
		Long: `Choose the article that answers a question, and questions like it, first.
Case, word endings and stop words make no difference. A pin of a removed
article does nothing until the article is brought back.`,
	}
	group(pin).AddCommand(
		a.teachCommand("add QUESTION ID", "Let an article answer a question first", 2, create, func(ctx context.Context, lib *library.Library, words []string) error {
			_, err := lib.AddPin(ctx, byOperator, words[0], words[1])
			return noSuch(words[1], err)
		}),
		a.teachCommand("list", "List the pins", 0, mustExist, a.listPins),
		a.teachCommand("remove QUESTION", "Remove a pin; the article stays", 1, mustExist, func(ctx context.Context, lib *library.Library, words []string) error {
			return lib.RemovePin(ctx, byOperator, words[0])
		}),
	)
	synonym := &cobra.Command{
		Use: "synonym", Short: "Say which words mean the same in this library", GroupID: "articles",
		Long: `Say which words, or short phrases, mean the same in this library: a question
with one also finds the other.`,
		Example: "  footnote synonym add boss \"line manager\"",
	}
	group(synonym).AddCommand(
		a.teachCommand("add WORD WORD", "Let two words, or short phrases, mean the same", 2, create, func(ctx context.Context, lib *library.Library, words []string) error {
			_, err := lib.AddSynonym(ctx, byOperator, words[0], words[1])
			return err
		}),
		a.teachCommand("list", "List the synonyms", 0, mustExist, a.listSynonyms),
		a.teachCommand("remove WORD WORD", "Remove a synonym", 2, mustExist, func(ctx context.Context, lib *library.Library, words []string) error {
			return lib.RemoveSynonym(ctx, byOperator, words[0], words[1])
		}),
	)
	return []*cobra.Command{pin, synonym, a.testCommand()}
}

// teachCommand is a command of n words that works on one library.
func (a *app) teachCommand(use, short string, n int, access mode, do func(context.Context, *library.Library, []string) error) *cobra.Command {
	return &cobra.Command{
		Use: use, Short: short, Args: args(n, n),
		RunE: func(cmd *cobra.Command, words []string) error {
			return a.with(cmd.Context(), access, func(o *session) error { return do(cmd.Context(), o.library, words) })
		},
	}
}

// listPins prints the pins, with --json as `add --jsonl` takes them.
func (a *app) listPins(ctx context.Context, lib *library.Library, _ []string) error {
	pins, err := lib.Pins(ctx)
	for _, p := range pins {
		if a.json {
			a.lines(a.stdout).Encode(library.Line{Pin: &library.LinePin{Question: p.Question, Article: p.Article.ID}})
			continue
		}
		title := p.Article.Title
		if p.Article.Seq == 0 {
			title = "removed"
		}
		fmt.Fprintf(a.stdout, "%s  →  %s  %s\n", plain(p.Question), p.Article.ID, plain(title))
	}
	return err
}

// listSynonyms prints the synonyms, with --json as `add --jsonl` takes them.
func (a *app) listSynonyms(ctx context.Context, lib *library.Library, _ []string) error {
	synonyms, err := lib.Synonyms(ctx)
	for _, s := range synonyms {
		if a.json {
			a.lines(a.stdout).Encode(library.Line{Synonym: &s.Words})
			continue
		}
		fmt.Fprintf(a.stdout, "%s = %s\n", plain(s.Words[0]), plain(s.Words[1]))
	}
	return err
}

// listTaught says how much a library was taught, if anything.
func (a *app) listTaught(ctx context.Context, w io.Writer, lib *library.Library) error {
	pins, err := lib.Pins(ctx)
	if err != nil {
		return err
	}
	synonyms, err := lib.Synonyms(ctx)
	if err == nil && len(pins)+len(synonyms) > 0 {
		_, err = fmt.Fprintf(w, "%d pins, %d synonyms: footnote pin list, footnote synonym list\n", len(pins), len(synonyms))
	}
	return err
}

func (a *app) testCommand() *cobra.Command {
	var accept bool
	cmd := &cobra.Command{
		Use:   "test [FILE.tsv]",
		Short: "Ask saved questions again, and see whose answers changed",
		Long: `Ask saved questions again, and see whose answers changed: those of a file, or
those that moderators kept in Discord. The exit code is 1 if one did.

Each line of the file has four fields, separated by tabs: the question; the
outcome (answer, unsure or none); the id of the article that answers; the
sentence that answers. Empty or missing fields are not compared. --accept
stores the present answers as the expected ones. Begin with a file that has one
question per line.`,
		Example: "  footnote test questions.tsv --accept\n  footnote test questions.tsv",
		GroupID: "care",
		Args:    args(0, 1),
		RunE: func(cmd *cobra.Command, words []string) error {
			return a.with(cmd.Context(), mustExist, func(o *session) error {
				if len(words) == 1 {
					return a.testFile(cmd.Context(), o.library, words[0], accept)
				}
				return a.testSaved(cmd.Context(), o.library, accept)
			})
		},
	}
	cmd.Flags().BoolVar(&accept, "accept", false, "store the present answers as the expected ones")
	return cmd
}

// testSaved reruns the questions that moderators saved.
func (a *app) testSaved(ctx context.Context, lib *library.Library, accept bool) error {
	saved, err := lib.Saved(ctx)
	if err != nil {
		return err
	}
	if len(saved) == 0 && !a.json {
		fmt.Fprintln(a.stdout, "No question is kept. Name a file of questions, or keep some in Discord: Why these, Keep as a test.")
		return nil
	}
	t := rerunner{app: a, lib: lib}
	for _, s := range saved {
		if accept {
			err = lib.Accept(ctx, s)
		} else {
			_, err = t.ask(ctx, s.Question, s.Expected)
		}
		if err != nil {
			return err
		}
	}
	if accept {
		return nil
	}
	return t.finish()
}

// testFile reruns the questions of a file.
func (a *app) testFile(ctx context.Context, lib *library.Library, name string, accept bool) error {
	body, err := a.readFile(name, article.MaxSource)
	if err != nil {
		return err
	}
	rows, err := readTests(body)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	t := rerunner{app: a, lib: lib, silent: accept}
	for i, row := range rows {
		now, err := t.ask(ctx, row[0], expected(row))
		if err != nil {
			return fmt.Errorf("%s: question %d: %w", name, i+1, err)
		}
		rows[i] = []string{row[0], string(now.Outcome), now.Article, now.Sentence}
	}
	if accept {
		return writeTests(name, rows)
	}
	return t.finish()
}

// errTests is returned for a file that is not a list of questions.
var errTests = errors.New("not a list of questions")

// readTests reads the rows of a file of questions.
func readTests(body []byte) ([][]string, error) {
	r := csv.NewReader(bytes.NewReader(body))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	var rows [][]string
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		outcomes := []library.Certainty{"", library.Answered, library.Unsure, library.None}
		switch {
		case err != nil:
			return nil, usage(fmt.Errorf("%w: %w", errTests, err))
		case len(row) > 4 || len(row) > 1 && !slices.Contains(outcomes, library.Certainty(row[1])):
			line, _ := r.FieldPos(0)
			return nil, hint(usage(fmt.Errorf("line %d: %w", line, errTests)), "A line is a question, then answer, unsure or none, an article's id and a sentence, separated by tabs.")
		}
		rows = append(rows, row)
	}
}

// expected reads what a row expects.
func expected(row []string) library.Expected {
	row = append(slices.Clone(row), "", "", "")
	return library.Expected{Outcome: library.Certainty(row[1]), Article: row[2], Sentence: row[3]}
}

// writeTests replaces a file of questions. A crash leaves the old file or the
// new one.
func writeTests(name string, rows [][]string) error {
	f, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // fails once it has its name
	buffer := bufio.NewWriter(f)
	w := csv.NewWriter(buffer)
	w.Comma = '\t'
	if err := errors.Join(w.WriteAll(rows), buffer.Flush(), f.Chmod(0o644), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// A rerunner asks questions again and prints whose answers changed.
type rerunner struct {
	app            *app
	lib            *library.Library
	silent         bool
	asked, changed int
}

// ask asks a question again and returns what is answered now.
func (t *rerunner) ask(ctx context.Context, question string, was library.Expected) (library.Expected, error) {
	r, err := t.lib.Rerun(ctx, question, was)
	if err != nil {
		return library.Expected{}, err
	}
	t.asked++
	if r.Changed {
		t.changed++
	}
	switch {
	case t.silent:
	case t.app.json:
		return r.Now, t.app.lines(t.app.stdout).Encode(rerunJSON(r))
	case r.Changed:
		s := newScreen(t.app.stdout)
		s.para(s.bold, question)
		s.para(s.dim, "was: "+described(r.Was))
		s.para(s.dim, "now: "+described(r.Now))
	}
	return r.Now, nil
}

// described says in words what is answered.
func described(e library.Expected) string {
	text := string(e.Outcome)
	for _, part := range []string{e.Article, e.Sentence} {
		if part != "" {
			text += " · " + part
		}
	}
	return text
}

// finish says how many answers changed.
func (t *rerunner) finish() error {
	if !t.app.json {
		fmt.Fprintf(t.app.stdout, "%d asked, %d changed.\n", t.asked, t.changed)
	}
	if t.changed > 0 {
		return errReported
	}
	return nil
}
