package model

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// maxWaiting is how many calls wait for others to end, and maxWait is for how
// long: there is an answer without the model.
const (
	maxWaiting = 16
	maxWait    = 2 * time.Second
)

// A gate lets a few calls through at a time.
type gate struct {
	slots   chan struct{}
	waiting atomic.Int32
}

func newGate(parallel int) *gate { return &gate{slots: make(chan struct{}, parallel)} }

// enter waits for a free place; leave returns it.
func (g *gate) enter(ctx context.Context) (leave func(), err error) {
	leave = func() { <-g.slots }
	select {
	case g.slots <- struct{}{}:
		return leave, nil
	default:
	}
	defer g.waiting.Add(-1)
	if g.waiting.Add(1) > maxWaiting {
		return nil, failed(Busy, "too many calls wait already")
	}
	timer := time.NewTimer(maxWait)
	defer timer.Stop()
	select {
	case g.slots <- struct{}{}:
		return leave, nil
	case <-timer.C:
		return nil, failed(Busy, "the calls before it take too long")
	case <-ctx.Done():
		return nil, failed(TimedOut, "no answer in time")
	}
}

// A breaker is a circuit breaker. It opens after maxFailures failures in a row:
// for a while no call is made, then one, which closes it or opens it for twice
// as long.
type breaker struct {
	mu       sync.Mutex
	failures int
	rest     time.Duration
	until    time.Time // no call is made before
	trying   bool      // one call is trying the server
}

const (
	maxFailures = 5
	minRest     = 30 * time.Second
	maxRest     = 10 * time.Minute
)

// allow fails while the breaker is open. A caller that is allowed must then report
// or skip.
func (b *breaker) allow() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.failures < maxFailures {
		return nil
	}
	if b.trying || time.Now().Before(b.until) {
		return failed(Suspended, "not tried, after repeated failures")
	}
	b.trying = true
	return nil
}

// skip reports that an allowed call was not made.
func (b *breaker) skip() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.trying = false
}

// report records the outcome of a call.
func (b *breaker) report(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.trying = false
	if err == nil {
		b.failures, b.rest = 0, 0
		return
	}
	if b.failures++; b.failures >= maxFailures {
		b.rest = min(max(minRest, 2*b.rest), maxRest)
		b.until = time.Now().Add(b.rest)
	}
}

// A budget counts the calls that libraries made in a day.
type budget struct {
	mu   sync.Mutex
	day  string
	made map[spender]int
}

type spender struct {
	library string
	role    Role
}

// take counts a call. It returns false if the library has used up its calls of
// the day.
func (b *budget) take(library string, r Role, daily int) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if today := time.Now().UTC().Format(time.DateOnly); today != b.day {
		b.day, b.made = today, map[spender]int{}
	}
	s := spender{library, r}
	if b.made[s] >= daily {
		return false
	}
	b.made[s]++
	return true
}
