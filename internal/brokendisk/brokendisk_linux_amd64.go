package brokendisk

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// The kernel holds the child's calls until this process decides on each:
// seccomp(2) with SECCOMP_RET_USER_NOTIF.
const (
	sysSeccomp    = 317
	setModeFilter = 1
	filterFlags   = 1<<0 | 1<<3 | 1<<4 // all threads, a listener, and a proper error
	askListener   = 0x7fc00000
	allow         = 0x7fff0000
	receiveNotice = 0xc0502100
	sendVerdict   = 0xc0182101
	carryOn       = 1
	noNewPrivs    = 38
	socketFD      = 3
)

// heldCalls are the calls that change files. renames have paths in place of a
// file.
var (
	heldCalls = []uint32{syscall.SYS_WRITE, syscall.SYS_PWRITE64, syscall.SYS_FSYNC, syscall.SYS_FDATASYNC, syscall.SYS_FTRUNCATE, syscall.SYS_RENAME, syscall.SYS_RENAMEAT, sysRenameat2}
	renames   = map[uint32]bool{syscall.SYS_RENAME: true, syscall.SYS_RENAMEAT: true, sysRenameat2: true}
)

const sysRenameat2 = 316

// Hold puts the calls of this process into the hands of the one that Run was
// called in.
func Hold() error {
	parent, err := net.FileConn(os.NewFile(socketFD, "parent"))
	if err != nil {
		return fmt.Errorf("no socket: %w", err)
	}
	defer parent.Close()
	listener, err := filter()
	if err != nil {
		return fmt.Errorf("not held: %w", err)
	}
	if _, _, err := parent.(*net.UnixConn).WriteMsgUnix([]byte{1}, syscall.UnixRights(listener), nil); err != nil {
		return fmt.Errorf("no listener: %w", err)
	}
	return syscall.Close(listener)
}

// filter asks a listener about each of heldCalls from now on.
func filter() (listener int, err error) {
	type instruction struct {
		code   uint16
		jt, jf uint8
		k      uint32
	}
	program := []instruction{{0x20, 0, 0, 0}} // load the number of the call
	for i, nr := range heldCalls {
		program = append(program, instruction{0x15, uint8(len(heldCalls) - i), 0, nr})
	}
	program = append(program, instruction{0x06, 0, 0, allow}, instruction{0x06, 0, 0, askListener})
	filter := struct {
		n       uint16
		program *instruction
	}{uint16(len(program)), &program[0]}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if _, _, e := syscall.RawSyscall6(syscall.SYS_PRCTL, noNewPrivs, 1, 0, 0, 0, 0); e != 0 {
		return 0, e
	}
	fd, _, e := syscall.RawSyscall(sysSeccomp, setModeFilter, filterFlags, uintptr(unsafe.Pointer(&filter)))
	runtime.KeepAlive(program)
	if e != 0 {
		return 0, e
	}
	return int(fd), nil
}

// Run runs a child that calls Hold, and fails the nth of its changes to files
// below dir with an error; 0 fails none. It returns how many changes there
// were, and what the child wrote to its standard output. The test is skipped
// where calls can't be held, and fails if the child fails or takes longer than
// a minute.
func Run(t *testing.T, cmd *exec.Cmd, dir string, nth int, broken syscall.Errno) (changes int, out string) {
	t.Helper()
	pair, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	theirs := os.NewFile(uintptr(pair[1]), "child")
	cmd.ExtraFiles = []*os.File{theirs}
	var said strings.Builder
	cmd.Stdout = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	theirs.Close()
	wedged := time.AfterFunc(time.Minute, func() { cmd.Process.Kill() })
	defer wedged.Stop()
	listener, ok := receiveListener(pair[0])
	syscall.Close(pair[0])
	if !ok {
		cmd.Wait()
		t.Skip("SKIPPED: a broken disk is not tested: run it on a kernel with seccomp: ", said.String())
	}
	changes = fail(listener, dir, nth, broken)
	syscall.Close(listener)
	if err := cmd.Wait(); err != nil {
		t.Fatalf("change %d: %v: %v\n%s", nth, broken, err, said.String())
	}
	return changes, said.String()
}

// fail lets a child's changes through but for the nth, and returns how many it
// made before its end.
func fail(listener int, dir string, nth int, broken syscall.Errno) (changes int) {
	for {
		if !waits(listener) {
			return changes
		}
		var notice struct { // seccomp_notif; the kernel wants it empty
			id         uint64
			pid, flags uint32
			call, arch uint32
			at         uint64
			args       [6]uint64
		}
		if _, _, e := syscall.Syscall(syscall.SYS_IOCTL, uintptr(listener), receiveNotice, uintptr(unsafe.Pointer(&notice))); e != 0 {
			continue // a signal interrupted the call, and it is made again
		}
		verdict := struct { // seccomp_notif_resp
			id    uint64
			value int64
			err   int32
			flags uint32
		}{id: notice.id, flags: carryOn}
		change := renames[notice.call] || isBelow(dir, notice.pid, notice.args[0])
		if change && changes+1 == nth {
			verdict.err, verdict.flags = -int32(broken), 0
		}
		if _, _, e := syscall.Syscall(syscall.SYS_IOCTL, uintptr(listener), sendVerdict, uintptr(unsafe.Pointer(&verdict))); change && e == 0 {
			changes++
		}
	}
}

// waits waits for the child's next call. It reports false when the child has
// ended.
func waits(listener int) bool {
	const readable = 1
	for {
		poll := struct {
			fd            int32
			events, found int16
		}{fd: int32(listener), events: readable}
		_, _, e := syscall.Syscall(syscall.SYS_POLL, uintptr(unsafe.Pointer(&poll)), 1, ^uintptr(0))
		if e == 0 {
			return poll.found&readable != 0
		}
	}
}

// isBelow reports whether an open file of a thread is below dir.
func isBelow(dir string, thread uint32, fd uint64) bool {
	path, err := os.Readlink(fmt.Sprintf("/proc/%d/fd/%d", thread, uint32(fd)))
	return err == nil && strings.HasPrefix(path, dir+"/")
}

func receiveListener(socket int) (listener int, ok bool) {
	rights := make([]byte, syscall.CmsgSpace(4))
	_, n, _, _, err := syscall.Recvmsg(socket, make([]byte, 1), rights, 0)
	if err != nil {
		return 0, false
	}
	messages, err := syscall.ParseSocketControlMessage(rights[:n])
	if err != nil || len(messages) == 0 {
		return 0, false
	}
	fds, err := syscall.ParseUnixRights(&messages[0])
	return append(fds, 0)[0], err == nil && len(fds) == 1
}
