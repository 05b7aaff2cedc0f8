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

type cluster struct {
	once      sync.Once
	mu        sync.Mutex
	err       error
	dir       string
	process   *exec.Cmd
	databases int
}

// database returns the address of a new, empty database.
func (c *cluster) database(t testing.TB) string {
	t.Helper()
	bin, err := postgresBin()
	if err != nil {
		t.Skip("SKIPPED: PostgreSQL is not tested: install Debian's package postgresql (no initdb found)")
	}
	c.once.Do(func() { c.err = c.start(bin) })
	if c.err != nil {
		t.Fatal(c.err)
	}
	c.mu.Lock()
	c.databases++
	name := "t" + strconv.Itoa(c.databases)
	c.mu.Unlock()
	db, err := sql.Open("pgx", c.address("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("create database " + name); err != nil {
		t.Fatal(err)
	}
	return c.address(name) + patient
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
	c.process = exec.Command(filepath.Join(bin, "postgres"), "-D", data, "-k", c.dir, "-c", "listen_addresses=", "-c", "fsync=off")
	c.process.SysProcAttr, c.process.Dir = as, c.dir
	if err := c.process.Start(); err != nil {
		return err
	}
	db, err := sql.Open("pgx", c.address("postgres"))
	if err != nil {
		return err
	}
	defer db.Close()
	for range 200 {
		if err = db.Ping(); err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Errorf("PostgreSQL does not answer: %w", err)
}

func (c *cluster) stop() {
	if c.process != nil && c.process.Process != nil {
		c.process.Process.Signal(syscall.SIGQUIT) // immediate shutdown: no data is kept
		c.process.Wait()
	}
	if c.dir != "" {
		os.RemoveAll(c.dir)
	}
}
