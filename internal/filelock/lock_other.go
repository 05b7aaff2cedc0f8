//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd || windows)

// Package filelock locks files between processes.
package filelock

import (
	"errors"
	"os"
)

// TryLock has no lock that ends with the process on this system.
func TryLock(*os.File) (held bool, err error) { return false, errors.ErrUnsupported }
