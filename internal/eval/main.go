// Eval measures a build with the evaluation sets and prints the figures
// next to those of the last recorded run:
//
//	go run ./internal/eval [-bin FILE] [-sets DIR] [-record] [-model]
//
// The sets and their scorers (Python 3) are not part of the project; without
// them there is nothing to measure.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// A task is a call of a scorer, and the figures to take from its output.
type task struct {
	folder  string   // of the scorer, in the folder of the sets
	args    []string // in addition to --bin and --json
	file    bool     // --json names a file; otherwise the figures are on standard output
	figures []string // paths in its JSON, separated by "/"
}

var (
	answers   = []string{"success@1", "success@5", "sent@1"}
	honesty   = []string{"AUROC_offtopic", "abstain_rate_offtopic", "answered_rate_answerable", "AUROC_unanswerable", "took_ms_median", "took_ms_p99"}
	languages = strings.Fields("ar de el en es hi ro ru th tr vi zh")
)

func tasks() []task {
	xquad := []string{}
	for _, l := range languages {
		xquad = append(xquad, "xquad-"+l)
	}
	return []task{
		{folder: "retrieval", args: []string{"squad"}, figures: append(answers, honesty...)},
		{folder: "retrieval", args: []string{"--typo", "squad"}, figures: answers},
		{folder: "retrieval", args: append([]string{"wikiqa"}, xquad...), figures: answers},
		{folder: "retrieval", args: []string{"--verb", "search", "-n", "50", "cranfield", "cisi"}, figures: []string{"nDCG@10"}},
		{folder: "quotes", args: []string{"--task", "quotes", "polnear", "gum", "handmade", "wikinews-de"}, file: true,
			figures: []string{"overlap/f1", "attr", "pairs/f1", "counts/not_verbatim"}},
		{folder: "quotes", args: []string{"--task", "people", "--genre", "news,bio,interview,essay,podcast,speech", "../people/gum"}, file: true, figures: []string{"people/f1"}},
		{folder: "quotes", args: []string{"--task", "people", "../people/crossner"}, file: true, figures: []string{"people/f1"}},
		{folder: "articles", file: true, figures: []string{
			"body/f1", "body/accuracy", "meta/segments_f1", "meta/metadata/title/right", "meta/metadata/author/right",
			"meta/metadata/published/right", "structure/overall", "body/ms_p50"}},
	}
}

// A figure is one number of a set.
type figure struct {
	set, name string
	value     float64
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("eval: ")
	bin := flag.String("bin", "footnote", "the build to measure")
	sets := flag.String("sets", "../shared/eval", "folder of the sets")
	recorded := flag.String("recorded", "docs/eval.txt", "file of the recorded figures")
	record := flag.Bool("record", false, "write the file again")
	model := flag.Bool("model", false, "measure members' questions with and without the language model that is configured")
	flag.Parse()
	if *model {
		if err := runModel(*bin, *sets); err != nil {
			log.Fatal(err)
		}
		return
	}
	if err := run(*bin, *sets, *recorded, *record); err != nil {
		log.Fatal(err)
	}
}

func run(bin, sets, recorded string, record bool) error {
	bin, err := filepath.Abs(bin)
	if err != nil {
		return err
	}
	if _, err := os.Stat(sets); errors.Is(err, fs.ErrNotExist) {
		fmt.Printf("SKIPPED: needs the evaluation sets in %s, outside the project\n", sets)
		return nil
	}
	before, date, err := readRecorded(recorded)
	if err != nil {
		return err
	}
	fmt.Printf("%-16s %-28s %9s %9s\n", "set", "figure", "now", date)
	var all []figure
	for _, t := range tasks() {
		figures, err := t.measure(bin, sets)
		if err != nil {
			return fmt.Errorf("%s %s: %w", t.folder, strings.Join(t.args, " "), err)
		}
		for _, f := range figures {
			was, known := before[f.set+"\t"+f.name]
			if !known {
				fmt.Printf("%-16s %-28s %9.3f\n", f.set, f.name, f.value)
				continue
			}
			fmt.Printf("%-16s %-28s %9.3f %9.3f  %+.3f\n", f.set, f.name, f.value, was, f.value-was)
		}
		all = append(all, figures...)
	}
	if !record {
		return nil
	}
	return write(recorded, all)
}

// measure calls the scorer. Each of its results is a set, or an object of
// sets by their names.
func (t task) measure(bin, sets string) ([]figure, error) {
	args := []string{"score.py", "--bin", bin, "--json"}
	out := ""
	if t.file {
		f, err := os.CreateTemp("", "eval-*.json")
		if err != nil {
			return nil, err
		}
		f.Close()
		defer os.Remove(f.Name())
		out = f.Name()
		args = append(args, out)
	}
	cmd := exec.Command("python3", append(args, t.args...)...)
	cmd.Dir = filepath.Join(sets, t.folder)
	cmd.Stderr = os.Stderr
	text, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	if t.file {
		if text, err = os.ReadFile(out); err != nil {
			return nil, err
		}
	}
	results, err := decode(text)
	if err != nil {
		return nil, err
	}
	var all []figure
	for _, r := range results {
		set, named := r["set"].(string)
		for _, path := range t.figures {
			f := figure{set, path, 0}
			if !named {
				f.set, f.name, _ = strings.Cut(path, "/")
			}
			var ok bool
			if f.value, ok = at(r, path); !ok {
				continue // not every set has every figure
			}
			all = append(all, f)
		}
	}
	if len(all) == 0 {
		return nil, errors.New("the scorer gave no figures")
	}
	return all, nil
}

// decode decodes objects, one after the other or in an array.
func decode(text []byte) ([]map[string]any, error) {
	var all []map[string]any
	d := json.NewDecoder(bytes.NewReader(text))
	for d.More() {
		var v any
		if err := d.Decode(&v); err != nil {
			return nil, err
		}
		list, ok := v.([]any)
		if !ok {
			list = []any{v}
		}
		for _, e := range list {
			if m, ok := e.(map[string]any); ok {
				all = append(all, m)
			}
		}
	}
	return all, nil
}

// at returns the number at a path.
func at(v any, path string) (float64, bool) {
	for name := range strings.SplitSeq(path, "/") {
		m, _ := v.(map[string]any)
		v = m[name]
	}
	n, ok := v.(float64)
	return n, ok
}

// readRecorded returns the figures of the last recorded run by set and name,
// and its date. Without the file there are none.
func readRecorded(file string) (map[string]float64, string, error) {
	before := map[string]float64{}
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return before, "", nil
	}
	if err != nil {
		return nil, "", err
	}
	defer f.Close()
	date := ""
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if day, ok := strings.CutPrefix(lines.Text(), "# "); ok && date == "" {
			date, _, _ = strings.Cut(day, ",")
			continue
		}
		fields := strings.Split(lines.Text(), "\t")
		if len(fields) != 3 {
			continue
		}
		value, err := strconv.ParseFloat(fields[2], 64)
		if err != nil {
			return nil, "", fmt.Errorf("%s: %w", file, err)
		}
		before[fields[0]+"\t"+fields[1]] = value
	}
	return before, date, lines.Err()
}

func write(file string, all []figure) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s, %s/%s with %d CPUs, by make eval: set, figure, value. Development halves.\n", time.Now().UTC().Format(time.DateOnly), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	for _, f := range all {
		fmt.Fprintf(&b, "%s\t%s\t%.4f\n", f.set, f.name, f.value)
	}
	return os.WriteFile(file, []byte(b.String()), 0o644)
}
