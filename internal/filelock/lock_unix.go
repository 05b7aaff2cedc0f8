//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

// Package filelock locks files between processes. The operating system holds a
// lock, so it ends with the process, however that ends.
package filelock

import (
	"errors"
	"os"
	"syscall"
)

// TryLock locks f until it is closed, and reports whether another open file has
// the lock. The error is errors.ErrUnsupported on systems without such locks.
func TryLock(f *os.File) (held bool, err error) {
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return true, nil
	}
	return false, err
}
