package bot

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// How much one person and one server may ask: far more than people type, far
// less than would slow the others down.
const (
	personBurst = 20
	personEvery = time.Second
	serverBurst = 300
	serverEvery = time.Second / 60
)

// quota bounds how often a person and a server are answered. It remembers
// those of the last while only, so it stays small.
type quota struct {
	mu       sync.Mutex
	now, old map[string]*rate.Limiter
}

// mostLimiters is how many limiters are held before the older half is
// forgotten.
const mostLimiters = 8192

// allow reports whether a person may ask once more in a guild.
func (q *quota) allow(guild, user string) bool {
	q.mu.Lock()
	person := q.limiter(guild+" "+user, personEvery, personBurst)
	server := q.limiter(guild, serverEvery, serverBurst)
	q.mu.Unlock()
	return person.Allow() && server.Allow()
}

func (q *quota) limiter(key string, every time.Duration, burst int) *rate.Limiter {
	if l, ok := q.now[key]; ok {
		return l
	}
	l, ok := q.old[key]
	if !ok {
		l = rate.NewLimiter(rate.Every(every), burst)
	}
	if q.now == nil || len(q.now) >= mostLimiters {
		q.now, q.old = make(map[string]*rate.Limiter), q.now
	}
	q.now[key] = l
	return l
}
