package bot

import (
	"context"
	"errors"
	"sync"
	"time"
)

// seen remembers recent interactions, because Discord may deliver one twice.
// It holds at most two generations of ids, so it stays small.
type seen struct {
	mu       sync.Mutex
	now, old map[string]struct{}
}

// generation is how many ids are held before the older half is dropped.
const generation = 8192

// first reports whether id is new, and remembers it.
func (s *seen) first(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.now[id]; ok {
		return false
	}
	if _, ok := s.old[id]; ok {
		return false
	}
	if s.now == nil || len(s.now) >= generation {
		s.now, s.old = make(map[string]struct{}), s.now
	}
	s.now[id] = struct{}{}
	return true
}

// replayWindow is how long the bots that share a store remember an interaction.
// A signature is valid for five minutes before and after its time, and the token
// of an interaction for fifteen.
const replayWindow = 15 * time.Minute

// errRepeated is returned for an interaction that another bot has served.
var errRepeated = errors.New("bot: an interaction that was delivered to another bot before")

// once records the interaction in the store that several bots may share. The
// channel has errRepeated if it was recorded before. It runs while the request is
// read, so it costs no time.
func (t *interaction) once(ctx context.Context) <-chan error {
	result := make(chan error, 1)
	go func() {
		first, err := t.bot.config.Libraries.FirstUse(ctx, t.i.GuildID, "seen-"+t.i.ID, time.Now().Add(replayWindow))
		if err == nil && !first {
			err = errRepeated
		}
		result <- err
	}()
	return result
}
