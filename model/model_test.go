package model

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
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

func TestChoose(t *testing.T) {
	tests := []struct {
		name, written string
		want          Choice
		outcome       Outcome
	}{
		{"first", `{"passages":[1],"sentence":2,"confidence":3}`, Choice{[]int{0}, 1, High}, Succeeded},
		{"several, in lines", "{\"passages\": [2, 1],\n\"sentence\": 1, \"confidence\": 2}\n", Choice{[]int{1, 0}, 0, Medium}, Succeeded},
		{"none", `{"passages":[],"sentence":0,"confidence":1}`, Choice{Confidence: Low}, Succeeded},
		{"text", `The pool is heated from May on.`, Choice{}, BadForm},
		{"text before", `Sure! {"passages":[1],"sentence":2,"confidence":3}`, Choice{}, BadForm},
		{"text after", `{"passages":[1],"sentence":2,"confidence":3} I hope this helps`, Choice{}, BadForm},
		{"two objects", `{"passages":[1],"sentence":2,"confidence":3}{"passages":[2],"sentence":1,"confidence":3}`, Choice{}, BadForm},
		{"markup", "```json\n{\"passages\":[1],\"sentence\":2,\"confidence\":3}\n```", Choice{}, BadForm},
		{"a text more", `{"passages":[1],"sentence":2,"confidence":3,"why":"<b>me</b>"}`, Choice{}, BadForm},
		{"text for numbers", `{"passages":["1"],"sentence":2,"confidence":3}`, Choice{}, BadForm},
		{"foreign passage", `{"passages":[3],"sentence":1,"confidence":3}`, Choice{}, BadForm},
		{"passage zero", `{"passages":[0],"sentence":1,"confidence":3}`, Choice{}, BadForm},
		{"below zero", `{"passages":[-1],"sentence":1,"confidence":3}`, Choice{}, BadForm},
		{"twice the same", `{"passages":[1,1],"sentence":1,"confidence":3}`, Choice{}, BadForm},
		{"foreign sentence", `{"passages":[2],"sentence":2,"confidence":3}`, Choice{}, BadForm},
		{"sentence zero", `{"passages":[2],"sentence":0,"confidence":3}`, Choice{}, BadForm},
		{"sentence of none", `{"passages":[],"sentence":1,"confidence":3}`, Choice{}, BadForm},
		{"foreign confidence", `{"passages":[1],"sentence":2,"confidence":100}`, Choice{}, BadForm},
		{"a fraction", `{"passages":[1.5],"sentence":2,"confidence":3}`, Choice{}, BadForm},
		{"large numbers", `{"passages":[99999999999999999999],"sentence":2,"confidence":3}`, Choice{}, BadForm},
		{"something left out", `{"passages":[1],"confidence":3}`, Choice{}, BadForm},
		{"null", `null`, Choice{}, BadForm},
		{"nulls", `{"passages":null,"sentence":null,"confidence":null}`, Choice{}, BadForm},
		{"a list", `[1]`, Choice{}, BadForm},
		{"nothing", ``, Choice{}, BadForm},
		{"deep", strings.Repeat(`{"passages":[`, 2000), Choice{}, BadForm},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, _ := client(t, writes(tt.written))
			got, err := m.Choose(t.Context(), question)
			if outcomeOf(err) != tt.outcome || !reflect.DeepEqual(got, tt.want) {
				t.Errorf("Choose = %+v, %v, want %+v, %s", got, err, tt.want, tt.outcome)
			}
			saysNothingOf(t, err, tt.written)
		})
	}
}

// saysNothingOf holds that an error has no word of what a server wrote.
func saysNothingOf(t *testing.T, err error, written string) {
	t.Helper()
	if err == nil {
		return
	}
	for _, word := range []string{"heated", "Sure", "hope", "why", "99999", "```", "the-key", "secret", written} {
		if len(word) > 2 && strings.Contains(err.Error(), word) {
			t.Errorf("the error says %q: %v", word, err)
		}
	}
}

