package index

import (
	"errors"
	"strings"
	"syscall"
)

// full reports an error of writing that means that there is no room left:
// on the disk, in a quota, or up to the process's limit of a file's size.
// bleve keeps only the words of some errors.
func full(err error) bool {
	for _, e := range []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG} {
		if errors.Is(err, e) || strings.Contains(err.Error(), e.Error()) {
			return true
		}
	}
	return false
}
