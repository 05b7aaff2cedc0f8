package bot_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/bot"
	"footnote/internal/loopback"
	"footnote/internal/sqlitetest"
	"footnote/library"
	"footnote/store"
)

// A log is read while it is written.
type log struct {
	mu sync.Mutex
	bytes.Buffer
}

func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.Buffer.Write(p)
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.Buffer.String()
}

// startConfig is a bot over a new store.
func startConfig(t *testing.T) (bot.Config, *log) {
	t.Helper()
	st, err := store.Open(t.Context(), sqlitetest.Prepared(t, withSchema))
	if err != nil {
		t.Fatal(err)
	}
	libs := library.New(library.Config{Store: st, IndexDir: t.TempDir()})
	t.Cleanup(func() { libs.Close(); st.Close() })
	l := &log{}
	return bot.Config{
		Token: "secret", Libraries: libs,
		Log: slog.New(slog.NewTextHandler(l, nil)),
	}, l
}

// start runs a bot. The function that it returns stops it and returns its
// error.
func start(t *testing.T, c bot.Config) (stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- bot.Run(ctx, c) }()
	stop = sync.OnceValue(func() error {
		cancel()
		return <-ended
	})
	t.Cleanup(func() { stop() })
	return stop
}

// patience is longer than a busy machine takes for anything.
const patience = 60 * time.Second

// answer waits for the answer to an interaction.
func answer(t *testing.T, d *standIn, l *log) string {
	t.Helper()
	select {
	case a := <-d.answers:
		return a
	case <-time.After(patience):
		t.Fatalf("no answer; the log: %s", l)
	}
	return ""
}

// A bot that starts while Discord fails waits, says what for, and then
// continues.
func TestStartWhileDiscordFails(t *testing.T) {
	t.Parallel()
	c, l := startConfig(t)
	d := newStandIn(t, joined, useIt)
	d.failures = 4 // more than one try makes
	c.API = d.URL + "/api/v10"
	stop := start(t, c)
	if got := answer(t, d, l); !hasID.MatchString(got) {
		t.Errorf("/help is answered %s", got)
	}
	if err := stop(); err != nil {
		t.Errorf("Run = %v", err)
	}
	if !strings.Contains(l.String(), `msg="waiting for Discord" for="who the bot is"`) {
		t.Errorf("the log does not say what it waits for: %s", l)
	}
}

// When no command may be registered today, the bot connects and answers with
// those of before.
func TestStartWithoutRegistering(t *testing.T) {
	t.Parallel()
	c, l := startConfig(t)
	d := newStandIn(t, joined, useIt)
	d.limited = true
	c.API = d.URL + "/api/v10"
	stop := start(t, c)
	if got := answer(t, d, l); !strings.Contains(got, "/who") {
		t.Errorf("/help is answered %s", got)
	}
	for deadline := time.Now().Add(patience); !strings.Contains(l.String(), "again_in=") && time.Now().Before(deadline); {
		<-time.After(time.Millisecond)
	}
	if err := stop(); err != nil {
		t.Errorf("Run = %v", err)
	}
	for _, want := range []string{"the commands are not registered yet", `for="the registration of the commands"`, "again_in=24h0m0s"} {
		if !strings.Contains(l.String(), want) {
			t.Errorf("the log does not say %q: %s", want, l)
		}
	}
	if d.puts != 1 {
		t.Errorf("tried %d times, want once", d.puts)
	}
}

// A bot that waits for Discord stops when asked to.
func TestStopWhileWaiting(t *testing.T) {
	t.Parallel()
	c, l := startConfig(t)
	d := newStandIn(t)
	d.failures = 1 << 30
	c.API = d.URL + "/api/v10"
	stop := start(t, c)
	for deadline := time.Now().Add(patience); !strings.Contains(l.String(), "waiting for Discord"); {
		if time.Now().After(deadline) {
			t.Fatal("it never waits")
		}
		<-time.After(time.Millisecond)
	}
	if err := stop(); err != nil {
		t.Errorf("Run = %v, want nil", err)
	}
}

