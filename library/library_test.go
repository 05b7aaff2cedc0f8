package library_test

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"footnote/article"
	"footnote/index"
	"footnote/internal/memdir"
	"footnote/internal/pgtest"
	"footnote/internal/sqlitetest"
	"footnote/library"
	"footnote/store"
)

// A shelf is a store with its libraries, in its own folder.
type shelf struct {
	t    *testing.T
	dir  string
	st   *store.Store
	libs *library.Libraries

	database string // of PostgreSQL
}

func newShelf(t *testing.T, open int) *shelf {
	t.Helper()
	s := &shelf{t: t, dir: t.TempDir()}
	s.start(open)
	t.Cleanup(func() {
		s.libs.Close()
		s.st.Close()
	})
	return s
}

// whole makes the tests that ask at random, or read the evaluation sets, ask and
// read all; else it is a part of them.
var whole = flag.Bool("whole", false, "run the long tests at their full size")

// sized is a number of questions: part in every run, all with -whole.
func sized(part, all int) int {
	if *whole {
		return all
	}
	return part
}

// onEither skips the run on PostgreSQL of a test of what no engine has a part in:
// files of the index, reading, waiting in line.
func onEither(t *testing.T) {
	t.Helper()
	if onPostgres {
		t.Skip("SKIPPED: does not depend on the engine: the run of the same tests on SQLite has it")
	}
}

// onPostgres says which engine the tests' stores are on.
var onPostgres bool

// The tests run once on each engine.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == childArg {
		brokenChild(os.Args[2])
		return
	}
	memdir.Use()
	code := m.Run()
	if code == 0 && flag.Lookup("test.bench").Value.String() == "" && flag.Lookup("test.fuzz").Value.String() == "" {
		onPostgres = true
		code = m.Run()
	}
	pgtest.Stop()
	os.Exit(code)
}

// withSchema gives an empty database the schema of a store.
func withSchema(dsn string) error {
	st, err := store.Open(context.Background(), dsn)
	if err != nil {
		return err
	}
	return st.Close()
}

// dsn is where the shelf's store is: the same place after a restart.
func (s *shelf) dsn() string {
	if !onPostgres {
		path := filepath.Join(s.dir, "footnote.db")
		sqlitetest.Prepare(s.t, path, withSchema)
		return path
	}
	if s.database == "" {
		s.database = pgtest.Prepared(s.t, withSchema)
	}
	return s.database
}

func (s *shelf) start(open int) {
	s.t.Helper()
	st, err := store.Open(s.t.Context(), s.dsn())
	if err != nil {
		s.t.Fatal(err)
	}
	s.st, s.libs = st, library.New(library.Config{Store: st, IndexDir: filepath.Join(s.dir, "index"), Open: open})
}

func (s *shelf) library(name string) *library.Library {
	s.t.Helper()
	lib, err := s.libs.Library(name)
	if err != nil {
		s.t.Fatal(err)
	}
	return lib
}

// add adds a text under an id.
func (s *shelf) add(lib *library.Library, id, text string) {
	s.t.Helper()
	_, err := lib.AddOne(s.t.Context(), "tester", library.Item{ID: id, Anyway: true, Source: article.Source{Name: "a.txt", Body: []byte(text)}})
	if err != nil {
		s.t.Fatal(err)
	}
}

// finds returns the ids of the articles that a search finds.
func (s *shelf) finds(lib *library.Library, words string) string {
	s.t.Helper()
	a, err := lib.Answer(s.t.Context(), index.Query{Text: words, Limit: 20})
	if err != nil {
		s.t.Fatal(err)
	}
	var ids []string
	for _, r := range a.Results {
		ids = append(ids, r.Article.ID)
	}
	return strings.Join(ids, " ")
}

func (s *shelf) want(lib *library.Library, words, ids string) {
	s.t.Helper()
	if got := s.finds(lib, words); got != ids {
		s.t.Errorf("%q finds %q, want %q", words, got, ids)
	}
}

