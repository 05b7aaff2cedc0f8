//go:build !linux

package fetch

// confine does nothing here: the deadline is what bounds the program.
func confine(int, uint64) {}
