package cli

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Without a token, run opens a Discord on this machine: one address, with
// the greeting and the samples' receipts. What was said stays over a restart.
func TestRunWithoutToken(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	for _, round := range []string{"first", "second"} {
		run := exec.Command("footnote", "run", "--data", data)
		run.Env = append(os.Environ(), "DISCORD_TOKEN=", "DISCORD_PUBLIC_KEY=")
		run.Dir = t.TempDir() // away from a .env
		stdout, err := run.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := run.Start(); err != nil {
			t.Fatal(err)
		}
		line, err := bufio.NewReader(stdout).ReadString('\n')
		address := regexp.MustCompile(`http://127\.0\.0\.1:[0-9]+`).FindString(line)
		if err != nil || address == "" {
			t.Fatalf("%s start says %q, %v, want an address", round, line, err)
		}
		var state string
		has := func(words ...string) bool {
			r, err := http.Get(address + "/page/state?person=1200000000000000001")
			if err != nil {
				return false
			}
			defer r.Body.Close()
			body, _ := io.ReadAll(r.Body)
			_, state, _ = strings.Cut(string(body), `"messages":`)
			if strings.Contains(string(body), `"ready":false`) {
				return false
			}
			for _, w := range words {
				if !strings.Contains(state, w) {
					return false
				}
			}
			return true
		}
		await(t, round+" start shows the samples", func() bool {
			return has("I am Footnote", "Added: Why Yann LeCun", "Added: Four towers", "Added: The slow ploughs")
		})
		if n := strings.Count(state, "Added: Four towers"); n != 1 {
			t.Errorf("%s start shows a receipt %d times", round, n)
		}
		await(t, "the messages are written", func() bool {
			kept, err := os.ReadFile(filepath.Join(data, "sandbox.json"))
			return err == nil && bytes.Contains(kept, []byte("Added: Why Yann LeCun")) &&
				bytes.Contains(kept, []byte("Added: Four towers")) && bytes.Contains(kept, []byte("Added: The slow ploughs"))
		})
		run.Process.Signal(os.Interrupt)
		if err := run.Wait(); err != nil {
			t.Errorf("%s stop: %v", round, err)
		}
	}
}
