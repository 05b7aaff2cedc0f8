package sandbox

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Faults are what goes wrong on demand. Those that count down end by
// themselves.
type Faults struct {
	// Of the REST interface.
	Limit   int           // so many requests are refused with 429
	Global  bool          // those are for all routes
	HTML    bool          // those come from Cloudflare, as a page
	Broken  int           // so many are answered with 500
	Slow    time.Duration // every answer is kept back
	Expired bool          // every token is refused as too late
	// Of the gateway.
	Silent    bool // heartbeats are not acknowledged, and nothing is sent
	Twice     bool // every interaction is delivered twice
	Hello     int  // so many connections are sent op 7 in place of Hello
	Reconnect int  // so many are sent op 7 in place of READY
	Refuse    int  // identifies are answered by closing with this code
	Refusals  int  // so many of them, 0 for all
	Invalid   int  // so many identifies and resumes are answered with op 9
	Resumable bool // those may be resumed
}

// SetFaults changes what goes wrong from now on.
func (s *Server) SetFaults(f Faults) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = f
}

// faulty answers a request of the bot's with the fault that is due, and
// reports whether there was one.
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

// Cut closes every connection of the gateway: with a code of Discord's, or
// without a word for 0. None of them counts as connected when it returns.
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