// What a server may answer besides a chat completion.
func TestReplies(t *testing.T) {
	tests := []struct {
		name    string
		reply   func(w http.ResponseWriter)
		outcome Outcome
	}{
		{"ten megabytes", func(w http.ResponseWriter) { completion(w, strings.Repeat("a", 10<<20)) }, BadForm},
		{"no choices", func(w http.ResponseWriter) { io.WriteString(w, `{"choices":[]}`) }, BadForm},
		{"two choices", func(w http.ResponseWriter) {
			io.WriteString(w, `{"choices":[{"message":{"content":"{\"passages\":[1],\"sentence\":1,\"confidence\":3}"}},{"message":{"content":"{\"passages\":[1],\"sentence\":1,\"confidence\":3}"}}]}`)
		}, BadForm},
		{"no content", func(w http.ResponseWriter) { io.WriteString(w, `{"choices":[{"message":{"content":null}}]}`) }, BadForm},
		{"content that is no text", func(w http.ResponseWriter) { io.WriteString(w, `{"choices":[{"message":{"content":7}}]}`) }, BadForm},
		{"an empty body", func(http.ResponseWriter) {}, BadForm},
		{"garbage", func(w http.ResponseWriter) { w.Write([]byte{0, 1, 2, 0xff, 0xfe}) }, BadForm},
		{"a web page", func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "text/html")
			io.WriteString(w, `<html>secret</html>`)
		}, BadForm},
		{"no such model", func(w http.ResponseWriter) { http.Error(w, "secret", http.StatusNotFound) }, Refused},
		{"the key is refused", func(w http.ResponseWriter) { http.Error(w, "secret", http.StatusUnauthorized) }, Refused},
		{"elsewhere", func(w http.ResponseWriter) {
			w.Header().Set("Location", "http://elsewhere.test/v1")
			w.WriteHeader(http.StatusTemporaryRedirect)
		}, Refused},
		{"broken", func(w http.ResponseWriter) { http.Error(w, "secret", http.StatusInternalServerError) }, Down},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, s := client(t, func(w http.ResponseWriter, _ int, _ []byte) { tt.reply(w) })
			_, err := m.Choose(t.Context(), question)
			if outcomeOf(err) != tt.outcome {
				t.Errorf("Choose: %v, want %s", err, tt.outcome)
			}
			saysNothingOf(t, err, "secret")
			if len(s.bodies) != 1 {
				t.Errorf("%d requests were sent, want one", len(s.bodies))
			}
		})
	}
}

// No type that a reply is read into can hold a text, but for the queries of
// Rephrase.
func TestNoText(t *testing.T) {
	var check func(reflect.Type, string)
	check = func(typ reflect.Type, path string) {
		switch typ.Kind() {
		case reflect.String, reflect.Interface, reflect.Map:
			t.Errorf("%s is a %s", path, typ)
		case reflect.Pointer, reflect.Slice, reflect.Array:
			if typ.Elem().Kind() == reflect.Uint8 {
				t.Errorf("%s is bytes", path)
			}
			check(typ.Elem(), path)
		case reflect.Struct:
			for i := range typ.NumField() {
				check(typ.Field(i).Type, path+"."+typ.Field(i).Name)
			}
		}
	}
	check(reflect.TypeFor[Choice](), "Choice")
	check(reflect.TypeFor[reply[numbers]](), "reply")
	check(reflect.TypeFor[embeddings](), "embeddings")
}

// A server that does not know a schema is asked without, and remembered.
func TestLevels(t *testing.T) {
	good := `{"passages":[1],"sentence":2,"confidence":3}`
	for _, tt := range []struct {
		name    string
		refuses string // what may not be in the body
		sent    int    // requests for the first question
	}{
		{"all", "\x00", 1},
		{"no bound", `"max_tokens"`, 2},
		{"no schema", `"response_format"`, 3},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, s := client(t, func(w http.ResponseWriter, _ int, body []byte) {
				if strings.Contains(string(body), tt.refuses) {
					http.Error(w, "unknown", http.StatusBadRequest)
					return
				}
				completion(w, good)
			})
			for i := range 2 {
				q := question
				q.State = fmt.Sprint(i)
				if _, err := m.Choose(t.Context(), q); err != nil {
					t.Fatal(err)
				}
			}
			if len(s.bodies) != tt.sent+1 {
				t.Errorf("%d requests, want %d", len(s.bodies), tt.sent+1)
			}
		})
	}
}

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

