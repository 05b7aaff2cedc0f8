package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"footnote/commands"
	"footnote/index"
	"footnote/library"
)

// An asking has the flags with which a text is asked.
type asking struct {
	n     int // most results
	why   bool
	model library.Pointing
	part  part
}

// A queryCommand is a command that answers a text.
type queryCommand struct {
	name, option, short, example string
	answer                       func(ctx context.Context, lib *library.Library, text string, how asking) (library.Answer, error) // nil to check it
}

// use is the command's usage line. Without words, quote shows any quotation.
func (k queryCommand) use() string {
	if k.name == "quote" {
		return "quote [TEXT]"
	}
	return k.name + " TEXT"
}

var queryCommands = []queryCommand{
	{"ask", "question", "Ask a question and get the passages that answer it", "footnote ask why did lecun leave meta",
		func(ctx context.Context, lib *library.Library, text string, how asking) (library.Answer, error) {
			return lib.Ask(ctx, index.Query{Kind: index.Passages, Text: text, Within: how.part.ids, Limit: how.n, Why: how.why}, how.model)
		}},
	{"who", "name", "Who someone is, according to the articles", "footnote who lecun",
		func(ctx context.Context, lib *library.Library, text string, how asking) (library.Answer, error) {
			return lib.Who(ctx, text, how.n)
		}},
	{"quote", "words", "Find what someone said, word for word", "footnote quote cat",
		func(ctx context.Context, lib *library.Library, text string, how asking) (library.Answer, error) {
			if strings.TrimSpace(text) == "" {
				return lib.RandomQuote(ctx, how.part.Filter)
			}
			return lib.Answer(ctx, index.Query{Kind: index.Quotes, Text: text, Within: how.part.ids, Limit: how.n, Why: how.why})
		}},
	{"search", "words", "Find the passages that contain certain words", "footnote search world models",
		func(ctx context.Context, lib *library.Library, text string, how asking) (library.Answer, error) {
			answer, err := lib.Answer(ctx, index.Query{Kind: index.Passages, Text: text, Within: how.part.ids, Limit: how.n, Why: how.why})
			answer.Answered = len(answer.Results) > 0
			return answer, err
		}},
	{"check", "text", "Did they really say it? Compare a quotation with the articles", `footnote check 'LeCun: "A house cat plans better"'`, nil},
}

func (a *app) askCommands() []*cobra.Command {
	var list []*cobra.Command
	for _, k := range queryCommands {
		list = append(list, a.askCommand(k))
	}
	return list
}

func (a *app) askCommand(k queryCommand) *cobra.Command {
	var how asking
	var stdin, always, never bool
	cmd := &cobra.Command{
		Use:     k.use(),
		Short:   k.short,
		Example: "  " + k.example,
		GroupID: "ask",
		Args: func(cmd *cobra.Command, words []string) error {
			if stdin && len(words) > 0 {
				return hint(usage(fmt.Errorf("unexpected argument %q with --stdin", words[0])), "With --stdin the texts come from standard input, one per line.")
			}
			if stdin || k.name == "quote" {
				return nil
			}
			return args(1, -1)(cmd, words)
		},
		RunE: func(cmd *cobra.Command, words []string) error {
			if how.n < 1 || how.n > 1000 {
				return hint(usage(fmt.Errorf("-n %d is out of range", how.n)), "Use a number from 1 to 1000.")
			}
			var err error
			if how.model, err = a.pointing(always, never); err != nil {
				return err
			}
			return a.with(cmd.Context(), mustExist, func(o *session) error {
				if err := how.part.find(cmd.Context(), o.library); err != nil {
					return err
				}
				if k.name == "ask" {
					a.prepare(cmd.Context(), o, how.model)
				}
				if stdin {
					return a.askEach(cmd.Context(), o.library, k, how)
				}
				text := strings.Join(words, " ")
				if a.json {
					return a.askOne(cmd.Context(), o.library, k, text, how)
				}
				if !cmd.Flags().Changed("results") {
					how.n = 0
				}
				return a.askForPeople(cmd.Context(), o.library, k, text, how)
			})
		},
	}
	cmd.Flags().IntVarP(&how.n, "results", "n", 10, "maximum number of results; the default is the first page, with --json 10")
	cmd.Flags().BoolVar(&stdin, "stdin", false, "read one text per line from standard input, print one JSON object per line")
	if slices.Contains([]string{"ask", "quote", "search"}, k.name) {
		how.part.flags(cmd)
	}
	if k.name == "ask" {
		cmd.Flags().BoolVar(&how.why, "why", false, "explain how each passage was ranked; with --json, in numbers")
		cmd.Flags().BoolVar(&always, "model", false, "let the language model choose, whatever the library's settings say")
		cmd.Flags().BoolVar(&never, "no-model", false, "answer without the language model")
	}
	return cmd
}

