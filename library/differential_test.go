package library_test

import (
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"footnote/article"
	"footnote/index"
	"footnote/library"
	"footnote/store"
)

var seed = flag.Uint64("seed", 0, "of TestLikeAFreshIndex; 0 for a few that are always the same")

// steps is how many changes each seed makes.
const steps = 18

// Whatever was added, changed, removed and brought back: every kind of
// question is answered as by an index that was just made from the store.
func TestLikeAFreshIndex(t *testing.T) {
	if onPostgres {
		t.Skip("SKIPPED: does not depend on the engine: the run of the same tests on SQLite has it")
	}
	seeds := []uint64{1, 2, 3, 4}
	if *seed != 0 {
		seeds = []uint64{*seed}
	}
	for _, seed := range seeds {
		t.Run(fmt.Sprintf("seed=%d", seed), func(t *testing.T) {
			d := differential{
				shelf: newShelf(t, 0), rand: rand.New(rand.NewPCG(seed, 0)),
				texts: map[string]string{}, removed: map[string]bool{},
			}
			d.lib = d.library("1")
			for step := range steps {
				what := d.change()
				if d.compare(); t.Failed() {
					t.Fatalf("after step %d, %s; again with -run TestLikeAFreshIndex -args -seed %d", step, what, seed)
				}
			}
		})
	}
}

type differential struct {
	*shelf
	lib     *library.Library
	rand    *rand.Rand
	next    int
	texts   map[string]string // by id, of the articles that are there or removed
	removed map[string]bool
}

// change changes the library in one way, and says which.
func (d *differential) change() string {
	there, gone := d.ids(false), d.ids(true)
	switch n := d.rand.IntN(10); {
	case len(there) == 0 || n < 3: // several at once
		for range 1 + d.rand.IntN(3) {
			d.next++
			d.put(fmt.Sprint("a", d.next))
		}
		return "articles added"
	case n < 5:
		var ids []string
		for range 1 + d.rand.IntN(2) {
			ids = append(ids, there[d.rand.IntN(len(there))])
		}
		removed, err := d.lib.Remove(d.t.Context(), "tester", ids...)
		d.must(err)
		for _, id := range removed {
			d.removed[id] = true
		}
		return "articles removed"
	case n < 7 && len(gone) > 0:
		id := gone[d.rand.IntN(len(gone))]
		_, err := d.lib.Unremove(d.t.Context(), "tester", id)
		d.must(err)
		delete(d.removed, id)
		return "an article brought back"
	case n < 8:
		title := "Corrected " + d.word()
		_, err := d.lib.Edit(d.t.Context(), "tester", there[d.rand.IntN(len(there))], library.Edit{Title: &title})
		d.must(err)
		return "a title corrected"
	case n < 9 && len(gone) > 0 && d.rand.IntN(2) == 0:
		for _, table := range []string{"removed", "changes"} {
			d.exec(`update ` + table + ` set made = made - 90000000`) // 25 hours
		}
		d.must(d.libs.Sweep(d.t.Context()))
		for _, id := range gone {
			delete(d.texts, id)
			delete(d.removed, id)
		}
		return "removed articles purged"
	case n < 9:
		_, err := d.lib.Reread(d.t.Context())
		d.must(err)
		d.must(d.libs.Close())
		d.libs = library.New(library.Config{Store: d.st, IndexDir: filepath.Join(d.dir, "index")})
		d.lib = d.library("1")
		return "started again"
	default:
		d.put(there[d.rand.IntN(len(there))])
		return "an article refreshed"
	}
}

func (d *differential) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// ids returns the articles that are removed, or that are there, in order.
func (d *differential) ids(removed bool) []string {
	var ids []string
	for i := 1; i <= d.next; i++ {
		if id := fmt.Sprint("a", i); d.texts[id] != "" && d.removed[id] == removed {
			ids = append(ids, id)
		}
	}
	return ids
}

func (d *differential) put(id string) {
	d.texts[id] = d.text()
	delete(d.removed, id)
	d.add(d.lib, id, d.texts[id])
}

var (
	firsts = strings.Fields("Ada Otto Mira Jonas Lena Pavel")
	lasts  = strings.Fields("Byrd Lindqvist Oduya Marchetti")
	nouns  = strings.Fields("harbour lantern ferry orchard tunnel heron barley quarry")
)

