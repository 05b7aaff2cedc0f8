package sandbox_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"footnote/article"
	"footnote/bot"
	"footnote/commands"
	"footnote/internal/openapi"
	"footnote/internal/sqlitetest"
	"footnote/library"
	"footnote/sandbox"
	"footnote/store"
)

// A house is a Discord with a bot in it, connected as to the real one.
type house struct {
	t       testing.TB
	discord *sandbox.Server
	lib     *library.Library // of the first server
	libs    *library.Libraries
	config  bot.Config
	stop    func()
	mod     sandbox.Actor
	member  sandbox.Actor
}

// patience is how long tests wait for what comes at once on a machine that
// has nothing else to do.
const patience = 2 * time.Minute

func newHouse(t testing.TB, list ...commands.Command) *house {
	t.Helper()
	h := &house{t: t, discord: sandbox.New(sandbox.Config{Log: slog.New(slog.DiscardHandler)})}
	web := httptest.NewServer(h.discord)
	t.Cleanup(web.Close)
	h.discord.SetAddress(web.URL)
	h.discord.SetFirstWithin(patience)
	channel, people := h.discord.Guilds()[0].Channels[0].ID, h.discord.People()
	h.mod, h.member = sandbox.Actor{people[0].ID, channel}, sandbox.Actor{people[1].ID, channel}

	st, err := store.Open(t.Context(), sqlitetest.Prepared(t, withSchema))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	h.libs = library.New(library.Config{Store: st, IndexDir: t.TempDir(), Attachment: func(_ context.Context, url string) (article.Source, error) {
		body, ok := h.discord.File(url)
		if !ok {
			return article.Source{}, store.ErrNotFound
		}
		return article.Source{URL: url, Body: body}, nil
	}})
	t.Cleanup(func() { h.libs.Close() })
	if h.lib, err = h.libs.Library(h.discord.Guilds()[0].ID); err != nil {
		t.Fatal(err)
	}
	h.config = bot.Config{
		Token: sandbox.Token, API: h.discord.API(), Commands: list, Log: slog.New(slog.DiscardHandler),
		Libraries: h.libs,
	}
	h.start()
	t.Cleanup(func() {
		h.stop()
		h.conforms()
	})
	// Its greeting would be the last message that a seat sees.
	h.soon("the bot has greeted the server", func() bool { return len(h.discord.Messages(channel, h.mod.Person)) > 0 })
	return h
}

// conforms holds all that the bot answered against Discord's description.
func (h *house) conforms() {
	h.t.Helper()
	for _, x := range h.discord.Exchanges() {
		for _, a := range x.Answers {
			if a.Status >= 400 {
				continue // refused: a test sent it
			}
			var body struct{ Type int }
			json.Unmarshal(a.Body, &body)
			openapi.Validate(h.t, openapi.Schema(a.Method, a.Path, body.Type), string(a.Body))
		}
	}
}

// start starts a bot. It is stopped at the end, or by stop.
func (h *house) start() {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- bot.Run(ctx, h.config) }()
	h.stop = func() {
		cancel()
		if done == nil {
			return
		}
		if err := <-done; err != nil {
			h.t.Errorf("the bot ended with %v", err)
		}
		done = nil
	}
	if !h.discord.Await(patience) {
		h.t.Fatal("the bot did not connect")
	}
}

func (h *house) samples() {
	h.t.Helper()
	for _, file := range []string{"lecun.txt", "eddystone.md", "earthworms.html"} {
		body, err := os.ReadFile("../samples/articles/" + file)
		if err != nil {
			h.t.Fatal(err)
		}
		if _, err := h.lib.AddOne(h.t.Context(), "5", library.Item{Source: article.Source{Name: file, Body: body}}); err != nil {
			h.t.Fatal(err)
		}
	}
}

// use uses a command, and fails the test where a rule of Discord was broken.
func (h *house) use(seat sandbox.Actor, name string, options ...sandbox.Option) *sandbox.Exchange {
	h.t.Helper()
	x, err := h.discord.Use(seat, name, options...)
	if err != nil {
		h.t.Fatalf("/%s: %v", name, err)
	}
	if len(x.Broken) > 0 {
		h.t.Errorf("%s breaks rules: %v", x.Title, x.Broken)
	}
	return x
}

func text(name, value string) sandbox.Option {
	return sandbox.Option{Name: name, Type: 3, Value: value}
}

func sub(name string, options ...sandbox.Option) sandbox.Option {
	return sandbox.Option{Name: name, Type: 1, Options: options}
}

// last returns the message that a seat sees last, "" components and all.
func (h *house) last(seat sandbox.Actor) sandbox.Message {
	h.t.Helper()
	list := h.discord.Messages(seat.Channel, seat.Person)
	if len(list) == 0 {
		h.t.Fatal("the channel is empty")
	}
	return list[len(list)-1]
}

// shows fails the test unless the last message a seat sees has the words.
func (h *house) shows(seat sandbox.Actor, words ...string) sandbox.Message {
	h.t.Helper()
	m := h.last(seat)
	for _, w := range words {
		if !strings.Contains(string(m.Components), w) {
			h.t.Errorf("the last message lacks %q: %s", w, m.Components)
		}
	}
	return m
}

// press presses the button of a label in a message.
func (h *house) press(seat sandbox.Actor, m sandbox.Message, label string) *sandbox.Exchange {
	h.t.Helper()
	x, err := h.discord.Press(seat, m.ID, buttonID(h.t, m, label), nil)
	if err != nil {
		h.t.Fatalf("press %s: %v", label, err)
	}
	if len(x.Broken) > 0 {
		h.t.Errorf("%s breaks rules: %v", label, x.Broken)
	}
	return x
}

// soon waits until something is true.
func (h *house) soon(what string, is func() bool) {
	h.t.Helper()
	for deadline := time.Now().Add(patience); !is(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			h.t.Fatalf("not so: %s", what)
		}
	}
}

// hostile is an article of some text, as it is.
func hostile(body string) library.Item {
	return library.Item{Anyway: true, Source: article.Source{Title: "<b>Bold</b>", MediaType: "text/plain", Body: []byte(body)}}
}

// withSchema makes a store with nothing in it.
func withSchema(path string) error {
	st, err := store.Open(context.Background(), path)
	if err != nil {
		return err
	}
	return st.Close()
}
