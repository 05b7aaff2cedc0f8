package fetch

import (
	"context"
	"io"
	"net/http"
	"sync"
)

// limitedTransport is a transport that runs a few requests at once, and one per
// host. Each redirect is a request of its own.
type limitedTransport struct {
	lanes lanes
	next  http.RoundTripper
}

func (t limitedTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	leave, err := t.lanes.enter(req.Context(), req.URL.Hostname())
	if err != nil {
		return nil, err
	}
	resp, err := t.next.RoundTrip(req)
	if err != nil {
		leave()
		return nil, err
	}
	resp.Body = &releaseOnClose{resp.Body, sync.OnceFunc(leave)}
	return resp, nil
}

// releaseOnClose is a body that leaves its lane when it is closed.
type releaseOnClose struct {
	io.ReadCloser
	leave func()
}

func (l *releaseOnClose) Close() error {
	defer l.leave()
	return l.ReadCloser.Close()
}

// lanes let a few requests run at once, and one per host.
type lanes struct {
	all   chan struct{}
	hosts chan map[string]chan struct{} // one map, taken out while in use
}

func newLanes(n int) lanes {
	l := lanes{all: make(chan struct{}, n), hosts: make(chan map[string]chan struct{}, 1)}
	l.hosts <- map[string]chan struct{}{}
	return l
}

// enter waits until a request to host may start. The caller calls leave
// when it is done.
func (l lanes) enter(ctx context.Context, host string) (leave func(), err error) {
	for {
		hosts := <-l.hosts
		busy, taken := hosts[host]
		if !taken {
			mine := make(chan struct{})
			hosts[host] = mine
			l.hosts <- hosts
			free := func() {
				hosts := <-l.hosts
				delete(hosts, host)
				l.hosts <- hosts
				close(mine)
			}
			select {
			case l.all <- struct{}{}:
				return func() { <-l.all; free() }, nil
			case <-ctx.Done():
				free()
				return nil, ctx.Err()
			}
		}
		l.hosts <- hosts
		select {
		case <-busy:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
