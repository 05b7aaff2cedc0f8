package cli

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"os"
	"strconv"
	"time"
)

// A supervisor is systemd, if it runs this process as a service of Type=notify;
// see sd_notify(3).
type supervisor struct {
	socket   string        // "" if there is none
	watchdog time.Duration // how often it wants a sign of life; 0 for never
	log      *slog.Logger
}

// A supervisorConfig is what systemd puts into the environment.
type supervisorConfig struct {
	socket       string // where states are sent to, "" for nowhere
	watchdogUsec string // how often a sign of life is due, in microseconds
	watchdogPID  string // of which process, "" for this one
}

func newSupervisor(c supervisorConfig, log *slog.Logger) supervisor {
	s := supervisor{socket: c.socket, log: log}
	usec, err := strconv.ParseInt(c.watchdogUsec, 10, 64)
	if err == nil && usec > 0 && (c.watchdogPID == "" || c.watchdogPID == strconv.Itoa(os.Getpid())) {
		s.watchdog = time.Duration(usec) * time.Microsecond
	}
	return s
}

// there reports whether a supervisor waits for signs of life.
func (s supervisor) there() bool { return s.socket != "" }

// notify sends a state, such as READY=1.
func (s supervisor) notify(state string) {
	if !s.there() {
		return
	}
	conn, err := net.DialUnix("unixgram", nil, &net.UnixAddr{Name: s.socket, Net: "unixgram"})
	if err == nil {
		_, err = conn.Write([]byte(state))
		err = errors.Join(err, conn.Close())
	}
	if err != nil {
		s.log.Warn("systemd can't be notified", "state", state, "err", err)
	}
}

// watch sends signs of life until ctx ends, each after alive has returned: if
// it never does, systemd restarts the process.
func (s supervisor) watch(ctx context.Context, alive func(context.Context) error) {
	if !s.there() || s.watchdog == 0 {
		return
	}
	for {
		// An error also counts: restarting does not repair a database.
		_ = alive(ctx)
		s.notify("WATCHDOG=1")
		select {
		case <-ctx.Done():
			return
		case <-time.After(s.watchdog / 3):
		}
	}
}
