// Package pgtest gives tests a temporary PostgreSQL, if Debian's package is
// installed.
package pgtest

import (
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver
)

// server is a temporary PostgreSQL for all tests of a package.
var server cluster

// Database returns the address of a new, empty database. It skips the test with
// a message if PostgreSQL is not installed.
func Database(t testing.TB) string {
	t.Helper()
	return server.database(t)
}

// Prepared returns the address of a new database with what prepare stored in an
// empty one. All tests of a package use the same prepare, which is called once
// and must close its connections. Prepared skips as Database does.
func Prepared(t testing.TB, prepare func(dsn string) error) string {
	t.Helper()
	return server.copied(t, prepare)
}

// patient keeps a busy machine from being taken for a database that is gone.
// A Relay takes it off: what is tested there are the limits.
const patient = "&patience=60&lock_timeout=120s"

// Plain returns the address of a database as other programs than the store
// understand it.
func Plain(dsn string) string { return strings.TrimSuffix(dsn, patient) }

// Installed reports whether there is a PostgreSQL.
func Installed() bool {
	_, err := postgresBin()
	return err == nil
}

// Socket returns the path of the socket that the PostgreSQL of Database
// listens on.
func Socket() string { return filepath.Join(server.dir, ".s.PGSQL.5432") }

// Stop stops the server that Database started. TestMain calls it at the end.
func Stop() { server.stop() }

// settings are what the server needs to start, and to create databases and
// connections with little work: tests use many of both.
var settings = []string{
	"listen_addresses=", "fsync=off", "shared_buffers=16MB", "jit=off", "autovacuum=off",
	"wal_level=minimal", "max_wal_senders=0", "checkpoint_timeout=1h",
}

type cluster struct {
	once      sync.Once
	err       error
	dir       string
	process   *exec.Cmd
	admin     *sql.DB
	strategy  string // of create database
	databases atomic.Int32

	prepareOnce sync.Once
	prepareErr  error
	prepared    string // name of the database that Prepared copies
}

// database returns the address of a new, empty database.
func (c *cluster) database(t testing.TB) string {
	t.Helper()
	c.needed(t)
	name, err := c.create("template1")
	if err != nil {
		t.Fatal(err)
	}
	return c.address(name) + patient
}

// copied returns the address of a copy of the database that prepare filled.
func (c *cluster) copied(t testing.TB, prepare func(dsn string) error) string {
	t.Helper()
	c.needed(t)
	c.prepareOnce.Do(func() {
		if c.prepared, c.prepareErr = c.create("template1"); c.prepareErr == nil {
			c.prepareErr = prepare(c.address(c.prepared) + patient)
		}
	})
	if c.prepareErr != nil {
		t.Fatal(c.prepareErr)
	}
	name, err := c.create(c.prepared)
	if err != nil {
		t.Fatal(err)
	}
	return c.address(name) + patient
}

// needed starts the server, once.
func (c *cluster) needed(t testing.TB) {
	t.Helper()
	bin, err := postgresBin()
	if err != nil {
		t.Skip("SKIPPED: PostgreSQL is not tested: install Debian's package postgresql (no initdb found)")
	}
	c.once.Do(func() { c.err = c.start(bin) })
	if c.err != nil {
		t.Fatal(c.err)
	}
}

// create makes a copy of the database named template and returns its name.
func (c *cluster) create(template string) (name string, err error) {
	name = "t" + strconv.Itoa(int(c.databases.Add(1)))
	_, err = c.admin.Exec("create database " + name + " template " + template + c.strategy)
	return name, err
}

func (c *cluster) address(database string) string {
	return "postgres:///" + database + "?user=postgres&host=" + c.dir
}

// postgresBin returns the folder of the newest PostgreSQL.
func postgresBin() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		if path, err = filepath.EvalSymlinks(path); err == nil {
			return filepath.Dir(path), nil
		}
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		return "", exec.ErrNotFound
	}
	return filepath.Dir(slices.Max(found)), nil
}

// start starts a cluster that listens on a socket in its own folder.
func (c *cluster) start(bin string) (err error) {
	if c.dir, err = os.MkdirTemp("", "pg"); err != nil {
		return err
	}
	as, err := unprivileged(c.dir)
	if err != nil {
		return err
	}
	data := filepath.Join(c.dir, "data")
	initdb := exec.Command(filepath.Join(bin, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
	initdb.SysProcAttr, initdb.Dir = as, c.dir
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	words := []string{"-D", data, "-k", c.dir}
	for _, s := range settings {
		words = append(words, "-c", s)
	}
	c.process = exec.Command(filepath.Join(bin, "postgres"), words...)
	c.process.SysProcAttr, c.process.Dir = as, c.dir
	if err := c.process.Start(); err != nil {
		return err
	}
	if c.admin, err = sql.Open("pgx", c.address("postgres")); err != nil {
		return err
	}
	c.admin.SetMaxOpenConns(1) // a connection costs more than a wait
	for range 200 {
		if err = c.admin.Ping(); err == nil {
			return c.chooseStrategy()
		}
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Errorf("PostgreSQL does not answer: %w", err)
}

// chooseStrategy makes the server copy a database's files instead of writing
// each page to its log, as PostgreSQL 15 and newer do otherwise.
func (c *cluster) chooseStrategy() error {
	var version int
	if err := c.admin.QueryRow("select current_setting('server_version_num')::int").Scan(&version); err != nil {
		return err
	}
	if version >= 150000 {
		c.strategy = " strategy file_copy"
	}
	return nil
}

func (c *cluster) stop() {
	if c.admin != nil {
		c.admin.Close()
	}
	if c.process != nil && c.process.Process != nil {
		c.process.Process.Signal(syscall.SIGQUIT) // immediate shutdown: no data is kept
		c.process.Wait()
	}
	if c.dir != "" {
		os.RemoveAll(c.dir)
	}
}
