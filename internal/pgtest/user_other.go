//go:build !linux

package pgtest

import "syscall"

// unprivileged runs a process as the user of the tests, who is not root.
func unprivileged(string) (*syscall.SysProcAttr, error) { return nil, nil }
