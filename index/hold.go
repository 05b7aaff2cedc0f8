package index

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"footnote/internal/filelock"
)

// lockFile is locked by the process that has the index open. bleve's own lock
// is shared by those that only read.
const lockFile = "lock"

// lockPause is how long to wait before another try to lock.
const lockPause = 10 * time.Millisecond

// hold locks the index in dir for one process, until the file is closed. It
// waits for another process that is closing, and then returns ErrHeld. The file
// is nil where files can't be locked.
func hold(dir string) (*os.File, error) {
	f := openLock(filepath.Join(dir, lockFile))
	if f == nil {
		return nil, nil
	}
	for deadline := time.Now().Add(lockWait); ; time.Sleep(lockPause) {
		held, err := filelock.TryLock(f)
		switch {
		case err != nil:
			f.Close()
			return nil, nil
		case !held:
			return f, nil
		case time.Now().After(deadline):
			f.Close()
			return nil, ErrHeld
		}
	}
}

// openLock opens the lock file, or makes one. It returns nil if there is none
// and the folder can't be written to.
func openLock(name string) *os.File {
	f, err := os.OpenFile(name, os.O_RDONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		f, err = os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	}
	if err != nil {
		return nil // bleve's lock must suffice
	}
	return f
}

// unlock lets other processes open the index.
func (x *Index) unlock() {
	if x.lock != nil {
		x.lock.Close()
	}
}
