package store_test

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"footnote/store"
)

// torture makes tests that repeat a fault do it as often as make torture does.
var torture = flag.Bool("torture", false, "as many rounds as make torture has")

// childArg makes the test's own program a child that does one job.
const childArg = "store-test-child"

// runChild returns a command that runs a job of child in another process.
func runChild(t *testing.T, job string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, append([]string{childArg, job}, args...)...)
	cmd.Stderr = os.Stderr
	return cmd
}

// child does one job and prints the outcome.
func child(args []string) {
	switch job, dsn := args[0], args[1]; job {
	case "put": // articles with ids prefix0, prefix1, … printed once they are durable
		s, err := store.Open(context.Background(), dsn)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		most, _ := strconv.Atoi(args[3])
		for i := range most {
			id := args[2] + strconv.Itoa(i)
			if _, err := s.Put(ctx, lib, mod, short(id, "Text of "+id)); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			fmt.Println(id)
		}
		s.Close()
	case "full": // puts articles until files may grow no more
		s, err := store.Open(context.Background(), dsn)
		if err == nil {
			err = limitFiles(1 << 20)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		n := 0
		for ; err == nil && n < 1000; n++ {
			_, err = s.Put(ctx, lib, mod, sample(n))
		}
		_, a, reading := s.Article(ctx, lib, "a")
		fmt.Println(n-1, errors.Is(err, store.ErrFull), errors.Is(err, store.ErrDamaged), len(a.Passages), reading)
	case "broken": // works while its writes are held, and says what was acknowledged
		brokenChild(dsn, args[2:])
	case "read-only": // reads article "a", then tries to write
		s, err := store.Open(context.Background(), dsn)
		if err != nil {
			fmt.Println("open:", err)
			return
		}
		_, a, err := s.Article(ctx, lib, "a")
		fmt.Println(len(a.Passages), err)
		_, err = s.Put(ctx, lib, mod, short("b", "x"))
		fmt.Println(errors.Is(err, store.ErrReadOnly), errors.Is(s.CountMiss(ctx, lib), store.ErrReadOnly), err)
	}
}

// Killed at any moment, a store has every article that was acknowledged.
func TestKill(t *testing.T) {
	rounds := 5
	switch {
	case *torture:
		rounds = 12
	case testing.Short():
		rounds = 3
	}
	onEngines(t, func(t *testing.T, dsn string) {
		open(t, dsn).Close()
		var acknowledged []string
		for round := range rounds {
			cmd := runChild(t, "put", dsn, fmt.Sprintf("r%d-", round), "1000000")
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			lines := bufio.NewScanner(out)
			for n := 0; lines.Scan(); n++ {
				acknowledged = append(acknowledged, lines.Text())
				if n == 0 { // it is at work
					time.AfterFunc(rand.N(60*time.Millisecond), func() { cmd.Process.Kill() })
				}
			}
			cmd.Wait() // it was killed
		}
		if len(acknowledged) < rounds {
			t.Fatalf("%d acknowledged in %d rounds", len(acknowledged), rounds)
		}
		s := open(t, dsn)
		for _, id := range acknowledged {
			if _, a, err := s.Article(ctx, lib, id); err != nil || a.Passages[0].Text != "Text of "+id {
				t.Errorf("acknowledged %s: %v, %v", id, a, err)
			}
		}
		sound(t, s)
	})
}

// Two processes write one file, and neither fails because it is locked.
func TestTwoProcesses(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		const most = 50
		one, two := runChild(t, "put", dsn, "one", strconv.Itoa(most)), runChild(t, "put", dsn, "two", strconv.Itoa(most))
		for _, cmd := range []*exec.Cmd{one, two} {
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
		}
		for i := range most {
			put(t, s, short("three"+strconv.Itoa(i), "x"))
		}
		for _, cmd := range []*exec.Cmd{one, two} {
			if err := cmd.Wait(); err != nil {
				t.Error(err)
			}
		}
		if h := head(t, s); h.Seq != 3*most {
			t.Errorf("head at %d after %d adds", h.Seq, 3*most)
		}
		sound(t, s)
	})
}

// A process with read access reads, and learns why it cannot write.
func TestReadOnly(t *testing.T) {
	for _, tt := range []struct {
		name         string
		folder, file os.FileMode
	}{
		{"folder", 0o555, 0o644},
		{"file", 0o777, 0o444},
		{"both", 0o555, 0o444},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			dsn := filepath.Join(dir, "store.db")
			s := open(t, dsn)
			put(t, s, short("a", "One."))
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			for path, mode := range map[string]os.FileMode{dir: tt.folder, dsn: tt.file, filepath.Dir(dir): 0o755} {
				if err := os.Chmod(path, mode); err != nil {
					t.Fatal(err)
				}
			}
			t.Cleanup(func() { os.Chmod(dir, 0o755) })
			cmd := runChild(t, "read-only", dsn)
			if os.Getuid() == 0 { // root may write everywhere
				cmd.SysProcAttr = asNobody()
				cmd.Path, cmd.Dir = copyProgram(t, cmd.Path), dir
			}
			out, err := cmd.Output()
			if err != nil || !strings.HasPrefix(string(out), "1 <nil>\ntrue true ") {
				t.Errorf("child: %v\n%s", err, out)
			}
		})
	}
}

// copyProgram copies the test's program to where everybody may run it.
func copyProgram(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp("", "store")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	to := filepath.Join(dir, "store.test")
	if err := errors.Join(os.Chmod(dir, 0o755), os.WriteFile(to, b, 0o755)); err != nil {
		t.Fatal(err)
	}
	return to
}

// A limit of a file's size, which a quota is like, is a full disk and no
// damage: what was acknowledged is there, and is read.
func TestFileLimit(t *testing.T) {
	dsn := filepath.Join(t.TempDir(), "store.db")
	s := open(t, dsn)
	put(t, s, short("a", "One."))
	s.Close()
	out, err := runChild(t, "full", dsn).Output()
	if err != nil {
		t.Fatal(err)
	}
	var added int
	if _, err := fmt.Sscan(string(out), &added); err != nil || added < 1 {
		t.Fatalf("%q, %v", out, err)
	}
	if want := fmt.Sprintln(added, true, false, 1, nil); string(out) != want {
		t.Errorf("full, damaged, passages read: %q, want %q", out, want)
	}
	s = open(t, dsn)
	if h := head(t, s); int(h.Seq) != 1+added {
		t.Errorf("head at %d after %d acknowledged", h.Seq, 1+added)
	}
	sound(t, s)
}
