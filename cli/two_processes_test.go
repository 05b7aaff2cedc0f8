package cli

import (
	"bufio"
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A second process on a data folder never waits for the first: what needs the
// index gets an error that names the first, the rest works.
func TestTwoProcessesOnOneFolder(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	const first = `{"id": "one", "title": "One", "text": "The first article tells of herons. They stand still."}` + "\n"
	footnote(t, first, "add", "--data", data, "--jsonl", "-")

	chat := exec.Command("footnote", "chat", "--data", data, "--library", "default")
	stdin, err := chat.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := chat.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := chat.Start(); err != nil {
		t.Fatal(err)
	}
	defer chat.Wait()
	defer stdin.Close()
	said := bufio.NewScanner(stdout)
	ask := func(question, want string) {
		t.Helper()
		stdin.Write([]byte(question + "\n"))
		for said.Scan() {
			if strings.Contains(said.Text(), want) {
				return
			}
		}
		t.Fatalf("the chat never said %q", want)
	}
	ask("/search herons", "herons")

	out, err := exec.Command("footnote", "search", "--data", data, "herons").CombinedOutput()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 3 {
		t.Errorf("search while the chat runs: %v, want exit code 3", err)
	}
	for _, want := range []string{"footnote: error: Another Footnote is using this data folder.", "footnote: hint: Ask there"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("search while the chat runs says\n%s\nwant %q", out, want)
		}
	}
	if out := footnote(t, "", "list", "--data", data); !strings.Contains(out, "One") {
		t.Errorf("list while the chat runs: %q", out)
	}
	if out := footnote(t, "", "export", "--data", data); !strings.Contains(out, "herons") {
		t.Errorf("export while the chat runs: %q", out)
	}
	footnote(t, "", "backup", "--data", data, filepath.Join(t.TempDir(), "backup"))
	footnote(t, "", "doctor", "--data", data)

	const second = `{"id": "two", "title": "Two", "text": "The second article tells of otters. They swim."}` + "\n"
	footnote(t, second, "add", "--data", data, "--jsonl", "-")
	ask("/search otters", "otters")
}
