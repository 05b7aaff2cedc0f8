package cli

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"footnote/internal/loopback"
)

// A crowd is as much of Discord as a load needs: the people of many servers,
// who use one bot in a process of its own. It sends interactions through the
// bot's doors and notes when each is answered.
type crowd struct {
	t           *testing.T
	communities int
	doors       []string // "http", "gateway"
	private     ed25519.PrivateKey
	api         *httptest.Server
	client      *http.Client // of the HTTP door
	process     *exec.Cmd
	door, admin string // addresses of the bot
	gateway     chan []byte
	n           atomic.Int64 // interactions made

	mu      sync.Mutex
	waiting map[string]*use // by the interaction's id
	twice   int             // answers to no interaction, or to one that had an answer
}

// A use is one interaction and what became of it.
type use struct {
	kind  string // of the mix
	sent  time.Time
	first time.Duration // until the first answer, 0 before it
	took  time.Duration // until the answer, 0 before it
	said  string        // body of the answer
}

// newCrowd starts a footnote over the data of a folder, with both doors.
func newCrowd(t *testing.T, dir, binary string, communities int, doors []string) *crowd {
	t.Helper()
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := &crowd{
		t: t, communities: communities, doors: doors, private: private,
		client:  &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 512, MaxConnsPerHost: 2048}, Timeout: 20 * time.Second},
		gateway: make(chan []byte, 100_000), waiting: map[string]*use{},
	}
	c.api = httptest.NewServer(c)
	t.Cleanup(c.api.Close)
	c.door, c.admin = loopback.Address(t), loopback.Address(t)
	c.process = exec.Command(binary, "run", "--data", dir)
	c.process.Env = append(os.Environ(), "DATABASE_URL=", "DISCORD_TOKEN=t", "DISCORD_PUBLIC_KEY="+hex.EncodeToString(public), "DISCORD_API="+c.api.URL+"/api/v10",
		"FOOTNOTE_LISTEN="+c.door, "FOOTNOTE_ADMIN_LISTEN="+c.admin, "FOOTNOTE_LOG=warn")
	c.process.Dir = dir
	c.process.Stderr = os.Stderr
	if err := c.process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		c.process.Process.Signal(syscall.SIGTERM)
		if err := c.process.Wait(); err != nil {
			t.Errorf("the bot ended with %v", err)
		}
	})
	await(t, "the bot is ready", func() bool {
		r, err := http.Get("http://" + c.admin + "/readyz")
		if err != nil {
			return false
		}
		r.Body.Close()
		return r.StatusCode == http.StatusOK
	})
	return c
}

// ServeHTTP is Discord's API and gateway.
func (c *crowd) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	switch p := strings.TrimPrefix(r.URL.Path, "/api/v10"); {
	case strings.HasPrefix(p, "/gateway"):
		fmt.Fprintf(w, `{"url":"ws://%s/ws","shards":1,"session_start_limit":{"total":1000,"remaining":1000,"max_concurrency":1}}`, r.Host)
	case p == "/ws/", p == "/ws":
		c.connection(w, r)
	case p == "/applications/@me":
		io.WriteString(w, `{"id":"9","name":"Footnote"}`)
	case strings.HasSuffix(p, "/commands"):
		io.WriteString(w, `[]`)
	case strings.HasSuffix(p, "/callback"):
		body, _ := io.ReadAll(r.Body)
		c.answered(path.Base(path.Dir(path.Dir(p))), body)
		w.WriteHeader(http.StatusNoContent)
	case strings.HasPrefix(p, "/webhooks/"): // the token is that of ask
		body, _ := io.ReadAll(r.Body)
		if r.Method != http.MethodDelete {
			c.followed(strings.TrimPrefix(strings.Split(p, "/")[3], "token"), body)
		}
		io.WriteString(w, `{"id":"1","channel_id":"2"}`)
	default:
		io.WriteString(w, `{"id":"1","channel_id":"2"}`)
	}
}

// connection is one connection to the gateway.
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
		case 2, 6:
			send([]byte(`{"op":0,"t":"READY","s":1,"d":{"v":10,"session_id":"s","user":{"id":"9"},"application":{"id":"9"},"guilds":[]}}`))
			go func() {
				for seq := 2; ; seq++ {
					select {
					case b := <-c.gateway:
						send(fmt.Appendf(nil, `{"op":0,"t":"INTERACTION_CREATE","s":%d,"d":%s}`, seq, b))
					case <-done:
						return
					}
				}
			}()
		}
	}
}

// answered notes the first answer to an interaction.
func (c *crowd) answered(id string, body []byte) {
	var kind struct{ Type int }
	json.Unmarshal(body, &kind)
	c.mu.Lock()
	defer c.mu.Unlock()
	u := c.waiting[id]
	if u == nil || u.first != 0 {
		c.twice++
		return
	}
	u.first = time.Since(u.sent)
	if kind.Type != 5 && kind.Type != 6 { // the bot did not ask to wait
		u.took, u.said = u.first, string(body)
	}
}

// followed notes what follows a request to wait.
func (c *crowd) followed(id string, body []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if u := c.waiting[id]; u != nil && u.took == 0 {
		u.took, u.said = time.Since(u.sent), string(body)
	}
}

