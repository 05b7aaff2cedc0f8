package discord_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"footnote/discord"
)

// A fake is Discord's gateway, as far as a test needs it. Each connection
// gets the next of its scripts, the last one again and again.
type fake struct {
	*httptest.Server
	scripts []script

	mu         sync.Mutex
	conns      int
	identifies []time.Time
	resumes    int
	limit      int           // identifies that remain
	reset      time.Duration // until they are renewed
}

// A script plays one connection.
type script func(f *fake, c *websocket.Conn)

func newFake(t *testing.T, scripts ...script) *fake {
	f := &fake{scripts: scripts, limit: 1000}
	f.Server = httptest.NewServer(f)
	t.Cleanup(f.Close)
	return f
}

func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	socket := "ws" + strings.TrimPrefix(f.URL, "http") + "/ws"
	switch {
	case strings.HasSuffix(r.URL.Path, "/gateway/bot"):
		fmt.Fprintf(w, `{"url":%q,"shards":1,"session_start_limit":{"total":1000,"remaining":%d,"reset_after":%d,"max_concurrency":1}}`, socket, f.limit, f.reset.Milliseconds())
	case strings.HasSuffix(r.URL.Path, "/gateway"):
		fmt.Fprintf(w, `{"url":%q}`, socket)
	default:
		c, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer c.Close()
		f.mu.Lock()
		play := f.scripts[min(f.conns, len(f.scripts)-1)]
		f.conns++
		f.mu.Unlock()
		play(f, c)
	}
}

func (f *fake) counts() (conns, identifies, resumes int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.conns, len(f.identifies), f.resumes
}

func hello(c *websocket.Conn) {
	c.WriteJSON(map[string]any{"op": 10, "d": map[string]any{"heartbeat_interval": 100}})
}

// session reads until the bot identifies or resumes, and answers it.
func (f *fake) session(c *websocket.Conn) {
	var m struct{ Op int }
	for c.ReadJSON(&m) == nil && m.Op != 2 && m.Op != 6 {
	}
	f.mu.Lock()
	if m.Op == 6 {
		f.resumes++
	} else {
		f.identifies = append(f.identifies, time.Now())
	}
	f.mu.Unlock()
	if m.Op == 6 {
		c.WriteJSON(map[string]any{"op": 0, "t": "RESUMED", "s": 2, "d": map[string]any{}})
		return
	}
	c.WriteJSON(map[string]any{"op": 0, "t": "READY", "s": 1, "d": map[string]any{"v": 9, "session_id": "s",
		"user": map[string]any{"id": "9", "username": "footnote"}, "application": map[string]any{"id": "9"}, "guilds": []any{}}})
}

// beat answers heartbeats until the connection ends.
func beat(c *websocket.Conn) {
	var m struct{ Op int }
	for c.ReadJSON(&m) == nil {
		if m.Op == 1 {
			c.WriteJSON(map[string]any{"op": 11})
		}
	}
}

const interaction = `{"op":0,"t":"INTERACTION_CREATE","s":3,"d":{"id":"77","application_id":"9","type":2,"token":"tok","guild_id":"1",
	"app_permissions":"0","member":{"permissions":"0","user":{"id":"7","username":"ann"}},
	"data":{"id":"5","type":1,"name":"who","options":[{"name":"name","type":3,"value":"lecun"}],
	"resolved":{"messages":{"1":{"id":"1","components":[{"type":99}]}}}}}}`

func well(f *fake, c *websocket.Conn) {
	hello(c)
	f.session(c)
	c.WriteMessage(websocket.TextMessage, []byte(interaction))
	beat(c)
}

func instead(frame string) script {
	return func(f *fake, c *websocket.Conn) {
		c.WriteMessage(websocket.TextMessage, []byte(frame))
		hang(c)
	}
}

// hang answers nothing until the bot ends the connection.
func hang(c *websocket.Conn) {
	for {
		if _, _, err := c.ReadMessage(); err != nil {
			return
		}
	}
}

func closing(code int) script {
	return func(f *fake, c *websocket.Conn) {
		hello(c)
		var m struct{ Op int }
		for c.ReadJSON(&m) == nil && m.Op != 2 && m.Op != 6 {
		}
		c.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
	}
}

// patient is longer than a busy machine takes for anything.
const patient = 30 * time.Second

