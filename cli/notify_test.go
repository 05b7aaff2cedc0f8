package cli

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A service of systemd says when it is ready, that it lives, and that it stops.
func TestRunAsAService(t *testing.T) {
	t.Parallel()
	folder, err := os.MkdirTemp("", "n") // short: a socket's path has at most 107 bytes
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	socket := filepath.Join(folder, "notify")
	conn, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: socket, Net: "unixgram"})
	if err != nil {
		t.Skip("SKIPPED: systemd is notified over a unixgram socket, which this system lacks: run it on Linux or macOS: ", err)
	}
	t.Cleanup(func() { conn.Close() })
	next := func() string {
		conn.SetReadDeadline(time.Now().Add(time.Minute))
		state := make([]byte, 100)
		n, err := conn.Read(state)
		if err != nil {
			t.Fatal(err)
		}
		return string(state[:n])
	}
	s := startRun(t, t.TempDir(), aKey, "NOTIFY_SOCKET="+socket, "WATCHDOG_USEC=300000")
	seen := map[string]int{}
	for seen["READY=1"] == 0 || seen["WATCHDOG=1"] < 2 {
		seen[next()]++
	}
	s.stop()
	for seen["STOPPING=1"] == 0 {
		seen[next()]++
	}
	if len(seen) != 3 {
		t.Errorf("it said %v", seen)
	}
}

// As a service without a token it ends, because no one sees the page that it
// would show.
func TestRunAsAServiceWithoutToken(t *testing.T) {
	t.Parallel()
	code, stderr := once(t, []string{"NOTIFY_SOCKET=" + filepath.Join(t.TempDir(), "n")}, "run", "--data", t.TempDir())
	if code != exitUsage || !strings.Contains(stderr, "footnote: error: DISCORD_TOKEN and DISCORD_PUBLIC_KEY are not set") {
		t.Errorf("it ends with %d: %s", code, stderr)
	}
}
