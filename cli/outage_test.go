package cli

import (
	"flag"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/internal/pgtest"
)

var (
	outage = flag.Duration("outage", 4*time.Second, "how long the database is gone in TestOutage")
	slack  = flag.Duration("slack", 10*time.Second, "what TestOutage grants a busy machine beyond its bounds")
)

// A database that is slow, and then gone, costs those who ask a second and
// those who add two and a half; when it is back, so is everything.
func TestOutage(t *testing.T) {
	dsn := pgtest.Database(t)
	relay := pgtest.NewRelay(t)
	f := newFleetOver(t, 1, relay.Address(t, dsn))
	b := f.bots[0]
	// On a busy machine a database that is there may miss a limit, too.
	until := func(data, want string) {
		t.Helper()
		await(t, data+" is answered "+want, func() bool { return strings.Contains(f.ask(b, data), want) })
	}
	until(addText("The log", "The keeper of the light wrote a log for forty years. Nobody read it until 1931."), "The log")
	until(search("keeper"), "forty years")
	const away = "can't be reached right now"
	within := func(what string, limit time.Duration, data, want string) {
		t.Helper()
		start := time.Now()
		got := f.ask(b, data)
		if took := time.Since(start); took > limit+*slack {
			t.Errorf("%s took %v, want at most %v", what, took, limit)
		}
		if !strings.Contains(got, want) {
			t.Errorf("%s is answered %s, want %q", what, got, want)
		}
	}
	relay.Slow(2 * time.Second)
	within("asking while it is slow", 1100*time.Millisecond, search("keeper"), away)
	within("adding while it is slow", 2600*time.Millisecond, addText("No", "This is not kept. It is too slow for that."), away)
	relay.Cut()
	until(search("keeper"), "forty years")

	relay.Refuse()
	gone := time.Now()
	for time.Since(gone) < *outage {
		within("asking while it is gone", 1100*time.Millisecond, search("keeper"), away)
		within("adding while it is gone", 2600*time.Millisecond, addText("No", "This is not kept. There is nowhere to keep it."), away)
		var crowd sync.WaitGroup
		for range 20 {
			crowd.Go(func() { f.send(b, search("keeper")) })
		}
		crowd.Wait()
	}
	relay.Cut()
	back := time.Now()
	until(search("keeper"), "forty years")
	if took := time.Since(back); took > 5*time.Second+*slack {
		t.Errorf("the database is used %v after its return, want at most five seconds", took)
	}
	if got := f.ask(b, search("kept")); strings.Contains(got, "This is not kept") {
		t.Error("what was refused is there")
	}
	if most := relay.MaxConnections(); most > 12 {
		t.Errorf("%d connections at a time, want a bounded pool", most)
	}
	t.Logf("back after %v; at most %d connections", time.Since(back).Round(time.Millisecond), relay.MaxConnections())
}
