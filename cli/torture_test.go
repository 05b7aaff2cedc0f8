//go:build linux

package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// attempt runs the program, and returns what it printed on both outputs and
// whether it succeeded.
func attempt(stdin string, words ...string) (out string, ok bool) {
	cmd := exec.Command("footnote", words...)
	cmd.Stdin = strings.NewReader(stdin)
	var b bytes.Buffer
	cmd.Stdout, cmd.Stderr = &b, &b
	err := cmd.Run()
	return b.String(), err == nil
}

// batch is a bulk add of n articles of a round, each with its own word.
func batch(round, n int) string {
	var lines strings.Builder
	for i := range n {
		fmt.Fprintf(&lines, `{"id": "r%d-%d", "text": "The word of this article is %s. It has a second sentence for company."}`+"\n", round, i, word(round, i))
	}
	return lines.String()
}

// findsListed checks that a search finds each article that is listed by its
// word, and none of those that are not, and that nothing needs repair.
func findsListed(t *testing.T, data string, words map[string]string) {
	t.Helper()
	there := listed(t, data)
	for id, found := range foundByWord(t, data, words) {
		if found != there[id] {
			t.Errorf("%s is listed: %v, found by its word: %v", id, there[id], found)
		}
	}
	footnote(t, "", "doctor", "--data", data)
}

// killed runs the program and kills it at a random moment of the time that it
// takes.
func killed(whole time.Duration, words ...string) {
	cmd := exec.Command("footnote", words...)
	if cmd.Start() != nil {
		return
	}
	stop := time.AfterFunc(rand.N(whole), func() { cmd.Process.Kill() })
	cmd.Wait()
	stop.Stop()
}

// took is how long the program takes.
func took(words ...string) time.Duration {
	began := time.Now()
	attempt("", words...)
	return time.Since(began) + time.Millisecond
}

// Killed while it removes, rebuilds or backs up, the program leaves a store that
// needs no repair, an index that agrees with it, and no half of a backup.
func TestKilledAtWork(t *testing.T) {
	t.Parallel()
	const articles = 30
	words := map[string]string{}
	for i := range articles {
		words[fmt.Sprintf("r0-%d", i)] = word(0, i)
	}
	t.Run("remove", func(t *testing.T) {
		t.Parallel()
		data := t.TempDir()
		footnote(t, batch(0, articles), "add", "--data", data, "--jsonl", "-")
		footnote(t, "", "search", "--data", data, word(0, 1))
		whole := took("list", "--data", data) * 2
		for n := range min(rounds(4, 25), articles) {
			killed(whole, "remove", "--data", data, fmt.Sprintf("r0-%d", n))
		}
		findsListed(t, data, words)
	})
	t.Run("reindex", func(t *testing.T) {
		t.Parallel()
		data := t.TempDir()
		footnote(t, batch(0, articles), "add", "--data", data, "--jsonl", "-")
		whole := took("reindex", "--data", data)
		for range rounds(4, 50) {
			killed(whole, "reindex", "--data", data)
		}
		findsListed(t, data, words)
		if n := len(listed(t, data)); n != articles {
			t.Errorf("%d articles, want %d", n, articles)
		}
	})
	t.Run("backup", func(t *testing.T) {
		t.Parallel()
		data, files := t.TempDir(), t.TempDir()
		footnote(t, batch(0, articles), "add", "--data", data, "--jsonl", "-")
		whole := took("backup", "--data", data, filepath.Join(files, "whole.db"))
		for n := range rounds(4, 25) {
			file := filepath.Join(files, fmt.Sprintf("%d.db", n))
			killed(whole, "backup", "--data", data, file)
			if _, err := os.Stat(file); err != nil {
				continue
			}
			restored := t.TempDir()
			footnote(t, "", "restore", "--data", restored, file)
			if got := len(listed(t, restored)); got != articles {
				t.Errorf("backup %d has %d articles", n, got)
			}
		}
	})
}

// A disk is a file system in a file, whose power can be cut: what was not
// synced is lost.
type disk struct {
	t          *testing.T
	image, dir string
}