// line answers a text with the value of its line of JSON.
func (k queryCommand) line(ctx context.Context, lib *library.Library, text string, how asking) (any, error) {
	began := time.Now()
	if k.answer == nil {
		checks, err := lib.Check(ctx, text)
		return checksJSON(checks, text, time.Since(began)), err
	}
	answer, err := k.answer(ctx, lib, text, how)
	return answerJSON(answer, text, time.Since(began)), err
}

// askForPeople shows the first page of what Discord would show, with how.n
// results or, if that is 0, as many as in Discord. There are no further pages
// here.
func (a *app) askForPeople(ctx context.Context, lib *library.Library, k queryCommand, text string, how asking) error {
	command, _ := commands.Find(commands.All(), k.name)
	req := commands.Request{Options: how.part.options(), Results: how.n, Model: how.model}
	req.Options[k.option] = text
	if how.why {
		req.Action, req.Args = "why", commands.AskArgs(req, 1)
	}
	reply, err := command.Run(ctx, lib, req)
	if err != nil {
		return err
	}
	more := reply.Pages > 1
	reply.Pages = 0
	s := newScreen(a.stdout)
	s.show(reply)
	if more {
		s.para(s.dim, fmt.Sprintf("\nFor more results: -n %d", max(10, 2*how.n)))
	}
	return nil
}

func (a *app) askOne(ctx context.Context, lib *library.Library, k queryCommand, text string, how asking) error {
	line, err := k.line(ctx, lib, text, how)
	if err != nil {
		return err
	}
	return a.lines(a.stdout).Encode(line)
}

// maxQuery is the longest line that --stdin accepts, in bytes. An option in
// Discord has at most 6,000 characters.
const maxQuery = 64 << 10

// askEach answers each line of standard input. A line that cannot be answered
// gets an error in its place, and the following lines are still answered.
func (a *app) askEach(ctx context.Context, lib *library.Library, k queryCommand, how asking) error {
	out := bufio.NewWriter(a.stdout)
	defer out.Flush()
	lines := a.lines(out)
	in := bufio.NewReader(a.stdin)
	failed := false
	for more := true; more; {
		read, err := readLine(in, maxQuery)
		text := strings.TrimRight(string(read), "\r\n")
		switch {
		case errors.Is(err, io.EOF):
			more, err = false, nil
			if text == "" {
				continue
			}
		case errors.Is(err, errLongLine):
			err = hint(err, "A line may have at most %d bytes.", maxQuery)
		case err != nil:
			return fmt.Errorf("standard input: %w", err)
		}
		var line any
		if err == nil {
			line, err = k.lineOrFault(ctx, lib, text, how)
		}
		switch {
		case ctx.Err() != nil, errors.Is(err, index.ErrHeld): // nor can the others be answered
			return err
		case err != nil && !errors.Is(err, library.ErrNoWords): // no words is a miss
			failed = true
			what, todo := describe(a.blame(err))
			line = jsonUnanswered{text, what, todo}
		}
		if err := lines.Encode(line); err != nil {
			return err
		}
		if err := out.Flush(); err != nil { // the asker may wait for the line
			return err
		}
	}
	if failed {
		return errReported
	}
	return nil
}

// lineOrFault is line, but turns a panic into an error of that text.
func (k queryCommand) lineOrFault(ctx context.Context, lib *library.Library, text string, how asking) (line any, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = faultOf(p)
		}
	}()
	return k.line(ctx, lib, text, how)
}
