// Package loopback gives tests addresses of this machine that no other test uses.
package loopback

import (
	"fmt"
	"net"
	"os"
	"runtime"
	"sync/atomic"
	"testing"
)

// made counts the addresses that this process was given.
var made atomic.Uint32

// Address returns an address that nothing listens on, and that stays free until
// the test uses it. A port of 127.0.0.1 that is free now may be another process's
// a moment later, so on Linux, where all of 127.0.0.0/8 is this machine, each
// call returns a port of another host there.
func Address(t testing.TB) string {
	t.Helper()
	host := "127.0.0.1"
	if runtime.GOOS == "linux" {
		pid := os.Getpid()
		host = fmt.Sprintf("127.%d.%d.%d", pid>>8&0xff, pid&0xff, 2+made.Add(1)%250)
	}
	l, err := net.Listen("tcp", host+":0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
