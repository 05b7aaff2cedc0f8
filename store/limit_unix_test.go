//go:build unix

package store_test

import (
	"os/signal"
	"syscall"
)

// limitFiles sets the most bytes that a file of this process may have.
func limitFiles(most uint64) error {
	signal.Ignore(syscall.SIGXFSZ)
	return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: most, Max: most})
}
