package bot_test

import (
	"context"
	"sync"
	"testing"

	"footnote/commands"
	"footnote/discord"
)

// Interactions that arrive while the bot ends are answered, or not at all when
// it has ended; and the end waits for those that are.
func TestInteractionsAtTheEnd(t *testing.T) {
	t.Parallel()
	h := newHouse(t, echo(func(_ context.Context, req commands.Request) (commands.Reply, error) { return req.Say("done"), nil }))
	for range 50 {
		h.restart()
		before := len(h.wire.all())
		first, second := h.interaction(discord.Use, member, useEcho), h.interaction(discord.Use, member, useEcho)
		var group sync.WaitGroup
		group.Go(func() { h.bot.Serve(t.Context(), first) })
		group.Go(func() { h.bot.Serve(t.Context(), second) })
		h.bot.Finish()
		ended := len(h.wire.all())
		group.Wait()
		if after := len(h.wire.all()); after != ended || after-before > 2 {
			t.Fatalf("%d answers when the bot ended, %d after that", ended-before, after-before)
		}
	}
	n := len(h.wire.all())
	h.bot.Serve(t.Context(), h.interaction(discord.Use, member, useEcho))
	if len(h.wire.all()) != n {
		t.Error("a bot that has ended answers")
	}
}