func (d *differential) word() string { return nouns[d.rand.IntN(len(nouns))] }
func (d *differential) name() string {
	return firsts[d.rand.IntN(len(firsts))] + " " + lasts[d.rand.IntN(len(lasts))]
}

// text makes an article of a few words that come again and again, so that
// what others say counts for each.
func (d *differential) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# The %s and the %s\n\n", d.word(), d.word())
	for range 1 + d.rand.IntN(4) {
		switch d.rand.IntN(6) {
		case 0:
			fmt.Fprintf(&b, "## On the %s\n\n", d.word())
		case 1:
			fmt.Fprintf(&b, "1. Paint the %s.\n2. Wait %d days.\n3. Open the %s.\n\n", d.word(), 2+d.rand.IntN(9), d.word())
		case 2:
			fmt.Fprintf(&b, "“The %s was never as quiet as the %s in winter,” said %s, a keeper of the %s.\n\n", d.word(), d.word(), d.name(), d.word())
		case 3:
			fmt.Fprintf(&b, "Der alte Hafen hat eine Fähre und einen Speicher, und %s wohnt dort seit %d Jahren mit der %s.\n\n", d.name(), 3+d.rand.IntN(50), d.word())
		default:
			fmt.Fprintf(&b, "%s, an engineer, built the %s of %s in %d. It stands beside the %s.\n\n", d.name(), d.word(), "oak and stone", 1800+d.rand.IntN(200), d.word())
		}
	}
	b.WriteString("Nothing else is known of the place.\n")
	return b.String()
}

// Compare asks the library and one with a fresh index.
func (d *differential) compare() {
	dir := d.t.TempDir()
	libs := library.New(library.Config{Store: d.st, IndexDir: dir})
	defer libs.Close()
	fresh, err := libs.Library("1")
	d.must(err)
	for _, q := range d.questions() {
		got, want := q.ask(d.t, d.lib), q.ask(d.t, fresh)
		if !reflect.DeepEqual(got, want) {
			d.t.Errorf("%s %q:\n%+v\na fresh index:\n%+v", q.kind, q.text, got, want)
			return
		}
	}
	d.must(d.lib.SelfTest(d.t.Context()))
}

type question struct{ kind, text string }

func (d *differential) questions() []question {
	name, word := d.name(), d.word()
	first, last, _ := strings.Cut(name, " ")
	return []question{
		{kind: "passages", text: "who built the " + word}, {kind: "passages", text: "when was the " + word + " built by " + name},
		{kind: "passages", text: "what is step 3"}, {kind: "passages", text: "how many days for the " + d.word()},
		{kind: "passages", text: "wer wohnt am alten Hafen"}, {kind: "passages", text: d.slip(word) + " of oak"},
		{kind: "search", text: word}, {kind: "search", text: "“quiet as the " + d.word() + "”"}, {kind: "search", text: "the"},
		{kind: "quotes", text: word}, {kind: "quotes", text: last}, {kind: "quotes", text: "quiet winter " + d.word()},
		{kind: "speaker", text: name}, {kind: "who", text: name}, {kind: "who", text: last}, {kind: "who", text: first}, {kind: "who", text: d.slip(last)},
		{kind: "names", text: ""}, {kind: "names", text: first[:2]}, {kind: "names", text: d.slip(last)},
		{kind: "titles", text: word[:3]}, {kind: "quotations", text: "quiet"},
		{kind: "check", text: fmt.Sprintf("%s said “The %s was never as quiet as the %s in winter”", name, word, d.word())},
	}
}

// slip is a word with two letters in wrong order.
func (d *differential) slip(word string) string {
	at := 1 + d.rand.IntN(len(word)-2)
	return word[:at] + word[at+1:at+2] + word[at:at+1] + word[at+2:]
}

