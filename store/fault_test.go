package store_test

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/article"
	"footnote/internal/pgtest"
	"footnote/store"
)

// A file that is not a store is refused, and left as it is.
func TestOpenDamaged(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "whole.db")
	s := open(t, whole)
	put(t, s, samples(0, 50)...)
	s.Close()
	good, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(t.TempDir(), "other.db")
	db, err := sql.Open("sqlite", other)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("create table recipes (name text)"); err != nil {
		t.Fatal(err)
	}
	db.Close()
	foreign, err := os.ReadFile(other)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"text":      []byte(strings.Repeat("This is not a database. ", 100)),
		"short":     []byte("hello"),
		"truncated": good[:5000],
		"foreign":   foreign,
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "store.db")
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			if s, err := store.Open(ctx, path); !errors.Is(err, store.ErrDamaged) {
				if err == nil {
					s.Close()
				}
				t.Errorf("Open: %v, want ErrDamaged", err)
			}
			if after, err := os.ReadFile(path); err != nil || string(after) != string(content) {
				t.Errorf("the file was changed, or is gone: %v", err)
			}
			if _, err := store.Restore(ctx, path, filepath.Join(t.TempDir(), "new.db")); !errors.Is(err, store.ErrDamaged) {
				t.Errorf("Restore from it: %v, want ErrDamaged", err)
			}
		})
	}
}

// A store that lost its end, or words of which were altered, is found out.
func TestCheckFinds(t *testing.T) {
	for _, tt := range []struct{ name, alter, want string }{
		{"words", `update passages set words = 'Never said.' where n = 3 and article = 'a'`, "words were altered"},
		{"history", `update changes set article = 'z' where seq = 1`, "broken at change 1"},
		{"head", `delete from changes where seq = 2`, "ends at change 1"},
		{"chain", `update libraries set chain = 'x'`, "history ends at change 2, the library at 2"},
		{"counts", `update libraries set quotes = 7`, "says it has 7 quotes"},
		{"orphans", `delete from articles where article = 'a'`, "have no article"},
		{"source", `delete from sources where article = 'a'`, "source is missing"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dsn := filepath.Join(t.TempDir(), "store.db")
			s := open(t, dsn)
			a := sample(1)
			a.ID = "a"
			put(t, s, a, short("b", "x"))
			sound(t, s)
			db, err := sql.Open("sqlite", dsn)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if _, err := db.Exec(tt.alter); err != nil {
				t.Fatal(err)
			}
			problems, err := s.Check(ctx)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range problems {
				if strings.Contains(p.Text, tt.want) {
					return
				}
			}
			t.Errorf("Check() = %v, want one with %q", problems, tt.want)
		})
	}
}

func TestNewerSchema(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		open(t, dsn).Close()
		db, err := sql.Open(driverOf(dsn), pgtest.Plain(dsn))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := db.Exec(`insert into goose_db_version (version_id, is_applied) values (999, true)`); err != nil {
			t.Fatal(err)
		}
		if _, err := store.Open(ctx, dsn); !errors.Is(err, store.ErrNewerSchema) {
			t.Errorf("Open: %v, want ErrNewerSchema", err)
		}
	})
}

func driverOf(dsn string) string {
	if strings.HasPrefix(dsn, "postgres:") {
		return "pgx"
	}
	return "sqlite"
}

// Every key starts with the library, so that a sharding engine can split by
// it and no index mixes two communities.
func TestKeysStartWithLibrary(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		open(t, dsn).Close()
		db, err := sql.Open(driverOf(dsn), pgtest.Plain(dsn))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		query := `select m.name, coalesce((select x.name from pragma_index_list(m.name) l, pragma_index_info(l.name) x
				where l.origin = 'pk' and x.seqno = 0), '')
			from sqlite_schema m where m.type = 'table' and m.name not like 'sqlite%'`
		if driverOf(dsn) == "pgx" {
			query = `select c.relname, coalesce((select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
					where i.indrelid = c.oid and i.indisprimary), '')
				from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`
		}
		rows, err := db.Query(query)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		tables := 0
		for rows.Next() {
			var table, first string
			if err := rows.Scan(&table, &first); err != nil {
				t.Fatal(err)
			}
			if table == "goose_db_version" {
				continue // the migrations' own, not a library's
			}
			if tables++; first != "library" {
				t.Errorf("the primary key of %s starts with %q, want library", table, first)
			}
		}
		if err := rows.Err(); err != nil || tables != 29 {
			t.Errorf("%d tables, %v, want 29", tables, err)
		}
	})
}

