package model

import (
	"cmp"
	"slices"
	"sync"
	"time"
)

// A Count says how often calls of a role had an outcome, and how long they
// took together.
type Count struct {
	Role    Role
	Outcome Outcome
	Calls   int
	Took    time.Duration
}

type counts struct {
	mu sync.Mutex
	by map[Count]*Count // by role and outcome, the rest zero
}

func (c *counts) add(r Role, o Outcome, took time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.by == nil {
		c.by = map[Count]*Count{}
	}
	key := Count{Role: r, Outcome: o}
	n := c.by[key]
	if n == nil {
		n = &Count{Role: r, Outcome: o}
		c.by[key] = n
	}
	n.Calls++
	n.Took += took
}

// Counts returns the counts of all calls, by role and outcome.
func (m *Client) Counts() []Count {
	m.counts.mu.Lock()
	defer m.counts.mu.Unlock()
	list := make([]Count, 0, len(m.counts.by))
	for _, n := range m.counts.by {
		list = append(list, *n)
	}
	slices.SortFunc(list, func(a, b Count) int {
		return cmp.Or(cmp.Compare(a.Role, b.Role), cmp.Compare(a.Outcome, b.Outcome))
	})
	return list
}

// Note counts an outcome that is known only after a call.
func (m *Client) Note(r Role, o Outcome) { m.counts.add(r, o, 0) }