// A server that is slow is waited for no longer than the context says, and
// after repeated failures not asked for a while.
func TestSlowThenResting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var slow atomic.Bool
		slow.Store(true)
		m, s := client(t, func(w http.ResponseWriter, _ int, _ []byte) {
			if slow.Load() {
				time.Sleep(time.Hour)
			}
			completion(w, `{"passages":[1],"sentence":2,"confidence":3}`)
		})
		ask := func() (Outcome, time.Duration) {
			began := time.Now()
			ctx, cancel := context.WithTimeout(t.Context(), DefaultTimeout)
			defer cancel()
			_, err := m.Choose(ctx, question)
			return outcomeOf(err), time.Since(began)
		}
		for range maxFailures {
			if o, took := ask(); o != Late || took != DefaultTimeout {
				t.Fatalf("%s after %v, want late after %v", o, took, DefaultTimeout)
			}
		}
		if o, took := ask(); o != Resting || took != 0 || len(s.bodies) != maxFailures {
			t.Errorf("%s after %v and %d requests, want resting at once after %d", o, took, len(s.bodies), maxFailures)
		}
		time.Sleep(minRest)
		if o, _ := ask(); o != Late {
			t.Errorf("%s, want one try after a rest", o)
		}
		time.Sleep(minRest)
		if o, _ := ask(); o != Resting {
			t.Errorf("%s, want a rest twice as long", o)
		}
		time.Sleep(minRest)
		slow.Store(false)
		if o, _ := ask(); o != Succeeded {
			t.Errorf("%s, want a success", o)
		}
		time.Sleep(2 * time.Hour) // those that still sleep
	})
}

// So many run at a time, so many wait, the rest is told at once.
func TestQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, _ := client(t, func(w http.ResponseWriter, _ int, _ []byte) {
			time.Sleep(maxWait + time.Second)
			completion(w, `{"passages":[1],"sentence":2,"confidence":3}`)
		})
		const all = 30
		outcomes := make(chan Outcome, all)
		for i := range all {
			go func() {
				q := question
				q.State = fmt.Sprint(i)
				_, err := m.Choose(t.Context(), q)
				outcomes <- outcomeOf(err)
			}()
		}
		synctest.Wait()
		if n := len(outcomes); n != all-DefaultParallel-maxWaiting {
			t.Errorf("%d were told at once, want %d", n, all-DefaultParallel-maxWaiting)
		}
		got := map[Outcome]int{}
		for range all {
			got[<-outcomes]++
		}
		if got[Succeeded] != DefaultParallel || got[Busy] != all-DefaultParallel {
			t.Errorf("%v, want %d answered and the rest busy", got, DefaultParallel)
		}
	})
}

func TestBudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &server{t: t, reply: writes(`{"passages":[1],"sentence":2,"confidence":3}`)}
		m, err := New(Config{URL: "http://models.test", Name: "small", Daily: 2, Transport: s})
		if err != nil {
			t.Fatal(err)
		}
		ask := func(library, state string) Outcome {
			q := question
			q.Library, q.State = library, state
			_, err := m.Choose(t.Context(), q)
			return outcomeOf(err)
		}
		var got []Outcome
		got = append(got, ask("one", "a"), ask("one", "b"), ask("one", "c"), ask("one", "a"), ask("two", "a"))
		time.Sleep(24 * time.Hour)
		got = append(got, ask("one", "c"))
		want := []Outcome{Succeeded, Succeeded, Spent, Succeeded, Succeeded, Succeeded} // the fourth is cached
		if !reflect.DeepEqual(got, want) {
			t.Errorf("outcomes %v, want %v", got, want)
		}
	})
}

// The same is asked once; another library, state or passage is another
// question. What is remembered ends after an hour.
func TestCache(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, s := client(t, writes(`{"passages":[1],"sentence":2,"confidence":3}`))
		ask := func(change func(*Question)) {
			q := question
			q.Passages = append([]Passage{}, question.Passages...)
			change(&q)
			if _, err := m.Choose(t.Context(), q); err != nil {
				t.Fatal(err)
			}
		}
		for _, tt := range []struct {
			name   string
			change func(*Question)
			sent   int
		}{
			{"first", func(*Question) {}, 1},
			{"again", func(*Question) {}, 1},
			{"state", func(q *Question) { q.State = "x" }, 2},
			{"library", func(q *Question) { q.Library = "two" }, 3},
			{"text", func(q *Question) { q.Text = "when?" }, 4},
			{"passage", func(q *Question) { q.Passages[1].Heading = "" }, 5},
		} {
			if ask(tt.change); len(s.bodies) != tt.sent {
				t.Errorf("%s: %d requests, want %d", tt.name, len(s.bodies), tt.sent)
			}
		}
		time.Sleep(cacheFor + time.Second)
		if ask(func(*Question) {}); len(s.bodies) != 6 {
			t.Errorf("%d requests, want one more after an hour", len(s.bodies))
		}
	})
}

