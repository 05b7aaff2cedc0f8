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

// A config is the configuration from the environment, which no other file
// reads.
type config struct {
	data        string // folder that holds all data
	databaseURL string // PostgreSQL instead of the folder's SQLite file
	library     string // library that the command line works on

	token       string // token of the Discord bot
	publicKey   string // public key of the Discord application, hex
	api         string // base address of Discord's API, "" for Discord's own
	shards      string // "0-3/16", "" for the number that Discord recommends, "none" for no gateway
	newBot      bool   // take over the libraries of another bot
	listen      string // address for Discord's HTTP interactions
	adminListen string // address for health and metrics
	mentions    string // on or off: whether mentions are answered; "" is on in the sandbox alone
	contact     string // the operator's address, sent to the sites that are read

	backup     backupConfig     // of the running bot
	supervisor supervisorConfig // systemd, if it started this process

	model modelConfig // of the language model, if there is one

	log    slog.Level
	logSet bool // FOOTNOTE_LOG is set
}

// readConfig reads the environment and .env in the working folder. The
// environment takes precedence.
func readConfig() (config, error) {
	if err := godotenv.Load(); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return config{}, hint(fmt.Errorf("read .env: %w", err), "Each line is NAME=value; .env.example lists all names.")
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
	c.backup = backupConfig{
		folder: env("FOOTNOTE_BACKUP_DIR", ""),
		every:  env("FOOTNOTE_BACKUP_EVERY", "24h"),
		keep:   env("FOOTNOTE_BACKUP_KEEP", "7"),
	}
	c.supervisor = supervisorConfig{
		socket:       env("NOTIFY_SOCKET", ""),
		watchdogUsec: env("WATCHDOG_USEC", ""),
		watchdogPID:  env("WATCHDOG_PID", ""),
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
	c.mentions = env("FOOTNOTE_MENTIONS", "")
	if c.mentions != "" && c.mentions != "on" && c.mentions != "off" {
		return config{}, hint(usage(fmt.Errorf("FOOTNOTE_MENTIONS is %q", c.mentions)), "It is on or off.")
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
		return config{}, hint(usage(fmt.Errorf("FOOTNOTE_LOG is %q", level)), "Use debug, info or warn.")
	}
	return c, nil
}

func env(name, otherwise string) string {
	if v := strings.TrimSpace(os.Getenv(name)); v != "" {
		return v
	}
	return otherwise
}

// dsn returns the address of the store.
func (c config) dsn() string {
	if c.databaseURL != "" {
		return c.databaseURL
	}
	return filepath.Join(c.data, "footnote.db")
}

// indexDir is the folder of the indexes.
func (c config) indexDir() string { return filepath.Join(c.data, "index") }

// plainTerminal reports whether the terminal has no styles, or its user wants
// none (no-color.org). On Windows only Windows Terminal, which sets
// WT_SESSION, is known to have them.
func plainTerminal() bool {
	return os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" ||
		runtime.GOOS == "windows" && os.Getenv("WT_SESSION") == ""
}
