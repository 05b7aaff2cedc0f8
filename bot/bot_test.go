package bot_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/article"
	"footnote/bot"
	"footnote/commands"
	"footnote/discord"
	"footnote/fetch"
	"footnote/internal/openapi"
	"footnote/internal/sqlitetest"
	"footnote/library"
	"footnote/store"
)

// A wire is Discord's REST side, as far as answers go: it takes every
// request, and remembers it.
type wire struct {
	*httptest.Server
	t    *testing.T
	mu   sync.Mutex
	sent []sent
	fail map[string]int // path suffix to HTTP status

	// meet answers a request in place of Discord; nil, or false, for the
	// usual answer.
	meet func(rw http.ResponseWriter, r *http.Request, s sent) bool
}

// sent is one request that the bot made.
type sent struct {
	method, path string
	body         map[string]any
	raw          string
	files        map[string]string
	at           time.Time // when it arrived
}

func newWire(t *testing.T) *wire {
	w := &wire{t: t, fail: map[string]int{}}
	w.Server = httptest.NewServer(w)
	t.Cleanup(w.Close)
	return w
}

func (w *wire) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	s := sent{method: r.Method, path: r.URL.Path, at: time.Now(), files: map[string]string{}}
	media, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if media == "multipart/form-data" {
		form := multipart.NewReader(r.Body, params["boundary"])
		for part, err := form.NextPart(); err == nil; part, err = form.NextPart() {
			b, _ := io.ReadAll(part)
			if part.FormName() == "payload_json" {
				s.raw = string(b)
			} else {
				s.files[part.FileName()] = string(b)
			}
		}
	} else {
		b, _ := io.ReadAll(r.Body)
		s.raw = string(b)
	}
	json.Unmarshal([]byte(s.raw), &s.body)
	kind, _ := s.body["type"].(float64)
	schema := openapi.Schema(s.method, s.path, int(kind))
	if s.method == http.MethodPut {
		schema = openapi.Commands
	}
	openapi.Validate(w.t, schema, s.raw)
	w.mu.Lock()
	w.sent = append(w.sent, s)
	status := w.fail[r.URL.Path[strings.LastIndexByte(r.URL.Path, '/'):]]
	w.mu.Unlock()
	rw.Header().Set("Content-Type", "application/json")
	if w.meet != nil && w.meet(rw, r, s) {
		return
	}
	switch {
	case status != 0:
		rw.WriteHeader(status)
		fmt.Fprint(rw, `{"code":0,"message":"broken"}`)
	case strings.HasSuffix(r.URL.Path, "/callback"), r.Method == http.MethodDelete:
		rw.WriteHeader(http.StatusNoContent)
	default:
		fmt.Fprint(rw, `{"id":"1","channel_id":"2"}`)
	}
}

// all returns what was sent so far.
func (w *wire) all() []sent {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]sent{}, w.sent...)
}

// count is how much was sent so far, and since what was sent after so much.
func (w *wire) count() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.sent)
}

func (w *wire) since(n int) []sent {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.sent[n:])
}

// A house is a bot with a library, and the wire it talks over.
type house struct {
	t    *testing.T
	wire *wire
	bot  *bot.Bot
	libs *library.Libraries
	lib  *library.Library // of guild 1
	n    int              // interactions made

	config  bot.Config
	hurried bool // the bot's limits of time hold
	log     *log // of the bot, with its debug lines

	files map[string]string // that were uploaded, by address

	libraries library.Config
}

// file reads what was uploaded.
func (h *house) file(_ context.Context, url string) (article.Source, error) {
	return article.Source{URL: url, Body: []byte(h.files[url])}, nil
}

func (h *house) visit(ctx context.Context, url string, _ fetch.Validators) (fetch.Visit, error) {
	src, err := h.file(ctx, url)
	return fetch.Visit{Source: src}, err
}

func newHouse(t *testing.T, list ...commands.Command) *house {
	t.Helper()
	return newHouseOn(t, newWire(t), false, list...)
}

// newHouseOn is newHouse over a wire that is there.
func newHouseOn(t *testing.T, w *wire, hurried bool, list ...commands.Command) *house {
	t.Helper()
	return newHouseIn(t, w, sqlitetest.Prepared(t, withSchema), hurried, list...)
}

