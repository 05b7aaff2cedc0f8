package cli

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"footnote/internal/loopback"
	"footnote/internal/pgtest"
	"footnote/store"
)

// A fleet is several bots on one PostgreSQL, each with its own data folder, that
// take interactions over HTTP.
type fleet struct {
	t       *testing.T
	dsn     string
	private ed25519.PrivateKey
	public  string
	api     *httptest.Server
	bots    []*fleetBot
	n       atomic.Int64
	guild   string // that interactions come from, "" for 1300

	mu      sync.Mutex
	answers map[string][]string // bodies of first answers, by interaction
}

// A fleetBot is one process of a fleet.
type fleetBot struct {
	data, address string
	process       *exec.Cmd
}

func newFleet(t *testing.T, size int) *fleet {
	t.Helper()
	return newFleetOver(t, size, pgtest.Database(t))
}

// newFleetOver starts a fleet over a database.
func newFleetOver(t *testing.T, size int, dsn string) *fleet {
	t.Helper()
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	f := &fleet{t: t, dsn: dsn, private: private, public: hex.EncodeToString(public), answers: map[string][]string{}}
	f.api = httptest.NewServer(f)
	t.Cleanup(f.api.Close)
	for range size {
		b := &fleetBot{data: t.TempDir(), address: loopback.Address(t)}
		f.bots = append(f.bots, b)
		f.start(b)
		t.Cleanup(func() { b.process.Process.Kill(); b.process.Wait() })
	}
	return f
}

// ServeHTTP takes the bots' answers, as Discord does.
func (f *fleet) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	if filepath.Base(r.URL.Path) == "callback" {
		id := filepath.Base(filepath.Dir(filepath.Dir(r.URL.Path)))
		f.mu.Lock()
		f.answers[id] = append(f.answers[id], string(body))
		f.mu.Unlock()
		w.WriteHeader(http.StatusNoContent)
		return
	}
	fmt.Fprint(w, `{"id":"1","channel_id":"2"}`)
}

func (f *fleet) env() []string {
	return append(os.Environ(), "DATABASE_URL="+f.dsn, "DISCORD_TOKEN=", "DISCORD_PUBLIC_KEY="+f.public,
		"DISCORD_API="+f.api.URL+"/api/v10", "FOOTNOTE_ADMIN_LISTEN=127.0.0.1:0", "FOOTNOTE_LOG=warn")
}

// start starts a bot, and waits until it listens.
func (f *fleet) start(b *fleetBot) {
	f.t.Helper()
	b.process = exec.Command("footnote", "run", "--data", b.data)
	b.process.Env = append(f.env(), "FOOTNOTE_LISTEN="+b.address)
	b.process.Dir = b.data
	b.process.Stderr = os.Stderr
	if err := b.process.Start(); err != nil {
		f.t.Fatal(err)
	}
	await(f.t, "a bot listens", func() bool {
		c, err := net.Dial("tcp", b.address)
		if err == nil {
			c.Close()
		}
		return err == nil
	})
}

// send sends an interaction to a bot, and reports whether it acknowledged.
func (f *fleet) send(b *fleetBot, data string) (id string, acknowledged bool) {
	id = strconv.FormatInt(f.n.Add(1), 10)
	body := fmt.Appendf(nil, `{"id":%q,"application_id":"9","token":"t%s","type":2,"version":1,"guild_id":%q,"channel_id":"5","app_permissions":"0","locale":"en-US",
		"member":{"permissions":"32","roles":[],"user":{"id":"%d","username":"ann"}},"data":%s}`, id, id, cmp.Or(f.guild, "1300"), f.n.Load()%500, data)
	stamp := strconv.FormatInt(time.Now().Unix(), 10)
	r, _ := http.NewRequest(http.MethodPost, "http://"+b.address+"/interactions", bytes.NewReader(body))
	r.Close = true // each on a connection of its own, as through a proxy
	r.Header.Set("X-Signature-Timestamp", stamp)
	r.Header.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(f.private, append([]byte(stamp), body...))))
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return id, false
	}
	defer answer.Body.Close()
	said, _ := io.ReadAll(answer.Body)
	if answer.StatusCode == http.StatusOK { // the response is the answer
		f.mu.Lock()
		f.answers[id] = append(f.answers[id], string(said))
		f.mu.Unlock()
	}
	return id, answer.StatusCode == http.StatusOK || answer.StatusCode == http.StatusAccepted
}

// ask sends an interaction and returns what it was answered.
func (f *fleet) ask(b *fleetBot, data string) string {
	f.t.Helper()
	id, ok := f.send(b, data)
	if !ok {
		f.t.Fatalf("an interaction was not taken: %s", data)
	}
	var answers []string
	await(f.t, "an answer to "+data, func() bool {
		f.mu.Lock()
		defer f.mu.Unlock()
		answers = f.answers[id]
		return len(answers) > 0
	})
	return answers[0]
}

// await waits until something is true, for longer than a busy machine takes.
func await(t *testing.T, what string, is func() bool) {
	t.Helper()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(time.Minute); !is(); <-tick.C {
		if time.Now().After(deadline) {
			t.Fatalf("not so after a minute: %s", what)
		}
	}
}

func addText(title, text string) string {
	return fmt.Sprintf(`{"name":"library","type":1,"options":[{"name":"add","type":1,"options":[{"name":"title","type":3,"value":%q},{"name":"text","type":3,"value":%q}]}]}`, title, text)
}

func search(words string) string {
	return fmt.Sprintf(`{"name":"search","type":1,"options":[{"name":"words","type":3,"value":%q}]}`, words)
}