// connect runs a gateway until an interaction came through or it ends.
func connect(t *testing.T, f *fake, shards string) (got *discord.Interaction, err error) {
	t.Helper()
	c, err := discord.New("secret", f.URL+"/api/v10", nil)
	if err != nil {
		t.Fatal(err)
	}
	discord.Hurry(c, patient, patient)
	return connectWith(t, c, shards)
}

func connectWith(t *testing.T, c *discord.Client, shards string) (got *discord.Interaction, err error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*patient)
	defer cancel()
	came := make(chan *discord.Interaction, 10)
	ended := make(chan error, 1)
	go func() {
		ended <- c.Gateway(ctx, shards, discord.Events{Interaction: func(i *discord.Interaction) { came <- i }})
	}()
	select {
	case got = <-came:
		// Each event has its own goroutine: READY may come later.
		if !eventually(func() bool { ready, of := c.Ready(); return ready == 1 && of == 1 }) {
			t.Error("no shard is ready")
		}
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("a gateway that was stopped returned %v", err)
		}
		return got, nil
	case err := <-ended:
		return nil, err
	}
}

// eventually reports whether is becomes true before a busy machine has had
// its time.
func eventually(is func() bool) bool {
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(patient); !is(); <-tick.C {
		if time.Now().After(deadline) {
			return false
		}
	}
	return true
}

func TestGatewaySurvives(t *testing.T) {
	cut := func(f *fake, c *websocket.Conn) {
		hello(c)
		f.session(c)
		c.NetConn().Close()
	}
	silent := func(f *fake, c *websocket.Conn) { hang(c) }
	silentLater := func(f *fake, c *websocket.Conn) {
		hello(c)
		f.session(c)
		hang(c)
	}
	reconnect := func(f *fake, c *websocket.Conn) {
		hello(c)
		f.session(c)
		c.WriteMessage(websocket.TextMessage, []byte(`{"op":7,"d":null}`))
		beat(c)
	}
	insteadOfReady := func(f *fake, c *websocket.Conn) {
		hello(c)
		c.WriteMessage(websocket.TextMessage, []byte(`{"op":7,"d":null}`))
		hang(c)
	}
	// Where discordgo hangs, or Discord is silent, the client gives up sooner.
	const soon = time.Second
	tests := []struct {
		name          string
		scripts       []script
		open, silence time.Duration
		resumes       bool
	}{
		{"nothing wrong", []script{well}, patient, patient, false},
		{"op 7 in place of Hello", []script{instead(`{"op":7,"d":null}`), well}, soon, patient, false},
		{"op 11 in place of Hello", []script{instead(`{"op":11}`), well}, soon, patient, false},
		{"op 7 in place of READY", []script{insteadOfReady, well}, soon, patient, false},
		{"silence", []script{silent, well}, patient, soon, false},
		{"a cut connection", []script{cut, well}, patient, patient, true},
		{"silence later", []script{silentLater, well}, patient, soon, true},
		{"op 7 later", []script{reconnect, well}, patient, patient, true},
		{"an unknown error", []script{closing(4000), well}, patient, patient, false},
		{"a session that timed out", []script{cut, closing(4009), well}, patient, patient, false},
		{"noise", []script{instead("no JSON at all"), well}, patient, patient, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t, tt.scripts...)
			c, err := discord.New("secret", f.URL+"/api/v10", nil)
			if err != nil {
				t.Fatal(err)
			}
			discord.Hurry(c, tt.open, tt.silence)
			got, err := connectWith(t, c, "")
			if err != nil {
				t.Fatal(err)
			}
			if got.Data.Name != "who" || len(got.Data.Options) != 1 || got.Data.Options[0].Text() != "lecun" || got.Data.Resolved.Messages["1"].ID != "1" {
				t.Errorf("the interaction lost something: %+v", got)
			}
			if _, _, resumes := f.counts(); (resumes > 0) != tt.resumes {
				t.Errorf("resumed %d times, want any: %v", resumes, tt.resumes)
			}
		})
	}
}