// newDisk makes a disk. It needs the rights to mount one.
func newDisk(t *testing.T) *disk {
	t.Helper()
	d := &disk{t: t, image: filepath.Join(t.TempDir(), "image"), dir: t.TempDir()}
	if err := os.WriteFile(d.image, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(d.image, 128<<20); err != nil {
		t.Fatal(err)
	}
	for _, command := range [][]string{{"mkfs.ext4", "-q", d.image}, {"mount", "-o", "loop", d.image, d.dir}} {
		if out, err := exec.Command(command[0], command[1:]...).CombinedOutput(); err != nil {
			t.Skipf("SKIPPED: power cuts are not tested: run it as root, with mkfs.ext4 and loop devices: %v %s", err, out)
		}
	}
	t.Cleanup(func() { exec.Command("umount", "-l", d.dir).Run() })
	return d
}

// Linux's ioctl that stops a file system at once, and its flag for not writing
// what waits, not even the journal (ext4(5)).
const (
	ioctlShutdown = 0x8004587d
	noFlush       = uint32(2)
)

// cut cuts the power.
func (d *disk) cut() {
	d.t.Helper()
	f, err := os.Open(d.dir)
	if err != nil {
		d.t.Fatal(err)
	}
	defer f.Close()
	flags := noFlush
	if _, _, err := syscall.Syscall(syscall.SYS_IOCTL, f.Fd(), ioctlShutdown, uintptr(unsafe.Pointer(&flags))); err != 0 {
		d.t.Skip("SKIPPED: power cuts are not tested: run it as root, on a kernel that can stop an ext4: ", err)
	}
}

// restart mounts the disk again after a cut.
func (d *disk) restart() {
	d.t.Helper()
	for _, command := range [][]string{{"umount", d.dir}, {"mount", "-o", "loop", d.image, d.dir}} {
		if out, err := exec.Command(command[0], command[1:]...).CombinedOutput(); err != nil {
			d.t.Fatalf("%v: %v %s", command, err, out)
		}
	}
}

// The power is cut while articles are added and the index is written. Everything
// that was acknowledged is there and found, and nothing needs repair.
func TestPowerCuts(t *testing.T) {
	t.Parallel()
	d := newDisk(t)
	data := filepath.Join(d.dir, "data")
	words := map[string]string{}
	footnote(t, batch(99, 3), "add", "--data", data, "--jsonl", "-")
	const articles = 200
	for round := range rounds(2, 25) {
		add := exec.Command("footnote", "add", "--data", data, "--jsonl", "-")
		add.Stdin = strings.NewReader(batch(round, articles))
		out, err := add.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		search := exec.Command("footnote", "search", "--data", data, "--stdin")
		asking, err := search.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		for _, cmd := range []*exec.Cmd{add, search} {
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
		}
		power := 1 + rand.N(articles-1) // acknowledged before the cut
		for lines := bufio.NewScanner(out); lines.Scan(); {
			var line struct{ ID, Status string }
			if json.Unmarshal(lines.Bytes(), &line) == nil && line.Status == "added" {
				var r, n int
				fmt.Sscanf(line.ID, "r%d-%d", &r, &n)
				words[line.ID] = word(r, n)
				fmt.Fprintln(asking, word(r, n)) // so that the index follows meanwhile
			}
			if power--; power == 0 {
				d.cut()
			}
		}
		for _, cmd := range []*exec.Cmd{add, search} {
			cmd.Process.Kill()
			cmd.Wait()
		}
		d.restart()
	}
	there := listed(t, data)
	for id := range words {
		if !there[id] {
			t.Errorf("%s was acknowledged and is lost", id)
		}
	}
	t.Logf("%d acknowledged", len(words))
	findsListed(t, data, words)
}

// The disk is full at each step of adding and of writing the index. What was
// acknowledged stays, what is there is found, and with room everything works.
func TestFullAtEachStep(t *testing.T) {
	t.Parallel()
	source := t.TempDir()
	footnote(t, batch(0, 5), "add", "--data", source, "--jsonl", "-")
	footnote(t, "", "search", "--data", source, word(0, 1))
	words := map[string]string{}
	for i := range 5 {
		words[fmt.Sprintf("r0-%d", i)], words[fmt.Sprintf("r1-%d", i)] = word(0, i), word(1, i)
	}
	steps, step := rounds(6, 60), rounds(64, 8) // KiB
	refused := 0
	for n := range steps {
		dir := t.TempDir()
		if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=64m"); err != nil {
			t.Skip("SKIPPED: a full disk is not tested: run it as root, which may mount a tmpfs: ", err)
		}
		t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
		data := filepath.Join(dir, "data")
		if err := os.CopyFS(data, os.DirFS(source)); err != nil {
			t.Fatal(err)
		}
		room := func(kilobytes uint64) {
			if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, fmt.Sprintf("size=%dk", kilobytes)); err != nil {
				t.Fatal(err)
			}
		}
		var s syscall.Statfs_t
		if err := syscall.Statfs(dir, &s); err != nil {
			t.Fatal(err)
		}
		room((s.Blocks-s.Bfree)*uint64(s.Bsize)/1024 + uint64(n*step))
		out, added := attempt(batch(1, 5), "add", "--data", data, "--jsonl", "-")
		if !added {
			refused++
		}
		if strings.Contains(out, "panic") {
			t.Fatalf("with %d KiB: %s", n*step, out)
		}
		found, ok := attempt("", "search", "--data", data, "--json", word(0, 1))
		if strings.Contains(found, "panic") || ok && !strings.Contains(found, `"r0-1"`) {
			t.Errorf("with %d KiB a search says %s", n*step, found)
		}
		room(64 << 10)
		there := listed(t, data)
		for line := range strings.Lines(out) {
			var a struct{ ID, Status string }
			if json.Unmarshal([]byte(line), &a) == nil && a.Status == "added" && !there[a.ID] {
				t.Errorf("with %d KiB %s was acknowledged and is lost", n*step, a.ID)
			}
		}
		findsListed(t, data, words)
		footnote(t, batch(1, 5), "add", "--data", data, "--jsonl", "-")
		if got := len(listed(t, data)); got != 10 {
			t.Errorf("with room again there are %d articles, want 10", got)
		}
	}
	if refused == 0 || refused == steps {
		t.Errorf("%d of %d were refused: no step was in between", refused, steps)
	}
}
