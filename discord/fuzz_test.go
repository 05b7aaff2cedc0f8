package discord_test

import (
	"crypto/ed25519"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"footnote/discord"
)

// No request is taken that the application's key did not sign, whatever its
// headers and its body are; what the key signed is decoded or refused.
func FuzzSignature(f *testing.F) {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add("", "", `{"id":"1","type":1}`)
	f.Add(strings.Repeat("0", 128), strconv.FormatInt(time.Now().Unix(), 10), `{"id":"1","type":2}`)
	f.Add("zz", "9223372036854775807", `[]`)
	f.Add(strings.Repeat("f", 130), "-1", `{"type":1,"event":{"type":"APPLICATION_AUTHORIZED","data":{"guild":{"id":"5"}}}}`)
	var taken int
	interactions, err := discord.NewInteractionHandler(hex.EncodeToString(public), nil, func(i *discord.Interaction) {
		taken++
		if i.ID == "" || i.Type <= discord.Ping {
			panic("an interaction without a type or an id")
		}
		i.Acknowledge()
	})
	if err != nil {
		f.Fatal(err)
	}
	events, err := discord.NewEventHandler(hex.EncodeToString(public), nil, func(j discord.GuildJoin) {
		taken++
		if j.ID == "" {
			panic("a server without an id")
		}
	})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, signature, stamp, body string) {
		for _, door := range []http.Handler{interactions, events} {
			post := func(signature, stamp string) int {
				r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
				r.Header["X-Signature-Ed25519"], r.Header["X-Signature-Timestamp"] = []string{signature}, []string{stamp}
				w := httptest.NewRecorder()
				door.ServeHTTP(w, r)
				return w.Code
			}
			before := taken
			if code := post(signature, stamp); code != http.StatusUnauthorized && code != http.StatusRequestEntityTooLarge || taken != before {
				t.Fatalf("%T takes a forged request: %d", door, code)
			}
			now := strconv.FormatInt(time.Now().Unix(), 10)
			signed := hex.EncodeToString(ed25519.Sign(private, []byte(now+body)))
			switch code := post(signed, now); code {
			case http.StatusOK, http.StatusAccepted, http.StatusNoContent, http.StatusBadRequest, http.StatusRequestEntityTooLarge:
			case http.StatusUnauthorized: // the same body within a second
			default:
				t.Fatalf("%T answers %d", door, code)
			}
			before = taken
			if code := post(signed, now); code != http.StatusUnauthorized && code != http.StatusRequestEntityTooLarge || taken != before {
				t.Fatalf("%T takes a request again: %d", door, code)
			}
		}
	})
}