// A door's interactions: half of them are typed, as most are in Discord.
var mix = []struct {
	kind  string
	share float64
	make  func(*rand.Rand) (interactionType int, data string)
}{
	{"complete", .50, typing},
	{"who", .15, func(lots *rand.Rand) (int, string) { return 2, option("who", "name", loadName(lots)) }},
	{"quote", .15, func(lots *rand.Rand) (int, string) { return 2, option("quote", "words", pick(lots, scaleNouns)) }},
	{"ask", .15, func(lots *rand.Rand) (int, string) {
		return 2, option("ask", "question", fmt.Sprintf("who %s the %s of the old %s?", pick(lots, scaleVerbs), pick(lots, scaleNouns), pick(lots, scaleNouns)))
	}},
	{"hostile", .05, hostile},
}

func pick(lots *rand.Rand, list []string) string { return list[lots.IntN(len(list))] }

func loadName(lots *rand.Rand) string { return pick(lots, scaleFirst) + " " + pick(lots, scaleLast) }

func option(command, name, value string) string {
	return fmt.Sprintf(`{"id":"3","type":1,"name":%s,"options":[{"name":%s,"type":3,"value":%s,"focused":false}]}`, quoted(command), quoted(name), quoted(value))
}

// typing is a request for completion: a person has typed the beginning of a
// name, a word or a title.
func typing(lots *rand.Rand) (int, string) {
	command, name, whole := "who", "name", loadName(lots)
	switch lots.IntN(3) {
	case 1:
		command, name, whole = "quote", "words", pick(lots, scaleNouns)
	case 2:
		command, name, whole = "ask", "article", "The "+pick(lots, scaleNouns)
	}
	return 4, strings.Replace(option(command, name, whole[:1+lots.IntN(len(whole))]), "false", "true", 1)
}

// hostile is an interaction that only an attacker makes.
func hostile(lots *rand.Rand) (int, string) {
	noise := make([]rune, 300)
	for i := range noise {
		noise[i] = []rune("aeiourstln \u200b\u0301王ßﬁ*_[]()<>@")[lots.IntN(24)]
	}
	switch lots.IntN(6) {
	case 0:
		return 2, option("ask", "question", string(noise))
	case 1:
		return 2, option("quote", "words", strings.Repeat("harbor lihgthouse ", 16))
	case 2:
		return 2, option("ask", "article", "' or 1=1 --")
	case 3:
		return 2, option("nobody made this", "x", string(noise))
	case 4:
		return 3, fmt.Sprintf(`{"component_type":2,"custom_id":%s}`, quoted("v1:quote:page:0:"+string(noise[:40])))
	}
	return 4, strings.Replace(option("quote", "words", string(noise)), "false", "true", 1)
}

func quoted(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(raw)
}

// use makes an interaction of the mix, by a person of their own, in one of the
// servers, through one of the doors. It returns when the door has taken it.
func (c *crowd) use() {
	n := c.n.Add(1)
	lots := rand.New(rand.NewPCG(uint64(n), 11))
	choice := lots.Float64()
	m := mix[0]
	for _, m = range mix {
		if choice -= m.share; choice < 0 {
			break
		}
	}
	kind, data := m.make(lots)
	id := strconv.FormatInt(1_000_000+n, 10)
	body := fmt.Appendf(nil, `{"id":%q,"application_id":"9","token":"token%s","type":%d,"version":1,"guild_id":%q,"channel_id":"5","app_permissions":"0","locale":"en-US",
		"member":{"permissions":"0","roles":[],"user":{"id":"%d","username":"ann"}},"data":%s}`,
		id, id, kind, communityName(lots.IntN(c.communities)), 5000+n, data)
	c.mu.Lock()
	c.waiting[id] = &use{kind: m.kind, sent: time.Now()}
	c.mu.Unlock()
	if c.doors[n%int64(len(c.doors))] == "gateway" {
		c.gateway <- body
		return
	}
	c.post(id, body)
}

// post sends an interaction to the HTTP door, whose response may be the
// answer.
func (c *crowd) post(id string, body []byte) {
	stamp := strconv.FormatInt(time.Now().Unix(), 10)
	r, _ := http.NewRequest(http.MethodPost, "http://"+c.door+"/interactions", bytes.NewReader(body))
	r.Header.Set("X-Signature-Timestamp", stamp)
	r.Header.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(c.private, append([]byte(stamp), body...))))
	answer, err := c.client.Do(r)
	if err != nil {
		return
	}
	defer answer.Body.Close()
	if said, err := io.ReadAll(answer.Body); err == nil && answer.StatusCode == http.StatusOK {
		c.answered(id, said)
	}
}

// left returns how many interactions have no answer yet.
func (c *crowd) left() (n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, u := range c.waiting {
		if u.took == 0 {
			n++
		}
	}
	return n
}

// take returns all interactions so far, and forgets them.
func (c *crowd) take() (uses []*use, twice int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, u := range c.waiting {
		uses = append(uses, u)
	}
	twice = c.twice
	c.waiting, c.twice = map[string]*use{}, 0
	return uses, twice
}

// metric returns a value of the bot's metrics.
func (c *crowd) metric(name string) float64 {
	r, err := http.Get("http://" + c.admin + "/metrics")
	if err != nil {
		return 0
	}
	defer r.Body.Close()
	all, _ := io.ReadAll(r.Body)
	for line := range strings.Lines(string(all)) {
		if value, ok := strings.CutPrefix(line, name+" "); ok {
			v, _ := strconv.ParseFloat(strings.TrimSpace(value), 64)
			return v
		}
	}
	return 0
}
