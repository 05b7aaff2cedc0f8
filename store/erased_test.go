package store_test

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/article"
	"footnote/internal/pgtest"
	"footnote/store"
)

// Erase, Purge and Forget reach every table of the schema, whichever there
// are, and nothing of another library.
func TestErasedFromEveryTable(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		db, err := sql.Open(driverOf(dsn), pgtest.Plain(dsn))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { db.Close() })
		d := &tableDump{t: t, db: db, postgres: driverOf(dsn) == "pgx"}
		tables := d.tables()
		for _, library := range []string{"here", "neighbour"} {
			for _, id := range []string{"gone", "stays"} {
				e := sample(1)
				e.ID, e.Reading.Title = id, "Title of "+id
				e.Source.URL, e.Reading.URL = "https://example.org/"+id, "https://example.org/"+id
				if _, err := s.Put(ctx, library, "member", e); err != nil {
					t.Fatal(err)
				}
			}
			if err := s.Note(ctx, library, store.Event{By: "member", Kind: "report", Detail: "wrong: Title of gone"}); err != nil {
				t.Fatal(err)
			}
			if err := s.PutTemp(ctx, library, "press", []byte(`{"o":"member","w":"Title of gone"}`), time.Now().Add(time.Hour)); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Remove(ctx, library, "member", "gone"); err != nil {
				t.Fatal(err)
			}
			for _, table := range tables {
				if d.rows(table, library) == "" {
					d.fill(table, library)
				}
			}
		}
		all := func(library string) string {
			var text strings.Builder
			for _, table := range tables {
				text.WriteString(d.rows(table, library))
			}
			return text.String()
		}
		for _, table := range tables {
			if d.rows(table, "here") == "" {
				t.Errorf("%s has no row, so that none can be missed", table)
			}
		}
		before := all("neighbour")
		unchanged := func(what string) {
			t.Helper()
			if all("neighbour") != before {
				t.Errorf("%s changed the neighbour", what)
			}
		}

		if err := s.Forget(ctx, "here", "member"); err != nil {
			t.Fatal(err)
		}
		unchanged("Forget")
		for _, table := range tables {
			if rows := d.rows(table, "here"); strings.Contains(rows, "member") {
				t.Errorf("after Forget %s has the member:\n%s", table, rows)
			}
		}
		// Only what is removed here is old enough.
		d.exec(`update removed set made = 1 where library = 'here'`)
		d.exec(`update kept set expires = 1 where library = 'here'`)
		for _, table := range []string{"versions", "wishes", "suggestions"} {
			d.exec(`update ` + table + ` set made = 1 where library = 'here'`)
		}
		if err := s.Purge(ctx, time.UnixMilli(1000)); err != nil {
			t.Fatal(err)
		}
		unchanged("Purge")
		for _, table := range tables {
			rows := d.rows(table, "here")
			if strings.Contains(rows, "Title of gone") || strings.Contains(rows, "org/gone") {
				t.Errorf("after Purge %s has the article:\n%s", table, rows)
			}
			if table != "changes" && strings.Contains(rows, "|gone|") {
				t.Errorf("after Purge %s has rows of the article:\n%s", table, rows)
			}
		}
		if !strings.Contains(d.rows("articles", "here"), "Title of stays") {
			t.Error("after Purge the other article is gone")
		}
		if err := s.Erase(ctx, "here"); err != nil {
			t.Fatal(err)
		}
		unchanged("Erase")
		for _, table := range tables {
			if rows := d.rows(table, "here"); rows != "" {
				t.Errorf("after Erase %s has\n%s", table, rows)
			}
		}
	})
}

// A tableDump reads and fills tables by what the schema says of them.
type tableDump struct {
	t        *testing.T
	db       *sql.DB
	postgres bool
}

func (d *tableDump) exec(query string, args ...any) {
	d.t.Helper()
	if _, err := d.db.Exec(query, args...); err != nil {
		d.t.Fatal(query, err)
	}
}

