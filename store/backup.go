package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// Backup writes the present state of the store into a new file, while others
// continue to read and write. The file is durable when Backup returns; after a
// crash it is either complete or absent. Backup fails with ErrExists rather
// than overwrite a file, and with ErrUnsupported on PostgreSQL, which has
// pg_dump.
func (s *Store) Backup(ctx context.Context, file string) error {
	if s.engine == postgres {
		return fail(ctx, "back up", fmt.Errorf("%w: use pg_dump", ErrUnsupported))
	}
	if _, err := os.Lstat(file); err == nil {
		return fail(ctx, "back up", fmt.Errorf("%w: %s", ErrExists, file))
	}
	part, err := copyBeside(ctx, s.reader, file)
	if err == nil {
		defer os.Remove(part)
		// A link fails where a rename would overwrite.
		if err = os.Link(part, file); errors.Is(err, os.ErrExist) {
			err = fmt.Errorf("%w: %s", ErrExists, file)
		}
	}
	if err == nil {
		err = syncPath(filepath.Dir(file))
	}
	return fail(ctx, "back up", err)
}

// Restore replaces the store at path with that of a backup. It fails with
// ErrDamaged or ErrNewerSchema for a backup that cannot be used, and with
// ErrBusy while the store at path is open in any process. The old store is not
// touched until the new one is durable in the same folder. It is then kept
// under the name that is returned, "" if there was none.
func Restore(ctx context.Context, backup, path string) (old string, err error) {
	old, err = restore(ctx, backup, path)
	return old, fail(ctx, "restore", err)
}

func restore(ctx context.Context, backup, path string) (old string, err error) {
	if IsPostgres(path) {
		return "", fmt.Errorf("%w: use pg_restore or psql", ErrUnsupported)
	}
	backup, err = filepath.Abs(backup)
	if err == nil {
		path, err = filepath.Abs(path)
	}
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(backup); errors.Is(err, os.ErrNotExist) {
		return "", fmt.Errorf("%w: %w", ErrNotFound, err)
	} else if err != nil {
		return "", err
	}
	from, err := openReadOnly(ctx, backup, restorable)
	if err != nil {
		return "", err
	}
	defer from.Close()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", err
	}
	part, err := copyBeside(ctx, from.reader, path)
	if err != nil {
		return "", err
	}
	defer os.Remove(part) // no effect after the rename
	if err := retire(ctx, path); err != nil {
		return "", err
	}
	old, err = keepOld(path)
	if err != nil {
		return "", err
	}
	if err := os.Rename(part, path); err != nil {
		return old, err
	}
	return old, syncPath(filepath.Dir(path))
}

// restorable fails if no store can be made from the file: it is another
// program's, broken, or of a newer version. An older schema is fine: the next
// Open updates it.
func restorable(ctx context.Context, db *sql.DB) error {
	empty, err := checkOurs(ctx, db)
	if err == nil && empty {
		err = fmt.Errorf("%w: it is empty", ErrDamaged)
	}
	if err == nil {
		_, err = outdated(ctx, db)
	}
	if err == nil {
		err = integrity(ctx, db)
	}
	return err
}

// copyBeside writes a copy of db into a new file in the folder of path and
// returns its name. The copy is durable.
func copyBeside(ctx context.Context, db *sql.DB, path string) (string, error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*") // readable only by the owner
	if err != nil {
		return "", err
	}
	part := f.Name()
	f.Close()
	// SQLite treats an empty file like a new one.
	if err := vacuumInto(ctx, db, part); err != nil {
		os.Remove(part)
		return "", err
	}
	return part, nil
}

// vacuumInto writes a copy of db into part. The connection is made writable
// only for this; it writes nothing to db.
func vacuumInto(ctx context.Context, db *sql.DB, part string) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "pragma query_only = 0"); err != nil {
		return err
	}
	defer conn.ExecContext(context.WithoutCancel(ctx), "pragma query_only = 1")
	if _, err := conn.ExecContext(ctx, "vacuum into $1", part); err != nil {
		return err
	}
	return syncPath(part)
}

// retire makes sure that no process has the store at path open, and that its
// log is merged into the file, unless it is damaged.
func retire(ctx context.Context, path string) error {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	db := sqlitePool(path, 1, "_pragma=locking_mode(exclusive)", "_busy_timeout=200")
	// Exclusive locking fails if other connections have the file open, even if
	// they are idle.
	_, err := db.ExecContext(ctx, "begin exclusive; commit")
	if closed := db.Close(); err == nil {
		err = closed
	}
	if err != nil && !errors.Is(sqliteMeaning(err), ErrDamaged) {
		return err
	}
	return nil
}

// syncPath makes a file or folder durable. Windows makes only files that are
// open for writing durable, and needs it for no folder.
func syncPath(path string) error {
	flag := os.O_RDONLY
	if runtime.GOOS == "windows" {
		if info, err := os.Stat(path); err != nil || info.IsDir() {
			return err
		}
		flag = os.O_RDWR
	}
	f, err := os.OpenFile(path, flag, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

// CheckBackup reads the whole of a backup as Restore does before it uses one.
// It fails with ErrDamaged or ErrNewerSchema for a file that cannot be
// restored.
func CheckBackup(ctx context.Context, file string) error {
	s, err := openReadOnly(ctx, file, restorable)
	if err == nil {
		err = s.Close()
	}
	return fail(ctx, "check the backup", err)
}
