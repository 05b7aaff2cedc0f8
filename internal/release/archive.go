package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"time"
)

// An entry is a file of an archive.
type entry struct {
	name    string // with slashes
	body    []byte
	program bool // can be executed
}

func (e entry) mode() fs.FileMode {
	if e.program {
		return 0o755
	}
	return 0o644
}

// writeTar writes files into a compressed archive, in a folder. Only names,
// bytes, modes and the given time are in it.
func writeTar(file, folder string, files []entry, at time.Time, level int) error {
	return create(file, func(w io.Writer) error {
		z, err := gzip.NewWriterLevel(w, level)
		if err != nil {
			return err
		}
		t := tar.NewWriter(z)
		for _, f := range files {
			header := &tar.Header{
				Typeflag: tar.TypeReg, Name: folder + "/" + f.name, Size: int64(len(f.body)),
				Mode: int64(f.mode()), ModTime: at, Uname: "root", Gname: "root", Format: tar.FormatUSTAR,
			}
			if err := t.WriteHeader(header); err != nil {
				return err
			}
			if _, err := t.Write(f.body); err != nil {
				return err
			}
		}
		return errors.Join(t.Close(), z.Close())
	})
}

// writeZip is writeTar for Windows.
func writeZip(file, folder string, files []entry, at time.Time) error {
	return create(file, func(w io.Writer) error {
		z := zip.NewWriter(w)
		for _, f := range files {
			header := &zip.FileHeader{Name: folder + "/" + f.name, Method: zip.Deflate, Modified: at}
			header.SetMode(f.mode())
			to, err := z.CreateHeader(header)
			if err != nil {
				return err
			}
			if _, err := to.Write(f.body); err != nil {
				return err
			}
		}
		return z.Close()
	})
}

// create makes a file of what write writes.
func create(file string, write func(io.Writer) error) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}
