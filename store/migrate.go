package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/pressly/goose/v3"
)

// The schema, in forward steps. One of them is in Go.
//
//go:embed migrations/*.sql
var migrations embed.FS

// newest is the version of the schema that this code works with.
const newest = 13

// digestStep is the version that the step in Go brings a schema to.
const digestStep = 6

// migrateTries is how often updating the schema is tried: of several processes
// that start on an empty database, one succeeds and the others try again.
const migrateTries = 5

// migrate brings the schema up to date.
func migrate(ctx context.Context, db *sql.DB, e engine) error {
	for try := 1; ; try++ {
		behind, err := outdated(ctx, db)
		if err != nil || !behind {
			return err
		}
		if err = apply(ctx, db, e); err == nil || try == migrateTries {
			return err
		}
		if err := sleep(ctx, time.Duration(try)*50*time.Millisecond); err != nil {
			return err
		}
	}
}

// outdated reports whether the schema is older than this code, with a single
// query. It fails with ErrNewerSchema if it is newer.
func outdated(ctx context.Context, db *sql.DB) (bool, error) {
	var version int
	err := db.QueryRowContext(ctx, "select coalesce(max(version_id), 0) from goose_db_version").Scan(&version)
	switch {
	case noSuchTable(err):
		return true, nil
	case err != nil:
		return false, err
	case version > newest:
		return false, fmt.Errorf("%w: schema %d, this version knows %d", ErrNewerSchema, version, newest)
	}
	return version < newest, nil
}

// apply runs the missing steps, each in a transaction.
func apply(ctx context.Context, db *sql.DB, e engine) error {
	dialect := goose.DialectSQLite3
	if e == postgres {
		dialect = goose.DialectPostgres
	}
	steps, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(dialect, db, steps, goose.WithDisableGlobalRegistry(true),
		goose.WithGoMigrations(goose.NewGoMigration(digestStep, &goose.GoFunc{RunTx: digestAll}, nil)))
	if err != nil {
		return err
	}
	_, err = p.Up(ctx)
	return err
}

// noSuchTable reports whether err says that a table does not exist.
func noSuchTable(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code == "42P01" // undefined_table
	}
	return sqliteNoTable(err)
}
