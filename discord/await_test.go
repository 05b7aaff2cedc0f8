package discord_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"footnote/discord"
)

// What a later try may be spared is tried again, with pauses that grow, and
// the log says what is waited for.
func TestAwait(t *testing.T) {
	down := errors.New("dial tcp: lookup discord.com: no such host")
	failing := &discord.APIError{Status: http.StatusServiceUnavailable}
	aDay := &discord.LimitError{After: 24 * time.Hour}
	refused := &discord.APIError{Status: http.StatusForbidden}
	tests := []struct {
		name        string
		errs        []error // of the tries; nil is success
		want        error
		least, most time.Duration // that it takes
	}{
		{"at once", []error{nil}, nil, 0, 0},
		{"no name server", []error{down, down, nil}, nil, 1500 * time.Millisecond, 3 * time.Second},
		{"unavailable", []error{failing, nil}, nil, 500 * time.Millisecond, time.Second},
		{"away for long", []error{down, down, down, down, down, down, down, down, down, down, nil}, nil, 3 * time.Minute, 10 * time.Minute},
		{"a limit of a day", []error{aDay, nil}, nil, 24 * time.Hour, 24 * time.Hour},
		{"a bad token", []error{down, discord.ErrBadToken}, discord.ErrBadToken, 500 * time.Millisecond, time.Second},
		{"no scope", []error{discord.ErrNoScope}, discord.ErrNoScope, 0, 0},
		{"refused", []error{refused}, refused, 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var log lockedBuffer
				c, err := discord.New("secret", "", slog.New(slog.NewTextHandler(&log, nil)))
				if err != nil {
					t.Fatal(err)
				}
				began, n := time.Now(), 0
				err = c.Await(t.Context(), "the gateway", func(context.Context) error {
					n++
					return tt.errs[n-1]
				})
				if !errors.Is(err, tt.want) || n != len(tt.errs) {
					t.Errorf("Await = %v after %d tries, want %v after %d", err, n, tt.want, len(tt.errs))
				}
				if took := time.Since(began); took < tt.least || took > tt.most {
					t.Errorf("it took %s, want %s to %s", took, tt.least, tt.most)
				}
				if said := strings.Count(log.String(), "waiting for Discord"); said != n-1 {
					t.Errorf("said %d times that it waits, want %d: %s", said, n-1, log.String())
				}
			})
		})
	}
}

// A try that hangs is given up, and the wait ends with its context.
func TestAwaitEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, err := discord.New("secret", "", nil)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		tries := 0
		err = c.Await(ctx, "the gateway", func(ctx context.Context) error {
			tries++
			<-ctx.Done()
			return ctx.Err()
		})
		if !errors.Is(err, context.DeadlineExceeded) || tries < 10 {
			t.Errorf("Await = %v after %d tries, want the context's error after many", err, tries)
		}
	})
}
