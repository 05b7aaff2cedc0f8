package discord_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"testing/synctest"

	"footnote/discord"
)

// Signatures as Discord makes them are taken by every version: of fixed keys,
// times and bodies, with headers and bodies byte for byte. The time is that of a
// bubble, the first second of 2000.
func TestSignatureVectors(t *testing.T) {
	content, err := os.ReadFile("testdata/signatures.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(content)) {
		var v struct {
			Name, Key, Signature, Timestamp, Body string
			Status                                int
		}
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatal(err)
		}
		n++
		t.Run(v.Name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				door, err := discord.NewInteractionHandler(v.Key, nil, func(*discord.Interaction) {})
				if err != nil {
					t.Fatal(err)
				}
				r := httptest.NewRequest(http.MethodPost, "/interactions", strings.NewReader(v.Body))
				r.Header.Set("X-Signature-Ed25519", v.Signature)
				r.Header.Set("X-Signature-Timestamp", v.Timestamp)
				w := httptest.NewRecorder()
				door.ServeHTTP(w, r)
				synctest.Wait()
				if w.Code != v.Status {
					t.Errorf("answered %d, want %d", w.Code, v.Status)
				}
			})
		})
	}
	if n < 6 {
		t.Errorf("%d signatures", n)
	}
}
