package bot_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"footnote/bot"
	"footnote/discord"
	"footnote/internal/loopback"
)

// frame is an event of the gateway, an interaction that carries canaries.
func frame(id int) []byte {
	return fmt.Appendf(nil, `{"op":0,"t":"INTERACTION_CREATE","s":%d,"d":{"id":"%d","application_id":"9","type":2,"token":%q,"guild_id":"1","app_permissions":"0",
		"member":{"permissions":"0","user":{"id":"7","username":"ann"}},"data":{"id":"5","type":1,"name":"ask","options":[{"name":"question","type":3,"value":%q}]},
		"message":{"id":"1","content":%q}}}`, id, id, cInteract, cQuestion, cMessage)
}

// unreadable are frames that are not what they should be.
var unreadable = []string{
	`{"op":0,"t":"INTERACTION_CREATE","s":3,"d":{"id":5,"type":"` + cQuestionWord + `","token":"` + cInteract + `"}}`,
	`{"op":0,"t":"INTERACTION_CREATE","s":4,"d":"` + cInteract + `"}`,
	`{"op":0,"t":"` + cMessageWord + `","s":5,"d":{"content":"` + cMessageWord + `"}}`,
	`{"op":0,"t":"MESSAGE_CREATE","s":6,"d":{"content":["` + cMessageWord + `"]}}`,
	`{"op":"` + cMessageWord + `","d":5}`,
	`{"op":77,"d":{"content":"` + cMessageWord + `"}}`,
	`{"op":0,"t":"GUILD_CREATE","s":7,"d":{"id":"1","name":"` + cMessageWord + `","channels":{"x":1}}}`,
	`{"op":0,"t":"INTERACTION_CREATE","s":8,"d":{"token":"` + cInteract,
}

const (
	cQuestionWord = "Zq1Question"
	cMessageWord  = "Zq4Message"
)

// awaits reads frames until one has an op, and answers heartbeats.
func awaits(c *websocket.Conn, op int) {
	var m struct{ Op int }
	for c.ReadJSON(&m) == nil && m.Op != op {
		if m.Op == 1 {
			c.WriteMessage(websocket.TextMessage, []byte(`{"op":11}`))
		}
	}
}

// leakyGateway plays connections that go wrong while canaries are on the way.
func leakyGateway(last chan<- struct{}) func(conn int, c *websocket.Conn) {
	const (
		hello   = `{"op":10,"d":{"heartbeat_interval":41250}}`
		ready   = `{"op":0,"t":"READY","s":1,"d":{"v":9,"session_id":"s","user":{"id":"9"},"application":{"id":"9"},"guilds":[]}}`
		resumed = `{"op":0,"t":"RESUMED","s":20,"d":{}}`
	)
	return func(conn int, c *websocket.Conn) {
		defer c.Close()
		say := func(frames ...string) {
			for _, f := range frames {
				c.WriteMessage(websocket.TextMessage, []byte(f))
			}
		}
		end := func(code int) {
			c.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, cMessageWord+cInteract), time.Now().Add(time.Second))
		}
		switch conn {
		case 0:
			say(hello)
			awaits(c, 2)
			say(ready, string(frame(101)))
			say(unreadable[:len(unreadable)-1]...)
			say(unreadable[len(unreadable)-1])
			end(4000)
		case 1: // the first event of a resumed session is an interaction
			say(hello)
			awaits(c, 6)
			say(string(frame(102)), resumed, string(frame(103)))
			end(1012)
		case 2: // no hello
			say(string(frame(104)))
		case 3: // no session any more
			say(hello)
			awaits(c, 6)
			say(`{"op":9,"d":"` + cInteract + `"}`)
			awaits(c, 2)
			say(ready, string(frame(105)))
			close(last)
			awaits(c, -1)
		default:
			awaits(c, -1)
		}
	}
}

