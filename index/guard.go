package index

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// patience is how long bleve may take for one step. With a damaged root.bolt
// it can wait for ever; the largest batch takes some seconds.
const patience = 60 * time.Second

// bounded runs a step of bleve's. A panic, or a step without end, becomes
// ErrDamaged; the goroutine of a step without end is left behind.
func bounded(step func() error) error {
	done := make(chan error, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				done <- fmt.Errorf("%w: panic: %v\n%s", ErrDamaged, p, debug.Stack())
			}
		}()
		done <- step()
	}()
	timeout := time.NewTimer(patience)
	defer timeout.Stop()
	select {
	case err := <-done:
		if errors.Is(err, bolterrors.ErrTimeout) {
			return fmt.Errorf("%w: %w", ErrHeld, err)
		}
		return err
	case <-timeout.C:
		return fmt.Errorf("%w: no end after %s", ErrDamaged, patience)
	}
}

// check looks at the files of an index before bleve does: bleve believes
// what it reads.
func check(dir string) error {
	if err := bounded(func() error { return checkRoot(rootFile(dir)) }); err != nil {
		if errors.Is(err, ErrHeld) {
			return err
		}
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	segments, err := filepath.Glob(filepath.Join(dir, "*.zap"))
	if err != nil {
		return err
	}
	for _, s := range segments {
		if err := checkSegment(s); err != nil {
			return fmt.Errorf("%w: %s: %w", ErrDamaged, filepath.Base(s), err)
		}
	}
	return nil
}

// checkRoot checks the pages of the file that names the segments.
func checkRoot(path string) error {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: heldAfter})
	if err != nil {
		return err
	}
	defer db.Close()
	return db.View(func(tx *bbolt.Tx) error {
		var first error
		for err := range tx.Check() { // read to its end, or it never ends
			if first == nil {
				first = err
			}
		}
		return first
	})
}

// checkSegment compares a segment with the CRC-32 that its last four bytes
// hold.
func checkSegment(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.Size() < crc32.Size {
		return io.ErrUnexpectedEOF
	}
	sum := crc32.NewIEEE()
	if _, err := io.CopyN(sum, f, info.Size()-crc32.Size); err != nil {
		return err
	}
	var last [crc32.Size]byte
	if _, err := io.ReadFull(f, last[:]); err != nil {
		return err
	}
	if want := uint32(last[0])<<24 | uint32(last[1])<<16 | uint32(last[2])<<8 | uint32(last[3]); sum.Sum32() != want {
		return errors.New("its checksum is wrong")
	}
	return nil
}
