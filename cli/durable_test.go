package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
)

var torture = flag.Bool("torture", false, "as many rounds as make torture has")

// rounds is how often a test hurts the program: short in every run, long in make
// torture.
func rounds(short, long int) int {
	if *torture {
		return long
	}
	return short
}

// footnote runs a command in this process and returns what it printed. What
// must not share the memory of another one, because it is killed, is a process
// of its own: tests are on PATH under the program's name.
func footnote(t *testing.T, stdin string, words ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	a := &app{stdin: strings.NewReader(stdin), stdout: &stdout, stderr: &stderr}
	root := a.root()
	root.SetArgs(words)
	if code := report(&stderr, a.blame(root.ExecuteContext(t.Context()))); code != 0 {
		t.Fatalf("footnote %s ends with %d\n%s", strings.Join(words, " "), code, &stderr)
	}
	return stdout.String()
}

// word is a word that only the nth article of a round has.
func word(round, n int) string {
	letters := func(n int) string { return strings.Map(func(r rune) rune { return r - '0' + 'a' }, fmt.Sprint(n)) }
	return "zeb" + letters(round) + "q" + letters(n)
}

// Bulk adds are killed at random moments, again and again on one data folder.
// Every article that was acknowledged is there once, and found.
func TestKilledWhileAdding(t *testing.T) {
	t.Parallel()
	rounds, articles := rounds(15, 100), 40
	if testing.Short() {
		rounds = 5
	}
	data := t.TempDir()
	acknowledged := map[string]string{} // word by id
	whole := time.Minute                // how long the first round takes, which is not killed
	for round := range rounds + 1 {
		began := time.Now()
		var lines strings.Builder
		for n := range articles {
			fmt.Fprintf(&lines, `{"id": "r%d-%d", "text": "The word of this article is %s. It has a second sentence for company."}`+"\n", round, n, word(round, n))
		}
		cmd := exec.Command("footnote", "add", "--data", data, "--jsonl", "-")
		cmd.Stdin = strings.NewReader(lines.String())
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		moment := whole
		if round > 0 {
			moment = rand.N(whole)
		}
		kill := time.AfterFunc(moment, func() { cmd.Process.Kill() })
		for scan := bufio.NewScanner(out); scan.Scan(); {
			var line struct{ ID, Status string }
			if json.Unmarshal(scan.Bytes(), &line) == nil && line.Status == "added" {
				var r, n int
				fmt.Sscanf(line.ID, "r%d-%d", &r, &n)
				acknowledged[line.ID] = word(r, n)
			}
		}
		cmd.Wait()
		kill.Stop()
		if round == 0 {
			whole = time.Since(began)
		}
		if round%10 == 9 { // the index too is killed on its way
			cmd := exec.Command("footnote", "search", "--data", data, "anything")
			cmd.Start()
			time.AfterFunc(rand.N(whole/2), func() { cmd.Process.Kill() })
			cmd.Wait()
		}
	}
	t.Logf("%d of %d articles acknowledged", len(acknowledged), (rounds+1)*articles)

	there, found := listed(t, data), foundByWord(t, data, acknowledged)
	for id, word := range acknowledged {
		if !there[id] || !found[id] {
			t.Errorf("%s was acknowledged: listed %v, found by its word %q %v", id, there[id], word, found[id])
		}
	}
	footnote(t, "", "doctor", "--data", data)
}

// listed returns the ids of the articles in a folder; each must be there once.
func listed(t *testing.T, data string) map[string]bool {
	t.Helper()
	ids := map[string]bool{}
	for line := range strings.Lines(footnote(t, "", "list", "--data", data, "--json")) {
		var a struct{ ID string }
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatal(err)
		}
		if ids[a.ID] {
			t.Errorf("%s is listed twice", a.ID)
		}
		ids[a.ID] = true
	}
	return ids
}

// foundByWord searches for the word of each article, and returns whether the
// article comes first.
func foundByWord(t *testing.T, data string, words map[string]string) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	ids := slices.Sorted(maps.Keys(words))
	var queries strings.Builder
	for _, id := range ids {
		queries.WriteString(words[id] + "\n")
	}
	answers := strings.Split(footnote(t, queries.String(), "search", "--data", data, "--stdin"), "\n")
	for i, id := range ids {
		var a struct {
			Results []struct{ Article struct{ ID string } }
		}
		if err := json.Unmarshal([]byte(answers[i]), &a); err != nil {
			t.Fatal(err)
		}
		found[id] = len(a.Results) > 0 && a.Results[0].Article.ID == id
	}
	return found
}
