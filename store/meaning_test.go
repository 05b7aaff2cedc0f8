package store

import (
	"testing"

	lib "modernc.org/sqlite/lib"
)

// An error of the disk is not damage, unless the file itself has changed.
func TestDiskMeaning(t *testing.T) {
	for code, want := range map[int]error{
		lib.SQLITE_IOERR_WRITE:      ErrFull,
		lib.SQLITE_IOERR_FSYNC:      ErrFull,
		lib.SQLITE_IOERR_DIR_FSYNC:  ErrFull,
		lib.SQLITE_IOERR_TRUNCATE:   ErrFull,
		lib.SQLITE_IOERR_SHMSIZE:    ErrFull,
		lib.SQLITE_IOERR_READ:       ErrUnavailable,
		lib.SQLITE_IOERR_LOCK:       ErrUnavailable,
		lib.SQLITE_IOERR_SHMMAP:     ErrUnavailable,
		lib.SQLITE_IOERR:            ErrUnavailable,
		lib.SQLITE_IOERR_SHORT_READ: ErrDamaged,
		lib.SQLITE_IOERR_CORRUPTFS:  ErrDamaged,
		lib.SQLITE_IOERR_DATA:       ErrDamaged,
	} {
		if got := diskMeaning(code); got != want {
			t.Errorf("diskMeaning(%d) = %v, want %v", code, got, want)
		}
	}
}
