package discord_test

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"footnote/discord"
)

// An answer that is ready in time is the response to Discord's request; any
// other goes over REST, after the request was acknowledged. None goes both
// ways.
func TestInline(t *testing.T) {
	const says = discord.Reply
	message := discord.Message{Flags: discord.Ephemeral}
	withFile := discord.Message{Files: []discord.File{{Name: "a.txt", Body: []byte("a")}}}
	tests := []struct {
		name     string
		after    time.Duration // of the answer
		response *discord.Response
		gone     bool // Discord's request has ended
		closes   bool // Discord closes the connection when it has the response
		status   int
		inline   bool
		rest     int // requests over REST
	}{
		{name: "at once", response: &discord.Response{Type: says, Data: message}, status: 200, inline: true},
		{name: "in time", after: 2 * time.Second, response: &discord.Response{Type: says, Data: message}, status: 200, inline: true},
		{name: "a completion", response: &discord.Response{Type: discord.OfferChoices, Data: discord.Choices{}}, status: 200, inline: true},
		{name: "too late", after: 2600 * time.Millisecond, response: &discord.Response{Type: says, Data: message}, status: 202, rest: 1},
		{name: "a request to wait", response: &discord.Response{Type: discord.DeferReply}, status: 202, rest: 1},
		{name: "with a file", response: &discord.Response{Type: says, Data: withFile}, status: 202, rest: 1},
		{name: "after Discord has gone", after: time.Second, gone: true, response: &discord.Response{Type: says, Data: message}, status: 202, rest: 1},
		{name: "on a connection of its own", closes: true, response: &discord.Response{Type: says, Data: message}, status: 200, inline: true},
		{name: "never", status: 202},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				rest := 0
				client, err := discord.New("", "http://discord.test/api/v10", nil)
				if err != nil {
					t.Fatal(err)
				}
				discord.SetTransport(client, roundTrips(func(*http.Request) (*http.Response, error) {
					rest++
					return &http.Response{StatusCode: http.StatusNoContent, Body: http.NoBody, Header: http.Header{}}, nil
				}))
				public, private, err := ed25519.GenerateKey(nil)
				if err != nil {
					t.Fatal(err)
				}
				var answered error
				door, err := discord.NewInteractionHandler(hex.EncodeToString(public), nil, func(i *discord.Interaction) {
					go func() {
						defer i.Acknowledge()
						time.Sleep(tt.after)
						if tt.response != nil {
							answered = client.Respond(context.Background(), i, *tt.response)
						}
					}()
				})
				if err != nil {
					t.Fatal(err)
				}
				const body = `{"id":"2","type":2,"token":"t","guild_id":"1","data":{"name":"who"}}`
				stamp := strconv.FormatInt(time.Now().Unix(), 10)
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/interactions", strings.NewReader(body))
				r.Header.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(private, []byte(stamp+body))))
				r.Header.Set("X-Signature-Timestamp", stamp)
				if tt.gone {
					time.AfterFunc(time.Millisecond, cancel)
				}
				w := httptest.NewRecorder()
				if tt.closes {
					door.ServeHTTP(closes{w, cancel}, r)
				} else {
					door.ServeHTTP(w, r)
				}
				time.Sleep(10 * time.Second)
				synctest.Wait() // for the race detector, which does not count sleep as order
				said, _ := io.ReadAll(w.Body)
				if w.Code != tt.status || len(said) > 0 != tt.inline || rest != tt.rest || answered != nil {
					t.Errorf("%d %q, %d requests over REST, error %v; want %d, inline %t, %d requests", w.Code, said, rest, answered, tt.status, tt.inline, tt.rest)
				}
			})
		})
	}
}

// A closes records a response, and ends the request when it has arrived.
type closes struct {
	*httptest.ResponseRecorder
	end context.CancelFunc
}

func (c closes) Flush() {
	c.ResponseRecorder.Flush()
	c.end()
}

type roundTrips func(*http.Request) (*http.Response, error)

func (f roundTrips) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// A signed request is taken once as long as its signature is valid, also by a
// machine whose clock is behind Discord's.
func TestReplayed(t *testing.T) {
	for _, off := range []time.Duration{0, 4*time.Minute + 50*time.Second, -4*time.Minute - 50*time.Second} {
		synctest.Test(t, func(t *testing.T) {
			public, private, err := ed25519.GenerateKey(nil)
			if err != nil {
				t.Fatal(err)
			}
			door, err := discord.NewInteractionHandler(hex.EncodeToString(public), nil, func(i *discord.Interaction) { i.Acknowledge() })
			if err != nil {
				t.Fatal(err)
			}
			const body = `{"id":"2","type":2,"token":"t","guild_id":"1","data":{"name":"who"}}`
			stamp := strconv.FormatInt(time.Now().Add(off).Unix(), 10)
			post := func() int {
				r := httptest.NewRequest(http.MethodPost, "/interactions", strings.NewReader(body))
				r.Header.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(private, []byte(stamp+body))))
				r.Header.Set("X-Signature-Timestamp", stamp)
				w := httptest.NewRecorder()
				door.ServeHTTP(w, r)
				return w.Code
			}
			if code := post(); code != http.StatusAccepted {
				t.Fatalf("%v off: %d, want it taken", off, code)
			}
			for passed := range 20 {
				if code := post(); code != http.StatusUnauthorized {
					t.Fatalf("%v off: sent again after %d minutes: %d", off, passed, code)
				}
				time.Sleep(time.Minute)
			}
		})
	}
}
