package filelock

import (
	"errors"
	"os"
	"syscall"
	"unsafe"
)

var lockFileEx = syscall.NewLazyDLL("kernel32.dll").NewProc("LockFileEx")

// Flags of LockFileEx, and its error for a range that another process locked.
const (
	lockfileFailImmediately = 1
	lockfileExclusiveLock   = 2
	errorLockViolation      = syscall.Errno(33)
)

// lockedByte is the byte that is locked: far after the text of the file, which
// others can read only while it is not locked.
const lockedByte = 1 << 30

// TryLock locks f until it is closed, and reports whether another open file has
// the lock.
func TryLock(f *os.File) (held bool, err error) {
	at := syscall.Overlapped{Offset: lockedByte}
	ok, _, err := lockFileEx.Call(f.Fd(), lockfileExclusiveLock|lockfileFailImmediately, 0, 1, 0, uintptr(unsafe.Pointer(&at)))
	switch {
	case ok != 0:
		return false, nil
	case errors.Is(err, errorLockViolation):
		return true, nil
	}
	return false, err
}
