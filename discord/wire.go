package discord

import (
	"bytes"
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"time"

	"github.com/gorilla/websocket"
)

// A wire is a connection to the gateway with time limits, which delays
// identifies: discordgo sends them immediately and repeatedly when Discord
// refuses a session.
type wire struct {
	net.Conn
	silence  time.Duration
	identify func() error // waits until one may be sent
}

// sendWithin is the time limit for sending a frame.
const sendWithin = 10 * time.Second

func (w *wire) Read(p []byte) (int, error) {
	if err := w.SetReadDeadline(time.Now().Add(w.silence)); err != nil {
		return 0, err
	}
	return w.Conn.Read(p)
}

func (w *wire) Write(p []byte) (int, error) {
	if isIdentify(p) {
		if err := w.identify(); err != nil {
			w.Close() // so that the shard notices, even if discordgo ignores the error
			return 0, err
		}
	}
	if err := w.SetWriteDeadline(time.Now().Add(sendWithin)); err != nil {
		return 0, err
	}
	return w.Conn.Write(p)
}

// isIdentify reports whether p is a client's frame that begins an identify.
// Frames of clients are masked with four bytes that they contain (RFC 6455,
// section 5.2).
func isIdentify(p []byte) bool {
	const start = `{"op":2,`
	if len(p) < 2 || p[0]&0x0f != websocket.TextMessage || p[1]&0x80 == 0 {
		return false
	}
	at := 2
	switch p[1] & 0x7f {
	case 126:
		at += 2
	case 127:
		at += 8
	}
	if len(p) < at+4+len(start) {
		return false
	}
	mask, payload := p[at:at+4], bytes.Clone(p[at+4:at+4+len(start)])
	for i := range payload {
		payload[i] ^= mask[i%4]
	}
	return string(payload) == start
}

// dialer returns a dialer of wires.
func (s *shard) dialer(ctx context.Context) *websocket.Dialer {
	limit := s.client.timing.open
	base := &net.Dialer{Timeout: limit}
	wrap := func(conn net.Conn) net.Conn {
		w := &wire{Conn: conn, silence: s.client.timing.silence, identify: func() error { return s.identify(ctx) }}
		s.conn.Store(w)
		return w
	}
	return &websocket.Dialer{
		Proxy:            http.ProxyFromEnvironment,
		HandshakeTimeout: limit,
		NetDialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := base.DialContext(ctx, network, address)
			if err != nil {
				return nil, err
			}
			return wrap(conn), nil
		},
		NetDialTLSContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := (&tls.Dialer{NetDialer: base}).DialContext(ctx, network, address)
			if err != nil {
				return nil, err
			}
			return wrap(conn), nil
		},
	}
}
