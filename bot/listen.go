package bot

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"footnote/discord"
)

// A ListenError is returned for an address that can't be listened on.
type ListenError struct {
	Admin   bool // the address is Config.AdminListen, not Config.Listen
	Address string
	Err     error
}

func (e *ListenError) Error() string {
	what := "interactions"
	if e.Admin {
		what = "health and metrics"
	}
	return fmt.Sprintf("listen for %s on %s: %v", what, e.Address, e.Err)
}

func (e *ListenError) Unwrap() error { return e.Err }

// A server serves HTTP on an open listener.
type server struct {
	listener net.Listener
	http     http.Server
}

// servers opens the addresses of c. On an error it closes all of them.
func (b *Bot) servers(ctx context.Context) (servers []*server, err error) {
	open := func(admin bool, address string, handler http.Handler) error {
		s, err := listen(address, handler)
		if err != nil {
			return &ListenError{admin, address, err}
		}
		b.log.Info("listening", "address", s.listener.Addr().String())
		servers = append(servers, s)
		return nil
	}
	defer func() {
		if err != nil {
			for _, s := range servers {
				s.listener.Close()
			}
		}
	}()
	if b.config.PublicKey != "" {
		handler, err := b.door(ctx)
		if err != nil {
			return nil, err
		}
		if err := open(false, b.config.Listen, handler); err != nil {
			return servers, err
		}
	}
	if b.config.AdminListen != "" {
		if err := open(true, b.config.AdminListen, b.admin()); err != nil {
			return servers, err
		}
	}
	return servers, nil
}

// door returns the handler of Discord's requests.
func (b *Bot) door(ctx context.Context) (http.Handler, error) {
	door, err := discord.NewInteractionHandler(b.config.PublicKey, b.log, func(i *discord.Interaction) { b.take(ctx, i) })
	if err != nil {
		return nil, err
	}
	news, err := discord.NewEventHandler(b.config.PublicKey, b.log, func(j discord.GuildJoin) {
		b.start(func() { b.joined(ctx, j) })
	})
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("/interactions", door)
	mux.Handle("/events", news)
	return mux, nil
}

func listen(address string, handler http.Handler) (*server, error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, err
	}
	return &server{listener: l, http: http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}}, nil
}

// serve serves until ctx ends and all requests are answered.
func (s *server) serve(ctx context.Context) error {
	ended := make(chan error, 1)
	go func() { ended <- s.http.Serve(s.listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), finishWithin)
	defer cancel()
	err := s.http.Shutdown(closing)
	if errors.Is(err, context.DeadlineExceeded) { // a client does not read its response
		err = s.http.Close()
	}
	<-ended
	return err
}
