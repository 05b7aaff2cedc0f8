package cli

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// lockName is the file in the data folder that a running bot holds. It says
// who does; the lock itself is the operating system's, so that it ends with
// the process however that ends.
const lockName = "run.lock"

// errRunning is returned where another process runs on the data folder.
var errRunning = errors.New("another Footnote runs on this data folder")

// lock takes the data folder for a bot that runs, until release is called or
// the process ends. Where another has it, the error is errRunning and says
// which. A folder that may not be written has no index to quarrel about: it
// is run on without a lock.
func lock(folder string, log *slog.Logger) (release func(), err error) {
	err = os.MkdirAll(folder, 0o700)
	var f *os.File
	if err == nil {
		f, err = os.OpenFile(filepath.Join(folder, lockName), os.O_RDWR|os.O_CREATE, 0o600)
	}
	if err != nil {
		log.Warn("the data folder can't be locked: do not run a second Footnote on it", "err", err)
		return func() {}, nil
	}
	held, err := tryLock(f)
	if err != nil {
		log.Warn("the data folder can't be locked: do not run a second Footnote on it", "err", err)
		return func() { f.Close() }, nil
	}
	if held {
		defer f.Close()
		return nil, hint(fmt.Errorf("%w: %s has %s", errRunning, holder(f), folder),
			"Stop that one first, or give this one a folder of its own with --data.")
	}
	host, err := os.Hostname()
	if err != nil {
		host = "this machine"
	}
	f.Truncate(0)
	fmt.Fprintf(f, "process %d on %s, since %s\n", os.Getpid(), host, time.Now().UTC().Format("2006-01-02 15:04 UTC"))
	return func() {
		f.Truncate(0) // the lock ends with the file's closing
		f.Close()
	}, nil
}

// holder reads who holds a lock.
func holder(f *os.File) string {
	text, err := io.ReadAll(io.LimitReader(f, 300))
	if says := strings.TrimSpace(string(text)); err == nil && says != "" {
		return says
	}
	return "a process"
}
