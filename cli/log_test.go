package cli

import (
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"testing"
)

// The log names the host of an address, and nothing that would open what is
// there, wherever it is in a line.
func TestLogShortensAddresses(t *testing.T) {
	const secret = "s3cr3t"
	link := "https://pages.example/" + secret + "?token=" + secret + "#" + secret
	for _, tt := range []struct {
		name string
		log  func(*slog.Logger)
		want string
	}{
		{"an error", func(l *slog.Logger) { l.Warn("x", "err", fmt.Errorf("visit %s: %w", link, errors.New("gone"))) }, `err="visit https://pages.example/[…]: gone"`},
		{"an error of net/http", func(l *slog.Logger) {
			l.Warn("x", "err", &url.Error{Op: "Get", URL: link, Err: errors.New("gone")})
		}, `Get \"https://pages.example/[…]\": gone`},
		{"a text", func(l *slog.Logger) { l.Warn("x", "from", link) }, "from=https://pages.example/[…]"},
		{"the message", func(l *slog.Logger) { l.Warn("read " + link + " twice") }, `msg="read https://pages.example/[…] twice"`},
		{"a query alone", func(l *slog.Logger) { l.Warn("x", "from", "HTTP://pages.example?"+secret) }, "from=HTTP://pages.example/[…]"},
		{"in a group", func(l *slog.Logger) { l.WithGroup("feed").Warn("x", "link", link) }, "feed.link=https://pages.example/[…]"},
		{"of a logger", func(l *slog.Logger) { l.With("from", link).Warn("x") }, "from=https://pages.example/[…]"},
		{"a user", func(l *slog.Logger) { l.Warn("x", "err", errors.New("dial postgres://me:"+secret+"@db:5432/footnote")) }, `postgres://db:5432/[…]`},
		{"two", func(l *slog.Logger) { l.Warn("x", "err", errors.New(link+" and "+link)) }, "https://pages.example/[…] and https://pages.example/[…]"},
		{"the invitation stays", func(l *slog.Logger) { l.Info("x", "link", "https://discord.com/oauth2/authorize?client_id=7") }, `link="https://discord.com/oauth2/authorize?client_id=7"`},
		{"a host stays", func(l *slog.Logger) { l.Info("x", "at", "http://127.0.0.1:8080/") }, "at=http://127.0.0.1:8080/"},
		{"other values stay", func(l *slog.Logger) { l.Info("x", "n", 7) }, "n=7"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var b strings.Builder
			tt.log(newLogger(&b, slog.LevelInfo))
			if !strings.Contains(b.String(), tt.want) || strings.Contains(b.String(), secret) {
				t.Errorf("logged %s, want %s in it, and no secret", &b, tt.want)
			}
		})
	}
}