func TestBackup(t *testing.T) {
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "store.db"))
	put(t, s, samples(0, 20)...)
	stop, done := make(chan bool), make(chan bool)
	go func() {
		defer close(done)
		for n := 20; ; n++ {
			select {
			case <-stop:
				return
			default:
				if _, err := s.Put(ctx, lib, mod, sample(n)); err != nil {
					t.Error(err)
				}
			}
		}
	}()
	file := filepath.Join(dir, "backup.db")
	err := s.Backup(ctx, file)
	close(stop)
	<-done
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(ctx, file); !errors.Is(err, store.ErrExists) {
		t.Errorf("second Backup: %v, want ErrExists", err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}

	if _, err := store.Restore(ctx, file, filepath.Join(dir, "store.db")); !errors.Is(err, store.ErrBusy) {
		t.Errorf("Restore over an open store: %v, want ErrBusy", err)
	}
	sound(t, s)
	s.Close()
	if _, err := store.Restore(ctx, filepath.Join(dir, "absent"), filepath.Join(dir, "store.db")); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("Restore from nothing: %v, want ErrNotFound", err)
	}
	old, err := store.Restore(ctx, file, filepath.Join(dir, "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	again, err := store.Restore(ctx, file, filepath.Join(dir, "store.db"))
	if err != nil || again == old {
		t.Fatalf("second Restore: old store is in %q, %v, the first in %q", again, err, old)
	}
	kept := open(t, old)
	if c, err := kept.Count(ctx, lib); err != nil || c.Articles < 20 {
		t.Errorf("the old store holds %v, %v", c, err)
	}
	kept.Close()
	restored := open(t, filepath.Join(dir, "store.db"))
	defer func() {
		if err := restored.Erase(ctx, lib); err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{old, again} {
			kept := open(t, path)
			if c, err := kept.Count(ctx, lib); err != nil || c != (store.Counts{}) {
				t.Errorf("after Erase %s holds %v, %v", path, c, err)
			}
			kept.Close()
		}
	}()
	if c, err := restored.Count(ctx, lib); err != nil || c.Articles < 20 {
		t.Errorf("restored: %v, %v", c, err)
	}
	sound(t, restored)
}

func TestBackupPostgres(t *testing.T) {
	s := open(t, pgtest.Database(t))
	if err := s.Backup(ctx, filepath.Join(t.TempDir(), "b")); !errors.Is(err, store.ErrUnsupported) || !strings.Contains(err.Error(), "pg_dump") {
		t.Errorf("Backup: %v, want a word of pg_dump", err)
	}
}

// A database that falls silent is noticed within a second by readers, and
// works again as soon as it is back.
func TestPostgresSilent(t *testing.T) {
	dsn := pgtest.Database(t)
	relay := pgtest.NewRelay(t)
	s := open(t, relay.Address(t, dsn))
	put(t, s, short("a", "One."))
	relay.Silence()
	start := time.Now()
	if _, err := s.Head(ctx, lib); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("Head: %v, want ErrUnavailable", err)
	}
	if _, err := s.Put(ctx, lib, mod, short("b", "Two.")); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("Put: %v, want ErrUnavailable", err)
	}
	if took := time.Since(start); took > 30*time.Second { // their limits are 0.9 and 2 s
		t.Errorf("both took %v", took)
	}
	relay.Cut()
	if _, err := s.Head(ctx, lib); err != nil {
		t.Errorf("Head after its return: %v", err)
	}
	if _, err := store.Open(ctx, "postgres://postgres@127.0.0.1:1/x"); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("Open where nobody listens: %v, want ErrUnavailable", err)
	}
}

func TestPatience(t *testing.T) {
	for _, patience := range []string{"", "0", "-1", "1.5", "long", "1001"} {
		if _, err := store.Open(ctx, "postgres://postgres@127.0.0.1:1/x?patience="+patience); err == nil || !strings.Contains(err.Error(), "patience="+patience+" ") {
			t.Errorf("patience=%s: %v, want an error that names it", patience, err)
		}
	}
	if _, err := store.Open(ctx, "postgres://postgres@127.0.0.1:1/x?patience=2"); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("patience=2: %v, want ErrUnavailable", err)
	}
}

// What strangers write comes back as it went in, or with each bad byte as
// one other byte, the same on both engines.
func FuzzStrings(f *testing.F) {
	f.Add("id", "title", "text")
	f.Add("ü", "a\x00b", "a\xffb\u200b\ufffd")
	f.Add("' or 1=1 --", `\`, "$1 ? %s")
	dsns := []string{filepath.Join(f.TempDir(), "store.db")}
	if pgtest.Installed() {
		dsns = append(dsns, pgtest.Database(f))
	}
	var stores []*store.Store
	for _, dsn := range dsns {
		stores = append(stores, open(f, dsn))
	}
	f.Fuzz(func(t *testing.T, id, title, text string) {
		var before []string
		for i, s := range stores {
			e := short(id, text)
			e.Source.URL, e.Reading.Title = title, title
			stored, err := s.Put(ctx, lib, text, e)
			if errors.Is(err, store.ErrBadName) && id != "" && store.CheckName(id) != nil {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			w, err := s.Passages(ctx, lib, []article.Place{{Article: stored[0].Info.ID}})
			if err != nil {
				t.Fatal(err)
			}
			src, err := s.Source(ctx, lib, stored[0].Info.ID)
			if err != nil || string(src.Body) != text {
				t.Fatalf("source %q, %v, want %q", src.Body, err, text)
			}
			if _, err := s.Articles(ctx, lib, store.Filter{Text: title, Limit: 1}); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Remove(ctx, lib, text, stored[0].Info.ID); err != nil {
				t.Fatal(err)
			}
			got := []string{w[0].Passage.Text, w[0].Info.Title}
			if len(got[0]) != len(text) || len(got[1]) != len(title) {
				t.Fatalf("got %q, want as many bytes as %q, %q", got, text, title)
			}
			if i > 0 && strings.Join(got, "|") != strings.Join(before, "|") {
				t.Fatalf("engines differ: %q, %q", before, got)
			}
			before = got
		}
	})
}