func TestGatewayGivesUp(t *testing.T) {
	tests := []struct {
		code int
		want error
	}{
		{4004, discord.ErrBadToken},
		{4010, discord.ErrBadShards},
		{4011, discord.ErrBadShards},
		{4013, discord.ErrBadIntents},
		{4014, discord.ErrBadIntents},
	}
	for _, tt := range tests {
		f := newFake(t, closing(tt.code))
		if _, err := connect(t, f, ""); !errors.Is(err, tt.want) {
			t.Errorf("%d: %v, want %v", tt.code, err, tt.want)
		}
		if conns, _, _ := f.counts(); conns != 1 {
			t.Errorf("%d: tried %d times", tt.code, conns)
		}
	}
	for _, shards := range []string{"x", "1", "2-1/4", "0-4/4", "-1/2", "0/0"} {
		if _, err := connect(t, newFake(t, well), shards); !errors.Is(err, discord.ErrBadShards) {
			t.Errorf("shards %q: %v", shards, err)
		}
	}
}

// Discord's op 9 makes discordgo identify at once, every time. The wire lets
// them through one by one.
func TestIdentifiesArePaced(t *testing.T) {
	t.Parallel()
	refusals := 6
	refuse := func(f *fake, c *websocket.Conn) {
		hello(c)
		for n := 0; ; {
			var m struct{ Op int }
			if c.ReadJSON(&m) != nil {
				return
			}
			if m.Op != 2 {
				continue
			}
			f.mu.Lock()
			f.identifies = append(f.identifies, time.Now())
			f.mu.Unlock()
			if n++; n > refusals {
				break
			}
			c.WriteMessage(websocket.TextMessage, []byte(`{"op":9,"d":false}`))
		}
		c.WriteJSON(map[string]any{"op": 0, "t": "READY", "s": 1, "d": json.RawMessage(`{"v":9,"session_id":"s","user":{"id":"9"},"application":{"id":"9"},"guilds":[]}`)})
		c.WriteMessage(websocket.TextMessage, []byte(interaction))
		beat(c)
	}
	f := newFake(t, refuse)
	began := time.Now()
	if _, err := connect(t, f, ""); err != nil {
		t.Fatal(err)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, at := range f.identifies { // a busy machine is later, never earlier
		if least := time.Duration(i) * discord.Identify; at.Sub(began) < least {
			t.Errorf("identify %d came %s after the start, want at least %s", i, at.Sub(began), least)
		}
	}
}

// With too few identifies left the gateway waits until they are renewed:
// Discord would reset the token of a bot that continues.
func TestSpentBudgetWaits(t *testing.T) {
	for _, left := range []int{0, 1, 50} {
		t.Run(strconv.Itoa(left), func(t *testing.T) {
			t.Parallel()
			f := newFake(t, well)
			f.limit, f.reset = left, 300*time.Millisecond
			var log lockedBuffer
			c, err := discord.New("secret", f.URL+"/api/v10", slog.New(slog.NewTextHandler(&log, nil)))
			if err != nil {
				t.Fatal(err)
			}
			discord.Hurry(c, patient, patient)
			began := time.Now()
			if _, err := connectWith(t, c, ""); err != nil {
				t.Fatal(err)
			}
			if first := f.identifies[0].Sub(began); first < f.reset {
				t.Errorf("identified after %s, want after the reset in %s", first, f.reset)
			}
			if !strings.Contains(log.String(), "connected too often today") || !strings.Contains(log.String(), "until=") {
				t.Errorf("the log does not say what it waits for: %s", log.String())
			}
		})
	}
}

// An identify that the budget does not let through ends its connection, and
// the next one waits for the reset.
func TestBudgetSpentWhileConnected(t *testing.T) {
	t.Parallel()
	refuse := func(f *fake, c *websocket.Conn) {
		hello(c)
		for {
			var m struct{ Op int }
			if c.ReadJSON(&m) != nil {
				return
			}
			if m.Op == 2 {
				f.mu.Lock()
				f.identifies = append(f.identifies, time.Now())
				f.mu.Unlock()
				c.WriteMessage(websocket.TextMessage, []byte(`{"op":9,"d":false}`))
			}
		}
	}
	f := newFake(t, refuse, well)
	f.limit, f.reset = 52, 2*time.Second
	began := time.Now()
	if _, err := connect(t, f, ""); err != nil {
		t.Fatal(err)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if n := len(f.identifies); n != 3 || f.identifies[2].Sub(began) < f.reset {
		t.Errorf("%d identifies, the last after %s; want 3, the last after the reset in %s", n, f.identifies[n-1].Sub(began), f.reset)
	}
}

// A lockedBuffer is a log that is read while it is written.
type lockedBuffer struct {
	mu sync.Mutex
	strings.Builder
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Builder.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Builder.String()
}