// What one process has acknowledged, every other answers with at the first
// question.
func TestFleetAnswersAsOne(t *testing.T) {
	t.Parallel()
	f := newFleet(t, 3)
	for n := range 9 {
		adds, asks := f.bots[n%3], f.bots[(n+1+n/3%2)%3]
		word := fmt.Sprintf("marker%d", n)
		if got := f.ask(adds, addText("Note "+word, "The keeper wrote the word "+word+" into the log of the light.")); !strings.Contains(got, "Added: Note "+word) {
			t.Fatalf("adding is answered %s", got)
		}
		if got := f.ask(asks, search(word)); !strings.Contains(got, "into the log") {
			t.Errorf("another process answers %s", got)
		}
	}
}

// One of three that add is killed: nothing acknowledged is lost, nothing is
// there twice, the others go on, and what was missed can be added again.
func TestFleetLosesOne(t *testing.T) {
	t.Parallel()
	dsn := pgtest.Database(t)
	total := rounds(600, 5000)
	line := func(n int) string {
		return fmt.Sprintf(`{"id":"a%d","title":"Article %d","text":"Heron number %d stands in the water. It waits."}`+"\n", n, n, n)
	}
	add := func(of, kill int) (acknowledged []string, err error) {
		cmd := exec.Command("footnote", "add", "--data", t.TempDir(), "--jsonl", "-")
		cmd.Env = append(os.Environ(), "DATABASE_URL="+dsn)
		stdin, _ := cmd.StdinPipe()
		stdout, _ := cmd.StdoutPipe()
		if err := cmd.Start(); err != nil {
			return nil, err
		}
		go func() {
			defer stdin.Close()
			for n := of; n < total; n += 3 {
				if _, err := io.WriteString(stdin, line(n)); err != nil {
					return
				}
			}
		}()
		for lines := bufio.NewScanner(stdout); lines.Scan(); {
			var done struct{ ID, Error string }
			if json.Unmarshal(lines.Bytes(), &done) == nil && done.Error == "" {
				acknowledged = append(acknowledged, done.ID)
			}
			if len(acknowledged) == kill {
				cmd.Process.Kill()
			}
		}
		return acknowledged, cmd.Wait()
	}
	var g sync.WaitGroup
	var acknowledged [3][]string
	var errs [3]error
	for n := range 3 {
		kill := 0
		if n == 1 {
			kill = total / 9
		}
		g.Go(func() { acknowledged[n], errs[n] = add(n, kill) })
	}
	g.Wait()
	if errs[0] != nil || errs[2] != nil || errs[1] == nil {
		t.Fatalf("they ended with %v, want only the second killed", errs)
	}
	st, err := store.Open(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	there := func() map[string]int {
		ids, err := st.IDs(t.Context(), "default")
		if err != nil {
			t.Fatal(err)
		}
		counted := map[string]int{}
		for _, id := range ids {
			counted[id]++
		}
		return counted
	}
	have := there()
	for _, list := range acknowledged {
		for _, id := range list {
			if have[id] != 1 {
				t.Errorf("%s was acknowledged, and is there %d times", id, have[id])
			}
		}
	}
	if _, err := add(1, 0); err != nil {
		t.Fatal(err)
	}
	if have := there(); len(have) != total {
		t.Errorf("%d articles, want %d", len(have), total)
	}
	if problems, err := st.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("Check = %v, %v", problems, err)
	}
}

// Bots are restarted one after the other while people ask: every interaction
// that was acknowledged is answered, once.
func TestFleetRollingRestart(t *testing.T) {
	t.Parallel()
	f := newFleet(t, 3)
	f.ask(f.bots[0], addText("The log", "The keeper of the light wrote a log for forty years. Nobody read it until 1931."))
	for _, b := range f.bots {
		f.ask(b, search("keeper"))
	}
	var acknowledged sync.Map
	var taken, refused atomic.Int64
	stop := make(chan struct{})
	var asking sync.WaitGroup
	for worker := range 4 {
		asking.Go(func() {
			for n := worker; ; n++ {
				select {
				case <-stop:
					return
				default:
				}
				if id, ok := f.send(f.bots[n%3], search("keeper")); ok {
					acknowledged.Store(id, true)
					taken.Add(1)
				} else {
					refused.Add(1) // a proxy would try the next
				}
				time.Sleep(5 * time.Millisecond)
			}
		})
	}
	const meanwhile = 30 // interactions that are taken between two restarts
	traffic := func() {
		t.Helper()
		before := taken.Load()
		await(t, "people ask on", func() bool { return taken.Load() >= before+meanwhile })
	}
	for _, b := range f.bots {
		traffic()
		b.process.Process.Signal(syscall.SIGTERM)
		if err := b.process.Wait(); err != nil {
			t.Errorf("a bot ended with %v", err)
		}
		f.start(b)
	}
	traffic()
	close(stop)
	asking.Wait()
	await(t, "all that was taken is answered", func() bool {
		f.mu.Lock()
		defer f.mu.Unlock()
		all := true
		acknowledged.Range(func(id, _ any) bool {
			all = all && len(f.answers[id.(string)]) > 0
			return all
		})
		return all
	})
	for _, b := range f.bots { // what they would send twice is sent when they have ended
		b.process.Process.Signal(syscall.SIGTERM)
		b.process.Wait()
	}
	acknowledged.Range(func(id, _ any) bool {
		f.mu.Lock()
		defer f.mu.Unlock()
		if n := len(f.answers[id.(string)]); n != 1 {
			t.Errorf("interaction %s was acknowledged, and answered %d times", id, n)
		}
		return true
	})
	t.Logf("%d interactions taken, %d refused while a bot was away", taken.Load(), refused.Load())
}
