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
	"math"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
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

// An app is a single run of the command line.
type app struct {
	config  config
	json    bool
	serving bool // the bot is running, so its log matters

	mentions bool // the bot answers messages that mention it

	modelErr error            // why the language model is not used
	record   func(model.Call) // gets the calls of the language model; nil for none

	attachment library.Fetcher // reads files that people uploaded; nil for Discord's
	fetching   []fetch.Option  // options that tests add to the fetcher

	stdin          io.Reader
	stdout, stderr io.Writer
}

// root returns the command `footnote` with its subcommands.
func (a *app) root() *cobra.Command {
	var data, name string
	var showVersion bool
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
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			if showVersion { // as the command version, it needs no configuration
				return nil
			}
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
			switch {
			case len(args) > 0:
				return noCommand(cmd, args[0])
			case showVersion:
				return a.printVersion(a.stdout)
			}
			return cmd.Help()
		},
	}
	root.SuggestionsMinimumDistance = 2
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		if what, _, found := strings.Cut(err.Error(), ": strconv."); found { // a reason for programmers
			err = errors.New(what)
		}
		return hint(usage(err), "`%s --help` lists the options.", cmd.CommandPath())
	})
	flags := root.PersistentFlags()
	flags.StringVar(&data, "data", "data", "folder that holds all data (or FOOTNOTE_DATA)")
	flags.StringVar(&name, "library", "default", "name of the library; a server's library has its guild id")
	flags.BoolVar(&a.json, "json", false, "print JSON, one object per line")

	root.Flags().BoolVar(&showVersion, "version", false, "print the version")

	a.addCommands(root)
	return root
}

// addCommands adds every subcommand to root.
func (a *app) addCommands(root *cobra.Command) {
	root.AddGroup(
		&cobra.Group{ID: "ask", Title: "Ask:"},
		&cobra.Group{ID: "articles", Title: "Articles:"},
		&cobra.Group{ID: "run", Title: "Run:"},
		&cobra.Group{ID: "care", Title: "Maintenance:"},
	)
	root.SetHelpCommand(helpCommand())
	root.SetCompletionCommandGroupID("care")
	root.AddCommand(a.askCommands()...)
	root.AddCommand(a.addCommand(), a.parseCommand(), a.pdfLayoutCommand())
	root.AddCommand(a.articleCommands()...)
	root.AddCommand(a.feedCommand(), a.refreshCommand())
	root.AddCommand(a.teachCommands()...)
	root.AddCommand(a.runCommand(), a.registerCommand(), a.sandboxCommand(), a.chatCommand())
	root.AddCommand(a.careCommands()...)
	root.AddCommand(a.manCommand(), a.versionCommand())
}

// noCommand returns the error of a command that cmd does not have.
func noCommand(cmd *cobra.Command, name string) error {
	err := usage(fmt.Errorf("there is no command %q", strings.TrimPrefix(cmd.CommandPath()+" "+name, "footnote ")))
	if near := cmd.SuggestionsFor(name); len(near) > 0 {
		return hint(err, "Did you mean %s?", strings.Join(near, " or "))
	}
	return hint(err, "`%s --help` lists the commands.", cmd.CommandPath())
}

// group makes a command that only has others: alone it shows its help, and a
// command that it does not have is an error.
func group(cmd *cobra.Command) *cobra.Command {
	cmd.Args, cmd.SuggestionsMinimumDistance = cobra.ArbitraryArgs, 2
	cmd.RunE = func(cmd *cobra.Command, words []string) error {
		if len(words) == 0 {
			return cmd.Help()
		}
		return noCommand(cmd, words[0])
	}
	return cmd
}

// helpCommand is like cobra's, except that an unknown command is an error.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Show the help of a command",
		GroupID: "care",
		RunE: func(cmd *cobra.Command, words []string) error {
			found, rest, err := cmd.Root().Find(words)
			if err != nil {
				return err
			}
			if len(rest) > 0 {
				return noCommand(found, rest[0])
			}
			return found.Help()
		},
	}
}

// args refuses a wrong number of arguments with a hint that shows the usage.
func args(atLeast, atMost int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, words []string) error {
		switch {
		case len(words) < atLeast:
			return hint(usage(errors.New("an argument is missing")), "Usage: %s", cmd.UseLine())
		case atMost >= 0 && len(words) > atMost:
			return hint(usage(fmt.Errorf("unexpected argument %q", words[atMost])), "Usage: %s", cmd.UseLine())
		}
		return nil
	}
}

// A session is an open store with its libraries.
type session struct {
	store     *store.Store
	model     *model.Client // nil for none
	libraries *library.Libraries
	library   *library.Library // the one that the command line works on
}

