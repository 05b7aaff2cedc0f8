package sandbox_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"footnote/bot"
	"footnote/discord"
	"footnote/library"
	"footnote/sandbox"
	"footnote/store"
)

var (
	loadRate = flag.Int("rate", 300, "interactions a second of the load")
	loadTime = flag.Duration("for", 0, "how long the load lasts; 0 for no load")
)

// A crowd is as much of Discord as a load needs: it sends interactions over
// both doors, and notes when each is answered.
type crowd struct {
	private ed25519.PrivateKey
	door    string // address of the bot's HTTP door
	gateway chan []byte

	mu      sync.Mutex
	sent    map[string]time.Time
	took    []time.Duration
	seq     int
	answers atomic.Int64
	twice   atomic.Int64
}

func (c *crowd) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	switch path := r.URL.Path; {
	case path == "/api/v10/gateway/bot", path == "/api/v10/gateway":
		fmt.Fprintf(w, `{"url":"ws://%s/ws","shards":1,"session_start_limit":{"total":1000,"remaining":1000,"max_concurrency":1}}`, r.Host)
	case path == "/api/v10/applications/@me":
		fmt.Fprint(w, `{"id":"9","name":"Footnote"}`)
	case path == "/api/v10/applications/9/commands":
		fmt.Fprint(w, `[]`)
	case path == "/ws/":
		c.connection(w, r)
	case filepath.Base(path) == "callback":
		id := filepath.Base(filepath.Dir(filepath.Dir(path)))
		c.mu.Lock()
		if at, ok := c.sent[id]; ok {
			c.took = append(c.took, time.Since(at))
			delete(c.sent, id)
		} else {
			c.twice.Add(1)
		}
		c.mu.Unlock()
		c.answers.Add(1)
		w.WriteHeader(http.StatusNoContent)
	default:
		fmt.Fprint(w, `{"id":"1","channel_id":"2"}`)
	}
}

func (c *crowd) connection(w http.ResponseWriter, r *http.Request) {
	conn, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	var writing sync.Mutex
	send := func(b []byte) { writing.Lock(); conn.WriteMessage(websocket.TextMessage, b); writing.Unlock() }
	send([]byte(`{"op":10,"d":{"heartbeat_interval":41250}}`))
	done := make(chan struct{})
	defer close(done)
	for {
		var m struct{ Op int }
		if conn.ReadJSON(&m) != nil {
			return
		}
		switch m.Op {
		case 1:
			send([]byte(`{"op":11}`))
		case 2:
			send([]byte(`{"op":0,"t":"READY","s":1,"d":{"v":10,"session_id":"s","user":{"id":"9"},"application":{"id":"9"},"guilds":[]}}`))
			go func() {
				for {
					select {
					case b := <-c.gateway:
						send(b)
					case <-done:
						return
					}
				}
			}()
		}
	}
}

var questions = []string{"why did lecun leave meta", "what is a world model", "who built the tower", "how deep do earthworms live", "what is the capital of peru"}

// ask sends the nth interaction, by a person of their own, in one of a
// hundred servers, over one door or the other.
func (c *crowd) ask(n int) {
	id := strconv.Itoa(1_000_000 + n)
	body := fmt.Appendf(nil, `{"id":%q,"application_id":"9","token":"t%s","type":2,"version":1,"guild_id":"%d","channel_id":"5","app_permissions":"0","locale":"en-US",
		"member":{"permissions":"0","roles":[],"user":{"id":"%d","username":"ann"}},"data":{"id":"3","type":1,"name":"ask","options":[{"name":"question","type":3,"value":%q}]}}`,
		id, id, 100+n%100, 5000+n, questions[n%len(questions)])
	c.mu.Lock()
	c.sent[id] = time.Now()
	c.seq++
	seq := c.seq + 1
	c.mu.Unlock()
	if n%2 == 0 {
		c.gateway <- fmt.Appendf(nil, `{"op":0,"t":"INTERACTION_CREATE","s":%d,"d":%s}`, seq, body)
		return
	}
	stamp := strconv.FormatInt(time.Now().Unix(), 10)
	r, _ := http.NewRequest(http.MethodPost, c.door, bytes.NewReader(body))
	r.Header.Set("X-Signature-Timestamp", stamp)
	r.Header.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(c.private, append([]byte(stamp), body...))))
	if answer, err := http.DefaultClient.Do(r); err == nil {
		answer.Body.Close()
	}
}

