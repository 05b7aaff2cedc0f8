package bot_test

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"testing/synctest"

	"footnote/commands"
)

// inBubble runs a test whose time is not the machine's: the bot of newHouse
// and its Discord talk over pipes, and pauses take no time. It must not run
// in parallel with others.
func inBubble(t *testing.T, run func(t *testing.T)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		usual := http.DefaultTransport
		t.Cleanup(func() { http.DefaultTransport = usual })
		run(t)
	})
}

// newBubbleHouse is newHouse inside a bubble.
func newBubbleHouse(t *testing.T, list ...commands.Command) *house {
	t.Helper()
	p := &pipes{conns: make(chan net.Conn), closed: make(chan struct{})}
	http.DefaultTransport = &http.Transport{DialContext: p.dial}
	w := &wire{t: t, fail: map[string]int{}}
	w.Server = httptest.NewUnstartedServer(w)
	w.Listener.Close()
	w.Listener = p
	w.Start()
	t.Cleanup(w.Close)
	return newHouseOn(t, w, true, list...)
}

// pipes are a network without a machine.
type pipes struct {
	conns  chan net.Conn
	once   sync.Once
	closed chan struct{}
}

func (p *pipes) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case p.conns <- there:
		return here, nil
	case <-p.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1} }
