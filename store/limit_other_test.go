//go:build !unix

package store_test

import (
	"errors"
	"syscall"
)

// limitFiles has no limit to set on this system.
func limitFiles(uint64) error { return errors.ErrUnsupported }

// asNobody runs a process as the same user on this system.
func asNobody() *syscall.SysProcAttr { return nil }