// lists returns the rows of a query, each as a list of text.
func (d *tableDump) lists(query string, args ...any) [][]string {
	d.t.Helper()
	rows, err := d.db.Query(query, args...)
	if err != nil {
		d.t.Fatal(query, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		d.t.Fatal(err)
	}
	var all [][]string
	for rows.Next() {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range into {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			d.t.Fatal(err)
		}
		var list []string
		for _, v := range values {
			if b, ok := v.([]byte); ok {
				v = string(b)
			}
			list = append(list, fmt.Sprint(v))
		}
		all = append(all, list)
	}
	if err := rows.Err(); err != nil {
		d.t.Fatal(err)
	}
	return all
}

// tables returns all tables except the engine's own.
func (d *tableDump) tables() []string {
	query := `select name from sqlite_schema where type = 'table' and name not like 'sqlite%'`
	if d.postgres {
		query = `select table_name from information_schema.tables where table_schema = 'public'`
	}
	var names []string
	for _, row := range d.lists(query) {
		if row[0] != "goose_db_version" {
			names = append(names, row[0])
		}
	}
	slices.Sort(names)
	return names
}

// rows returns the rows that a table has of a library, a line each.
func (d *tableDump) rows(table, library string) string {
	var lines []string
	for _, row := range d.lists(`select * from `+table+` where library = $1`, library) {
		lines = append(lines, strings.Join(row, "|")+"|\n")
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}

// fill puts a row about the removed article, by the member, into a table that
// has none.
func (d *tableDump) fill(table, library string) {
	query := `select name, type from pragma_table_info($1)`
	if d.postgres {
		query = `select column_name, data_type from information_schema.columns where table_name = $1`
	}
	var names, marks []string
	var values []any
	for i, c := range d.lists(query, table) {
		var value any = "Title of gone"
		switch name, kind := c[0], strings.ToLower(c[1]); {
		case name == "library":
			value = library
		case name == "article":
			value = "gone"
		case name == "entry", name == "round", table == "settings", table == "daily" && kind == "text": // digests and keys, which have no words of articles
			value = "key"
		case name == "watch":
			value = "page gone"
		case table == "lessons" && name == "kind":
			value = string(store.PinLesson)
		case name == "made_by", name == "added_by":
			value = "member"
		case name == "made":
			value = time.Now().UnixMilli()
		case name == "day":
			value = time.Now().Unix() / (24 * 60 * 60)
		case kind == "bigint":
			value = 1
		case kind == "bytea":
			value = []byte("Title of gone")
		}
		names, marks, values = append(names, c[0]), append(marks, fmt.Sprint("$", i+1)), append(values, value)
	}
	d.exec(`insert into `+table+` (`+strings.Join(names, ", ")+`) values (`+strings.Join(marks, ", ")+`)`, values...)
}

// A title of a few letters is part of many words: only events that name it as
// the article's lose theirs.
func TestPurgeOfShortTitle(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		put(t, s, store.Entry{ID: "a", Source: article.Source{Body: []byte("x")}, Reading: article.Article{Title: "A", Passages: []article.Passage{{Kind: article.Paragraph, Text: "x"}}}})
		for _, e := range []store.Event{
			{Kind: "settings", Detail: "answers: A channel"},
			{Kind: "report", Detail: "A date is wrong (/ask Boats)"},
			{Kind: "report", Detail: "not so (/ask A)"},
			{Kind: "report", Detail: "nor so (/ask [A](https://example.org))"},
			{Kind: "report", Detail: "no (/ask A https://discord.com/channels/1/2/3)"},
			{Kind: "follow", Detail: "A"},
		} {
			if err := s.Note(ctx, lib, e); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := s.Remove(ctx, lib, mod, "a"); err != nil {
			t.Fatal(err)
		}
		if err := s.Purge(ctx, time.Now().Add(time.Minute)); err != nil {
			t.Fatal(err)
		}
		events, err := s.Events(ctx, lib, "", 10)
		if err != nil {
			t.Fatal(err)
		}
		var details []string
		for _, e := range events {
			details = append(details, e.Detail)
		}
		slices.Sort(details)
		if want := []string{"", "", "", "A", "A date is wrong (/ask Boats)", "answers: A channel"}; !slices.Equal(details, want) {
			t.Errorf("details %q, want %q", details, want)
		}
	})
}