// Neither the gateway nor the HTTP door writes into the log what comes in,
// and the door logs at a bounded rate, whoever sends requests.
func TestNothingLeaksAtTheDoors(t *testing.T) {
	std := standardLog(t)
	c, _ := startConfig(t)
	l := &log{}
	c.Log = slog.New(slog.NewTextHandler(l, &slog.HandlerOptions{Level: slog.LevelDebug}))
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	d := newStandIn(t)
	last := make(chan struct{})
	d.play = leakyGateway(last)
	c.API, c.Token, c.PublicKey, c.Listen = d.URL+"/api/v10", cBot, hex.EncodeToString(public), loopback.Address(t)
	stop := start(t, c)
	for deadline := time.Now().Add(patience); !strings.Contains(l.String(), "msg=listening"); <-time.After(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("it does not listen: %s", l)
		}
	}
	post := func(path, body, signature string, at time.Time) {
		t.Helper()
		stamp := strconv.FormatInt(at.Unix(), 10)
		if signature == "" {
			signature = hex.EncodeToString(ed25519.Sign(private, []byte(stamp+body)))
		}
		r, _ := http.NewRequest(http.MethodPost, "http://"+c.Listen+path+"?"+cQuestionWord, strings.NewReader(body))
		r.Header.Set("X-Signature-Ed25519", signature)
		r.Header.Set("X-Signature-Timestamp", stamp)
		r.Header.Set("User-Agent", cMessageWord)
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		b, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if got := leaks(string(b)); got != nil {
			t.Errorf("%s is answered %q", path, b)
		}
	}
	var good struct{ D json.RawMessage }
	if err := json.Unmarshal(frame(200), &good); err != nil {
		t.Fatal(err)
	}
	bodies := []string{string(good.D), `[]`, `{"id":"` + cQuestionWord, `{"id":5,"type":"` + cInteract + `"}`, `{"type":1,"event":"` + cMessageWord + `"}`, strings.Repeat(cQuestionWord, discord.MaxInteraction/8)}
	for _, path := range []string{"/interactions", "/events", "/" + cQuestionWord} {
		for _, body := range bodies {
			post(path, body, "", time.Now())
			post(path, body, strings.Repeat("00", ed25519.SignatureSize), time.Now())
			post(path, body, cQuestionWord, time.Now())
		}
	}
	const knocks = 100
	for n := range knocks {
		post("/interactions", string(good.D), "", time.Now().Add(-time.Hour-time.Duration(n)*time.Second))
	}
	select {
	case <-last:
	case <-time.After(patience):
		t.Fatalf("the gateway does not come so far; the log: %s", l)
	}
	for range 5 { // 101 to 103 and 105 of the gateway, and 200
		answer(t, d, l)
	}
	if err := stop(); err != nil {
		t.Errorf("Run = %v", err)
	}
	for name, text := range map[string]string{"log": l.String(), "standard log": std.String()} {
		if got := leaks(text); got != nil {
			t.Errorf("the %s has %v: %s", name, got, linesWith(text))
		}
	}
	if !strings.Contains(l.String(), "msg=discordgo") {
		t.Errorf("nothing of discordgo's is logged: %s", l)
	}
	if n := strings.Count(l.String(), "this machine's clock differs from Discord's"); n == 0 || n > knocks/2 {
		t.Errorf("of %d late requests %d are logged", knocks, n)
	}
}

// Whatever comes back when the commands are registered, neither the log nor
// the error has the token or what came.
func TestNothingLeaksWhenRegistering(t *testing.T) {
	for name, fault := range faults {
		for _, at := range []string{"GET /api/v10/applications/@me", "GET /api/v10/applications/1/commands", "PUT /api/v10/applications/1/commands"} {
			t.Run(name+" "+at, func(t *testing.T) {
				inBubble(t, func(t *testing.T) {
					h := newBubbleHouse(t)
					h.config.Token = cBot
					h.wire.meet = func(rw http.ResponseWriter, r *http.Request, s sent) bool {
						switch {
						case fault != nil && r.Method+" "+r.URL.Path == at:
							s.raw += cBot
							fault(rw, r, s)
						case strings.HasSuffix(r.URL.Path, "/@me"):
							fmt.Fprint(rw, `{"id":"1","name":"Footnote"}`)
						default:
							fmt.Fprint(rw, `[]`)
						}
						return true
					}
					for _, wait := range []bool{false, true} {
						ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
						_, err := bot.Register(ctx, h.config, wait)
						cancel()
						if (err != nil) != (fault != nil) {
							t.Errorf("waiting %v: Register = %v", wait, err)
						}
						if got := leaks(fmt.Sprintf("%v %+v %q", err, err, err)); got != nil {
							t.Errorf("the error has %v: %v", got, err)
						}
					}
					if got := leaks(h.log.String()); got != nil {
						t.Errorf("the log has %v: %s", got, linesWith(h.log.String()))
					}
				})
			})
		}
	}
}

// A message that repeats is logged at a bounded rate, and what was left out is
// counted.
func TestRepeatedLinesAreSpared(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		h := newBubbleHouse(t)
		h.wire.fail["/callback"] = http.StatusForbidden
		const help = `{"name":"help","type":1}`
		lines := func() int { return strings.Count(h.log.String(), `msg="answer not sent"`) }
		const times, bound = 3000, 20
		for range times {
			h.serve(h.interaction(discord.Use, member, help))
		}
		if n := lines(); n != bound {
			t.Errorf("of %d at once %d are logged, want %d", times, n, bound)
		}
		time.Sleep(time.Minute)
		h.serve(h.interaction(discord.Use, member, help))
		if n := lines(); n != bound+1 || !strings.Contains(h.log.String(), fmt.Sprintf("left_out=%d", times-bound)) {
			t.Errorf("after a minute: %d lines, want %d that say what was left out", n, bound+1)
		}
		if bytes.Count([]byte(h.log.String()), []byte("left_out=")) != 1 {
			t.Errorf("what was left out is said more than once")
		}
	})
}
