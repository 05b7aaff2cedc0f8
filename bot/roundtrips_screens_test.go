package bot_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/commands"
	"footnote/index"
	"footnote/internal/pgtest"
)

// moreTrips are the steps of screens that may take more than maxDepth round
// trips, and why.
var moreTrips = []struct {
	steps *regexp.Regexp
	most  int
}{
	// Texts are added in a transaction each: the article, its words and its
	// history, with a look for its twins before and after.
	{regexp.MustCompile(`^(attach |/library add .|fill (text|link|title|body)=|press (Keep anyway|Approve|Bring this version back)$|pick Choose what to add)`), 45},
	// A feed is followed, with its first articles; or left, with its entries.
	{regexp.MustCompile(`^/library feed (add|remove) `), 50},
	// Articles are removed and brought back in a transaction each, with
	// everything that belongs to them.
	{regexp.MustCompile(`^(press (Undo|Undo all|Remove|Bring back|Erase everything)$|/library remove )`), 45},
	// What moderators teach, within limits that a transaction keeps, and the
	// entry in the log: the command, then the form or the choice of an article.
	{regexp.MustCompile(`^(/library (tag|pin|synonym|test) ?.*=|fill tags=|press (Keep as a test|Accept these answers)$|pick Pick one ->)`), 12},
	// A setting, the log, and the time of the next announcement.
	{regexp.MustCompile(`^(pick (No announcements|The hour|The channel of the quote of the day)|press Turn it off$|fill zone=)`), 5},
	// The articles are read one after another, because a copy of all of them may
	// not fit in memory; and the log.
	{regexp.MustCompile(`^/library export`), 12},
	// What limits a question is found first, and an answer with an amount or a
	// date is compared with other articles.
	{regexp.MustCompile(`^(/ask .* in=|fill question=)`), 4},
	// The text of the message is longer than the id of a button, and is stored
	// before the button is shown.
	{regexp.MustCompile(`^menu Footnote this: .{50}`), 4},
}

// tripsAllowed returns the most round trips of a step.
func tripsAllowed(step string) int {
	for _, m := range moreTrips {
		if m.steps.MatchString(step) {
			return m.most
		}
	}
	return maxDepth
}

var whole = flag.Bool("whole", false, "count the round trips of all screens")

// usualScreens are the screens that are counted in any case: of what members
// use, and of moderators.
var usualScreens = []string{"ask", "check", "claims", "follow", "game", "miss", "moderators", "quote", "scopes", "who"}

// Every step of every screen takes maxDepth round trips to a database at most,
// one after another, but those of moreTrips; and shows the same as on SQLite.
func TestRoundTripsOfScreens(t *testing.T) {
	if !pgtest.Installed() {
		t.Skip("SKIPPED: round trips to PostgreSQL are counted: install Debian's package postgresql (no initdb found)")
	}
	files, err := filepath.Glob("testdata/screens/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no screens: %v", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		if !*whole && !slices.Contains(usualScreens, name) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			golden, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			away := 2 * farAway
			w := walk(t, string(golden), away)
			for range 3 { // on a busy machine, what is sent at the same time may be sent late
				if !slices.ContainsFunc(w, func(s walked) bool { return s.depth > tripsAllowed(s.step) }) {
					break
				}
				away *= 2
				for i, again := range walk(t, string(golden), away) {
					if again.depth < w[i].depth {
						w[i] = again
					}
				}
			}
			for _, s := range w {
				if most := tripsAllowed(s.step); s.depth > most {
					t.Errorf("%s\ntakes %d round trips one after another, want %d at most:\n%s", s.step, s.depth, most, strings.Join(s.run, "\n"))
				}
			}
		})
	}
}

// Some screen uses each command.
func TestAllCommandsHaveScreens(t *testing.T) {
	files, err := filepath.Glob("testdata/screens/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no screens: %v", err)
	}
	var all strings.Builder
	for _, file := range files {
		screen, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(screen)
	}
	commands.Each(commands.All(), func(name string, c commands.Command) {
		step := "\n$ /" + name
		if c.OnMessage {
			step = "\n$ menu " + name
		}
		if !strings.Contains(all.String(), step) {
			t.Errorf("no screen has the step %q", step)
		}
	})
}

// A walked is a step of a screen that was measured.
type walked struct {
	step  string
	depth int      // round trips one after another
	run   []string // their statements
}

// walk takes the steps of a screen on a database whose responses are on their
// way for a while.
func walk(t *testing.T, golden string, away time.Duration) []walked {
	gate, dsn := newTollgate(t, pgtest.Prepared(t, withSchema))
	gate.away.Store(int64(away))
	// Each step is taken once: its statements are not prepared before.
	s := &screens{house: newHouseIn(t, newWire(t), dsn+"&default_query_exec_mode=exec", false), locale: "en-US"}
	var list []walked
	var got strings.Builder
	for line := range strings.Lines(golden) {
		if strings.HasPrefix(line, "# ") {
			got.WriteString(line)
		}
		if !strings.HasPrefix(line, "$ ") {
			continue
		}
		step := strings.TrimSpace(line[2:])
		settle(t, s)
		verb, _, _ := strings.Cut(step, " ")
		people := !slices.Contains([]string{"samples", "add", "page", "seat", "speak", "offer", "close", "in", "announce", "fulfil"}, verb)
		gate.taken()
		gate.far.Store(people)
		got.WriteString(line + "\n" + s.step(step) + "\n")
		gate.far.Store(false)
		if run, depth := gate.taken(); people {
			list = append(list, walked{step, depth, run})
		}
	}
	if got.String() != golden {
		t.Errorf("shows\n%s\nwant\n%s", &got, golden)
	}
	return list
}

// settle brings the index up to date, and what is completed, and opens all
// connections: the answer to the first question after a change takes more.
func settle(t *testing.T, s *screens) {
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() { s.libs.Ping(t.Context()) })
	}
	all.Wait()
	s.lib.Answer(t.Context(), index.Query{Kind: index.Passages, Text: "settle"})
	s.lib.Titles(t.Context(), "a", 1)
	s.lib.Quotations(t.Context(), "a", 1)
	s.lib.Speakers(t.Context(), "a", 1)
}
