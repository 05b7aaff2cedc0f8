package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/joho/godotenv"
)

// A config is all that the environment says. No other file reads it.
type config struct {
	data        string // folder of everything that is kept
	databaseURL string // PostgreSQL in place of the folder's SQLite file
	library     string // what the command line works on

	token       string // of the Discord bot
	publicKey   string // of the Discord application, hex
	api         string // base address of Discord's API, "" for Discord's own
	shards      string // "0-3/16", "" for all that Discord advises
	listen      string // address for Discord's HTTP interactions
	adminListen string // address for health and metrics
	contact     string // of whoever runs the bot, told to the sites that are read

	model modelConfig // of the language model, if there is one

	log    slog.Level
	logSet bool // FOOTNOTE_LOG says so
}

// readConfig reads the environment, and .env in the working folder below it:
// what the environment says wins.
func readConfig() (config, error) {
	if err := godotenv.Load(); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return config{}, hint(fmt.Errorf("read .env: %w", err), "Each line is NAME=value; .env.example has them all.")
	}
	c := config{
		data:        env("FOOTNOTE_DATA", "data"),
		databaseURL: env("DATABASE_URL", ""),
		library:     "default",
		token:       env("DISCORD_TOKEN", ""),
		publicKey:   env("DISCORD_PUBLIC_KEY", ""),
		api:         env("DISCORD_API", ""),
		shards:      env("SHARDS", ""),
		listen:      env("FOOTNOTE_LISTEN", "127.0.0.1:8080"),
		adminListen: env("FOOTNOTE_ADMIN_LISTEN", "127.0.0.1:9464"),
		contact:     env("FOOTNOTE_CONTACT", ""),
	}
	c.model = modelConfig{
		url:       env("FOOTNOTE_MODEL_URL", ""),
		name:      env("FOOTNOTE_MODEL", ""),
		embedURL:  env("FOOTNOTE_EMBED_URL", ""),
		embedName: env("FOOTNOTE_EMBED_MODEL", ""),
		key:       env("FOOTNOTE_MODEL_KEY", ""),
		roles:     env("FOOTNOTE_MODEL_ROLES", "choose,rephrase"),
		byDefault: env("FOOTNOTE_MODEL_DEFAULT", "off"),
		seconds:   env("FOOTNOTE_MODEL_SECONDS", "8"),
		calls:     env("FOOTNOTE_MODEL_CALLS", "2"),
		daily:     env("FOOTNOTE_MODEL_DAILY", "500"),
	}
	c.logSet = env("FOOTNOTE_LOG", "") != ""
	switch level := env("FOOTNOTE_LOG", "info"); level {
	case "debug":
		c.log = slog.LevelDebug
	case "info":
		c.log = slog.LevelInfo
	case "warn":
		c.log = slog.LevelWarn
	default:
		return config{}, hint(usage(fmt.Errorf("FOOTNOTE_LOG is %q", level)), "It is one of debug, info and warn.")
	}
	return c, nil
}

func env(name, otherwise string) string {
	if v := strings.TrimSpace(os.Getenv(name)); v != "" {
		return v
	}
	return otherwise
}

// dsn says where the store is.
func (c config) dsn() string {
	if c.databaseURL != "" {
		return c.databaseURL
	}
	return filepath.Join(c.data, "footnote.db")
}

// indexDir is the folder of the indexes.
func (c config) indexDir() string { return filepath.Join(c.data, "index") }

// plainTerminal reports whether the terminal takes no styles, or its user
// wants none (no-color.org). On Windows only Windows Terminal is known to take
// them, which sets WT_SESSION.
func plainTerminal() bool {
	return os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" ||
		runtime.GOOS == "windows" && os.Getenv("WT_SESSION") == ""
}
