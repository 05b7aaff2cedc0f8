package sandbox

import (
	"encoding/json"
	"slices"
	"time"
)

// A ModelCall is one request to a language model, and the numbers that came
// back: the page shows them, so that anyone can see that nothing else came
// back.
type ModelCall struct {
	At      time.Time       `json:"at"`
	Role    string          `json:"role"`
	Host    string          `json:"host"`
	Request json.RawMessage `json:"request"` // without the key
	Outcome string          `json:"outcome"`
	Reply   any             `json:"reply"` // nil for a failed call
	Took    int64           `json:"took"`  // milliseconds
}

// maxModelCalls is how many calls are kept for the page.
const maxModelCalls = 50

// ModelHosts sets the hosts of the language model, if there is one.
func (s *Server) ModelHosts(hosts ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	hosts = slices.DeleteFunc(slices.Clone(hosts), func(h string) bool { return h == "" })
	slices.Sort(hosts)
	s.modelHosts = slices.Compact(hosts)
}

// AddModelCall shows a call to everyone in front of the page.
func (s *Server) AddModelCall(c ModelCall) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.modelCalls = append(s.modelCalls, c)
	if len(s.modelCalls) > maxModelCalls {
		s.modelCalls = s.modelCalls[1:]
	}
	s.publish(Event{Kind: "model", Model: &c})
}

// model returns what the page shows of the language model, nil if there is
// none. The newest call is first.
func (s *Server) model() any {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.modelHosts) == 0 {
		return nil
	}
	calls := slices.Clone(s.modelCalls)
	slices.Reverse(calls)
	return object{"hosts": s.modelHosts, "calls": calls}
}
