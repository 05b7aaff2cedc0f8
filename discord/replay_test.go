package discord_test

import (
	"crypto/ed25519"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"footnote/discord"
)

// A signed request is taken once, however its time lies to the times at which
// the memory of signatures is renewed, and no matter what comes in between.
func TestReplayWhileValid(t *testing.T) {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, after := range []time.Duration{0, time.Second, 4 * time.Minute, 5*time.Minute - time.Second, 9*time.Minute + 55*time.Second, 10*time.Minute + time.Second, 19*time.Minute + 55*time.Second} {
		synctest.Test(t, func(t *testing.T) {
			handled := 0
			door, err := discord.NewInteractionHandler(hex.EncodeToString(public), nil, func(*discord.Interaction) { handled++ })
			if err != nil {
				t.Fatal(err)
			}
			n := 0
			post := func(stamp time.Time, id string) int {
				body := `{"id":"` + id + `","type":2,"token":"t","guild_id":"1","data":{"name":"who"}}`
				seconds := strconv.FormatInt(stamp.Unix(), 10)
				r := httptest.NewRequest(http.MethodPost, "/interactions", strings.NewReader(body))
				r.Header.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(private, []byte(seconds+body))))
				r.Header.Set("X-Signature-Timestamp", seconds)
				w := httptest.NewRecorder()
				door.ServeHTTP(w, r)
				synctest.Wait()
				return w.Code
			}
			another := func() {
				t.Helper()
				n++
				if code := post(time.Now(), fmt.Sprint(n)); code >= 300 {
					t.Fatalf("another request: %d", code)
				}
			}
			another() // a memory begins
			time.Sleep(after)
			stamp := time.Now().Add(5*time.Minute - time.Second) // as far ahead as a clock may be
			if code := post(stamp, "captured"); code >= 300 {
				t.Fatalf("after %v: %d", after, code)
			}
			before := handled - n
			for elapsed := time.Duration(0); elapsed < 12*time.Minute; elapsed += 20 * time.Second {
				if code := post(stamp, "captured"); code != http.StatusUnauthorized {
					t.Fatalf("after %v, repeated after %v: %d", after, elapsed, code)
				}
				another()
				time.Sleep(20 * time.Second)
			}
			if handled-n != before {
				t.Errorf("after %v it was handled %d times", after, handled-n)
			}
		})
	}
}
