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

// asNobody runs a process as a user who owns nothing.
func asNobody() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
}
