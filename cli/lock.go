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

	"footnote/internal/filelock"
)

// lockName is the file in the data folder that a running bot locks. Its text
// names the process. The operating system holds the lock, so it is released
// however the process ends.
const lockName = "run.lock"

// errRunning is returned when another process uses the data folder.
var errRunning = errors.New("another Footnote is using this data folder")

// lock locks the data folder for a running bot, until release is called or the
// process ends. If another process has the lock, the error is errRunning and
// names it. A folder that can't be written needs no lock, because it has no
// index to share.
func lock(folder string, log *slog.Logger) (release func(), err error) {
	err = os.MkdirAll(folder, 0o700)
	var f *os.File
	if err == nil {
		f, err = os.OpenFile(filepath.Join(folder, lockName), os.O_RDWR|os.O_CREATE, 0o600)
	}
	if err != nil {
		log.Warn("the data folder can't be locked: do not run a second Footnote with it", "err", err)
		return func() {}, nil
	}
	held, err := filelock.TryLock(f)
	if err != nil {
		log.Warn("the data folder can't be locked: do not run a second Footnote with it", "err", err)
		return func() { f.Close() }, nil
	}
	if held {
		defer f.Close()
		return nil, hint(fmt.Errorf("%w: %s has %s", errRunning, holder(f), folder),
			"Stop that process first, or use another folder with --data.")
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

// holder returns the text of a lock file, which names its process.
func holder(f *os.File) string {
	text, err := io.ReadAll(io.LimitReader(f, 300))
	if says := strings.TrimSpace(string(text)); err == nil && says != "" {
		return says
	}
	return "a process"
}
