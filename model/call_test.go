package model

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
)

func TestRetry(t *testing.T) {
	good := `{"passages":[1],"sentence":2,"confidence":3}`
	for _, tt := range []struct {
		name       string
		status     int
		retryAfter string
		sent       int
		outcome    Outcome
	}{
		{"later", 429, "2", 2, Succeeded},
		{"broken, later", 503, "1", 2, Succeeded},
		{"too late", 429, "60", 1, Refused},
		{"without a time", 503, "", 1, Down},
		{"not for a wrong key", 401, "1", 1, Refused},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m, s := client(t, func(w http.ResponseWriter, n int, _ []byte) {
					if n == 1 {
						w.Header().Set("Retry-After", tt.retryAfter)
						w.WriteHeader(tt.status)
						return
					}
					completion(w, good)
				})
				ctx, cancel := context.WithTimeout(t.Context(), DefaultTimeout)
				defer cancel()
				_, err := m.Choose(ctx, question)
				if outcomeOf(err) != tt.outcome || len(s.bodies) != tt.sent {
					t.Errorf("Choose: %v after %d requests, want %s after %d", err, len(s.bodies), tt.outcome, tt.sent)
				}
			})
		})
	}
}

// Over the network: what net/http says of bytes that are not HTTP is not
// passed on.
func TestNetwork(t *testing.T) {
	raw := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		c, _, err := w.(http.Hijacker).Hijack()
		if err == nil {
			io.WriteString(c, "secret words that are no HTTP\r\n\r\n")
			c.Close()
		}
	}))
	defer raw.Close()
	closed := httptest.NewServer(nil)
	closed.Close()
	secure := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	defer secure.Close()
	secure.Config.ErrorLog = nil
	for name, address := range map[string]string{"no HTTP": raw.URL, "nobody": closed.URL, "certificate": secure.URL} {
		m, err := New(Config{URL: address, Name: "small"})
		if err != nil {
			t.Fatal(err)
		}
		_, err = m.Choose(t.Context(), question)
		if outcomeOf(err) != Down {
			t.Errorf("%s: %v, want down", name, err)
		}
		saysNothingOf(t, err, "secret")
	}
}
