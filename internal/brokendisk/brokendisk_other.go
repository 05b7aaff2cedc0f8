//go:build !(linux && amd64)

package brokendisk

import (
	"errors"
	"os/exec"
	"syscall"
	"testing"
)

// Hold returns an error: calls are only held on Linux.
func Hold() error { return errors.New("calls are only held on Linux, on amd64") }

// Run skips the test: calls are only held on Linux.
func Run(t *testing.T, _ *exec.Cmd, _ string, _ int, _ syscall.Errno) (changes int, out string) {
	t.Helper()
	t.Skip("SKIPPED: a broken disk is not tested: run it on Linux, on amd64")
	return 0, ""
}
