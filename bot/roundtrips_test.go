package bot_test

import (
	"bufio"
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
	"testing"

	"footnote/article"
	"footnote/bot"
	"footnote/discord"
	"footnote/internal/pgtest"
	"footnote/library"
	"footnote/store"
)

// A tollgate is a proxy in front of PostgreSQL that notes the statements that
// are run.
type tollgate struct {
	mu  sync.Mutex
	run []string
}

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
			go func() { g.requests(server, client); server.Close() }()
			go func() { io.Copy(client, server); client.Close() }()
		}
	}()
	values := u.Query()
	values.Del("host")
	values.Set("sslmode", "disable")
	u.Host, u.RawQuery = l.Addr().String(), values.Encode()
	return g, u.String()
}

// requests passes the client's messages on, and notes the statements in them.
func (g *tollgate) requests(server io.Writer, client io.Reader) {
	statements := map[string]string{} // prepared, by name
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
			g.note(statements[name])
		case kind == 'Q':
			g.note(strings.TrimRight(string(message[5:]), "\x00"))
		}
		if _, err := server.Write(message); err != nil {
			return
		}
	}
}

func (g *tollgate) note(statement string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.run = append(g.run, strings.Join(strings.Fields(statement), " "))
}

// taken returns the statements that were run, and forgets them.
func (g *tollgate) taken() []string {
	g.mu.Lock()
	defer g.mu.Unlock()
	run := g.run
	g.run = nil
	return run
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

// Whatever is asked, the answer takes three round trips to a database at most,
// but for a person and for a claim, which take more. The record that the
// interaction was served is made at the same time.
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
			run := slices.DeleteFunc(gate.taken(), func(statement string) bool {
				// The record of the use is written while the answer is made; the pool of connections pings one that rested.
				return strings.HasPrefix(statement, "insert into kept") || statement == "-- ping"
			})
			most := 3
			switch tt.command {
			case "who":
				most = 6 // one, then three at the same time, then two
			case "check":
				most = 11 // a claim, and the text around it, are compared with quotations and with passages
			}
			if len(sent) != 1 || strings.Contains(sent[0].raw, "went wrong") {
				t.Fatalf("sent %v", sent)
			}
			if len(run) == 0 || len(run) > most {
				t.Errorf("%d statements, want %d at most:\n%s", len(run), most, strings.Join(run, "\n"))
			}
		})
	}
}
