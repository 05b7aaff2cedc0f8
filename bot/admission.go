package bot

import (
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// The limits of admission. An interaction that waits in line is answered within
// a second, even if only to say that the bot is busy.
const (
	minWorkers    = 16   // interactions that are worked on at a time
	workersPerCPU = 8    // the same, per processor
	maxWaiting    = 1024 // interactions in line
	maxSlow       = 256  // interactions that Discord was asked to wait for

	maxWait       = 700 * time.Millisecond // in line; Discord wants a first answer within 3 s
	maxTypingWait = 400 * time.Millisecond // in line, of a completion: meanwhile the person keeps typing

	paceWeight = 16 // calls that the pace of the lines is an average of, about
)

// An admission decides when an interaction is worked on. Only some are at a
// time; the others wait in line. Each server has a line of its own, and the
// lines take turns, so a server with many questions does not delay others. One
// that waited too long is not worked on at all.
type admission struct {
	workers int

	mu      sync.Mutex
	working int // without the slow ones
	slow    int
	waiting int // in all lines
	lines   map[string]*line
	turns   []*line // each line once; none is empty

	called time.Time     // when the last was called, or since when some wait
	pace   time.Duration // from one call to the next while some wait, on average
}

// A line is the interactions of a server that wait, the oldest first.
type line struct {
	guild   string
	waiting []*ticket
}

// A ticket is a place in a line.
type ticket struct {
	line   *line
	called chan bool // receives once: true to enter, false to give up
}

// A pass is the permission to work on an interaction. It belongs to one
// goroutine, which must call leave.
type pass struct {
	admission *admission
	slow      bool
}

// newAdmission returns an admission for a number of workers, 0 for as many as
// the processors allow.
func newAdmission(workers int) *admission {
	if workers == 0 {
		workers = max(minWorkers, workersPerCPU*runtime.GOMAXPROCS(0))
	}
	return &admission{workers: workers, lines: map[string]*line{}}
}

// enter waits in the line of a guild until deadline at most. It returns nil if
// the interaction must not be worked on, and does so at once if its turn would
// come too late.
func (a *admission) enter(guild string, deadline time.Time) *pass {
	a.mu.Lock()
	if a.working < a.workers && a.waiting == 0 {
		a.working++
		a.mu.Unlock()
		return &pass{admission: a}
	}
	if a.tooLate(guild, deadline) {
		a.mu.Unlock()
		return nil
	}
	t := a.join(guild)
	a.mu.Unlock()
	limit := time.NewTimer(time.Until(deadline))
	defer limit.Stop()
	var called bool
	select {
	case called = <-t.called:
	case <-limit.C:
		called = a.giveUp(t)
	}
	if !called {
		return nil
	}
	return &pass{admission: a}
}

// tooLate reports whether the next turn in the line of a guild is likely to
// come after deadline. Waiting in vain costs memory, and the asker learns later
// that the bot is busy. The estimate needs a line that moves, so as many
// interactions as there are workers may always wait. The lock is held.
func (a *admission) tooLate(guild string, deadline time.Time) bool {
	if a.waiting < a.workers {
		return false
	}
	ahead := len(a.turns)
	if l := a.lines[guild]; l != nil {
		ahead *= 1 + len(l.waiting)
	}
	return time.Duration(min(ahead, a.waiting))*a.pace > time.Until(deadline)
}

// join appends a ticket to the line of a guild. If too many wait, the newest
// of the longest line gives up, which may be this one. The lock is held.
func (a *admission) join(guild string) *ticket {
	l := a.lines[guild]
	if l == nil {
		l = &line{guild: guild}
		a.lines[guild] = l
		a.turns = append(a.turns, l)
	}
	t := &ticket{line: l, called: make(chan bool, 1)}
	l.waiting = append(l.waiting, t)
	if a.waiting == 0 {
		a.called = time.Now()
	}
	a.waiting++
	if a.waiting > maxWaiting {
		longest := slices.MaxFunc(a.turns, func(a, b *line) int { return len(a.waiting) - len(b.waiting) })
		last := longest.waiting[len(longest.waiting)-1]
		a.remove(last)
		last.called <- false
	}
	return t
}

// giveUp takes a ticket out of its line. It returns true if it was called in
// the meantime.
func (a *admission) giveUp(t *ticket) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	select {
	case called := <-t.called:
		return called
	default:
		a.remove(t)
		return false
	}
}

// remove removes a ticket that waits. The lock is held.
func (a *admission) remove(t *ticket) {
	l := t.line
	at := slices.Index(l.waiting, t)
	l.waiting = slices.Delete(l.waiting, at, at+1)
	a.waiting--
	if len(l.waiting) == 0 {
		delete(a.lines, l.guild)
		at := slices.Index(a.turns, l)
		a.turns = slices.Delete(a.turns, at, at+1)
	}
}

// call lets in those whose turn it is. The lock is held.
func (a *admission) call() {
	for a.working < a.workers && len(a.turns) > 0 {
		l := a.turns[0]
		t := l.waiting[0]
		a.turns = append(a.turns[1:], l) // its next turn is after all others
		a.remove(t)
		a.working++
		now := time.Now()
		a.pace += (now.Sub(a.called) - a.pace) / paceWeight
		a.called = now
		t.called <- true
	}
}

// stepAside makes room for another interaction when this one takes long: it
// most likely waits for a network. Too many of these keep their place.
func (p *pass) stepAside() {
	a := p.admission
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.slow == maxSlow {
		return
	}
	p.slow = true
	a.slow++
	a.working--
	a.call()
}

// leave ends the work on an interaction.
func (p *pass) leave() {
	a := p.admission
	a.mu.Lock()
	defer a.mu.Unlock()
	if p.slow {
		a.slow--
		return
	}
	a.working--
	a.call()
}

// work does something and leaves. It steps aside if that takes long.
func (p *pass) work(do func()) {
	defer p.leave()
	done := make(chan struct{})
	go func() { defer close(done); do() }()
	select {
	case <-done:
	case <-time.After(deferAfter):
		p.stepAside()
		<-done
	}
}

// counts returns how many interactions are worked on, and how many wait.
func (a *admission) counts() (working, waiting int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.working + a.slow, a.waiting
}

// enter waits for the turn of an interaction, and returns nil if that would
// take longer than most.
func (b *Bot) enter(guild string, received time.Time, most time.Duration) *pass {
	p := b.admitted.enter(guild, received.Add(most))
	b.metrics.waited.Observe(time.Since(received).Seconds())
	return p
}

// admissionGauges are the metrics of an admission.
func admissionGauges(a *admission) []prometheus.Collector {
	gauge := func(name, help string, value func() int) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 { return float64(value()) })
	}
	return []prometheus.Collector{
		gauge("footnote_interactions_working", "Interactions that are worked on.", func() int { n, _ := a.counts(); return n }),
		gauge("footnote_interactions_waiting", "Interactions that wait for their turn.", func() int { _, n := a.counts(); return n }),
	}
}
