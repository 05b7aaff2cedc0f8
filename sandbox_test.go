package main

import (
	"bufio"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"
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
		for deadline := time.Now().Add(20 * time.Second); !has("I am Footnote", "Added: Why Yann LeCun", "Added: Four towers", "Added: The slow ploughs"); time.Sleep(20 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatalf("%s start never showed the samples: %s", round, state)
			}
		}
		if n := strings.Count(state, "Added: Four towers"); n != 1 {
			t.Errorf("%s start shows a receipt %d times", round, n)
		}
		time.Sleep(500 * time.Millisecond) // messages are written shortly after
		run.Process.Signal(os.Interrupt)
		if err := run.Wait(); err != nil {
			t.Errorf("%s stop: %v", round, err)
		}
	}
}