// The index follows the store: what is added, changed, removed and brought
// back is so at the next question.
func TestTheIndexFollows(t *testing.T) {
	s := newShelf(t, 0)
	lib := s.library("1")
	s.want(lib, "herons", "")
	s.add(lib, "a", "Herons stand still in the shallow water of the bay.")
	s.want(lib, "herons", "a")
	s.add(lib, "b", "Otters swim all day, and sleep on their backs.")
	s.want(lib, "otters", "b")
	s.add(lib, "a", "Pelicans dive from a great height into the bay.")
	s.want(lib, "herons", "")
	s.want(lib, "pelicans", "a")
	if _, err := lib.Remove(t.Context(), "tester", "a"); err != nil {
		t.Fatal(err)
	}
	s.want(lib, "pelicans", "")
	if _, err := lib.Unremove(t.Context(), "tester", "a"); err != nil {
		t.Fatal(err)
	}
	s.want(lib, "pelicans", "a")
}

// One library never sees another's articles, nor counts their words.
func TestLibrariesAreApart(t *testing.T) {
	s := newShelf(t, 0)
	one, two := s.library("1"), s.library("2")
	s.add(one, "a", "Herons stand still in the shallow water of the bay.")
	s.add(two, "a", "Otters swim all day, and sleep on their backs.")
	s.want(one, "herons", "a")
	s.want(one, "otters", "")
	s.want(two, "herons", "")
	a, err := two.Answer(t.Context(), index.Query{Text: "herons"})
	if err != nil || len(a.Terms) != 1 || a.Terms[0].Articles != 0 {
		t.Errorf("terms %v, %v", a.Terms, err)
	}
}

// More libraries than may be open are served too.
func TestFewIndexesStayOpen(t *testing.T) {
	onEither(t)
	s := newShelf(t, 2)
	var wg sync.WaitGroup
	for i := range 8 {
		lib := s.library(fmt.Sprint(i))
		s.add(lib, "a", fmt.Sprintf("Heron number h%d stands still in the shallow water.", i))
	}
	for i := range 8 {
		for range 3 {
			wg.Go(func() { s.want(s.library(fmt.Sprint(i)), fmt.Sprintf("h%d", i), "a") })
		}
	}
	wg.Wait()
}

// Whatever happens to an index's files between two runs, the answers are the
// same: it is made again.
func TestDamageHeals(t *testing.T) {
	onEither(t)
	s := newShelf(t, 0)
	for i := range 30 {
		s.add(s.library("1"), fmt.Sprint(i), fmt.Sprintf("Heron h%d stands still in the shallow water of bay b%d.", i, i%5))
	}
	want := s.finds(s.library("1"), "b3 h8")
	dir := filepath.Join(s.dir, "index", "1")
	damage := map[string]func(name string, info fs.FileInfo) error{
		"delete":   func(name string, _ fs.FileInfo) error { return os.Remove(name) },
		"empty":    func(name string, _ fs.FileInfo) error { return os.Truncate(name, 0) },
		"cut":      func(name string, i fs.FileInfo) error { return os.Truncate(name, i.Size()/2) },
		"nonsense": func(name string, i fs.FileInfo) error { return os.WriteFile(name, make([]byte, i.Size()), 0o600) },
	}
	for what, do := range damage {
		for _, pattern := range []string{"root.bolt", "*.zap"} {
			s.libs.Close()
			files, _ := filepath.Glob(filepath.Join(dir, pattern))
			if len(files) == 0 {
				t.Fatalf("no %s", pattern)
			}
			info, err := os.Stat(files[0])
			if err == nil {
				err = do(files[0], info)
			}
			if err != nil {
				t.Fatal(err)
			}
			s.st.Close()
			s.start(0)
			if got := s.finds(s.library("1"), "b3 h8"); got != want {
				t.Errorf("%s %s: finds %q, want %q", what, pattern, got, want)
			}
		}
	}
}

