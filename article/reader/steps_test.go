package reader_test

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// whole runs the tests that take minutes.
var whole = flag.Bool("whole", false, "run the long tests, too")

// repeated are parts of texts of which each has led to work that grows faster
// than the text.
var repeated = []struct{ name, begin, part string }{
	{"german.txt", "", "„Es ist so“, said "},
	{"french.txt", "", "Il n'a jamais dit « C'est ainsi que nous le ferons » et "},
	{"denied.txt", "", "She never said “It is so and it is so” to any of them, and "},
	{"stops.txt", "President ", "‘CEO A. '"},
	{"initials.txt", "", "A. "},
	{"marks.txt", "", "‘-"},
	{"nicknames.txt", "", "Ann “Nan” Smith \n\n"},
	{"namesakes.txt", "", "¤ Smith said. "},
	{"called.txt", "", "Ann Smith, née ¤, said. "},
	{"offices.txt", "", "“It is so and it is so here,” said the ¤ ¤ keeper. "},
	{"labels.txt", "", "Anna ¤son: We do so.\n\nQ: Why is it so?\n\n"},
	{"lists.txt", "", "• a\n\n"},
	{"notes.md", "", "x[^§] "},
	{"emphasis.md", "", "*a **b "},
	{"links.html", "<p>", `<a href="http://a.example/§">The weir §</a><p>`},
	{"bylines.html", "<p>", "<span class=byline>By Ann Lee</span> "},
	{"blockquotes.html", "", "<blockquote>The weir opened on a day in March. § </blockquote>"},
	{"cells.html", "<table>", "<tr><td>The weir opened. <b>a</b>"},
}

// repeatedText repeats a part up to so many bytes, with a number for § and a
// name for ¤.
func repeatedText(begin, part string, size int) []byte {
	var b strings.Builder
	b.WriteString(begin)
	for i := 0; b.Len() < size; i++ {
		name := string([]byte{'A' + byte(i%26), 'a' + byte(i/26%26), 'a' + byte(i/26/26%26)})
		b.WriteString(strings.NewReplacer("§", strconv.Itoa(i), "¤", name).Replace(part))
	}
	return []byte(b.String())
}

// The steps of reading grow with the text, whatever is repeated in it, and are
// bounded for each byte. The program is built with counters of coverage, which
// count how often each statement of the readers runs: the same in each run.
func TestSteps(t *testing.T) {
	if !*whole {
		t.Skip("SKIPPED: builds the program with counters: run `go test ./article/reader -run TestSteps -args -whole`")
	}
	const (
		size       = 40 << 10
		maxGrowth  = 2.5         // times as many steps for a text that is twice as long
		maxPerByte = 400         // the most of these is 276
		maxRules   = 700_000_000 // the rules of quotations have a bound of their own
	)
	dir := t.TempDir()
	bin := filepath.Join(dir, "footnote")
	if out, err := exec.Command("go", "build", "-cover", "-covermode=atomic", "-coverpkg=footnote,footnote/article/...", "-o", bin, "footnote").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, r := range repeated {
		t.Run(r.name, func(t *testing.T) {
			steps := func(size int) int { return countSteps(t, bin, r.name, repeatedText(r.begin, r.part, size)) }
			once := steps(300) // with what is made at first use
			less, more := steps(size)-once, steps(2*size)-once
			t.Logf("%d steps, %d for a text twice as long, %d a byte", less, more, more/size/2)
			if float64(more) > maxGrowth*float64(less) {
				t.Errorf("%d steps for %d bytes, %d for twice as many", less, size, more)
			}
			if more > maxRules+maxPerByte*2*size || more > maxPerByte*2*size && r.name != "german.txt" {
				t.Errorf("%d steps for %d bytes", more, 2*size)
			}
		})
	}
}

// countSteps returns how many statements run while a text is read.
func countSteps(t *testing.T, bin, name string, body []byte) (steps int) {
	t.Helper()
	dir := t.TempDir()
	file, list := filepath.Join(dir, name), filepath.Join(dir, "list")
	if err := os.WriteFile(file, body, 0o600); err != nil {
		t.Fatal(err)
	}
	read := exec.Command(bin, "parse", file)
	read.Env = append(os.Environ(), "GOCOVERDIR="+dir)
	if err := read.Run(); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("go", "tool", "covdata", "textfmt", "-i", dir, "-o", list).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	text, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		f := strings.Fields(line) // file:from,to statements times
		if len(f) != 3 {
			continue
		}
		statements, _ := strconv.Atoi(f[1])
		times, _ := strconv.Atoi(f[2])
		steps += statements * times
	}
	return steps
}
