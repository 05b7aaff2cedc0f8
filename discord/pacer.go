package discord

import (
	"context"
	"sync"
	"time"
)

// A pacer lets identifies through no faster than Discord allows: one in five
// seconds for each bucket of shards, and fewer than a thousand a day, after
// which Discord resets the bot's token.
type pacer struct {
	every   time.Duration
	buckets int

	mu   sync.Mutex
	next []time.Time // by bucket
	left int         // identifies that remain today
	day  time.Time   // when they are given anew
}

// keptBack are identifies that are not used: other processes may need some,
// and the token must never be reset.
const keptBack = 50

// aDay is Discord's limit for a bot that has used none yet.
const aDay = 1000

func newPacer(buckets, left int, every time.Duration) *pacer {
	if left == 0 {
		left = aDay
	}
	buckets = max(buckets, 1)
	return &pacer{every: every, buckets: buckets, next: make([]time.Time, buckets), left: left, day: time.Now().Add(24 * time.Hour)}
}

// wait returns when the shard may identify, or with ErrBudget.
func (p *pacer) wait(ctx context.Context, shard int) error {
	p.mu.Lock()
	now := time.Now()
	if now.After(p.day) {
		p.left, p.day = aDay, now.Add(24*time.Hour)
	}
	if p.left <= keptBack {
		p.mu.Unlock()
		return ErrBudget
	}
	p.left--
	at := &p.next[shard%p.buckets]
	turn := *at
	if turn.Before(now) {
		turn = now
	}
	*at = turn.Add(p.every)
	p.mu.Unlock()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Until(turn)):
		return nil
	}
}
