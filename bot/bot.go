// Package bot is Discord's door: it turns interactions into requests to
// commands, and their replies into messages.
package bot

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"footnote/library"
)

// Config is what the bot runs with.
type Config struct {
	Token       string // of the bot, for the gateway; "" for none
	PublicKey   string // of the application, for interactions over HTTP; "" for none
	API         string // another base address of Discord's API
	Shards      string // such as "0-3/16"; "" for as many as Discord advises
	Listen      string // address for interactions over HTTP
	AdminListen string // address for health and metrics, "" for none
	Log         *slog.Logger

	// Library returns the library of a server.
	Library func(name string) (*library.Library, error)
	// Keep and Kept hold state of buttons until a time.
	Keep func(ctx context.Context, library, key string, value []byte, until time.Time) error
	Kept func(ctx context.Context, library, key string) ([]byte, error)
	// Named tells what a server is called.
	Named func(ctx context.Context, library, name string) error
}

// Run serves Discord until ctx ends.
func Run(ctx context.Context, c Config) error {
	return errors.New("bot: not connected yet")
}
