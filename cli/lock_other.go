//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd || windows)

package cli

import (
	"errors"
	"os"
)

// tryLock has no lock that ends with the process on this system.
func tryLock(*os.File) (held bool, err error) { return false, errors.ErrUnsupported }
