package bot_test

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/library"
)

// The calls of a language model are counted in the metrics, where there is
// one.
func TestModelMetrics(t *testing.T) {
	c, _ := startConfig(t)
	for _, counts := range [][]library.ModelCount{nil, {{Role: "choose", Outcome: "late", Calls: 3, Took: 24 * time.Second}}} {
		ctx, stop := context.WithCancel(t.Context())
		said, log := io.Pipe()
		done := make(chan error, 1)
		go func() {
			done <- bot.Run(ctx, bot.Config{AdminListen: "127.0.0.1:0", Log: slog.New(slog.NewTextHandler(log, nil)), Libraries: altered{Libraries: c.Libraries, modelCounts: func() []library.ModelCount { return counts }}})
		}()
		line, err := bufio.NewReader(said).ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		go io.Copy(io.Discard, said)
		_, address, _ := strings.Cut(strings.TrimSpace(line), "address=")
		_, metrics := get(t, "http://"+address+"/metrics")
		for _, want := range []string{
			`footnote_model_calls_total{outcome="late",role="choose"} 3` + "\n",
			`footnote_model_seconds_total{outcome="late",role="choose"} 24` + "\n",
		} {
			if strings.Contains(metrics, want) != (counts != nil) {
				t.Errorf("with a model %t: the metrics have %q %t", counts != nil, want, strings.Contains(metrics, want))
			}
		}
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}
