package index

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// bleve checks nothing when it opens an index: a flipped bit makes it answer
// wrongly, panic or wait for ever. So the files are checked here before.
//
// A segment never changes and ends with its CRC-32. root.bolt has no checksum
// and changes as long as the index is open: Close writes one beside it, Open
// takes it away. Where it is missing, the last process ended without Close;
// then the database is walked, and the number of documents must be right.

const (
	rootFile = "root.bolt" // bleve's list of segments, a bbolt database
	sumFile  = "root.sum"  // CRC-32 of root.bolt in hexadecimal digits, after Close
)

// checkWait bounds the walk: pages of a damaged database can form a ring.
const checkWait = 5 * time.Second

// checkFiles returns ErrDamaged if files of the index in dir are not as they
// were written, ErrHeld if another process has it open.
func checkFiles(dir string) error {
	if err := walkRoot(dir); err != nil {
		return err
	}
	segments, err := filepath.Glob(filepath.Join(dir, "*.zap"))
	if err != nil {
		return err
	}
	for _, name := range segments {
		if err := checkSegment(name); err != nil {
			return err
		}
	}
	return checkSum(dir)
}

// checkSegment compares the CRC-32 at the end of a segment with its bytes: a
// third of a millisecond for a megabyte.
func checkSegment(name string) error {
	b, err := os.ReadFile(name)
	if err != nil {
		return damaged(err)
	}
	if len(b) < 4 || crc32.ChecksumIEEE(b[:len(b)-4]) != binary.BigEndian.Uint32(b[len(b)-4:]) {
		return fmt.Errorf("%w: %s is not as it was written", ErrDamaged, filepath.Base(name))
	}
	return nil
}

// checkSum compares root.bolt with the sum that Close wrote, if it did, and
// takes the sum away.
func checkSum(dir string) error {
	name := filepath.Join(dir, sumFile)
	want, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return damaged(err)
	}
	got, err := rootSum(dir)
	if err != nil {
		return damaged(err)
	}
	if got != string(want) {
		return fmt.Errorf("%w: %s is not as it was written", ErrDamaged, rootFile)
	}
	if err := os.Remove(name); err != nil && writable(dir) {
		return err
	}
	return nil
}

// writeSum keeps the sum of a root.bolt that nobody has open.
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

// walkRoot reads all that root.bolt holds. bbolt's own check panics in a
// goroutine where nobody can recover.
func walkRoot(dir string) error {
	err := guard(context.Background(), checkWait, func() error {
		db, err := bolt.Open(filepath.Join(dir, rootFile), 0o600, &bolt.Options{Timeout: lockWait, ReadOnly: true})
		if errors.Is(err, bolterrors.ErrTimeout) {
			return ErrHeld
		}
		if err != nil {
			return damaged(err)
		}
		defer db.Close()
		err = db.View(func(tx *bolt.Tx) error {
			return tx.ForEach(func(_ []byte, b *bolt.Bucket) error { return walkBucket(dir, b, 0) })
		})
		return damaged(err)
	})
	if errors.Is(err, ErrBug) { // bbolt panics over pages that are damaged
		return damaged(err)
	}
	return err
}

// deepest is how deep buckets lie within each other at most: bleve needs four.
const deepest = 8

// segmentKey is what bleve keeps the file name of a segment under. Where one
// is missing, bleve would go back to an earlier list, or an empty one.
const segmentKey = "p"

func walkBucket(dir string, b *bolt.Bucket, depth int) error {
	if depth > deepest {
		return errors.New("buckets without end")
	}
	return b.ForEach(func(k, v []byte) error {
		if v != nil {
			if string(k) == segmentKey {
				_, err := os.Stat(filepath.Join(dir, string(v)))
				return err
			}
			return nil
		}
		inner := b.Bucket(k)
		if inner == nil {
			return fmt.Errorf("bucket %q is missing", k)
		}
		return walkBucket(dir, inner, depth+1)
	})
}
