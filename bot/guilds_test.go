package bot_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/discord"
	"footnote/library"
)

// membership is as much of Discord as a bot without a gateway needs to learn
// which servers it is in. Servers that are not listed are answered by their
// status.
func membership(t *testing.T, listed string, status map[string]int) string {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		path := strings.TrimPrefix(r.URL.Path, "/api/v10")
		id, guild := strings.CutPrefix(path, "/guilds/")
		switch {
		case path == "/applications/@me":
			fmt.Fprint(w, `{"id":"9","name":"Footnote"}`)
		case path == "/applications/9/commands":
			fmt.Fprint(w, `[]`)
		case path == "/users/@me/guilds":
			fmt.Fprint(w, listed)
		case guild && status[id] == http.StatusOK:
			fmt.Fprintf(w, `{"id":%q,"name":"There"}`, id)
		case guild:
			w.WriteHeader(status[id])
			fmt.Fprint(w, `{"code":10004,"message":"Unknown Guild"}`)
		default:
			t.Errorf("unexpected request %s", r.URL)
		}
	}))
	t.Cleanup(s.Close)
	return s.URL + "/api/v10"
}

// present waits until the servers that the bot is in are as wanted.
func present(t *testing.T, libs bot.Libraries, want ...string) {
	t.Helper()
	var got []string
	for limit := time.Now().Add(patience); time.Now().Before(limit); time.Sleep(time.Millisecond) {
		var err error
		if got, err = libs.Present(t.Context()); err != nil {
			t.Fatal(err)
		}
		if slices.Equal(got, want) {
			return
		}
	}
	t.Errorf("the bot takes itself to be in %v, want %v", got, want)
}

// A bot without a gateway finds out that it was added, and that it was removed:
// only where Discord says so with 403 or 404.
func TestMembershipWithoutGateway(t *testing.T) {
	t.Parallel()
	c, said := startConfig(t)
	libs := c.Libraries
	for _, name := range []string{"1", "2", "3", "4", "default"} {
		lib, err := libs.Library(name)
		if err == nil {
			_, err = lib.GuildJoined(t.Context())
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	c.API = membership(t, `[{"id":"1","name":"One"},{"id":"6","name":"Six"}]`, map[string]int{"2": 404, "3": 403, "4": 200})
	c.Shards, c.PublicKey, c.Listen = discord.NoShards, strings.Repeat("ab", 32), "127.0.0.1:0"
	stop := start(t, c)
	present(t, libs, "1", "4", "6", "default")
	if err := stop(); err != nil || strings.Contains(said.String(), "could not") {
		t.Errorf("%v: %s", err, said)
	}

	// When Discord fails, nothing was left.
	c.API = membership(t, `[]`, map[string]int{"1": 500, "4": 500, "6": 500})
	stop = start(t, c)
	said.awaits(t, "could not check which servers the bot is in")
	present(t, libs, "1", "4", "6", "default")
	if err := stop(); err != nil {
		t.Error(err)
	}
}

// awaits waits until the log has words.
func (l *log) awaits(t *testing.T, words string) {
	t.Helper()
	for limit := time.Now().Add(patience); !strings.Contains(l.String(), words); time.Sleep(time.Millisecond) {
		if time.Now().After(limit) {
			t.Fatalf("the log never says %q: %s", words, l)
		}
	}
}

// Another bot's token ends the start before any server counts as left; a new
// bot that is meant to replace it takes the libraries over.
func TestAnotherBot(t *testing.T) {
	t.Parallel()
	c, _ := startConfig(t)
	lib, err := c.Libraries.Library("1")
	if err == nil {
		_, err = lib.GuildJoined(t.Context())
	}
	if err == nil {
		err = c.Libraries.Adopt(t.Context(), "8", false)
	}
	if err != nil {
		t.Fatal(err)
	}
	c.API = membership(t, `[]`, map[string]int{"1": 404})
	c.Shards, c.PublicKey, c.Listen = discord.NoShards, strings.Repeat("ab", 32), "127.0.0.1:0"
	if err := bot.Run(t.Context(), c); !errors.Is(err, library.ErrOtherBot) {
		t.Errorf("with another bot's token: %v, want ErrOtherBot", err)
	}
	present(t, c.Libraries, "1")
	c.NewBot = true
	stop := start(t, c)
	present(t, c.Libraries)
	if err := stop(); err != nil {
		t.Error(err)
	}
	// From now on they are the new bot's.
	if err := c.Libraries.Adopt(t.Context(), "9", false); err != nil {
		t.Error(err)
	}
}
