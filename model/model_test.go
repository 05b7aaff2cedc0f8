package model

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

// A server is a scripted model server: it keeps what it was sent.
type server struct {
	t      *testing.T
	reply  func(w http.ResponseWriter, n int, body []byte) // to the nth request, from 1
	mu     sync.Mutex
	bodies [][]byte
	heads  []http.Header
}

func (s *server) RoundTrip(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	s.bodies = append(s.bodies, body)
	s.heads = append(s.heads, r.Header)
	n := len(s.bodies)
	s.mu.Unlock()
	w := httptest.NewRecorder()
	w.Header().Set("Content-Type", "application/json")
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.reply(w, n, body)
	}()
	select {
	case <-done:
		return w.Result(), nil
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
}

// writes is a chat completion with this text.
func writes(text string) func(http.ResponseWriter, int, []byte) {
	return func(w http.ResponseWriter, _ int, _ []byte) { completion(w, text) }
}

func completion(w io.Writer, text string) {
	json.NewEncoder(w).Encode(map[string]any{
		"id": "x", "object": "chat.completion",
		"choices": []any{map[string]any{"index": 0, "finish_reason": "stop", "message": map[string]any{"role": "assistant", "content": text}}},
	})
}

// client returns a client of the script.
func client(t *testing.T, reply func(http.ResponseWriter, int, []byte)) (*Client, *server) {
	t.Helper()
	s := &server{t: t, reply: reply}
	m, err := New(Config{URL: "http://models.test/v1", Name: "small", EmbedName: "vectors", Key: "the-key", Transport: s})
	if err != nil {
		t.Fatal(err)
	}
	return m, s
}

var question = Question{
	Library: "one",
	Text:    "when is the pool heated?",
	Passages: []Passage{
		{Title: "The pool", Sentences: []string{"It is cold.", "From May on it is heated."}},
		{Title: "The hall", Heading: "Hours", Sentences: []string{"Open at six."}},
	},
}

func TestAddresses(t *testing.T) {
	for _, address := range []string{"", "models.test", "localhost:11434/v1", "ftp://models.test", "http://", "http://[::1", "https:///v1", "://secret"} {
		_, err := New(Config{URL: address, Name: "small"})
		if !errors.Is(err, ErrAddress) {
			t.Errorf("New(%q): %v, want ErrAddress", address, err)
		}
		saysNothingOf(t, err, address)
	}
	m, err := New(Config{URL: "https://models.test/v1", Name: "small", EmbedURL: "http://[::1]:8099/v1", EmbedName: "e"})
	if err != nil || m.Host(ChooseRole) != "models.test" || m.Host(EmbedRole) != "[::1]:8099" {
		t.Errorf("hosts %q and %q, %v", m.Host(ChooseRole), m.Host(EmbedRole), err)
	}
}
