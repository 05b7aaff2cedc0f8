//go:build darwin || linux

package cli

import "syscall"

// diskSpace returns the free bytes of the disk of a folder.
func diskSpace(folder string) (uint64, error) {
	var s syscall.Statfs_t
	err := syscall.Statfs(folder, &s)
	return s.Bavail * uint64(s.Bsize), err
}