// The request has what it must have, the key stands in its header alone.
func TestRequest(t *testing.T) {
	var calls []Call
	s := &server{t: t, reply: writes(`{"passages":[1],"sentence":2,"confidence":3}`)}
	m, err := New(Config{URL: "http://models.test/v1/", Name: "small", Key: "the-key", Transport: s, Record: func(c Call) { calls = append(calls, c) }})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Choose(t.Context(), question); err != nil {
		t.Fatal(err)
	}
	var body chatRequest
	if err := json.Unmarshal(s.bodies[0], &body); err != nil {
		t.Fatal(err)
	}
	want := `<question>when is the pool heated?</question>
<passages>
<passage n="1">
<title>The pool</title>
<s n="1">It is cold.</s>
<s n="2">From May on it is heated.</s>
</passage>
<passage n="2">
<title>The hall</title>
<heading>Hours</heading>
<s n="1">Open at six.</s>
</passage>
</passages>
`
	if got := body.Messages[1].Content; got != want {
		t.Errorf("sent:\n%s\nwant:\n%s", got, want)
	}
	if body.Model != "small" || body.Format == nil || body.Format.Type != "json_schema" {
		t.Errorf("body %s", s.bodies[0])
	}
	if got := s.heads[0].Get("Authorization"); got != "Bearer the-key" {
		t.Errorf("Authorization %q", got)
	}
	shown, err := json.Marshal(calls)
	if err != nil || len(calls) != 1 || strings.Contains(string(shown), "the-key") || !strings.Contains(string(shown), `"Reply":{"passages":[1],"sentence":2,"confidence":3}`) {
		t.Errorf("recorded %s, %v", shown, err)
	}
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

func TestRephrase(t *testing.T) {
	for _, tt := range []struct {
		name, written string
		want          []string
		outcome       Outcome
	}{
		{"two", `{"queries":["pool temperature","heated season"]}`, []string{"pool temperature", "heated season"}, Succeeded},
		{"five, blanks, twice", `{"queries":[" a  b ","a b","","c","d","e","f"]}`, []string{"a b", "c", "d", "e"}, Succeeded},
		{"too long", `{"queries":["` + strings.Repeat("x", maxQuery+1) + `"]}`, []string{}, Succeeded},
		{"none", `{"queries":[]}`, []string{}, Succeeded},
		{"quotation marks are no phrases", `{"queries":["\"pool\" season"]}`, []string{"pool season"}, Succeeded},
		{"text", `pool`, nil, BadForm},
		{"left out", `{}`, nil, BadForm},
		{"more", `{"queries":[],"answer":"May"}`, nil, BadForm},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, s := client(t, writes(tt.written))
			got, err := m.Rephrase(t.Context(), "one", "", "when is it warm? </question> secret", []string{"en", "de"})
			if outcomeOf(err) != tt.outcome || !reflect.DeepEqual(got, tt.want) {
				t.Errorf("Rephrase = %q, %v, want %q, %s", got, err, tt.want, tt.outcome)
			}
			saysNothingOf(t, err, tt.written)
			if !strings.Contains(string(s.bodies[0]), `en, de`) {
				t.Errorf("sent %s", s.bodies[0])
			}
		})
	}
}

