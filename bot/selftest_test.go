package bot_test

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/library"
)

// A bot says at /readyz and in its metrics which indexes do not answer. It is
// not ready where none does.
func TestIndexesThatDoNotAnswer(t *testing.T) {
	tests := []struct {
		health library.Health
		status int
		says   string
	}{
		{library.Health{Tested: 3}, http.StatusOK, "no gateway, interactions come over HTTP; the store answers\n"},
		{library.Health{Tested: 3, Failing: 1}, http.StatusOK, "no gateway, interactions come over HTTP; the store answers; 1 of 3 indexes do not answer: see the log\n"},
		{library.Health{Tested: 1, Failing: 1}, http.StatusServiceUnavailable, "no gateway, interactions come over HTTP; the store answers; 1 of 1 indexes do not answer: see the log\n"},
	}
	c, _ := startConfig(t)
	for _, tt := range tests {
		ctx, stop := context.WithCancel(t.Context())
		said, log := io.Pipe()
		tested := make(chan struct{})
		done := make(chan error, 1)
		go func() {
			done <- bot.Run(ctx, bot.Config{
				AdminListen: "127.0.0.1:0", Log: slog.New(slog.NewTextHandler(log, nil)),
				Libraries: altered{
					Libraries: c.Libraries,
					selfTest:  func(context.Context) library.Health { close(tested); return tt.health },
					indexes:   func() library.Indexes { return library.Indexes{Open: 4, Evicted: 9} },
				},
			})
		}()
		line, err := bufio.NewReader(said).ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		go io.Copy(io.Discard, said)
		_, address, _ := strings.Cut(strings.TrimSpace(line), "address=")
		<-tested
		status, says := get(t, "http://"+address+"/readyz")
		for range 1000 { // what was found is noted a moment after
			if says == tt.says {
				break
			}
			status, says = get(t, "http://"+address+"/readyz")
		}
		if status != tt.status || says != tt.says {
			t.Errorf("%+v: /readyz says %d %q, want %d %q", tt.health, status, says, tt.status, tt.says)
		}
		_, metrics := get(t, "http://"+address+"/metrics")
		for _, want := range []string{"footnote_indexes_failing " + string(rune('0'+tt.health.Failing)) + "\n", "footnote_indexes_open 4\n", "footnote_indexes_evicted_total 9\n"} {
			if !strings.Contains(metrics, want) {
				t.Errorf("the metrics have no %q", want)
			}
		}
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

func get(t *testing.T, url string) (status int, body string) {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(b)
}
