package fetch

import "golang.org/x/sys/unix"

// confine sets limits on a program that was just started: space is how many
// bytes of addresses it may have. Where the system does not allow it, the
// deadline is left.
func confine(pid int, space uint64) {
	for resource, limit := range map[int]uint64{
		unix.RLIMIT_CPU:    pdfCPU,
		unix.RLIMIT_AS:     space,
		unix.RLIMIT_CORE:   0,
		unix.RLIMIT_FSIZE:  0,
		unix.RLIMIT_NOFILE: 64,
	} {
		_ = unix.Prlimit(pid, resource, &unix.Rlimit{Cur: limit, Max: limit}, nil)
	}
}
