package bot_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"footnote/bot"
	"footnote/internal/openapi"
	"footnote/internal/sqlitetest"
	"footnote/library"
	"footnote/store"
)

// standIn is as much of Discord as a bot needs to start and to be used once.
type standIn struct {
	*httptest.Server
	t *testing.T

	mu       sync.Mutex
	commands []json.RawMessage
	puts     int
	answers  chan string
	events   []string // sent after READY

	failures int  // so many requests are answered with 503
	limited  bool // no command may be written today

	unauthorized bool // every token is refused

	conns int                               // of the gateway so far
	play  func(conn int, c *websocket.Conn) // the gateway, in place of the usual one
}

func newStandIn(t *testing.T, events ...string) *standIn {
	d := &standIn{t: t, answers: make(chan string, 10), events: events}
	d.Server = httptest.NewServer(d)
	t.Cleanup(d.Close)
	return d
}

func (d *standIn) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	body, _ := io.ReadAll(r.Body)
	socket := "ws" + strings.TrimPrefix(d.URL, "http") + "/ws"
	w.Header().Set("Content-Type", "application/json")
	if d.failures > 0 {
		d.failures--
		http.Error(w, `{"code":0,"message":"503: Service Unavailable"}`, http.StatusServiceUnavailable)
		return
	}
	if d.unauthorized {
		http.Error(w, `{"code":0,"message":"401: Unauthorized"}`, http.StatusUnauthorized)
		return
	}
	switch path := r.URL.Path; {
	case strings.HasSuffix(path, "/gateway/bot"):
		fmt.Fprintf(w, `{"url":%q,"shards":1,"session_start_limit":{"total":1000,"remaining":1000,"max_concurrency":1}}`, socket)
	case strings.HasSuffix(path, "/gateway"):
		fmt.Fprintf(w, `{"url":%q}`, socket)
	case strings.HasSuffix(path, "/applications/@me"):
		io.WriteString(w, `{"id":"9","name":"Footnote"}`)
	case strings.HasSuffix(path, "/commands"):
		if r.Method == http.MethodPut {
			d.puts++
			if d.limited {
				w.WriteHeader(http.StatusTooManyRequests)
				io.WriteString(w, `{"message":"Max number of daily application command creates has been reached (200)","retry_after":86400,"global":false}`)
				return
			}
			d.register(body)
		}
		json.NewEncoder(w).Encode(append([]json.RawMessage{}, d.commands...))
	case strings.HasSuffix(path, "/callback"):
		d.answers <- string(body)
		w.WriteHeader(http.StatusNoContent)
	case strings.HasPrefix(path, "/ws"):
		c, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
		if err != nil {
			return
		}
		if d.play != nil {
			go d.play(d.conns, c)
			d.conns++
			return
		}
		go d.gateway(c)
	default:
		http.Error(w, `{"code":0,"message":"404: Not Found"}`, http.StatusNotFound)
	}
}

// register gives each command an id, and the fields that Discord adds.
func (d *standIn) register(body []byte) {
	openapi.Validate(d.t, openapi.Commands, string(body))
	var list []map[string]any
	if err := json.Unmarshal(body, &list); err != nil {
		d.t.Error(err)
	}
	d.commands = nil
	for i, c := range list {
		c["id"], c["application_id"], c["version"], c["nsfw"] = fmt.Sprint(100+i), "9", "1", false
		raw, _ := json.Marshal(c)
		d.commands = append(d.commands, raw)
	}
}

func (d *standIn) gateway(c *websocket.Conn) {
	defer c.Close()
	c.WriteMessage(websocket.TextMessage, []byte(`{"op":10,"d":{"heartbeat_interval":41250}}`))
	for {
		var m struct{ Op int }
		if c.ReadJSON(&m) != nil {
			return
		}
		switch m.Op {
		case 1:
			c.WriteMessage(websocket.TextMessage, []byte(`{"op":11}`))
		case 2:
			c.WriteMessage(websocket.TextMessage, []byte(`{"op":0,"t":"READY","s":1,"d":{"v":9,"session_id":"s","user":{"id":"9"},"application":{"id":"9"},"guilds":[]}}`))
			for i, e := range d.events {
				c.WriteMessage(websocket.TextMessage, fmt.Appendf(nil, `{"op":0,"s":%d,%s}`, i+2, e))
			}
		}
	}
}

const (
	joined = `"t":"GUILD_CREATE","d":{"id":"1","name":"The Reading Room"}`
	useIt  = `"t":"INTERACTION_CREATE","d":{"id":"77","application_id":"9","type":2,"token":"tok","guild_id":"1","app_permissions":"0",
		"member":{"permissions":"0","user":{"id":"7","username":"ann"}},"data":{"id":"5","type":1,"name":"help"}}`
)

// hasID matches a mention of /who with an id that Discord gave it.
var hasID = regexp.MustCompile(`/who:1\d\d`)

// The bot starts, registers its commands once, learns what its servers are
// called, answers, and stops.
func TestRun(t *testing.T) {
	t.Parallel()
	st, err := store.Open(t.Context(), sqlitetest.Prepared(t, withSchema))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	libs := library.New(library.Config{Store: st, IndexDir: t.TempDir()})
	defer libs.Close()
	d := newStandIn(t, joined, useIt)
	named := make(chan string, 10)
	for round := range 2 {
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() {
			ended <- bot.Run(ctx, bot.Config{
				Token: "secret", API: d.URL + "/api/v10", Libraries: altered{Libraries: libs, setName: func(_ context.Context, library, name string) error { named <- library + " " + name; return nil }},
				Log: slog.New(slog.NewTextHandler(testWriter{t}, &slog.HandlerOptions{Level: slog.LevelDebug})),
			})
		}()
		select {
		case answer := <-d.answers:
			if !hasID.MatchString(answer) {
				t.Errorf("/help does not mention /who with its id: %s", answer)
			}
		case err := <-ended:
			t.Fatal("the bot ended:", err)
		case <-time.After(patience):
			t.Fatal("no answer")
		}
		if got := <-named; got != "1 The Reading Room" {
			t.Errorf("named %q", got)
		}
		stop()
		if err := <-ended; err != nil {
			t.Errorf("round %d: a bot that was stopped returned %v", round, err)
		}
	}
	if d.puts != 1 {
		t.Errorf("commands were written %d times, want once", d.puts)
	}
}
