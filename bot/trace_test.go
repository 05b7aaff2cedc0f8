package bot_test

import (
	"log/slog"
	"strings"
	"testing"
)

// Every line that an interaction causes has its id, those of the library too.
func TestLogLinesHaveTheInteraction(t *testing.T) {
	t.Parallel()
	c, said := startConfig(t)
	d := newStandIn(t, joined, useIt)
	c.API = d.URL + "/api/v10"
	c.Log = slog.New(slog.NewTextHandler(said, &slog.HandlerOptions{Level: slog.LevelDebug}))
	stop := start(t, c)
	<-d.answers
	said.awaits(t, "msg=answered")
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(said.String()) {
		if strings.Contains(line, "msg=answered") && !strings.Contains(line, "interaction=77") {
			t.Errorf("a line has no id of its interaction: %s", line)
		}
	}
}
