package store_test

import (
	"context"
	"os"
	"testing"

	"footnote/internal/memdir"
	"footnote/internal/pgtest"
	"footnote/internal/sqlitetest"
	"footnote/store"
)

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == childArg {
		child(os.Args[2:])
		return
	}
	memdir.Use()
	code := m.Run()
	pgtest.Stop()
	os.Exit(code)
}

// onEngines runs f on a SQLite file, and on a database of PostgreSQL where Debian's
// postgresql is installed. Both have the schema and nothing else.
func onEngines[T interface {
	testing.TB
	Run(string, func(T)) bool
}](t T, f func(t T, dsn string)) {
	t.Run("sqlite", func(t T) { f(t, sqlitetest.Prepared(t, withSchema)) })
	t.Run("postgres", func(t T) { f(t, pgtest.Prepared(t, withSchema)) })
}

// withSchema gives an empty database the schema.
func withSchema(dsn string) error {
	s, err := store.Open(context.Background(), dsn)
	if err != nil {
		return err
	}
	return s.Close()
}

// open opens dsn and closes it when the test ends. A new file of SQLite has the
// schema already.
func open(t testing.TB, dsn string) *store.Store {
	t.Helper()
	if driverOf(dsn) == "sqlite" {
		sqlitetest.Prepare(t, dsn, withSchema)
	}
	s, err := store.Open(context.Background(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}
