package discord

import (
	"encoding/binary"
	"sync"
	"time"
)

// replays remembers the signatures of requests while they are valid. A request
// that is sent again has the same signed time, so signatures are held in
// windows of that time: usually two, of the traffic of five minutes each.
type replays struct {
	mu      sync.Mutex
	windows map[int64]map[uint64]struct{} // by number; the first 8 bytes of each signature
}

// first remembers a signature of a time in Unix seconds, and reports whether it
// is new. The first bytes of a signature are as good as random, and cannot be
// changed without the key.
func (r *replays) first(seconds int64, signature []byte, now time.Time) bool {
	const window = int64(maxClockSkew / time.Second)
	r.mu.Lock()
	defer r.mu.Unlock()
	for n := range r.windows {
		if (n+1)*window <= now.Unix()-window { // all of it is too old to be valid
			delete(r.windows, n)
		}
	}
	at := seconds / window
	seen := r.windows[at]
	if seen == nil {
		if r.windows == nil {
			r.windows = map[int64]map[uint64]struct{}{}
		}
		seen = map[uint64]struct{}{}
		r.windows[at] = seen
	}
	key := binary.BigEndian.Uint64(signature)
	if _, again := seen[key]; again {
		return false
	}
	seen[key] = struct{}{}
	return true
}