// ask returns all that a library answers.
func (q question) ask(t *testing.T, lib *library.Library) any {
	t.Helper()
	ctx := t.Context()
	var answer any
	var err error
	switch q.kind {
	case "passages":
		answer, err = lib.Answer(ctx, index.Query{Text: q.text, Why: true})
	case "search":
		answer, err = lib.Answer(ctx, index.Query{Text: q.text, Limit: 30})
	case "quotes":
		answer, err = lib.Answer(ctx, index.Query{Kind: index.Quotes, Text: q.text, Limit: 20})
	case "speaker":
		answer, err = lib.Answer(ctx, index.Query{Kind: index.Quotes, Speaker: q.text, Limit: 20})
	case "who":
		answer, err = lib.Who(ctx, q.text, 10)
	case "names":
		answer, err = lib.Names(ctx, q.text, 25)
	case "titles":
		answer, err = lib.Titles(ctx, q.text, 25)
	case "quotations":
		answer, err = lib.Quotations(ctx, q.text, 25)
	case "check":
		answer, err = lib.Check(ctx, q.text)
	}
	if err != nil {
		t.Fatalf("%s %q: %v", q.kind, q.text, err)
	}
	return answer
}

// An index that is sound and lacks what the store has is made again from the
// store, once.
func TestSelfTestHeals(t *testing.T) {
	s := newShelf(t, 0)
	lib := s.library("1")
	for i, name := range firsts {
		s.add(lib, fmt.Sprint(i), fmt.Sprintf("“The heron%d never sleeps,” said %s Byrd, a keeper of herons.", i, name))
	}
	if err := lib.SelfTest(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.libs.Close()
	head, err := s.st.Head(t.Context(), "1")
	if err != nil {
		t.Fatal(err)
	}
	x, err := index.Rebuild(filepath.Join(s.dir, "index", "1"), func(x *index.Index) error {
		return x.Apply(t.Context(), index.Batch{
			Put:   []index.Document{{ID: "0", Article: article.Article{Title: "Else", Passages: []article.Passage{{Text: "Otters."}}}}},
			State: index.State{Seq: head.Seq, Chain: head.Chain},
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	x.Close()
	s.st.Close()
	s.start(0)
	lib = s.library("1")
	s.want(lib, "heron3", "")
	if err := lib.SelfTest(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.want(lib, "heron3", "3")
	if h := s.libs.SelfTest(t.Context()); h != (library.Health{Tested: 1}) {
		t.Errorf("SelfTest of all: %+v", h)
	}
}

// An index that is no better after a rebuild is not rebuilt again, and the log
// says that the fault is ours.
func TestHealedOnce(t *testing.T) {
	if onPostgres {
		t.Skip("SKIPPED: changes the bytes of a SQLite file: the run of the same tests on SQLite has it")
	}
	s := newShelf(t, 0)
	s.add(s.library("1"), "a", "Herons stand still in the shallow water of the bay.")
	s.want(s.library("1"), "herons", "a")
	s.exec("update libraries set passages = passages + 1") // which no index can agree with
	lib := s.library("1")
	made := s.madeAt(lib)
	first := lib.SelfTest(t.Context())
	again := s.madeAt(lib)
	if os.SameFile(again, made) {
		t.Error("not made again at all")
	}
	for _, err := range []error{first, lib.SelfTest(t.Context()), lib.SelfTest(t.Context())} {
		if _, _, ok := library.Explain(err); err == nil || ok || errors.Is(err, index.ErrDamaged) {
			t.Errorf("SelfTest: %v, want a fault of ours", err)
		}
	}
	if !os.SameFile(s.madeAt(lib), again) {
		t.Error("made again for the same cause")
	}
	if h := s.libs.SelfTest(t.Context()); h != (library.Health{Tested: 1, Failing: 1}) {
		t.Errorf("SelfTest of all: %+v", h)
	}
	s.want(lib, "herons", "a")
	if _, err := s.st.Info(t.Context(), "1", "a"); errors.Is(err, store.ErrNotFound) {
		t.Error(err)
	}
}

// exec changes the store's file as Footnote never does.
func (s *shelf) exec(statement string) {
	s.t.Helper()
	db, err := sql.Open("sqlite", s.dsn())
	if err == nil {
		_, err = db.ExecContext(s.t.Context(), statement)
		err = errors.Join(err, db.Close())
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

// madeAt identifies a rebuild of a library's index.
func (s *shelf) madeAt(lib *library.Library) os.FileInfo {
	s.t.Helper()
	info, err := os.Stat(lib.IndexDir())
	if err != nil {
		s.t.Fatal(err)
	}
	return info
}