// restored returns a shelf whose store was restored from before its last
// article, and its library.
func restored(t *testing.T) (*shelf, *library.Library) {
	t.Helper()
	if onPostgres {
		t.Skip("SKIPPED: PostgreSQL has its own backups: the run of the same tests on SQLite has it")
	}
	s := newShelf(t, 0)
	lib := s.library("1")
	s.add(lib, "a", "Herons stand still in the shallow water of the bay.")
	backup := filepath.Join(t.TempDir(), "backup")
	if err := s.st.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	s.add(lib, "b", "Otters swim all day, and sleep on their backs.")
	s.want(lib, "otters", "b")
	s.libs.Close()
	s.st.Close()
	if _, err := store.Restore(t.Context(), backup, filepath.Join(s.dir, "footnote.db")); err != nil {
		t.Fatal(err)
	}
	s.start(0)
	lib = s.library("1")
	return s, lib
}

// A store that was restored has another history than the index.
func TestRestoredStore(t *testing.T) {
	s, lib := restored(t)
	s.want(lib, "otters", "")
	s.add(lib, "c", "Pelicans dive from a great height into the bay.")
	s.want(lib, "herons", "a")
	s.want(lib, "pelicans", "c")
	s.want(lib, "otters", "")
}

// A store that was restored, and has since got as many changes as before, still
// has another history than the index.
func TestRestoredStoreThatWentOn(t *testing.T) {
	s, lib := restored(t)
	s.add(lib, "c", "Pelicans dive from a great height into the bay.")
	s.want(lib, "pelicans", "c")
	s.want(lib, "otters", "")
	s.want(lib, "herons", "a")
}

// An index whose files vanish while it is open is made again at the next change.
func TestFilesVanish(t *testing.T) {
	onEither(t)
	s := newShelf(t, 0)
	lib := s.library("1")
	s.add(lib, "a", "Herons stand still in the shallow water of the bay.")
	s.libs.Close()
	s.st.Close()
	s.start(0) // for reading alone, until something changes
	lib = s.library("1")
	s.want(lib, "herons", "a")
	if err := os.RemoveAll(lib.IndexDir()); err != nil {
		t.Fatal(err)
	}
	s.add(lib, "b", "Otters swim all day, and sleep on their backs.")
	s.want(lib, "otters", "b")
	s.want(lib, "herons", "a")
}

// Asking and adding at the same time finds what was acknowledged.
func TestAskingWhileAdding(t *testing.T) {
	s := newShelf(t, 0)
	lib := s.library("1")
	s.add(lib, "first", "Herons stand still in the shallow water of the bay.")
	ctx, stop := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for ctx.Err() == nil {
				if _, err := lib.Answer(t.Context(), index.Query{Text: "herons in the bay"}); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for i := range 25 {
		s.add(lib, fmt.Sprint(i), fmt.Sprintf("Otter o%d swims all day, and sleeps on its back.", i))
		s.want(lib, fmt.Sprintf("o%d", i), fmt.Sprint(i))
	}
	stop()
	wg.Wait()
}

// Every word of an answer is in the article that it names.
func TestAnswersAreVerbatim(t *testing.T) {
	s := newShelf(t, 0)
	lib := s.library("1")
	texts := map[string]string{}
	for _, name := range []string{"lecun.txt", "eddystone.md"} {
		body, err := os.ReadFile("../samples/articles/" + name)
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = string(body)
		if _, err := lib.AddOne(t.Context(), "tester", library.Item{ID: name, Source: article.Source{Name: name, Body: body}}); err != nil {
			t.Fatal(err)
		}
	}
	for _, question := range []string{"why did lecun leave meta", "cat", "who built the third tower", "lighthouse", "models of the world"} {
		for _, kind := range []index.Kind{index.Passages, index.Quotes} {
			a, err := lib.Answer(t.Context(), index.Query{Kind: kind, Text: question, Limit: 10})
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range a.Results {
				sentence := r.Sentence.Of(r.Passage)
				if kind == index.Quotes {
					sentence = r.Quote.Text
				}
				if r.Kind != article.Table && !strings.Contains(texts[r.Article.ID], sentence) {
					t.Errorf("%q is not in %s", sentence, r.Article.ID)
				}
			}
		}
	}
}
