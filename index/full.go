package index

import (
	"errors"
	"strings"
	"syscall"
)

// full reports whether a write failed because no room is left: on the disk, in
// a quota, or within the process's limit on file size. bleve keeps only the
// text of some errors.
func full(err error) bool {
	for _, e := range []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG} {
		if errors.Is(err, e) || strings.Contains(err.Error(), e.Error()) {
			return true
		}
	}
	return false
}
