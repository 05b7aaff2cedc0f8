//go:build !unix

package store_test

import "errors"

// limitFiles has no limit to set on this system.
func limitFiles(uint64) error { return errors.ErrUnsupported }
