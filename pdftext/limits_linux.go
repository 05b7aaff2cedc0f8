package pdftext

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strconv"
	"syscall"
	"time"
	"unsafe"
)

// confine sets limits on a program that was just started: space is the most
// bytes of its address space. If the system does not allow it, only the
// deadline remains.
func confine(pid int, space uint64) {
	for resource, limit := range map[int]uint64{
		syscall.RLIMIT_CPU:    uint64(pdfCPU/time.Second) + 1, // in case watch fails
		syscall.RLIMIT_AS:     space,
		syscall.RLIMIT_CORE:   0,
		syscall.RLIMIT_FSIZE:  0,
		syscall.RLIMIT_NOFILE: 64,
	} {
		setLimit(pid, resource, limit)
	}
}

// setLimit sets a limit on another process (prlimit(2)), which package
// syscall can only do for its own.
func setLimit(pid, resource int, limit uint64) {
	both := [2]uint64{limit, limit} // soft and hard, a struct rlimit64
	_, _, _ = syscall.RawSyscall6(syscall.SYS_PRLIMIT64, uintptr(pid), uintptr(resource), uintptr(unsafe.Pointer(&both)), 0, 0, 0)
}

// watch calls stop when a program has used its processor time, since the
// system's own limit only counts whole seconds.
func watch(ctx context.Context, pid int, stop context.CancelFunc) {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for spent(pid) < pdfCPU {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
	stop()
}

// spent returns how much processor time a program has used (proc(5), stat: the
// fields utime and stime, in hundredths of a second); 0 if it has ended.
func spent(pid int) time.Duration {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	fields := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
	if err != nil || len(fields) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(string(fields[11]))
	system, _ := strconv.Atoi(string(fields[12]))
	return time.Duration(user+system) * 10 * time.Millisecond
}