// newCrowd starts a bot with both doors and sample articles in a hundred
// servers.
func newCrowd(t testing.TB) *crowd {
	t.Helper()
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := &crowd{private: private, gateway: make(chan []byte, 10_000), sent: map[string]time.Time{}}
	api := httptest.NewServer(c)
	t.Cleanup(api.Close)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	c.door = "http://" + address + "/interactions"
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "footnote.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	libs := library.New(library.Config{Store: st, IndexDir: t.TempDir(), Open: 100})
	t.Cleanup(func() { libs.Close() })
	h := &house{t: t}
	for n := range 100 {
		if h.lib, err = libs.Library(strconv.Itoa(100 + n)); err != nil {
			t.Fatal(err)
		}
		h.samples()
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		ended <- bot.Run(ctx, bot.Config{
			Token: sandbox.Token, PublicKey: hex.EncodeToString(public), API: api.URL + "/api/v10", Listen: address, Log: slog.New(slog.DiscardHandler),
			Libraries: libs,
		})
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("the bot ended with %v", err)
		}
	})
	h.soon("the door is open", func() bool {
		r, err := http.Get(c.door)
		if err == nil {
			r.Body.Close()
		}
		return err == nil
	})
	for n := range 200 { // both doors, every library
		c.ask(n)
	}
	h.soon("all libraries are open", func() bool { return c.answers.Load() >= 190 })
	return c
}

// TestLoad asks as many questions a second as -rate says for as long as -for
// says, and tells how many had their first answer within Discord's three
// seconds.
func TestLoad(t *testing.T) {
	if *loadTime == 0 {
		t.Skip("SKIPPED: takes minutes: run `make load`")
	}
	c := newCrowd(t)
	c.mu.Lock()
	c.took, c.sent = nil, map[string]time.Time{}
	c.mu.Unlock()
	total := int(loadTime.Seconds() * float64(*loadRate))
	begin := time.Now()
	for n := range total {
		if wait := time.Until(begin.Add(time.Duration(n) * time.Second / time.Duration(*loadRate))); wait > 0 {
			time.Sleep(wait)
		}
		go c.ask(1000 + n)
	}
	time.Sleep(3 * time.Second)
	c.mu.Lock()
	defer c.mu.Unlock()
	slices.Sort(c.took)
	if len(c.took) == 0 {
		t.Fatal("nothing was answered")
	}
	within := 0
	for _, d := range c.took {
		if d < 3*time.Second {
			within++
		}
	}
	at := func(share float64) time.Duration { return c.took[int(share*float64(len(c.took)-1))] }
	t.Logf("%d interactions at %d a second over both doors: %.3f %% answered within 3 s; median %v, 99 of 100 %v, 999 of 1000 %v, slowest %v; answered twice %d",
		total, *loadRate, 100*float64(within)/float64(total), at(.5), at(.99), at(.999), at(1), c.twice.Load())
	if float64(within) < .999*float64(total) {
		t.Errorf("%d of %d answered within 3 s, want 99.9 %%", within, total)
	}
}

// BenchmarkServe answers interactions and tells what is left of them: the
// goroutines, and the bytes of heap for each.
func BenchmarkServe(b *testing.B) {
	h := newHouse(b)
	h.samples()
	h.stop()
	answering := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }))
	defer answering.Close()
	config := h.config
	config.API = answering.URL + "/api/v10"
	served, err := bot.New(config)
	if err != nil {
		b.Fatal(err)
	}
	guild := h.discord.Guilds()[0].ID
	n := 0
	serve := func() {
		n++
		i, err := discord.DecodeInteraction(toJSON(map[string]any{
			"id": strconv.Itoa(n), "application_id": "9", "token": "t" + strconv.Itoa(n), "type": 2, "guild_id": guild, "channel_id": "5",
			"member": map[string]any{"permissions": "0", "user": map[string]any{"id": strconv.Itoa(n % 5000), "username": "ann"}},
			"data":   map[string]any{"name": "ask", "type": 1, "options": []any{map[string]any{"name": "question", "type": 3, "value": questions[n%len(questions)]}}},
		}))
		if err != nil {
			b.Fatal(err)
		}
		served.Serve(b.Context(), i)
	}
	for range 20_000 { // what is remembered for a while is full
		serve()
	}
	heap, goroutines := measured()
	b.ReportAllocs()
	for b.Loop() {
		serve()
	}
	left, running := measured()
	b.ReportMetric(float64(left-heap)/float64(b.N), "heap-B/op")
	b.ReportMetric(float64(running-goroutines), "goroutines-more")
}

func measured() (heap int64, goroutines int) {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc), runtime.NumGoroutine()
}

func toJSON(v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return raw
}
