package library_test

import (
	"path/filepath"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"footnote/article"
	"footnote/internal/sqlitetest"
	"footnote/library"
	"footnote/store"
)

// calendar plays days on a store whose time is the test's. PostgreSQL's
// connections would leave the bubble; what is compared is the same there.
func calendar(t *testing.T, play func(t *testing.T, libs *library.Libraries)) {
	t.Helper()
	if onPostgres {
		t.Skip("SKIPPED: a clock of its own: the run of the same test on SQLite has it")
	}
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		path := filepath.Join(dir, "footnote.db")
		sqlitetest.Prepare(t, path, withSchema)
		st, err := store.Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		libs := library.New(library.Config{Store: st, IndexDir: filepath.Join(dir, "index")})
		defer st.Close()
		defer libs.Close()
		play(t, libs)
	})
}

const day = 24 * time.Hour

// server returns a library with one article, whose server the bot has joined.
func server(t *testing.T, libs *library.Libraries, name string) *library.Library {
	t.Helper()
	lib, err := libs.Library(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := lib.GuildJoined(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := lib.AddOne(t.Context(), "bob", library.Item{ID: "a", Anyway: true, Source: article.Source{Title: "Cats", MediaType: "text/plain", Body: []byte(catText)}}); err != nil {
		t.Fatal(err)
	}
	return lib
}

// articles is how many a library has after a sweep.
func articles(t *testing.T, libs *library.Libraries, lib *library.Library) int {
	t.Helper()
	if err := libs.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	c, err := lib.Count(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c.Articles
}

// A server that removed the bot keeps its library for a month from the last time
// that it did. One that took it back keeps it for good.
func TestLeavingAndComingBack(t *testing.T) {
	type event struct {
		after time.Duration // since the event before
		what  string        // leave, join, or nothing
		want  int           // articles
	}
	for name, events := range map[string][]event{
		"stays":                     {{400 * day, "", 1}},
		"leaves":                    {{day, "leave", 1}, {29*day + 23*time.Hour, "", 1}, {2 * time.Hour, "", 0}},
		"comes back":                {{day, "leave", 1}, {20 * day, "join", 1}, {11 * day, "", 1}, {300 * day, "", 1}},
		"comes back at last":        {{day, "leave", 1}, {29*day + 23*time.Hour, "join", 1}, {2 * time.Hour, "", 1}},
		"leaves again":              {{day, "leave", 1}, {20 * day, "join", 1}, {5 * day, "leave", 1}, {29 * day, "", 1}, {2 * day, "", 0}},
		"is said to leave twice":    {{day, "leave", 1}, {20 * day, "leave", 1}, {29 * day, "", 1}, {2 * day, "", 0}},
		"is said to come two times": {{day, "join", 1}, {day, "leave", 1}, {31 * day, "", 0}},
	} {
		t.Run(name, func(t *testing.T) {
			calendar(t, func(t *testing.T, libs *library.Libraries) {
				lib, neighbour := server(t, libs, "1"), server(t, libs, "2")
				for i, e := range events {
					time.Sleep(e.after)
					var err error
					switch e.what {
					case "leave":
						err = lib.GuildLeft(t.Context())
					case "join":
						_, err = lib.GuildJoined(t.Context())
					}
					if err != nil {
						t.Fatal(err)
					}
					if got := articles(t, libs, lib); got != e.want {
						t.Errorf("event %d, %q: %d articles, want %d", i, e.what, got, e.want)
					}
				}
				if articles(t, libs, neighbour) != 1 {
					t.Error("a neighbour lost its article")
				}
			})
		})
	}
}

// A removed article can be brought back for a day, whichever process sweeps
// meanwhile, and not longer; what else waits ends with its time.
func TestSweepKeepsTheTimes(t *testing.T) {
	calendar(t, func(t *testing.T, libs *library.Libraries) {
		lib, neighbour := server(t, libs, "1"), server(t, libs, "2")
		back := func(want int) {
			t.Helper()
			if _, err := lib.Remove(t.Context(), "ann", "a"); err != nil {
				t.Fatal(err)
			}
			if articles(t, libs, lib) != 0 {
				t.Error("the article is there")
			}
			if want == 1 {
				time.Sleep(library.RemovedRetention - time.Minute)
			} else {
				time.Sleep(library.RemovedRetention + time.Minute)
			}
			articles(t, libs, lib)
			if got, err := lib.Unremove(t.Context(), "ann", "a"); err != nil || len(got) != want {
				t.Errorf("Unremove = %v, %v, want %d", got, err, want)
			}
		}
		key, err := lib.PutTemp(t.Context(), article.Source{Body: []byte("held")})
		if err != nil {
			t.Fatal(err)
		}
		if err := lib.Note(t.Context(), "ann", "report", "wrong"); err != nil {
			t.Fatal(err)
		}
		time.Sleep(library.HeldRetention - time.Minute)
		articles(t, libs, lib)
		if _, err := lib.Temp(t.Context(), key); err != nil {
			t.Errorf("a held text before its day is over: %v", err)
		}
		back(1)
		articles(t, libs, lib)
		if _, err := lib.Temp(t.Context(), key); err == nil {
			t.Error("a held text outlives its day")
		}
		back(0)
		time.Sleep(store.EventRetention - 5*day)
		articles(t, libs, lib)
		if log, err := lib.Log(t.Context(), "ann", 100); err != nil || !has(log, "report") {
			t.Errorf("before a year is over the log has %v, %v", log, err)
		}
		time.Sleep(6 * day)
		articles(t, libs, lib)
		if log, err := lib.Log(t.Context(), "ann", 100); err != nil || has(log, "report") {
			t.Errorf("after a year the log has %v, %v", log, err)
		}
		if articles(t, libs, neighbour) != 1 {
			t.Error("a neighbour lost its article")
		}
	})
}

func has(log []library.LogEntry, action string) bool {
	return slices.ContainsFunc(log, func(e library.LogEntry) bool { return e.Action == action })
}
