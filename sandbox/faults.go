package sandbox

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Faults are faults to simulate. Those with a count end when it reaches zero.
type Faults struct {
	// Faults of the REST interface.
	Limit   int           // number of requests to refuse with 429
	Global  bool          // these limits are for all routes
	HTML    bool          // these limits come from Cloudflare, as a page
	Broken  int           // number of requests to answer with 500
	Slow    time.Duration // delay of every answer
	Expired bool          // refuse every token as too late
	// Faults of the gateway.
	Silent    bool // send nothing, not even acknowledgements of heartbeats
	Twice     bool // deliver every interaction twice
	Hello     int  // number of connections that get op 7 instead of Hello
	Reconnect int  // number of connections that get op 7 instead of READY
	Refuse    int  // close code to answer identifies with
	Refusals  int  // number of such identifies, 0 for all
	Invalid   int  // number of identifies and resumes to answer with op 9
	Resumable bool // these sessions can be resumed
}

// SetFaults replaces the faults to simulate.
func (s *Server) SetFaults(f Faults) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = f
}

// faulty answers a request of the bot with the next fault, and reports whether
// there was one.
func (s *Server) faulty(w http.ResponseWriter, r *http.Request) bool {
	s.mu.Lock()
	f := s.faults
	switch {
	case f.Limit > 0:
		s.faults.Limit--
	case f.Broken > 0:
		s.faults.Broken--
	}
	s.mu.Unlock()
	if f.Slow > 0 {
		select {
		case <-time.After(f.Slow):
		case <-r.Context().Done():
			return true
		}
	}
	switch {
	case f.Limit > 0 && f.HTML:
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Retry-After", "1")
		w.WriteHeader(http.StatusTooManyRequests)
		fmt.Fprint(w, "<html><title>Access denied</title>error code: 1015</html>")
	case f.Limit > 0:
		scope := "user"
		if f.Global {
			scope = "global"
			w.Header().Set("X-RateLimit-Global", "true")
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Retry-After", "1")
		w.Header().Set("X-RateLimit-Scope", scope)
		w.WriteHeader(http.StatusTooManyRequests)
		fmt.Fprintf(w, `{"message":"You are being rate limited.","retry_after":1,"global":%v}`, f.Global)
	case f.Broken > 0:
		refuse(w, http.StatusInternalServerError, 0, "500: Internal Server Error")
	case f.Expired && strings.Contains(r.URL.Path, "/callback"):
		refuse(w, http.StatusNotFound, 10062, "Unknown interaction")
	default:
		return false
	}
	return true
}

// Cut closes every connection of the gateway with a close code, or without one
// for 0. When it returns, none of them counts as connected.
func (s *Server) Cut(code int) {
	s.mu.Lock()
	shards := make([]*shard, 0, len(s.shards))
	for c := range s.shards {
		shards = append(shards, c)
	}
	clear(s.shards)
	s.mu.Unlock()
	for _, c := range shards {
		c.cut(code)
	}
}
