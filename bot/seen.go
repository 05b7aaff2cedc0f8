package bot

import "sync"

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
