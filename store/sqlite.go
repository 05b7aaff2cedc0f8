package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	driver "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// applicationID marks a SQLite file as ours: "FtNt".
const applicationID = 0x46744e74

// busyTimeout is how long a connection waits for another process's write, in
// milliseconds. A bulk add commits every few hundred.
const busyTimeout = 5000

// openSQLite opens the file at path, and creates it if it does not exist. If it
// is not writable, it is opened for reading.
func openSQLite(ctx context.Context, path string) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	made, err := create(path)
	if err != nil {
		return nil, err
	}
	s, err := openWritable(ctx, path)
	if err == nil || made || !unwritable(err) {
		return s, err
	}
	return openReadOnly(ctx, path, readable)
}

// create makes an empty file at path, and its folder, readable only by the
// owner. made is false if it existed.
func create(path string) (made bool, err error) {
	if info, err := os.Stat(path); err == nil {
		if info.IsDir() {
			return false, fmt.Errorf("%w: %s is a folder", ErrDamaged, path)
		}
		return false, nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return false, err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return false, nil // another process was faster
	}
	if err != nil {
		return false, err
	}
	return true, f.Close()
}

// openWritable opens path with one connection for writing and several for
// reading, since SQLite has a single writer and concurrent readers.
func openWritable(ctx context.Context, path string) (*Store, error) {
	s := &Store{
		engine: sqlite,
		path:   path,
		writer: sqlitePool(path, 1, "_pragma=secure_delete(1)", "_txlock=immediate&_synchronous=FULL", fmt.Sprintf("_busy_timeout=%d", busyTimeout)),
		reader: sqlitePool(path, readers(), "_query_only=1", fmt.Sprintf("_busy_timeout=%d", busyTimeout)),
	}
	if err := s.prepareFile(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// prepareFile refuses a file that is not a store, turns on the write-ahead log
// and updates the schema.
func (s *Store) prepareFile(ctx context.Context) error {
	fresh, err := checkOurs(ctx, s.writer)
	if err != nil {
		return err
	}
	if fresh {
		if _, err := s.writer.ExecContext(ctx, fmt.Sprintf("pragma application_id = %d", applicationID)); err != nil {
			return err
		}
	}
	var mode string
	if err := s.writer.QueryRowContext(ctx, "pragma journal_mode = wal").Scan(&mode); err != nil {
		return err
	}
	return migrate(ctx, s.writer, s.engine)
}

// checkOurs reports whether the file of db is empty, and fails with
// ErrDamaged if it is another program's.
func checkOurs(ctx context.Context, db *sql.DB) (fresh bool, err error) {
	var id, tables int
	if err := db.QueryRowContext(ctx, "pragma application_id").Scan(&id); err != nil {
		return false, err
	}
	if id == applicationID {
		return false, nil
	}
	if err := db.QueryRowContext(ctx, "select count(*) from sqlite_schema").Scan(&tables); err != nil {
		return false, err
	}
	if id != 0 || tables > 0 {
		return false, fmt.Errorf("%w: a database of another program", ErrDamaged)
	}
	return true, nil
}

// openReadOnly opens path for reading, if check succeeds. In a read-only folder
// there is no place for the log's index; SQLite then reads the file as
// immutable, which is only right if there is no log.
func openReadOnly(ctx context.Context, path string, check func(context.Context, *sql.DB) error) (*Store, error) {
	ways := []string{"mode=ro"}
	if log, err := os.Stat(path + "-wal"); err != nil || log.Size() == 0 {
		ways = append(ways, "mode=ro&immutable=1")
	}
	var err error
	for _, way := range ways {
		s := &Store{engine: sqlite, reader: sqlitePool(path, readers(), "_query_only=1", way)}
		if err = check(ctx, s.reader); err == nil {
			return s, nil
		}
		s.Close()
	}
	return nil, err
}

// readable fails if a store cannot be read as it is.
func readable(ctx context.Context, db *sql.DB) error {
	if _, err := checkOurs(ctx, db); err != nil {
		return err
	}
	behind, err := outdated(ctx, db)
	if err == nil && behind {
		return fmt.Errorf("%w, and its tables are of an older version", ErrReadOnly)
	}
	return err
}

// readers is how many connections read at once.
func readers() int { return max(4, runtime.GOMAXPROCS(0)) }

// sqlitePool returns a pool of at most n connections to the file at path.
// They stay open: making one costs more than most queries.
func sqlitePool(path string, n int, params ...string) *sql.DB {
	// Spilled sorts stay in memory, so that a full disk does not stop readers.
	params = append(params, "_pragma=temp_store(memory)", "_error_rc=1")
	name := (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String()
	connector, err := driver.NewConnector(name + "?" + strings.Join(params, "&"))
	if err != nil {
		panic("store: " + err.Error()) // the parameters are constants
	}
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(n)
	db.SetMaxIdleConns(n)
	return db
}

// unwritable reports whether err comes from a read-only file or folder.
func unwritable(err error) bool {
	if errors.Is(err, os.ErrPermission) || errors.Is(err, syscall.EROFS) {
		return true
	}
	var e *driver.Error
	if !errors.As(err, &e) {
		return false
	}
	switch e.Code() & 0xff {
	case lib.SQLITE_READONLY, lib.SQLITE_CANTOPEN, lib.SQLITE_PERM:
		return true
	}
	return false
}

// sqliteMeaning maps an error of SQLite, or of its files.
func sqliteMeaning(err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return ErrFull
	case unwritable(err):
		return ErrReadOnly
	}
	var e *driver.Error
	if !errors.As(err, &e) {
		return nil
	}
	switch e.Code() & 0xff { // the upper bits only give details
	case lib.SQLITE_FULL:
		return ErrFull
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return ErrBusy
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB, lib.SQLITE_FORMAT:
		return ErrDamaged
	case lib.SQLITE_IOERR:
		return diskMeaning(e.Code())
	}
	return nil
}

// diskMeaning returns what an error of reading or writing a file means. SQLite
// does not pass on the system's own error.
func diskMeaning(code int) error {
	switch code {
	case lib.SQLITE_IOERR_WRITE, lib.SQLITE_IOERR_TRUNCATE, // a quota, or a limit of a file's size
		lib.SQLITE_IOERR_SHMSIZE,                           // no room for the log's index
		lib.SQLITE_IOERR_FSYNC, lib.SQLITE_IOERR_DIR_FSYNC: // file systems that look for room late
		return ErrFull
	case lib.SQLITE_IOERR_SHORT_READ, lib.SQLITE_IOERR_CORRUPTFS, lib.SQLITE_IOERR_DATA:
		return ErrDamaged
	}
	return ErrUnavailable // the disk fails, or is away
}

// sqliteNoTable reports whether err says that a table does not exist, for which
// SQLite has no code.
func sqliteNoTable(err error) bool {
	var e *driver.Error
	return errors.As(err, &e) && e.Code() == lib.SQLITE_ERROR && strings.Contains(e.Error(), "no such table")
}
