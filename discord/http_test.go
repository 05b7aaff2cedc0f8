package discord_test

import (
	"crypto/ed25519"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"footnote/discord"
)

func TestDoor(t *testing.T) {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	const ping = `{"id":"1","type":1}`
	const use = `{"id":"2","type":2,"token":"t","guild_id":"1","data":{"name":"who"}}`
	tests := []struct {
		name, method, body string
		late               time.Duration
		forge              func(signature string) string
		status             int
		answer             string
		handled            int
	}{
		{name: "ping", body: ping, status: 200, answer: `{"type":1}`},
		{name: "use", body: use, status: 202, handled: 1},
		{name: "a little late", body: use, late: 4 * time.Minute, status: 202, handled: 1},
		{name: "an hour late", body: use, late: time.Hour, status: 401},
		{name: "from the future", body: use, late: -time.Hour, status: 401},
		{name: "bad signature", body: use, forge: func(s string) string { return strings.Repeat("0", len(s)) }, status: 401},
		{name: "short signature", body: use, forge: func(s string) string { return s[:10] }, status: 401},
		{name: "no hex", body: use, forge: func(string) string { return "zz" }, status: 401},
		{name: "none", body: use, forge: func(string) string { return "" }, status: 401},
		{name: "get", method: http.MethodGet, body: use, status: 405},
		{name: "no interaction", body: `[]`, status: 400},
		{name: "too large", body: strings.Repeat("x", discord.MaxInteraction+1), status: 413},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				handled := 0
				door, err := discord.NewDoor(hex.EncodeToString(public), func(*discord.Interaction) { handled++ })
				if err != nil {
					t.Fatal(err)
				}
				stamp := strconv.FormatInt(time.Now().Add(-tt.late).Unix(), 10)
				signature := hex.EncodeToString(ed25519.Sign(private, []byte(stamp+tt.body)))
				if tt.forge != nil {
					signature = tt.forge(signature)
				}
				if tt.method == "" {
					tt.method = http.MethodPost
				}
				post := func() *httptest.ResponseRecorder {
					r := httptest.NewRequest(tt.method, "/interactions", strings.NewReader(tt.body))
					r.Header.Set("X-Signature-Ed25519", signature)
					r.Header.Set("X-Signature-Timestamp", stamp)
					w := httptest.NewRecorder()
					door.ServeHTTP(w, r)
					synctest.Wait()
					return w
				}
				w := post()
				if w.Code != tt.status || handled != tt.handled || tt.answer != "" && w.Body.String() != tt.answer {
					t.Errorf("%d %q, handled %d; want %d %q, %d", w.Code, w.Body, handled, tt.status, tt.answer, tt.handled)
				}
				if tt.status < 300 {
					if again := post(); again.Code != http.StatusUnauthorized || handled != tt.handled {
						t.Errorf("sent again: %d, handled %d", again.Code, handled)
					}
				}
			})
		})
	}
	for _, key := range []string{"", "zz", "abcd", hex.EncodeToString(private)} {
		if _, err := discord.NewDoor(key, nil); err == nil {
			t.Errorf("key %q was taken", key)
		}
	}
}