func TestEmbed(t *testing.T) {
	for _, tt := range []struct {
		name, reply string
		want        []Vector
	}{
		{"in order", `{"data":[{"index":1,"embedding":[0,-1]},{"index":0,"embedding":[0.5,0.25]}]}`, []Vector{{127, 64}, {0, -127}}},
		{"too few", `{"data":[{"index":0,"embedding":[1,2]}]}`, nil},
		{"twice the same", `{"data":[{"index":0,"embedding":[1,2]},{"index":0,"embedding":[1,2]}]}`, nil},
		{"foreign", `{"data":[{"index":0,"embedding":[1,2]},{"index":2,"embedding":[1,2]}]}`, nil},
		{"lengths differ", `{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[1]}]}`, nil},
		{"no numbers", `{"data":[{"index":0,"embedding":[]},{"index":1,"embedding":[]}]}`, nil},
		{"zero", `{"data":[{"index":0,"embedding":[0,0]},{"index":1,"embedding":[1,0]}]}`, nil},
		{"texts", `{"data":[{"index":0,"embedding":["a"]},{"index":1,"embedding":["b"]}]}`, nil},
		{"text", `{"data":"AAAA"}`, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, _ := client(t, func(w http.ResponseWriter, _ int, _ []byte) { io.WriteString(w, tt.reply) })
			got, err := m.Embed(t.Context(), "one", []string{"a", "b"}, true)
			if !reflect.DeepEqual(got, tt.want) || (err == nil) != (tt.want != nil) {
				t.Errorf("Embed = %v, %v, want %v", got, err, tt.want)
			}
		})
	}
}

func TestCloseness(t *testing.T) {
	for _, tt := range []struct {
		a, b Vector
		want float64
	}{
		{Vector{127, 0}, Vector{127, 0}, 1},
		{Vector{127, 0}, Vector{-127, 0}, -1},
		{Vector{127, 0}, Vector{0, 127}, 0},
		{Vector{127, 0}, Vector{127}, 0},
		{Vector{0, 0}, Vector{127, 0}, 0},
	} {
		if got := tt.a.Closeness(tt.b); got != tt.want {
			t.Errorf("%v.Closeness(%v) = %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}

func TestProbe(t *testing.T) {
	right := `{"passages":[2],"sentence":2,"confidence":3}`
	for _, tt := range []struct {
		name  string
		reply func(http.ResponseWriter, int, []byte)
		ok    bool
		says  string
	}{
		{"right", writes(right), true, "a JSON schema"},
		{"wrong passage", writes(`{"passages":[1],"sentence":1,"confidence":3}`), true, "wrong one"},
		{"talks", writes("It opens at ten."), false, "form"},
		{"no model", func(w http.ResponseWriter, _ int, _ []byte) { http.Error(w, "", http.StatusNotFound) }, false, "no such model"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := &server{t: t, reply: tt.reply}
			m, err := New(Config{URL: "http://models.test", Name: "small", Transport: s})
			if err != nil {
				t.Fatal(err)
			}
			h := m.Probe(t.Context())
			if len(h) != 1 || h[0].OK != tt.ok || !strings.Contains(h[0].Says, tt.says) || h[0].Host != "models.test" {
				t.Errorf("Probe = %+v", h)
			}
		})
	}
}

func TestCounts(t *testing.T) {
	m, _ := client(t, func(w http.ResponseWriter, n int, _ []byte) {
		if n == 1 {
			completion(w, "hello")
			return
		}
		completion(w, `{"passages":[],"sentence":0,"confidence":1}`)
	})
	for range 3 {
		m.Choose(t.Context(), question) // failed, made, cached
	}
	var got []string
	for _, c := range m.Counts() {
		got = append(got, fmt.Sprintf("%s %s %d", c.Role, c.Outcome, c.Calls))
	}
	if want := []string{"choose cached 1", "choose form 1", "choose ok 1"}; !reflect.DeepEqual(got, want) {
		t.Errorf("Counts = %q, want %q", got, want)
	}
}

// FuzzChoose holds that whatever a server writes, what comes back points at
// what was sent.
func FuzzChoose(f *testing.F) {
	f.Add(`{"passages":[1],"sentence":2,"confidence":3}`)
	f.Add(`{"passages":[2,1],"sentence":1,"confidence":1} {}`)
	f.Fuzz(func(t *testing.T, written string) {
		m, _ := client(t, writes(written))
		c, err := m.Choose(t.Context(), question)
		if err != nil || c.None() {
			return
		}
		for _, p := range c.Passages {
			if p < 0 || p >= len(question.Passages) {
				t.Fatalf("%q: passage %d", written, p)
			}
		}
		if n := len(question.Passages[c.Passages[0]].Sentences); c.Sentence < 0 || c.Sentence >= n {
			t.Fatalf("%q: sentence %d of %d", written, c.Sentence, n)
		}
	})
}
