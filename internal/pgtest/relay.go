package pgtest

import (
	"io"
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// A Relay is a proxy between a program and the PostgreSQL of Database that can
// make it slow, silent or unreachable.
type Relay struct {
	listener net.Listener
	socket   string
	gone     atomic.Bool
	silent   atomic.Bool
	slow     atomic.Int64 // nanoseconds

	mu    sync.Mutex
	conns []net.Conn
	most  int
}

// NewRelay returns a relay to the PostgreSQL that Database started.
func NewRelay(t testing.TB) *Relay {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r := &Relay{listener: l, socket: Socket()}
	t.Cleanup(func() { l.Close(); r.Cut() })
	go func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return
			}
			r.join(in)
		}
	}()
	return r
}

// join connects a client, unless the database is unreachable.
func (r *Relay) join(in net.Conn) {
	if r.gone.Load() {
		in.Close()
		return
	}
	out, err := net.Dial("unix", r.socket)
	if err != nil {
		in.Close()
		return
	}
	r.mu.Lock()
	r.conns = append(r.conns, in, out)
	r.most = max(r.most, len(r.conns)/2)
	r.mu.Unlock()
	go r.pass(out, in)
	go r.pass(in, out)
}

// Address returns the address of a database of Database through the relay.
func (r *Relay) Address(t testing.TB, dsn string) string {
	t.Helper()
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	return "postgres://postgres@" + r.listener.Addr().String() + u.Path
}

func (r *Relay) pass(to, from net.Conn) {
	defer r.leave(to, from)
	buf := make([]byte, 32<<10)
	for {
		n, err := from.Read(buf)
		if err != nil {
			return
		}
		time.Sleep(time.Duration(r.slow.Load()))
		if r.silent.Load() {
			continue
		}
		if _, err := to.Write(buf[:n]); err != nil {
			return
		}
	}
}

func (r *Relay) leave(conns ...io.Closer) {
	for _, c := range conns {
		c.Close()
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	kept := r.conns[:0]
	for _, have := range r.conns {
		if have != conns[0] && have != conns[1] {
			kept = append(kept, have)
		}
	}
	r.conns = kept
}

// Slow delays every packet by d.
func (r *Relay) Slow(d time.Duration) { r.slow.Store(int64(d)) }

// Silence lets nothing through, like a machine that hangs.
func (r *Relay) Silence() { r.silent.Store(true) }

// Refuse closes every connection and refuses new ones, like a database that is
// down.
func (r *Relay) Refuse() {
	r.gone.Store(true)
	r.cut()
}

// Cut closes every connection, and lets new ones through again.
func (r *Relay) Cut() {
	r.cut()
	r.gone.Store(false)
	r.silent.Store(false)
	r.slow.Store(0)
}

func (r *Relay) cut() {
	r.mu.Lock()
	conns := append([]net.Conn{}, r.conns...)
	r.mu.Unlock()
	for _, c := range conns {
		c.Close()
	}
}

// MaxConnections returns the largest number of connections at a time.
func (r *Relay) MaxConnections() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.most
}
