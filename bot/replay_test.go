package bot_test

import (
	"log/slog"
	"testing"

	"footnote/bot"
	"footnote/discord"
	"footnote/internal/pgtest"
	"footnote/library"
	"footnote/store"
)

// An interaction that was delivered to one of several bots does nothing at
// another, no matter what it asks for: a captured request must not be repeated
// there.
func TestReplayAtAnotherBot(t *testing.T) {
	w, dsn := newWire(t), pgtest.Database(t)
	newBot := func() *house {
		t.Helper()
		st, err := store.Open(t.Context(), dsn)
		if err != nil {
			t.Fatal(err)
		}
		return houseOver(t, w, library.Config{Store: st})
	}
	first, second := newBot(), newBot()
	for name, i := range map[string]*discord.Interaction{
		"a use":   first.interaction(discord.Use, moderator, `{"name":"help","type":1}`),
		"a press": first.interaction(discord.Press, moderator, `{"custom_id":"v1:privacy:forgotten:7"}`),
		"a form":  first.interaction(discord.Submit, moderator, `{"custom_id":"v1:library add:pasted:7"}`),
	} {
		if got := first.serve(i); len(got) == 0 {
			t.Errorf("%s is not answered", name)
		}
		if got := second.serve(i); len(got) != 0 {
			t.Errorf("%s is answered again: %s", name, steps(got))
		}
		other := *i
		other.ID += "0"
		if got := second.serve(&other); len(got) == 0 {
			t.Errorf("%s of another id is not answered", name)
		}
	}
}

// houseOver is a house over a store and what else c says, which it closes.
func houseOver(t *testing.T, w *wire, c library.Config) *house {
	t.Helper()
	h := &house{t: t, wire: w, log: &log{}, files: map[string]string{}}
	c.IndexDir = t.TempDir()
	libs := library.New(c)
	t.Cleanup(func() {
		libs.Close()
		c.Store.Close()
	})
	var err error
	if h.lib, err = libs.Library("1"); err != nil {
		t.Fatal(err)
	}
	h.config = bot.Config{Token: "secret", API: w.URL + "/api/v10", Libraries: libs, Log: slog.New(slog.NewTextHandler(h.log, nil))}
	h.restart()
	return h
}
