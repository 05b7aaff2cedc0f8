package discord

import (
	"net/http"
	"strconv"
	"sync"
	"time"
)

// inlineWithin is how long a request of Discord's is kept open for the answer.
// After that the answer goes over REST, while Discord still takes one.
const inlineWithin = 2500 * time.Millisecond

// An inline is the open HTTP request that brought an interaction, whose
// response can be the first answer. That saves a connection to Discord.
type inline struct {
	mu      sync.Mutex
	closed  bool
	answer  chan []byte // holds the answer, or is closed without one
	written chan bool   // whether the answer was written
}

func newInline() *inline {
	return &inline{answer: make(chan []byte, 1), written: make(chan bool, 1)}
}

// offer makes payload the response, and reports whether it was written. It
// does nothing if the request is no longer open.
func (n *inline) offer(payload []byte) bool {
	if n == nil || !n.close(payload) {
		return false
	}
	return <-n.written
}

// close ends the wait for an answer, and reports whether it was open.
func (n *inline) close(answer []byte) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.closed {
		return false
	}
	n.closed = true
	if answer != nil {
		n.answer <- answer
	}
	close(n.answer)
	return true
}

// serve responds with the answer, or only acknowledges the interaction if
// there is none in time.
func (n *inline) serve(w http.ResponseWriter, r *http.Request) {
	limit := time.NewTimer(inlineWithin)
	defer limit.Stop()
	var answer []byte
	select {
	case answer = <-n.answer:
	case <-limit.C:
		n.close(nil)
		answer = <-n.answer // offered in the meantime, or none
	case <-r.Context().Done():
		n.close(nil)
		answer = <-n.answer
	}
	if answer == nil || r.Context().Err() != nil {
		n.written <- false
		w.WriteHeader(http.StatusAccepted)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(answer)))
	_, err := w.Write(answer)
	if err == nil {
		err = http.NewResponseController(w).Flush()
	}
	// The request's context is no sign that the answer was lost: it also ends
	// when Discord closes the connection because it has the answer.
	n.written <- err == nil
}

// Acknowledge ends the wait of the HTTP request that brought the interaction:
// no answer comes, or it comes over REST. It does nothing for the gateway's.
func (i *Interaction) Acknowledge() {
	if i.inline != nil {
		i.inline.close(nil)
	}
}

// inlineable reports whether an answer may be the response to Discord's
// request. One with files needs another encoding. A request to wait goes over
// REST, which says when Discord received it: the answer must not arrive first.
func inlineable(r Response) bool {
	m, isMessage := r.Data.(Message)
	return r.Type != DeferReply && r.Type != DeferUpdate && !(isMessage && len(m.Files) > 0)
}
