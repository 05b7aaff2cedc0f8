package sandbox_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"footnote/sandbox"
)

// The page answers under names that no one else can register, and acts only for
// itself: a site that makes its own name point here, or posts a form here, gets
// nothing.
func TestStrangersAtThePage(t *testing.T) {
	t.Parallel()
	s := sandbox.New(sandbox.Config{Log: slog.New(slog.DiscardHandler)})
	s.SetAddress("http://127.0.0.1:8080")
	page := s.Page()
	ask := func(method, path, host string, own bool) int {
		r := httptest.NewRequest(method, path, strings.NewReader("{}"))
		r.Host = host
		if own {
			r.Header.Set("X-Footnote-Page", "1")
		}
		w := httptest.NewRecorder()
		page.ServeHTTP(w, r)
		return w.Code
	}
	for host, own := range map[string]bool{
		"localhost": true, "localhost:8080": true, "127.0.0.1": true, "127.0.0.1:80": true, "[::1]:8080": true, "127.8.8.8": true,
		"192.168.1.5": false, "192.168.1.5:8080": false, "10.0.0.1": false, "0.0.0.0:8080": false, "8.8.8.8": false, "[2001:db8::1]:80": false, "[::]:80": false,
		"localhost.example.com": false, "example.com": false, "127.0.0.1.example.com": false, "LOCALHOST.": false, "": false,
	} {
		for _, path := range []string{"/", "/page/state", "/api/v10/gateway", "/attachments/1/2/a.txt"} {
			if code := ask(http.MethodGet, path, host, true); (code != http.StatusForbidden) != own {
				t.Errorf("%s under %q: %d, own name: %v", path, host, code, own)
			}
		}
	}
	for _, act := range []string{"use", "menu", "press", "submit", "write", "dismiss", "type", "upload"} {
		if code := ask(http.MethodPost, "/page/"+act, "localhost", false); code != http.StatusForbidden {
			t.Errorf("%s of another page: %d", act, code)
		}
	}
}
