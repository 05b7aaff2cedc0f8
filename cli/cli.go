// Package cli is the command line of Footnote: a file for each group of
// commands, the configuration, the terminal chat and the JSON that commands
// print. It opens the store and the libraries, connects them and closes them.
package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"footnote/article"
	"footnote/article/reader"
	"footnote/fetch"
	"footnote/library"
	"footnote/model"
	"footnote/pdftext"
	"footnote/store"
)

// An app is one run of the command line.
type app struct {
	config  config
	json    bool
	serving bool // it is the bot that runs, and its log is read

	modelErr error            // why the language model is not used
	record   func(model.Call) // gets the calls of the language model; nil for none

	attachment library.Fetcher // reads files that people uploaded; nil for Discord's
	fetching   []fetch.Option  // what tests let the network do

	stdin          io.Reader
	stdout, stderr io.Writer
}

// root is the command `footnote` with all below it.
func (a *app) root() *cobra.Command {
	var data, name string
	root := &cobra.Command{
		Use:   "footnote",
		Short: "Answers from a community's articles, word for word",
		Long: `Footnote keeps a library of articles and answers from them, word for word:
every passage with its article, section and link, or an honest
"not in this library".

Start with:
  footnote run                  the bot; without a token, a web page on this machine
  footnote add article.html     put an article into the library
  footnote who lecun            who a person is, according to the articles
  footnote quote cat            what people said
  footnote ask why did lecun leave meta`,
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			var err error
			if a.config, err = readConfig(); err != nil {
				return err
			}
			if cmd.Flags().Changed("data") {
				a.config.data = data
			}
			a.config.library = name
			return nil
		},
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			err := usage(fmt.Errorf("there is no command %q", args[0]))
			if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
				return hint(err, "Did you mean %s?", strings.Join(near, " or "))
			}
			return hint(err, "`footnote --help` lists the commands.")
		},
	}
	root.SuggestionsMinimumDistance = 2
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return hint(usage(err), "`%s --help` lists the options.", cmd.CommandPath())
	})
	flags := root.PersistentFlags()
	flags.StringVar(&data, "data", "data", "folder of all that is kept (or FOOTNOTE_DATA)")
	flags.StringVar(&name, "library", "default", "which library; a server's library bears its guild id")
	flags.BoolVar(&a.json, "json", false, "print JSON, one object a line")

	root.AddGroup(
		&cobra.Group{ID: "ask", Title: "Ask:"},
		&cobra.Group{ID: "articles", Title: "Articles:"},
		&cobra.Group{ID: "run", Title: "Run:"},
		&cobra.Group{ID: "care", Title: "Care:"},
	)
	root.SetHelpCommandGroupID("care")
	root.AddCommand(a.askCommands()...)
	root.AddCommand(a.addCommand(), a.parseCommand(), a.pdfLayoutCommand())
	root.AddCommand(a.articleCommands()...)
	root.AddCommand(a.feedCommand(), a.refreshCommand())
	root.AddCommand(a.teachCommands()...)
	root.AddCommand(a.runCommand(), a.registerCommand(), a.sandboxCommand(), a.chatCommand())
	root.AddCommand(a.careCommands()...)
	return root
}

// args refuses a wrong number of words with a hint that shows the right use.
func args(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, words []string) error {
		switch {
		case len(words) < least:
			return hint(usage(errors.New("something is missing")), "Use: %s", cmd.UseLine())
		case most >= 0 && len(words) > most:
			return hint(usage(fmt.Errorf("%q is too much", words[most])), "Use: %s", cmd.UseLine())
		}
		return nil
	}
}

// An session store with its libraries.
type session struct {
	store     *store.Store
	model     *model.Client // nil for none
	libraries *library.Libraries
	library   *library.Library // the one that the command line works on
}

// open opens the store. Only a command that keeps something makes it where it
// is not there yet: a mistyped folder is told, not filled.
func (a *app) open(ctx context.Context, access mode) (*session, error) {
	if !a.serving {
		a.quiet()
	}
	if access == mustExist && a.config.databaseURL == "" {
		if _, err := os.Stat(a.config.dsn()); errors.Is(err, fs.ErrNotExist) {
			return nil, hint(fmt.Errorf("there is no library in %s", a.config.data),
				"Name its folder with --data, or begin one: footnote add FILE|URL")
		}
	}
	s, err := store.Open(ctx, a.config.dsn())
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", a.place(), err)
	}
	client := fetch.New(append(a.fetching, fetch.Contact(a.config.contact))...)
	attachment := a.attachment
	if attachment == nil {
		attachment = func(ctx context.Context, url string) (article.Source, error) {
			return client.Attachment(ctx, url, article.MaxSource)
		}
	}
	o := &session{store: s, model: a.useModel()}
	o.libraries = library.New(library.Config{
		Store:      s,
		IndexDir:   a.config.indexDir(),
		Log:        a.logger(),
		Fetch:      client.Get,
		Attachment: attachment,
		Reader:     newReader(),
		Visit:      client.Visit,
		Model:      o.model,
		ModelOn:    a.config.model.byDefault == "on",
	})
	if o.library, err = o.libraries.Library(a.config.library); err != nil {
		o.close()
		return nil, usage(err)
	}
	return o, nil
}

// reader reads articles, PDF as well.
func newReader() reader.Reader { return reader.Reader{PDF: pdftext.Converter()} }

// An mode is what a command wants of the store.
type mode int

const (
	mustExist mode = iota // what is there already
	create                // may begin a store
)

// place names where things are kept, without what a database address hides.
func (a *app) place() string {
	if a.config.databaseURL != "" {
		return "the database of DATABASE_URL"
	}
	return a.config.data
}

func (o *session) close() error {
	return errors.Join(o.libraries.Close(), o.store.Close())
}

// with opens the libraries for the time of one command.
func (a *app) with(ctx context.Context, access mode, do func(*session) error) error {
	o, err := a.open(ctx, access)
	if err != nil {
		return err
	}
	return errors.Join(do(o), o.close())
}

// quiet leaves out of the log what a person at a terminal need not know.
func (a *app) quiet() {
	if !a.config.logSet {
		a.config.log = slog.LevelWarn
	}
}

func (a *app) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(a.stderr, &slog.HandlerOptions{Level: a.config.log}))
}

// A lines writes one JSON object a line.
type lines struct{ *json.Encoder }

func (a *app) lines(w io.Writer) lines {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return lines{e}
}

// readFile reads a file that a person named, "-" being standard input, as
// far as max bytes and one more, so that what is too large shows.
func (a *app) readFile(name string, max int64) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(io.LimitReader(a.stdin, max+1))
	}
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, hint(err, "Check the name; a link starts with https:// or http://.")
	}
	if errors.Is(err, fs.ErrPermission) {
		return nil, hint(err, "Give yourself the right to read it: chmod u+r.")
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, hint(fmt.Errorf("%s is a folder", name), "Name the files in it: %s/*", name)
	}
	var body bytes.Buffer
	body.Grow(int(min(info.Size(), max)) + bytes.MinRead)
	_, err = body.ReadFrom(io.LimitReader(f, max+1))
	return body.Bytes(), err
}

// Main does what the command line of this process says and returns its exit
// code.
func Main() int { return run(&app{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}) }

// run does what the command line says and returns the exit code.
func run(a *app) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return report(a.stderr, a.blame(a.root().ExecuteContext(ctx)))
}
