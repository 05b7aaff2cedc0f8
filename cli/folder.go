package cli

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"footnote/article"
)

// A input is a file or a link that was named on the command line, or a file
// in a folder or a zip archive that was named.
type input struct {
	name string                 // as it is told to people
	open func() ([]byte, error) // nil for what is opened by its name
}

// Bounds on an archive: more is no collection of articles.
const (
	maxInZip    = 20_000  // files
	maxUnpacked = 4 << 30 // bytes, all files together; each is unpacked by itself
)

// expand puts the files of folders and of zip archives in the place of their
// names. Hidden files are left out. close closes the archives.
func (a *app) expand(names []string) (all []input, many bool, close func(), err error) {
	var archives []io.Closer
	close = func() {
		for _, z := range archives {
			z.Close()
		}
	}
	for _, name := range names {
		info, err := os.Stat(name)
		switch {
		case err == nil && info.IsDir():
			many = true
			files, err := filesIn(name)
			if err != nil {
				close()
				return nil, false, nil, err
			}
			all = append(all, files...)
		case err == nil && strings.EqualFold(filepath.Ext(name), ".zip"):
			many = true
			z, err := zip.OpenReader(name)
			if err != nil {
				close()
				return nil, false, nil, hint(fmt.Errorf("%s: %w", name, err), "It is not a zip archive, or it is damaged: unpack it and add the folder.")
			}
			archives = append(archives, z)
			if err := vetArchive(&z.Reader, info.Size()); err != nil {
				close()
				return nil, false, nil, hint(fmt.Errorf("%s: %w", name, err), "Unpack it yourself, look at it, and add the folder.")
			}
			all = append(all, filesOf(name, &z.Reader)...)
		default:
			all = append(all, input{name: name})
		}
	}
	return all, many, close, nil
}

// filesIn lists the files below a folder, by name. Links are not followed.
func filesIn(folder string) ([]input, error) {
	var files []input
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case path != folder && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return filepath.SkipDir
			}
		case d.Type().IsRegular():
			files = append(files, input{name: path})
		}
		return nil
	})
	return files, err
}

// vetArchive refuses an archive of size bytes that was made to unpack to more
// than a disk holds: with too much in it, or the same bytes as many files.
func vetArchive(z *zip.Reader, size int64) error {
	var packed, unpacked uint64
	for _, f := range z.File {
		packed += f.CompressedSize64
		unpacked += f.UncompressedSize64
	}
	switch {
	case len(z.File) > maxInZip:
		return fmt.Errorf("the archive has %d files, at most %d are added", len(z.File), maxInZip)
	case packed > uint64(size):
		return errors.New("the files of the archive overlap")
	case unpacked > maxUnpacked:
		return fmt.Errorf("the archive unpacks to %d MB, at most %d are read", unpacked>>20, maxUnpacked>>20)
	}
	return nil
}

// filesOf lists the files of an archive, in its order. Links are left out.
// No file unpacks to more than it claims.
func filesOf(archive string, z *zip.Reader) []input {
	var files []input
	for _, f := range z.File {
		base := filepath.Base(f.Name)
		if !f.Mode().IsRegular() || strings.HasPrefix(base, ".") || strings.HasPrefix(f.Name, "__MACOSX/") {
			continue
		}
		files = append(files, input{archive + "/" + f.Name, func() ([]byte, error) {
			if f.UncompressedSize64 > article.MaxSource {
				return nil, fmt.Errorf("%w: %d bytes", article.ErrTooLarge, f.UncompressedSize64)
			}
			r, err := f.Open()
			if err != nil {
				return nil, err
			}
			body, err := io.ReadAll(io.LimitReader(r, article.MaxSource+1))
			return body, errors.Join(err, r.Close())
		}})
	}
	return files
}
