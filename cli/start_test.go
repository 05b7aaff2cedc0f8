package cli

import (
	"bufio"
	"bytes"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"footnote/internal/pgtest"
)

// A started is a `footnote run` whose log is read.
type started struct {
	t       *testing.T
	process *exec.Cmd
	lines   chan string
	said    []string
}

// startRun starts `footnote run` with what is set in addition. Neither a
// token nor an address of this machine's is used by chance.
func startRun(t *testing.T, data string, set ...string) *started {
	t.Helper()
	run := exec.Command("footnote", "run", "--data", data)
	run.Env = append(os.Environ(), append([]string{"DISCORD_TOKEN=", "DISCORD_PUBLIC_KEY=", "DATABASE_URL=",
		"FOOTNOTE_LISTEN=127.0.0.1:0", "FOOTNOTE_ADMIN_LISTEN=127.0.0.1:0"}, set...)...)
	run.Dir = t.TempDir() // away from a .env
	stderr, err := run.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	s := &started{t: t, process: run, lines: make(chan string, 100)}
	go func() {
		defer close(s.lines)
		for r := bufio.NewScanner(stderr); r.Scan(); {
			s.lines <- r.Text()
		}
	}()
	t.Cleanup(func() { run.Process.Kill(); run.Wait() })
	return s
}

// says waits for a line of the log that holds words.
func (s *started) says(words string) {
	s.t.Helper()
	limit := time.After(time.Minute)
	for {
		select {
		case line, ok := <-s.lines:
			s.said = append(s.said, line)
			switch {
			case !ok:
				s.t.Fatalf("it ended without saying %q: %q", words, s.said)
			case strings.Contains(line, words):
				return
			}
		case <-limit:
			s.t.Fatalf("it never says %q: %q", words, s.said)
		}
	}
}

// stop stops it as an operator does.
func (s *started) stop() {
	s.t.Helper()
	s.process.Process.Signal(syscall.SIGTERM)
	for line := range s.lines {
		s.said = append(s.said, line)
	}
	if err := s.process.Wait(); err != nil {
		s.t.Errorf("it ends with %v: %q", err, s.said)
	}
}

// once runs a command to its end.
func once(t *testing.T, set []string, words ...string) (code int, stderr string) {
	t.Helper()
	cmd := exec.Command("footnote", words...)
	cmd.Env = append(os.Environ(), append([]string{"DISCORD_TOKEN=", "DISCORD_PUBLIC_KEY=", "DATABASE_URL=",
		"FOOTNOTE_LISTEN=127.0.0.1:0", "FOOTNOTE_ADMIN_LISTEN=127.0.0.1:0"}, set...)...)
	cmd.Dir = t.TempDir()
	var said bytes.Buffer
	cmd.Stderr = &said
	cmd.Run()
	return cmd.ProcessState.ExitCode(), said.String()
}

var aKey = "DISCORD_PUBLIC_KEY=" + strings.Repeat("ab", 32)

// taken is an address of this machine that another program listens on.
func taken(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l.Addr().String()
}

// While Discord is away the bot waits, says so, and stops when asked to.
func TestRunWhileDiscordIsAway(t *testing.T) {
	t.Parallel()
	failing := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "upstream connect error", http.StatusBadGateway)
	}))
	t.Cleanup(failing.Close)
	for name, api := range map[string]string{
		"connection refused": "http://127.0.0.1:1/api/v10",
		"no such host":       "http://discord.invalid/api/v10",
		"bad gateway":        failing.URL + "/api/v10",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := startRun(t, t.TempDir(), "DISCORD_TOKEN=secret-canary", "DISCORD_API="+api)
			s.says(`msg="waiting for Discord"`)
			s.says("again_in=")
			s.stop()
			if said := strings.Join(s.said, "\n"); strings.Contains(said, "canary") {
				t.Errorf("the log has the token: %s", said)
			}
		})
	}
}

// The second of two processes on one folder ends with 3 and says who runs. When
// the first has ended, in any way, another can run.
func TestRunTwiceOnOneFolder(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	for _, end := range []func(*started){
		func(s *started) { s.stop() },
		func(s *started) { s.process.Process.Kill(); s.process.Wait() },
	} {
		first := startRun(t, data, aKey)
		first.says("listening")
		for _, command := range []string{"run", "sandbox"} {
			code, stderr := once(t, []string{aKey}, command, "--data", data)
			if code != exitHeld || !strings.Contains(stderr, "footnote: error: another Footnote is using this data folder: process ") ||
				!strings.Contains(stderr, "footnote: hint: Stop that process first") {
				t.Errorf("a second %s ends with %d: %s", command, code, stderr)
			}
		}
		end(first)
	}
	s := startRun(t, data, aKey)
	s.says("listening")
	s.stop()
}

// An address in use is reported in one line, with the setting's name.
func TestRunWithAPortInUse(t *testing.T) {
	t.Parallel()
	address := taken(t)
	for _, setting := range []string{"FOOTNOTE_LISTEN", "FOOTNOTE_ADMIN_LISTEN"} {
		code, stderr := once(t, []string{aKey, setting + "=" + address, "FOOTNOTE_LOG=warn"}, "run", "--data", t.TempDir())
		want := "footnote: error: " + setting + "=" + address + ": another program listens there\n" +
			"footnote: hint: Set " + setting + " to another address"
		if code != exitFailed || !strings.Contains(stderr, want) {
			t.Errorf("%s in use: %d, %s", setting, code, stderr)
		}
	}
	code, stderr := once(t, nil, "sandbox", "--data", t.TempDir(), "--listen", address)
	if code != exitFailed || !strings.Contains(stderr, "--listen "+address+": another program listens there") {
		t.Errorf("the sandbox's page: %d, %s", code, stderr)
	}
}

// With a public key alone the commands are not registered: it says so, and
// how to.
func TestRunWithoutToRegister(t *testing.T) {
	t.Parallel()
	s := startRun(t, t.TempDir(), aKey)
	s.says("footnote register")
	s.stop()
}

// The start warns of files that others on the machine can read.
func TestRunWarnsOfWhatOthersRead(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	if err := os.Chmod(data, 0o755); err != nil {
		t.Fatal(err)
	}
	s := startRun(t, data, aKey)
	s.says("everyone on this machine can read " + data)
	s.stop()
}

// A database that is not there yet is waited for.
func TestRunWaitsForTheDatabase(t *testing.T) {
	t.Parallel()
	dsn := pgtest.Database(t)
	relay := pgtest.NewRelay(t)
	relay.Refuse()
	s := startRun(t, t.TempDir(), aKey, "DATABASE_URL="+relay.Address(t, dsn))
	s.says(`msg="waiting for the store"`)
	relay.Cut() // lets connections through again
	s.says("msg=listening")
	s.stop()
}

// A data folder that can't be made ends the start with a line that names it.
func TestRunWithAWrongFolder(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(file, "data")
	code, stderr := once(t, []string{aKey}, "run", "--data", folder)
	if code != exitFailed || !strings.Contains(stderr, "footnote: error: the data folder "+folder+" can't be used: mkdir ") ||
		!strings.Contains(stderr, "footnote: hint: --data or FOOTNOTE_DATA names it") {
		t.Errorf("it ends with %d: %s", code, stderr)
	}
}
