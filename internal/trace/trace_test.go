package trace_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"

	"footnote/internal/trace"
)

// A line has the id of its context once, also with attributes and groups and
// through two handlers; other lines have none.
func TestHandler(t *testing.T) {
	var out strings.Builder
	log := slog.New(trace.Handler(trace.Handler(slog.NewTextHandler(&out, nil)))).With("library", "1")
	log.InfoContext(trace.With(context.Background(), "77"), "with")
	log.Info("without")
	lines := strings.SplitAfter(out.String(), "\n")
	if !strings.Contains(lines[0], "library=1 interaction=77\n") || strings.Count(lines[0], "interaction") != 1 || strings.Contains(lines[1], "interaction") {
		t.Errorf("the log is %q", lines)
	}
}
