package discord_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"log/slog"
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
				var log bytes.Buffer
				door, err := discord.NewInteractionHandler(hex.EncodeToString(public), slog.New(slog.NewTextHandler(&log, nil)), func(i *discord.Interaction) { handled++; i.Acknowledge() })
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
				if off := tt.late.Abs() > time.Minute*5; off != strings.Contains(log.String(), "clock") {
					t.Errorf("logged %q", &log)
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
		if _, err := discord.NewInteractionHandler(key, nil, nil); err == nil {
			t.Errorf("key %q was taken", key)
		}
	}
}

func TestNews(t *testing.T) {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, body string
		status     int
		joined     string
	}{
		{"ping", `{"version":1,"application_id":"9","type":0}`, 204, ""},
		{"a server", `{"type":1,"event":{"type":"APPLICATION_AUTHORIZED","data":{"integration_type":0,"user":{"id":"7"},"guild":{"id":"5","name":"Readers","preferred_locale":"de","system_channel_id":"6"}}}}`, 204, "5 Readers de 6"},
		{"a person", `{"type":1,"event":{"type":"APPLICATION_AUTHORIZED","data":{"integration_type":1,"user":{"id":"7"}}}}`, 204, ""},
		{"a person leaves", `{"type":1,"event":{"type":"APPLICATION_DEAUTHORIZED","data":{"user":{"id":"7"}}}}`, 204, ""},
		{"something new", `{"type":1,"event":{"type":"PARTY","data":{"cake":[1]}}}`, 204, ""},
		{"nonsense", `[`, 400, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			joined := ""
			news, err := discord.NewEventHandler(hex.EncodeToString(public), nil, func(j discord.GuildJoin) {
				joined = strings.Join([]string{j.ID, j.Name, j.Locale, j.Channel}, " ")
			})
			if err != nil {
				t.Fatal(err)
			}
			stamp := strconv.FormatInt(time.Now().Unix(), 10)
			r := httptest.NewRequest(http.MethodPost, "/events", strings.NewReader(tt.body))
			r.Header.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(private, []byte(stamp+tt.body))))
			r.Header.Set("X-Signature-Timestamp", stamp)
			w := httptest.NewRecorder()
			news.ServeHTTP(w, r)
			if w.Code != tt.status || joined != tt.joined {
				t.Errorf("%d, joined %q; want %d, %q", w.Code, joined, tt.status, tt.joined)
			}
			r = httptest.NewRequest(http.MethodPost, "/events", strings.NewReader(tt.body))
			w = httptest.NewRecorder()
			news.ServeHTTP(w, r)
			if w.Code != http.StatusUnauthorized {
				t.Errorf("unsigned: %d", w.Code)
			}
		})
	}
}
