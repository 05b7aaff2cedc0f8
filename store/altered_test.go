package store_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"footnote/article"
	"footnote/internal/pgtest"
	"footnote/store"
)

// alter changes the store as Footnote never does.
func alter(t *testing.T, dsn string, statements ...string) {
	t.Helper()
	db, err := sql.Open(driverOf(dsn), pgtest.Plain(dsn))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
}

// Altered words are treated as missing, are reported once, and are found by
// Check; the others stay.
func TestAlteredWordsAreWithheld(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		var told []string
		s.OnAltered(func(a store.Altered) { told = append(told, fmt.Sprint(a.Kind, " ", a.Place.N)) })
		e := sample(1)
		e.ID = "a"
		put(t, s, e)
		alter(t, dsn, `update passages set words = replace(words, 'wake', 'bark') where n = 0`,
			`update passages set section = 'Death' where n = 7`,
			`update quotes set speaker = 'Bea Byrd' where n = 1`, `update quotes set parts = '[[2,0' where n = 2`,
			`update passages set digest = 0 where n = 9`)
		var places []article.Place
		for n := range 30 {
			places = append(places, article.Place{Article: "a", N: n})
		}
		for range 2 {
			words, err := s.Passages(ctx, lib, places)
			if err != nil {
				t.Fatal(err)
			}
			quotes, err := s.Quotes(ctx, lib, places[:5])
			if err != nil {
				t.Fatal(err)
			}
			_, a, err := s.Article(ctx, lib, "a")
			if err != nil {
				t.Fatal(err)
			}
			for n, w := range words {
				want := e.Reading.Passages[n]
				if slices.Contains([]int{0, 7, 9}, n) {
					want = article.Passage{}
				}
				if w.Passage != want || a.Passages[n] != want {
					t.Errorf("passage %d is %q and %q, want %q", n, w.Passage.Text, a.Passages[n].Text, want.Text)
				}
			}
			for n, q := range quotes {
				want := e.Reading.Quotes[n].Text
				if n < 3 { // of an altered passage, or altered itself
					want = ""
				}
				if q.Quote.Text != want || a.Quotes[n].Text != want {
					t.Errorf("quotation %d is %q and %q, want %q", n, q.Quote.Text, a.Quotes[n].Text, want)
				}
			}
		}
		slices.Sort(told)
		if want := []string{"passage 0", "passage 7", "passage 9", "quotation 1", "quotation 2"}; !slices.Equal(told, want) {
			t.Errorf("told of %q, want %q", told, want)
		}
		problems, err := s.Check(ctx)
		for _, want := range []string{"words were altered", "passage 1 was altered", "passage 8 was", "passage 10 was", "quotation 2 was", "quotation 3 was"} {
			if err != nil || !slices.ContainsFunc(problems, func(p store.Problem) bool { return strings.Contains(p.Text, want) }) {
				t.Errorf("Check = %v, %v, want %q", problems, err, want)
			}
		}
	})
}

// Removing and bringing back makes altered words no better.
func TestAlteredWordsStayWithheld(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		put(t, s, short("a", "Cats sleep."))
		alter(t, dsn, `update passages set words = 'Cats bark.'`)
		want := func(text string) {
			t.Helper()
			words, err := s.Passages(ctx, lib, []article.Place{{Article: "a"}})
			if err != nil || words[0].Passage.Text != text {
				t.Errorf("Passages = %+v, %v, want %q", words, err, text)
			}
		}
		if _, err := s.Remove(ctx, lib, mod, "a"); err != nil {
			t.Fatal(err)
		}
		if back, err := s.Unremove(ctx, lib, mod, "a"); err != nil || len(back) != 1 {
			t.Fatal(back, err)
		}
		want("")
		if problems, err := s.Check(ctx); err != nil || len(problems) == 0 {
			t.Errorf("Check = %v, %v", problems, err)
		}
		put(t, s, short("a", "Cats wake.")) // a new version is sound
		want("Cats wake.")
		sound(t, s)
	})
}

// The words of an older version get their digests where the article's own
// agrees, and are withheld where it does not.
func TestOldWordsGetDigests(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		put(t, s, short("a", "Cats sleep."), short("b", "Cats wake."))
		s.Close()
		alter(t, dsn, undone(t, "00006")...)
		alter(t, dsn, `delete from goose_db_version where version_id >= 6`, `update passages set digest = 0`,
			`update passages set words = 'Cats bark.' where article = 'b'`)
		s = open(t, dsn)
		words, err := s.Passages(ctx, lib, []article.Place{{Article: "a"}, {Article: "b"}})
		if err != nil || words[0].Passage.Text != "Cats sleep." || words[1].Passage.Text != "" {
			t.Errorf("Passages = %+v, %v", words, err)
		}
	})
}

var (
	newTable  = regexp.MustCompile(`(?m)^create table (\w+)`)
	newColumn = regexp.MustCompile(`(?m)^alter table (\w+)\s+add column (\w+)`)
)

// undone returns the statements that take the tables and columns of the steps
// after one away again.
func undone(t *testing.T, step string) (statements []string) {
	t.Helper()
	files, err := filepath.Glob("migrations/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal("no migrations: ", err)
	}
	for _, file := range files {
		if filepath.Base(file) < step {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range newTable.FindAllSubmatch(text, -1) {
			statements = append(statements, "drop table "+string(m[1]))
		}
		for _, m := range newColumn.FindAllSubmatch(text, -1) {
			statements = append(statements, "alter table "+string(m[1])+" drop column "+string(m[2]))
		}
	}
	return statements
}