// open opens the store. Only a command that stores something creates a missing
// one: a mistyped folder is an error, not a new library.
func (a *app) open(ctx context.Context, access mode) (*session, error) {
	if !a.serving {
		a.quiet()
	}
	if access == mustExist && a.config.databaseURL == "" {
		if _, err := os.Stat(a.config.dsn()); errors.Is(err, fs.ErrNotExist) {
			return nil, hint(fmt.Errorf("there is no library in %s", a.config.data),
				"Name its folder with --data, or create one: footnote add FILE|URL")
		}
	}
	if a.config.databaseURL == "" {
		if info, err := os.Stat(a.config.data); err == nil && !info.IsDir() {
			return nil, hint(usage(fmt.Errorf("%s is not a folder", a.config.data)), "Name the folder of the library with --data.")
		}
	}
	s, err := store.Open(ctx, a.config.dsn())
	var path *fs.PathError
	if errors.As(err, &path) && a.config.databaseURL == "" { // nothing to wait for
		return nil, hint(fmt.Errorf("the data folder %s can't be used: %v", a.config.data, path),
			"--data or FOOTNOTE_DATA names it; a service can only write where StateDirectory= and ReadWritePaths= let it.")
	}
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", a.place(), err)
	}
	client := a.client()
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
		Memory:     indexMemory(),
		Log:        a.logger(),
		Fetch:      client.Get,
		Attachment: attachment,
		Reader:     newReader(),
		Readers:    a.readers(),
		Visit:      client.Visit,
		Model:      o.model,
		ModelOn:    a.config.model.byDefault == "on",
		Mentions:   a.mentions,
	})
	if o.library, err = o.libraries.Library(a.config.library); err != nil {
		o.close()
		return nil, usage(err)
	}
	return o, nil
}

// indexMemory returns how many bytes the open indexes may take: a third of the
// process's limit, GOMEMLIMIT, or 0 for the usual number if it has none. The
// rest is for answers, reading and the garbage between two collections.
func indexMemory() int64 {
	limit := debug.SetMemoryLimit(-1)
	if limit == math.MaxInt64 {
		return 0
	}
	return max(1, limit/3)
}

// client returns the client that fetches pages and feeds.
func (a *app) client() *fetch.Client {
	return fetch.New(append(a.fetching, fetch.Contact(a.config.contact))...)
}

// readers returns how many sources may be read at a time, 0 for one for each
// processor. A bot keeps half of the processors for answers.
func (a *app) readers() int {
	if a.serving {
		return max(1, runtime.GOMAXPROCS(0)/2)
	}
	return 0
}

// newReader returns a reader of articles that reads PDF files too.
func newReader() reader.Reader { return reader.Reader{PDF: pdftext.Converter()} }

// A mode says whether a command may create the store.
type mode int

const (
	mustExist mode = iota // the store must exist
	create                // a missing store is created
)

// place names where the data is, without a database address, which may hold a
// password.
func (a *app) place() string {
	if a.config.databaseURL != "" {
		return "the database of DATABASE_URL"
	}
	return a.config.data
}

func (o *session) close() error {
	return errors.Join(o.libraries.Close(), o.store.Close())
}

// with opens the libraries, calls do and closes them.
func (a *app) with(ctx context.Context, access mode, do func(*session) error) error {
	o, err := a.open(ctx, access)
	if err != nil {
		return err
	}
	return errors.Join(do(o), o.close())
}

// quiet limits the log to warnings, which a person at a terminal needs.
func (a *app) quiet() {
	if !a.config.logSet {
		a.config.log = slog.LevelWarn
	}
}

func (a *app) logger() *slog.Logger {
	return newLogger(a.stderr, a.config.log)
}

// A lines writes one JSON object per line.
type lines struct{ *json.Encoder }

func (a *app) lines(w io.Writer) lines {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return lines{e}
}

// readFile reads a file, or standard input for "-", up to max+1 bytes, so that
// the caller can see that it is too large.
func (a *app) readFile(name string, max int64) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(io.LimitReader(a.stdin, max+1))
	}
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, hint(err, "Check the name; a link starts with https:// or http://.")
	}
	if errors.Is(err, fs.ErrPermission) {
		return nil, hint(err, "Make it readable: chmod u+r.")
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

// Main runs the command line of this process and returns its exit code.
func Main() int { return run(&app{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}) }

// run runs the command line and returns its exit code.
func run(a *app) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return report(a.stderr, a.blame(a.root().ExecuteContext(ctx)))
}
