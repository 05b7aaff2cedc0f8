package bot

import "sync"

// A work counts running tasks, so that the bot can wait for them before it
// ends. Unlike with a sync.WaitGroup, tasks may begin while another goroutine
// waits: an event that arrives as the connection closes is still answered.
type work struct {
	mu    sync.Mutex
	n     int
	ended chan struct{} // closed once no task runs; nil until wait is called
	over  bool
}

// begin counts one more task. It returns false if the bot has ended; otherwise
// the caller must call end.
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

// wait returns a channel that is closed once no task runs. After that none can
// begin. It is called once.
func (w *work) wait() <-chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.ended = make(chan struct{})
	w.finish()
	return w.ended
}

// finish ends w if wait was called and no task runs. The lock is held.
func (w *work) finish() {
	if w.n == 0 && w.ended != nil && !w.over {
		w.over = true
		close(w.ended)
	}
}