// An address that is taken is an error that names it, and the addresses that
// were opened before are free again.
func TestListenErrors(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	address := loopback.Address(t)
	c, _ := startConfig(t)
	c.Token, c.PublicKey = "", strings.Repeat("ab", 32)
	for _, tt := range []struct {
		listen, admin, bad string
	}{
		{taken.Addr().String(), "127.0.0.1:0", taken.Addr().String()},
		{address, taken.Addr().String(), taken.Addr().String()},
		{address, "9464", "9464"},
		{"127.0.0.1:http-alt-nothing", "127.0.0.1:0", "127.0.0.1:http-alt-nothing"},
	} {
		c.Listen, c.AdminListen = tt.listen, tt.admin
		var l *bot.ListenError
		if err := bot.Run(t.Context(), c); !errors.As(err, &l) || l.Address != tt.bad || l.Admin != (tt.bad == tt.admin) {
			t.Errorf("listening on %s and %s: %v, want an error about %s", tt.listen, tt.admin, err, tt.bad)
		}
		again, err := net.Listen("tcp", address)
		if err != nil {
			t.Fatalf("an address stays open after a start that failed: %v", err)
		}
		again.Close()
	}
	// A key or a token that is refused ends the listeners as well.
	d := newStandIn(t)
	d.unauthorized = true
	c.Token, c.API, c.Listen, c.AdminListen = "bad", d.URL+"/api/v10", address, "127.0.0.1:0"
	if err := bot.Run(t.Context(), c); err == nil {
		t.Error("a refused token is no error")
	}
	again, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatalf("an address stays open after a token was refused: %v", err)
	}
	again.Close()
}

// /readyz says whether the store and the gateway are there.
func TestReadyz(t *testing.T) {
	t.Parallel()
	away := errors.New("away")
	tests := []struct {
		name     string
		token    string
		failures int
		ping     error
		status   int
		says     string
	}{
		{"connected", "secret", 0, nil, 200, "1 of 1 shards connected; the store answers"},
		{"not connected", "secret", 1 << 30, nil, 503, "not connected to Discord yet; the store answers"},
		{"no gateway", "", 0, nil, 200, "no gateway, interactions come over HTTP; the store answers"},
		{"no store", "", 0, away, 503, "no gateway, interactions come over HTTP; the store does not answer"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c, l := startConfig(t)
			d := newStandIn(t)
			d.failures = tt.failures
			c.API, c.Token, c.PublicKey = d.URL+"/api/v10", tt.token, strings.Repeat("ab", 32)
			c.Listen, c.AdminListen = "127.0.0.1:0", loopback.Address(t)
			if tt.ping != nil {
				c.Libraries = altered{Libraries: c.Libraries, ping: func(context.Context) error { return tt.ping }}
			}
			stop := start(t, c)
			var status int
			var says string
			for deadline := time.Now().Add(patience); status != tt.status || says != tt.says; {
				if time.Now().After(deadline) {
					t.Fatalf("says %d %q, want %d %q; the log: %s", status, says, tt.status, tt.says, l)
				}
				<-time.After(time.Millisecond)
				r, err := http.Get("http://" + c.AdminListen + "/readyz")
				if err != nil {
					continue
				}
				body, _ := io.ReadAll(r.Body)
				r.Body.Close()
				status, says = r.StatusCode, strings.TrimSpace(string(body))
			}
			if tt.token == "" {
				l.awaits(t, "footnote register") // how commands are registered
			}
			if err := stop(); err != nil {
				t.Errorf("Run = %v", err)
			}
		})
	}
}

// Register registers the commands without connecting, and writes nothing the
// second time.
func TestRegister(t *testing.T) {
	t.Parallel()
	d := newStandIn(t)
	c := bot.Config{Token: "secret", API: d.URL + "/api/v10"}
	for _, changed := range []bool{true, false} {
		r, err := bot.Register(t.Context(), c, true)
		if err != nil {
			t.Fatal(err)
		}
		if r.Changed != changed || r.Commands == 0 || r.Name != "Footnote" || !strings.Contains(r.Invite, "client_id=9") {
			t.Errorf("Register = %+v, want changed %v", r, changed)
		}
	}
	if d.puts != 1 {
		t.Errorf("commands were written %d times, want once", d.puts)
	}
	d.limited, d.commands = true, nil
	if _, err := bot.Register(t.Context(), c, false); err == nil {
		t.Error("a limit of a day is no error without waiting")
	}
}
