package bot

import (
	"sync"
	"time"
)

// The rate limits of a person and of a server: far more than people type, far
// less than would slow others down.
const (
	personBurst = 20
	personEvery = time.Second
	serverBurst = 300
	serverEvery = time.Second / 60
)

// A quota limits the rate of answers for each person and server. It remembers
// only recent ones, so it stays small.
type quota struct {
	mu       sync.Mutex
	now, old map[string]*bucket
}

// maxBuckets is how many buckets are held before the older half is dropped.
const maxBuckets = 8192

// allow reports whether a person may ask again in a guild.
func (q *quota) allow(guild, user string) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	now := time.Now()
	person := q.bucket(guild+" "+user).take(now, personEvery, personBurst)
	server := q.bucket(guild).take(now, serverEvery, serverBurst)
	return person && server
}

func (q *quota) bucket(key string) *bucket {
	if b, ok := q.now[key]; ok {
		return b
	}
	b, ok := q.old[key]
	if !ok {
		b = new(bucket)
	}
	if q.now == nil || len(q.now) >= maxBuckets {
		q.now, q.old = make(map[string]*bucket), q.now
	}
	q.now[key] = b
	return b
}

// A bucket is a token bucket: the time when it will be full again.
type bucket struct{ full time.Time }

// take takes one of burst tokens, which come back one at a time, and reports
// whether there was one.
func (b *bucket) take(now time.Time, every time.Duration, burst int) bool {
	if b.full.Before(now) {
		b.full = now
	}
	if b.full.Sub(now) > time.Duration(burst-1)*every {
		return false
	}
	b.full = b.full.Add(every)
	return true
}
