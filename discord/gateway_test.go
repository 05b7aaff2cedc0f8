package discord_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
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
	limit      int // identifies that remain
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
		fmt.Fprintf(w, `{"url":%q,"shards":1,"session_start_limit":{"total":1000,"remaining":%d,"max_concurrency":1}}`, socket, f.limit)
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
		time.Sleep(2 * time.Second)
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

// connect runs a gateway until an interaction came through or it ends.
func connect(t *testing.T, f *fake, shards string) (got *discord.Interaction, err error) {
	t.Helper()
	c, err := discord.New("secret", f.URL+"/api/v10", nil)
	if err != nil {
		t.Fatal(err)
	}
	discord.Hurry(c)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	came := make(chan *discord.Interaction, 10)
	ended := make(chan error, 1)
	go func() {
		ended <- c.Gateway(ctx, shards, discord.Events{Interaction: func(i *discord.Interaction) { came <- i }})
	}()
	select {
	case got = <-came:
		// Each event has a goroutine of its own: READY may be the later.
		for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(time.Millisecond) {
			ready, of := c.Ready()
			if ready == 1 && of == 1 {
				break
			}
			if time.Now().After(deadline) {
				t.Errorf("%d of %d shards are ready", ready, of)
				break
			}
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

func TestGatewaySurvives(t *testing.T) {
	cut := func(f *fake, c *websocket.Conn) {
		hello(c)
		f.session(c)
		c.NetConn().Close()
	}
	silent := func(f *fake, c *websocket.Conn) { time.Sleep(3 * time.Second) }
	silentLater := func(f *fake, c *websocket.Conn) {
		hello(c)
		f.session(c)
		time.Sleep(3 * time.Second)
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
		time.Sleep(2 * time.Second)
	}
	tests := []struct {
		name    string
		scripts []script
		resumes bool
	}{
		{"nothing wrong", []script{well}, false},
		{"op 7 in place of Hello", []script{instead(`{"op":7,"d":null}`), well}, false},
		{"op 11 in place of Hello", []script{instead(`{"op":11}`), well}, false},
		{"op 7 in place of READY", []script{insteadOfReady, well}, false},
		{"silence", []script{silent, well}, false},
		{"a cut connection", []script{cut, well}, true},
		{"silence later", []script{silentLater, well}, true},
		{"op 7 later", []script{reconnect, well}, true},
		{"an unknown error", []script{closing(4000), well}, false},
		{"a session that timed out", []script{cut, closing(4009), well}, false},
		{"noise", []script{instead("no JSON at all"), well}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t, tt.scripts...)
			got, err := connect(t, f, "")
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
	f := newFake(t, well)
	f.limit = 1
	if _, err := connect(t, f, "0-1/2"); !errors.Is(err, discord.ErrBudget) {
		t.Errorf("without identifies left: %v", err)
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
	if _, err := connect(t, f, ""); err != nil {
		t.Fatal(err)
	}
	for i := 1; i < len(f.identifies); i++ {
		if gap := f.identifies[i].Sub(f.identifies[i-1]); gap < 40*time.Millisecond {
			t.Errorf("identified again after %s", gap)
		}
	}
}
