package bot_test

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"footnote/article"
	"footnote/bot"
	"footnote/discord"
	"footnote/internal/pgtest"
	"footnote/library"
	"footnote/store"
)

// A tollgate is a proxy in front of PostgreSQL that notes the statements that
// are run, and how many round trips they take one after another. Statements
// that are sent before a response to any of them came back take one together.
type tollgate struct {
	far  atomic.Bool  // responses are on their way for a while
	away atomic.Int64 // how long, in nanoseconds; farAway if it is 0

	mu      sync.Mutex
	run     []string
	back    int // the deepest round trip whose response is back
	deepest int
}

// farAway is how long a response of a far database is on its way: long enough
// for whatever else is sent at the same time.
const farAway = 25 * time.Millisecond

// newTollgate starts one, and returns the database's address through it.
func newTollgate(t *testing.T, dsn string) (*tollgate, string) {
	t.Helper()
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	g := &tollgate{}
	go func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			server, err := net.Dial("unix", pgtest.Socket())
			if err != nil {
				client.Close()
				return
			}
			trips := make(chan int, 1000) // the depths of those on their way
			go func() { g.requests(server, client, trips); server.Close() }()
			go func() { g.responses(client, server, trips); client.Close() }()
		}
	}()
	values := u.Query()
	values.Del("host")
	values.Set("sslmode", "disable")
	u.Host, u.RawQuery = l.Addr().String(), values.Encode()
	return g, u.String()
}

// requests passes the client's messages on, and notes the statements in them.
func (g *tollgate) requests(server io.Writer, client io.Reader, trips chan<- int) {
	statements := map[string]string{} // prepared, by name
	besides := false                  // the answer does not wait for it
	r := bufio.NewReader(client)
	for typed := false; ; typed = true { // the first has no type
		kind, message, err := protocol(r, typed)
		if err != nil {
			return
		}
		switch {
		case kind == 'P':
			name, rest, _ := strings.Cut(string(message[5:]), "\x00")
			statements[name], _, _ = strings.Cut(rest, "\x00")
		case kind == 'B':
			_, rest, _ := strings.Cut(string(message[5:]), "\x00")
			name, _, _ := strings.Cut(rest, "\x00")
			besides = strings.HasPrefix(statements[name], "insert into misses") // once the answer is sent
			g.note(statements[name])
		case kind == 'Q':
			statement := strings.TrimRight(string(message[5:]), "\x00")
			besides = statement == "-- ping" // of a connection that rested
			g.note(statement)
		}
		if kind == 'Q' || kind == 'S' { // a synchronization: the client now waits
			trips <- g.sent(besides)
			besides = false
		}
		if _, err := server.Write(message); err != nil {
			return
		}
	}
}

// sent returns the depth of a round trip that begins: one more than that of the
// deepest that is back, or none.
func (g *tollgate) sent(besides bool) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	if besides {
		return 0
	}
	g.deepest = max(g.deepest, g.back+1)
	return g.back + 1
}

// responses passes the server's messages on, those of a round trip together.
func (g *tollgate) responses(client io.Writer, server io.Reader, trips <-chan int) {
	var messages []byte
	started := false // the connection was made
	r := bufio.NewReader(server)
	for {
		kind, message, err := protocol(r, true)
		if err != nil {
			return
		}
		messages = append(messages, message...)
		if kind == 'Z' && started { // ready for a query: the response is complete
			depth := <-trips
			if g.far.Load() && depth > 0 {
				time.Sleep(cmp.Or(time.Duration(g.away.Load()), farAway))
			}
			g.mu.Lock()
			g.back = max(g.back, depth)
			g.mu.Unlock()
		}
		if !started || kind == 'Z' {
			if _, err := client.Write(messages); err != nil {
				return
			}
			messages = messages[:0]
		}
		started = started || kind == 'Z'
	}
}

func (g *tollgate) note(statement string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.run = append(g.run, strings.Join(strings.Fields(statement), " "))
}

// taken returns the statements that were run and the round trips that they took
// one after another, and forgets them.
func (g *tollgate) taken() (run []string, depth int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	run, depth = g.run, g.deepest
	g.run, g.back, g.deepest = nil, 0, 0
	return run, depth
}

// depthOf returns how many round trips something takes one after another, which
// should be at most want, and its statements. On a busy machine a statement may
// be sent late, after the response to one that was sent at the same time. So the
// best of some tries counts, on a database that is farther away each time.
func (g *tollgate) depthOf(want int, do func()) (depth int, run []string) {
	g.far.Store(true)
	defer g.far.Store(false)
	defer g.away.Store(0)
	for try := range 4 {
		g.away.Store(int64(farAway << try))
		g.taken()
		do()
		if again, d := g.taken(); depth == 0 || d < depth {
			depth, run = d, again
		}
		if depth <= want {
			break
		}
	}
	return depth, run
}

// protocol reads a message of PostgreSQL's protocol: a type, unless it is the
// first one, its length, and its content.
func protocol(r io.Reader, typed bool) (kind byte, message []byte, err error) {
	head := make([]byte, 5)
	if !typed {
		head = head[:4]
	}
	if _, err := io.ReadFull(r, head); err != nil {
		return 0, nil, err
	}
	message = append(head, make([]byte, int(binary.BigEndian.Uint32(head[len(head)-4:]))-4)...)
	_, err = io.ReadFull(r, message[len(head):])
	return head[0], message, err
}

