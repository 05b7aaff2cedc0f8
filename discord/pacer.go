package discord

import (
	"cmp"
	"context"
	"errors"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
)

// A pacer limits identifies to the rate that Discord allows: one every five
// seconds for each bucket of shards, and fewer than a thousand a day. At a
// thousand Discord resets the bot's token.
type pacer struct {
	every   time.Duration
	buckets int
	total   int // identifies per day

	mu    sync.Mutex
	next  []time.Time // by bucket
	left  int         // remaining identifies until reset
	reset time.Time   // when the next day's identifies begin
}

// reserved is how many identifies are left unused: other processes may need
// some, and the token must never be reset.
const reserved = 50

// Discord's usual limit of identifies, if its response has none.
const (
	usualTotal = 1000
	usualReset = 24 * time.Hour
)

// errBudget is returned if no identify may be sent before the reset.
var errBudget = errors.New("discord: the bot has connected too often today")

func newPacer(limit discordgo.SessionInformation, every time.Duration) *pacer {
	p := &pacer{every: every, buckets: max(limit.MaxConcurrency, 1), total: usualTotal, left: usualTotal}
	if limit.Total > 0 {
		p.total, p.left = limit.Total, limit.Remaining
	}
	p.next = make([]time.Time, p.buckets)
	p.reset = time.Now().Add(cmp.Or(time.Duration(limit.ResetAfter)*time.Millisecond, usualReset))
	return p
}

// spent reports whether no identify may be sent before the reset, and the time
// of the reset.
func (p *pacer) spent() (reset time.Time, spent bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.renew(time.Now())
	return p.reset, p.left <= reserved
}

// renew adds the identifies of a new day. p.mu is held.
func (p *pacer) renew(now time.Time) {
	if !now.Before(p.reset) {
		p.left, p.reset = p.total, now.Add(usualReset)
	}
}

// wait returns when the shard may identify, or immediately with errBudget.
func (p *pacer) wait(ctx context.Context, shard int) error {
	p.mu.Lock()
	now := time.Now()
	p.renew(now)
	if p.left <= reserved {
		p.mu.Unlock()
		return errBudget
	}
	p.left--
	at := &p.next[shard%p.buckets]
	turn := *at
	if turn.Before(now) {
		turn = now
	}
	*at = turn.Add(p.every)
	p.mu.Unlock()
	return sleep(ctx, time.Until(turn))
}
