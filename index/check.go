package index

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// bleve checks nothing when it opens an index: a flipped bit makes it answer
// wrongly, panic or wait forever. So the files are checked here first.
//
// A segment never changes and ends with its CRC-32. root.bolt has no checksum
// and changes while the index is open for writing: Close writes its checksum to
// root.sum, and the first write after Open removes that file. If root.sum is
// missing, the last process that wrote ended without Close; then the database is
// walked, and the number of documents must be right.

const (
	rootFile = "root.bolt" // bleve's list of segments, a bbolt database
	sumFile  = "root.sum"  // CRC-32 of root.bolt in hexadecimal digits, after Close
)

// checkFiles returns ErrDamaged if files of the index in dir are not as they
// were written, and ErrHeld if another process has it open. unsummed is true if
// there is no sum of root.bolt.
func checkFiles(dir string) (unsummed bool, err error) {
	if unsummed, err = checkSum(dir); err != nil {
		return false, err
	}
	listed, err := walkRoot(dir)
	if err != nil {
		return false, err
	}
	for name := range listed {
		if err := checkSegment(filepath.Join(dir, name)); err != nil {
			return false, err
		}
	}
	return unsummed, nil
}

// checkSegment compares the CRC-32 at the end of a segment with its bytes. It
// takes a third of a millisecond per megabyte. It reads piece by piece: memory
// for a whole segment takes longer to get than the check.
func checkSegment(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return damaged(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return damaged(err)
	}
	sum := crc32.NewIEEE()
	var want [4]byte
	if _, err = io.CopyBuffer(sum, io.LimitReader(f, info.Size()-4), make([]byte, 64<<10)); err == nil {
		_, err = io.ReadFull(f, want[:])
	}
	if err != nil || sum.Sum32() != binary.BigEndian.Uint32(want[:]) {
		return fmt.Errorf("%w: %s is not as it was written", ErrDamaged, filepath.Base(name))
	}
	return nil
}

// checkSum compares root.bolt with the sum that Close wrote, if there is one.
func checkSum(dir string) (missing bool, err error) {
	want, err := os.ReadFile(filepath.Join(dir, sumFile))
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, damaged(err)
	}
	got, err := rootSum(dir)
	if err != nil {
		return false, damaged(err)
	}
	if got != string(want) {
		return false, fmt.Errorf("%w: %s is not as it was written", ErrDamaged, rootFile)
	}
	return false, nil
}

// dropSum removes the sum of a root.bolt that is about to change.
func dropSum(dir string) error {
	if err := os.Remove(filepath.Join(dir, sumFile)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// writeSum writes the sum of a root.bolt that no process has open.
func writeSum(dir string) error {
	sum, err := rootSum(dir)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, sumFile), []byte(sum), 0o600)
}

func rootSum(dir string) (string, error) {
	b, err := os.ReadFile(filepath.Join(dir, rootFile))
	return strconv.FormatUint(uint64(crc32.ChecksumIEEE(b)), 16), err
}

// walkRoot reads everything in root.bolt and returns the names of the segments
// that it lists. Other segments are left from a write that a crash or a full
// disk ended; bleve removes them.
func walkRoot(dir string) (listed map[string]bool, err error) {
	listed = map[string]bool{}
	err = recovered(func() error { // a file that can't be read causes a memory fault
		name := filepath.Join(dir, rootFile)
		db, err := bolt.Open(name, 0o600, &bolt.Options{Timeout: lockWait, ReadOnly: true}) // reads no more than the meta pages
		if errors.Is(err, bolterrors.ErrTimeout) {
			return ErrHeld
		}
		if err != nil {
			return damaged(err)
		}
		defer db.Close() // until then no process writes to the file
		f := boltFile{pageSize: db.Info().PageSize, value: func(key, value []byte) {
			if string(key) == segmentKey {
				listed[string(value)] = true
			}
		}}
		if f.content, err = os.ReadFile(name); err == nil {
			err = f.walk()
		}
		return damaged(err)
	})
	if errors.Is(err, ErrBug) {
		err = damaged(err)
	}
	return listed, err
}

// segmentKey is the key under which bleve stores a segment's file name. If one
// is missing, bleve would fall back to an earlier list, or to an empty one.
const segmentKey = "p"