// maxDepth is how many round trips to a database an answer may take, one after
// another.
const maxDepth = 3

// Whatever is asked, the answer takes three round trips to a database at most,
// one after another.
// The record that the interaction was served is made at the same time.
func TestRoundTrips(t *testing.T) {
	if !pgtest.Installed() {
		t.Skip("SKIPPED: round trips to PostgreSQL are counted: install Debian's package postgresql (no initdb found)")
	}
	gate, dsn := newTollgate(t, pgtest.Database(t))
	st, err := store.Open(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	libs := library.New(library.Config{Store: st, IndexDir: t.TempDir()})
	defer libs.Close()
	lib, err := libs.Library("1")
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir("../samples/articles")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		body, err := os.ReadFile("../samples/articles/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := lib.AddOne(t.Context(), "1", library.Item{Anyway: true, Source: article.Source{Name: e.Name(), Body: body}}); err != nil {
			t.Fatal(err)
		}
	}
	h := &house{t: t, wire: newWire(t), log: &log{}}
	h.config = bot.Config{API: h.wire.URL + "/api/v10", Libraries: libs, Log: slog.New(slog.DiscardHandler)}
	h.restart()
	for _, tt := range []struct {
		command, option, value string
		typing                 bool
	}{
		{command: "who", option: "name", value: "Yann LeCun"},
		{command: "who", option: "name", value: "LeCun"},
		{command: "who", option: "name", value: "Nobody Known"},
		{command: "quote", option: "words", value: "cat"},
		{command: "quote", option: "speaker", value: "Yann LeCun"},
		{command: "quote", option: "words", value: ""},
		{command: "ask", option: "question", value: "why did LeCun leave Meta?"},
		{command: "ask", option: "question", value: "what is the capital of Peru?"},
		{command: "search", option: "words", value: "world models"},
		{command: "check", option: "text", value: "LeCun said a cat knows more"},
		{command: "check", option: "text", value: "Yann LeCun: “A house cat knows more about the world than the largest language model.” Everybody laughed."},
		{command: "check", option: "text", value: "Yann LeCun: “The harbour was closed for a week after the storm.”"},
		{command: "timeline", option: "about", value: "world models"},
		{command: "timeline", option: "about", value: "Yann LeCun"},
		{command: "articles", option: "words", value: "LeCun"},
		{command: "articles", option: "author", value: "Ann"},
		{command: "quote", option: "article", value: "lecun"},

		{command: "privacy"},
		{command: "articles", option: "words", value: ""},
		{command: "help"},
		{command: "who", option: "name", value: "le", typing: true},
		{command: "quote", option: "words", value: "ca", typing: true},
		{command: "ask", option: "article", value: "le", typing: true},
	} {
		t.Run(fmt.Sprintf("%s %s %q %t", tt.command, tt.option, tt.value, tt.typing), func(t *testing.T) {
			kind, options := discord.Use, "[]"
			if tt.typing {
				kind = discord.Autocomplete
			}
			if tt.value != "" {
				options = fmt.Sprintf(`[{"name":%q,"type":3,"value":%q,"focused":%t}]`, tt.option, tt.value, tt.typing)
			}
			data := fmt.Sprintf(`{"name":%q,"type":1,"options":%s}`, tt.command, options)
			ask := func() *discord.Interaction { // by somebody else each time
				i := h.interaction(kind, member, data)
				i.Member.User.ID = i.ID
				return i
			}
			for range 2 { // statements are prepared
				h.serve(ask())
			}
			gate.taken()
			sent := h.serve(ask())
			run, _ := gate.taken()
			run = slices.DeleteFunc(run, func(statement string) bool {
				// The record of the use is written while the answer is made; the pool of connections pings one that rested.
				return strings.HasPrefix(statement, "insert into kept") || statement == "-- ping"
			})
			most := 3
			switch tt.command {
			case "quote":
				if tt.option == "article" {
					most = 6 // an article is found first, and how much it has
				}
			case "who":
				most = 6 // one, then three at the same time, then two
			case "articles":
				most = 4 // the number and the first of them at the same time
			case "timeline":
				most = 5
			case "privacy":
				most = 5 // four of them at the same time, and one after them
			case "check":
				most = 16 // a claim, and the text around it, are compared with quotations and with passages, at the same time
			}
			if len(sent) != 1 || strings.Contains(sent[0].raw, "went wrong") {
				t.Fatalf("sent %v", sent)
			}
			if len(run) == 0 || len(run) > most {
				t.Errorf("%d statements, want %d at most:\n%s", len(run), most, strings.Join(run, "\n"))
			}
			if got, run := gate.depthOf(maxDepth, func() { h.serve(ask()) }); got == 0 || got > maxDepth {
				t.Errorf("%d round trips one after another, want %d at most:\n%s", got, maxDepth, strings.Join(run, "\n"))
			}
		})
	}
}
