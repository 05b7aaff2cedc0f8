package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// A variant is a way of answering members' questions: which roles the
// language model has.
type variant struct {
	name string
	ask  string   // words for footnote ask
	env  []string // what takes the other roles away
}

var variants = []variant{
	{"words", "--no-model", nil},
	{"choose", "--model", []string{"FOOTNOTE_MODEL_ROLES=choose", "FOOTNOTE_EMBED_MODEL="}},
	{"+rephrase", "--model", []string{"FOOTNOTE_MODEL_ROLES=choose,rephrase", "FOOTNOTE_EMBED_MODEL="}},
	{"embed", "--model", []string{"FOOTNOTE_MODEL="}},
	{"all", "--model", nil},
}

// memberFigures are those of the members' set, by the path in the scorer's
// JSON.
var memberFigures = strings.Fields("s@1 s@3 s@5 s@10 sent@1 answered right helped unsure refused near off sure")

// runModel measures members' questions with and without each role of the
// language model that the environment or .env configures, and prints a column
// for each.
func runModel(bin, sets string) error {
	bin, err := filepath.Abs(bin)
	if err != nil {
		return err
	}
	scorer, err := filepath.Abs(filepath.Join(sets, "members", "score.py"))
	if err != nil {
		return err
	}
	if _, err := os.Stat(scorer); err != nil {
		fmt.Printf("SKIPPED: needs the members' set in %s\n", filepath.Join(sets, "members"))
		return nil
	}
	var names []string
	columns := map[string]map[string]any{}
	for _, v := range variants {
		if !v.configured(bin) {
			continue
		}
		if columns[v.name], err = v.measure(bin, scorer); err != nil {
			return fmt.Errorf("%s: %w", v.name, err)
		}
		names = append(names, v.name)
	}
	if len(names) == 1 {
		return errors.New("no language model is set: FOOTNOTE_MODEL_URL with FOOTNOTE_MODEL or FOOTNOTE_EMBED_MODEL")
	}
	fmt.Printf("%-10s", "")
	for _, n := range names {
		fmt.Printf("%11s", n)
	}
	fmt.Println()
	for _, f := range memberFigures {
		fmt.Printf("%-10s", f)
		for _, n := range names {
			value, _ := at(columns[n], f)
			fmt.Printf("%11.3f", value)
		}
		fmt.Println()
	}
	return nil
}

// command is a call of the variant's footnote, or of what calls it. It runs
// in this folder, where .env is.
func (v variant) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Env = append(cmd.Environ(), v.env...)
	return cmd
}

// configured reports whether there is a model for the variant.
func (v variant) configured(bin string) bool {
	if v.ask != "--model" {
		return true
	}
	says, _ := v.command(bin, "--data", os.DevNull, "ask", "--model", "anything").CombinedOutput() // it fails in any case
	return !strings.Contains(string(says), "no language model is set")
}

// measure returns the scorer's figures over all libraries.
func (v variant) measure(bin, scorer string) (map[string]any, error) {
	f, err := os.CreateTemp("", "eval-*.json")
	if err != nil {
		return nil, err
	}
	f.Close()
	defer os.Remove(f.Name())
	sets, err := filepath.Glob(filepath.Join(filepath.Dir(scorer), "set", "*.jsonl"))
	if err != nil {
		return nil, err
	}
	args := []string{scorer, "--bin", bin, "--json", f.Name(), "--ask=" + v.ask}
	for _, s := range sets {
		if name := strings.TrimSuffix(filepath.Base(s), ".jsonl"); name != "people" {
			args = append(args, name)
		}
	}
	cmd := v.command("python3", args...)
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return nil, err
	}
	text, err := os.ReadFile(f.Name())
	if err != nil {
		return nil, err
	}
	var out struct {
		Figures struct {
			Libraries map[string]map[string]any
		}
	}
	err = json.Unmarshal(text, &out)
	return out.Figures.Libraries["ALL"], err
}
