package index

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
)

// bbolt trusts the numbers in its pages: a damaged one makes it read anywhere
// in the memory of the process, and a damaged list of free pages makes it write
// over pages in use. So root.bolt is read here first, as bytes. The layout is
// that of bbolt's package internal/common: all numbers have the byte order of
// the machine.
const (
	pageHeader   = 16 // id, flags, count of elements, count of further pages
	elementSize  = 16
	bucketHeader = 16 // root page, or 0 if the page follows; sequence

	branchPage   = 0x01
	leafPage     = 0x02
	freelistPage = 0x10
	bucketFlag   = 0x01 // of a leaf's element: its value is a bucket

	boltMagic   = 0xED0CDAED
	boltVersion = 2
	metaSummed  = 56             // bytes of a meta page under its checksum
	noFreelist  = ^uint64(0)     // bbolt makes the list when it opens the file
	manyFree    = uint16(0xFFFF) // the count is the first number of the list
)

// A boltFile is the content of a bbolt database, which nothing writes to.
type boltFile struct {
	content  []byte
	pageSize int
	end      uint64 // the first page id that is not in use
	used     map[uint64]bool
	// value is called for each key and value in a bucket.
	value func(key, value []byte)
}

// meta is the part of a meta page that says where the others are.
type meta struct {
	root, freelist, end, transaction uint64
}

// walk reads every page of f that bbolt could read, and returns an error if one
// isn't as bbolt writes it.
func (f *boltFile) walk() error {
	m, err := f.meta()
	if err != nil {
		return err
	}
	f.end, f.used = m.end, map[uint64]bool{}
	if err := f.page(m.root); err != nil {
		return err
	}
	if m.freelist == noFreelist {
		return nil
	}
	return f.free(m.freelist)
}

// meta returns the newer of the two meta pages, or the one that is whole.
func (f *boltFile) meta() (newest meta, err error) {
	err = errors.New("no meta page is whole")
	for n := range 2 {
		at := n*f.pageSize + pageHeader
		if at+metaSummed+8 > len(f.content) {
			continue
		}
		b := f.content[at:]
		sum := fnv.New64a()
		sum.Write(b[:metaSummed])
		if sum.Sum64() != number(b[metaSummed:]) || binary.NativeEndian.Uint32(b) != boltMagic || binary.NativeEndian.Uint32(b[4:]) != boltVersion {
			continue
		}
		if m := (meta{number(b[16:]), number(b[32:]), number(b[40:]), number(b[48:])}); err != nil || m.transaction > newest.transaction {
			newest, err = m, nil
		}
	}
	return newest, err
}

// bytes returns a page with the pages that continue it, and marks them as used.
func (f *boltFile) bytes(id uint64) ([]byte, error) {
	if id < 2 || id >= f.end || (id+1)*uint64(f.pageSize) > uint64(len(f.content)) {
		return nil, fmt.Errorf("page %d is out of the file", id)
	}
	b := f.content[id*uint64(f.pageSize):]
	after := id + 1 + uint64(binary.NativeEndian.Uint32(b[12:]))
	if number(b) != id || after > f.end || after*uint64(f.pageSize) > uint64(len(f.content)) {
		return nil, fmt.Errorf("page %d is not as it was written", id)
	}
	for n := id; n < after; n++ {
		if f.used[n] {
			return nil, fmt.Errorf("page %d is used twice", n)
		}
		f.used[n] = true
	}
	return b[:(after-id)*uint64(f.pageSize)], nil
}

// page walks a page of a bucket and everything under it.
func (f *boltFile) page(id uint64) error {
	b, err := f.bytes(id)
	if err != nil {
		return err
	}
	return f.elements(b)
}

// elements walks the elements of a page: of a branch, which are pages, or of a
// leaf, which are values and buckets. Their keys are in order.
func (f *boltFile) elements(page []byte) error {
	flags, count := binary.NativeEndian.Uint16(page[8:]), int(binary.NativeEndian.Uint16(page[10:]))
	if flags != branchPage && flags != leafPage || pageHeader+count*elementSize > len(page) {
		return errors.New("a page is not as it was written")
	}
	var last []byte
	for i := range count {
		at := pageHeader + i*elementSize
		word := func(n int) int { return int(binary.NativeEndian.Uint32(page[at+4*n:])) }
		start, keySize, valueSize := at+word(0), word(1), 0
		if flags == leafPage {
			start, keySize, valueSize = at+word(1), word(2), word(3)
		}
		if keySize == 0 || start+keySize+valueSize > len(page) {
			return errors.New("an element is out of its page")
		}
		key, value := page[start:start+keySize], page[start+keySize:start+keySize+valueSize]
		if bytes.Compare(last, key) >= 0 {
			return errors.New("keys are not in order")
		}
		last = key
		var err error
		switch {
		case flags == branchPage:
			err = f.page(number(page[at+8:]))
		case word(0)&bucketFlag == 0:
			f.value(key, value)
		default:
			err = f.bucket(value)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// bucket walks a bucket: a small one has its only page in itself.
func (f *boltFile) bucket(b []byte) error {
	if len(b) < bucketHeader {
		return errors.New("a bucket is cut")
	}
	if root := number(b); root != 0 {
		return f.page(root)
	}
	if b = b[bucketHeader:]; len(b) < pageHeader {
		return errors.New("a bucket is cut")
	}
	return f.elements(b)
}

// free checks that the pages in the list of free pages are free.
func (f *boltFile) free(id uint64) error {
	b, err := f.bytes(id)
	if err != nil {
		return err
	}
	ids, count := b[pageHeader:], uint64(binary.NativeEndian.Uint16(b[10:]))
	if count == uint64(manyFree) {
		ids, count = ids[8:], number(ids)
	}
	if binary.NativeEndian.Uint16(b[8:]) != freelistPage || count > uint64(len(ids)/8) {
		return errors.New("the list of free pages is not as it was written")
	}
	for n := range count {
		id := number(ids[8*n:])
		if id < 2 || id >= f.end || f.used[id] {
			return fmt.Errorf("page %d can't be free", id)
		}
		f.used[id] = true
	}
	return nil
}

func number(b []byte) uint64 { return binary.NativeEndian.Uint64(b) }
