//go:build linux && amd64

package store_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"footnote/store"
)

// A disk that breaks is a child whose writes to files are held by the kernel
// until this process lets them through, or fails them with EIO: seccomp(2)
// with SECCOMP_RET_USER_NOTIF.
const (
	sysSeccomp     = 317
	setModeFilter  = 1
	filterFlags    = 1<<0 | 1<<3 | 1<<4 // all threads, a listener, and a proper error
	askListener    = 0x7fc00000
	allow          = 0x7fff0000
	receiveNotice  = 0xc0502100
	sendVerdict    = 0xc0182101
	carryOn        = 1
	noNewPrivs     = 38
	brokenSocketFD = 3
)

// heldCalls are the calls that write to files: pwrite64, fsync, fdatasync and
// ftruncate.
var heldCalls = []uint32{18, 74, 75, 77}

// holdWrites lets another process decide on every write of this one.
func holdWrites() (listener int, err error) {
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

// brokenChild puts articles into a store whose disk breaks and removes "a", and
// prints what was acknowledged.
func brokenChild(dsn string, ids []string) {
	parent, err := net.FileConn(os.NewFile(brokenSocketFD, "parent"))
	if err != nil {
		fmt.Println("no socket:", err)
		return
	}
	listener, err := holdWrites()
	if err != nil {
		fmt.Println("not held:", err)
		return
	}
	if _, _, err := parent.(*net.UnixConn).WriteMsgUnix([]byte{1}, syscall.UnixRights(listener), nil); err != nil {
		fmt.Println("no listener:", err)
		return
	}
	syscall.Close(listener)
	s, err := store.Open(context.Background(), dsn)
	if err != nil {
		fmt.Println("refused open:", err)
		return
	}
	for _, id := range ids {
		if _, err := s.Put(ctx, lib, mod, short(id, "Text of "+id)); err != nil {
			fmt.Println("refused "+id+":", err)
		} else {
			fmt.Println("put " + id)
		}
		if _, a, err := s.Article(ctx, lib, "before"); err != nil || a.Passages[0].Text != "It was there." {
			fmt.Println("wrong:", a, err)
		}
	}
	if _, err := s.Remove(ctx, lib, mod, "a", "nobody"); err != nil {
		fmt.Println("refused remove:", err)
	} else {
		fmt.Println("removed a")
	}
	fmt.Println("closed:", s.Close() == nil)
}

// breakNth lets a child's writes through but for the nth, and returns how many
// it made.
func breakNth(listener, nth int) (writes int) {
	var notice struct {
		id    uint64
		other [9]uint64
	}
	for {
		notice.id, notice.other = 0, [9]uint64{} // the kernel wants it empty
		if _, _, e := syscall.Syscall(syscall.SYS_IOCTL, uintptr(listener), receiveNotice, uintptr(unsafe.Pointer(&notice))); e == syscall.EINTR {
			continue
		} else if e != 0 { // the child has ended
			return writes
		}
		writes++
		verdict := struct {
			id    uint64
			value int64
			err   int32
			flags uint32
		}{id: notice.id, flags: carryOn}
		if writes == nth {
			verdict.err, verdict.flags = -int32(syscall.EIO), 0
		}
		syscall.Syscall(syscall.SYS_IOCTL, uintptr(listener), sendVerdict, uintptr(unsafe.Pointer(&verdict)))
	}
}

// TestBrokenDisk fails each write and each sync in turn, once, with an error of
// the disk. What was acknowledged before and after is there, nothing needs
// repair, and the store can be written to again.
func TestBrokenDisk(t *testing.T) {
	t.Parallel()
	dsn := filepath.Join(t.TempDir(), "store.db")
	s := open(t, dsn)
	put(t, s, short("before", "It was there."))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(dsn)
	if err != nil {
		t.Fatal(err)
	}
	ids := []string{"a", "b"} // b is what follows a broken write
	if *torture {
		ids = append(ids, "c", "d")
	}
	total := brokenAt(t, before, 0, ids)
	if total < 10 {
		t.Fatalf("only %d writes were held", total)
	}
	step := 1
	if testing.Short() {
		step = 5
	}
	for n := 1; n <= total; n += step {
		brokenAt(t, before, n, ids)
	}
}

// brokenAt does the child's work on a copy of a store with its nth write
// broken, 0 for none, and returns how many writes there were.
func brokenAt(t *testing.T, before []byte, nth int, ids []string) int {
	t.Helper()
	dsn := filepath.Join(t.TempDir(), "store.db")
	if err := os.WriteFile(dsn, before, 0o600); err != nil {
		t.Fatal(err)
	}

	pair, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	theirs := os.NewFile(uintptr(pair[1]), "child")
	cmd := runChild(t, "broken", append([]string{dsn}, ids...)...)
	cmd.ExtraFiles = []*os.File{theirs}
	var out strings.Builder
	cmd.Stdout = &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	theirs.Close()
	listener, ok := receiveListener(pair[0])
	syscall.Close(pair[0])
	if !ok {
		cmd.Wait()
		t.Skip("SKIPPED: a broken disk is not tested: run it on a kernel with seccomp: ", out.String())
	}
	writes := breakNth(listener, nth)
	syscall.Close(listener)
	if err := cmd.Wait(); err != nil {
		t.Fatalf("write %d broken: %v\n%s", nth, err, out.String())
	}
	acknowledged(t, nth, dsn, out.String(), ids)
	return writes
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

// acknowledged checks what a child said that it did.
func acknowledged(t *testing.T, nth int, dsn, said string, ids []string) {
	t.Helper()
	s := open(t, dsn)
	sound(t, s)
	want := map[string]bool{"before": true}
	refused := map[string]bool{}
	for line := range strings.Lines(said) {
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch word {
		case "put":
			want[rest] = true
		case "removed":
			delete(want, rest)
		case "refused":
			what, _, _ := strings.Cut(rest, ":")
			refused[what] = true
			refused["a"] = refused["a"] || what == "remove" // either is right
		case "closed:":
		default:
			t.Errorf("write %d broken: %s", nth, line)
		}
	}
	for _, id := range append([]string{"before"}, ids...) {
		_, a, err := s.Article(ctx, lib, id)
		if there := err == nil && len(a.Passages) > 0; there != want[id] && !refused[id] && !refused["open"] {
			t.Errorf("write %d broken: %s is there: %v, want %v (%v)\n%s", nth, id, there, want[id], err, said)
		}
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			t.Errorf("write %d broken: %s: %v", nth, id, err)
		}
	}
	put(t, s, short("after", "It goes on."))
	sound(t, s)
	s.Close()
}