// newHouseIn is newHouseOn with its library in the store at dsn.
func newHouseIn(t *testing.T, w *wire, dsn string, hurried bool, list ...commands.Command) *house {
	t.Helper()
	st, err := store.Open(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	h := &house{t: t, wire: w, hurried: hurried, log: &log{}, files: map[string]string{}}
	h.libraries = library.Config{Store: st, IndexDir: t.TempDir(), Attachment: h.file, Fetch: h.file, Visit: h.visit}
	h.config = bot.Config{
		Token:    "secret",
		API:      h.wire.URL + "/api/v10",
		Commands: list,
		Log:      slog.New(slog.NewTextHandler(io.MultiWriter(testWriter{t}, h.log), &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	h.open()
	return h
}

// open opens the libraries, whose config a test may change, and makes a new bot.
func (h *house) open() {
	h.t.Helper()
	libs := library.New(h.libraries)
	h.t.Cleanup(func() { libs.Close() })
	var err error
	if h.lib, err = libs.Library("1"); err != nil {
		h.t.Fatal(err)
	}
	h.libs, h.config.Libraries = libs, libs
	h.restart()
}

// restart makes a new bot of the config, which a test may change.
func (h *house) restart() {
	h.t.Helper()
	var err error
	if h.bot, err = bot.New(h.config); err != nil {
		h.t.Fatal(err)
	}
	if !h.hurried {
		h.bot.Unhurried()
	}
}

type testWriter struct{ t *testing.T }

func (w testWriter) Write(b []byte) (int, error) {
	w.t.Log(strings.TrimSpace(string(b)))
	return len(b), nil
}

const (
	member    = "0"
	moderator = "32" // Manage Server
)

// interaction makes one out of JSON of its type and data, used in guild 1 by
// user 7.
func (h *house) interaction(kind int, permissions, data string) *discord.Interaction {
	h.t.Helper()
	h.n++
	i, err := discord.DecodeInteraction(fmt.Appendf(nil, `{"id":"%d","application_id":"9","token":"tok","type":%d,"guild_id":"1",
		"member":{"permissions":%q,"user":{"id":"7","username":"ann"}},"data":%s}`, h.n, kind, permissions, data))
	if err != nil {
		h.t.Fatal(err)
	}
	return i
}

// serve serves i and returns what was sent for it.
func (h *house) serve(i *discord.Interaction) []sent {
	h.t.Helper()
	before := h.wire.count()
	h.bot.Serve(h.t.Context(), i)
	return h.wire.since(before)
}

// use serves a use of a command and returns the message it was answered with.
func (h *house) use(permissions, data string) map[string]any {
	h.t.Helper()
	got := h.serve(h.interaction(discord.Use, permissions, data))
	if len(got) != 1 || !strings.HasSuffix(got[0].path, "/callback") {
		h.t.Fatalf("sent %v, want one callback", got)
	}
	message, _ := got[0].body["data"].(map[string]any)
	return message
}

// texts returns what a message says.
func texts(message map[string]any) string {
	var list []string
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if s, ok := v["content"].(string); ok {
				list = append(list, s)
			}
			walk(v["components"])
		case []any:
			for _, e := range v {
				walk(e)
			}
		}
	}
	walk(message)
	return strings.Join(list, "\n---\n")
}

// buttons returns the custom ids of a message by label.
func buttons(message map[string]any) map[string]string {
	ids := map[string]string{}
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if id, ok := v["custom_id"].(string); ok {
				label, _ := v["label"].(string)
				if label == "" {
					label, _ = v["placeholder"].(string)
				}
				ids[label] = id
			}
			walk(v["components"])
		case []any:
			for _, e := range v {
				walk(e)
			}
		}
	}
	walk(message)
	return ids
}

func private(message map[string]any) bool {
	flags, _ := message["flags"].(float64)
	return int(flags)&discord.Ephemeral != 0
}

// echo is a command that calls run.
func echo(run func(ctx context.Context, req commands.Request) (commands.Reply, error)) commands.Command {
	return commands.Command{
		Name: "echo",
		Options: []commands.Option{
			{Name: "text", Type: commands.Text},
		},
		Run: func(ctx context.Context, _ *library.Library, req commands.Request) (commands.Reply, error) {
			return run(ctx, req)
		},
	}
}

var errInside = errors.New("the disk of node 14 is on fire")
