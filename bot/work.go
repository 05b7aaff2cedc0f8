package bot

import "sync"

// A work counts what is being done, so that the end of the bot can wait for it.
// Unlike a sync.WaitGroup it may begin anew while it is waited for: an event
// that was on its way when the connection was closed is still answered.
type work struct {
	mu    sync.Mutex
	n     int
	ended chan struct{} // closed once nothing is done; nil until it is waited for
	over  bool
}

// begin counts one more, and reports false when the bot has ended. The caller
// must call end if it is true.
func (w *work) begin() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.over {
		return false
	}
	w.n++
	return true
}

func (w *work) end() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.n--
	w.finish()
}

// wait returns a channel that is closed once nothing is done. After that
// nothing begins. It is called once.
func (w *work) wait() <-chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.ended = make(chan struct{})
	w.finish()
	return w.ended
}

// finish ends w if it is waited for and nothing is done. The lock is held.
func (w *work) finish() {
	if w.n == 0 && w.ended != nil && !w.over {
		w.over = true
		close(w.ended)
	}
}
