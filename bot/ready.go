package bot

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"footnote/discord"
)

// pingWithin is the time limit of a check of the store: container engines wait
// a few seconds.
const pingWithin = 2 * time.Second

// readyz reports whether the bot can answer: 200, or 503 and the reason.
func (b *Bot) readyz(w http.ResponseWriter, r *http.Request) {
	gateway, connected := b.connected()
	store, there := b.storeThere(r.Context())
	health := b.indexes()
	if !connected || !there || indexesFail(health) {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	says := []string{gateway, store}
	if line := indexLine(health); line != "" {
		says = append(says, line)
	}
	fmt.Fprintln(w, strings.Join(says, "; "))
}

// connected describes the connection to Discord, and reports whether it works.
func (b *Bot) connected() (says string, ok bool) {
	ready, of := b.discord.Ready()
	switch {
	case b.config.Token == "", b.config.Shards == discord.NoShards:
		return "no gateway, interactions come over HTTP", true
	case of == 0:
		return "not connected to Discord yet", false
	}
	return fmt.Sprintf("%d of %d shards connected", ready, of), ready == of
}

// storeThere reports whether the store answers.
func (b *Bot) storeThere(ctx context.Context) (says string, ok bool) {
	ctx, cancel := context.WithTimeout(ctx, pingWithin)
	defer cancel()
	if err := b.config.Libraries.Ping(ctx); err != nil {
		b.log.Warn("the store does not answer", "err", err)
		return "the store does not answer", false
	}
	return "the store answers", true
}
