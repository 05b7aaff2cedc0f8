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

// An input is a file or a link that was named on the command line, or a file
// in a named folder or zip archive.
type input struct {
	name string                 // as shown to people
	open func() ([]byte, error) // nil for an input that is opened by its name
}

// Limits on an archive: a larger one is not a collection of articles.
const (
	maxInZip    = 20_000  // files
	maxUnpacked = 4 << 30 // bytes of all files; only one is unpacked at a time
)

// expand replaces the names of folders and zip archives with the files in
// them. It leaves out hidden files. close closes the archives.
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
				return nil, false, nil, hint(fmt.Errorf("%s: %w", name, err), "Unpack it yourself, check it, and add the folder.")
			}
			all = append(all, filesOf(name, &z.Reader)...)
		default:
			all = append(all, input{name: name})
		}
	}
	return all, many, close, nil
}

// filesIn returns the files in a folder and its subfolders, sorted by name. It
// does not follow links.
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

// vetArchive refuses an archive of size bytes that was made to fill the disk:
// with too much in it, or with files that share the same bytes.
func vetArchive(z *zip.Reader, size int64) error {
	var packed, unpacked uint64
	for _, f := range z.File {
		packed += f.CompressedSize64
		unpacked += f.UncompressedSize64
	}
	switch {
	case len(z.File) > maxInZip:
		return fmt.Errorf("the archive has %d files; the limit is %d", len(z.File), maxInZip)
	case packed > uint64(size):
		return errors.New("the files of the archive overlap")
	case unpacked > maxUnpacked:
		return fmt.Errorf("the archive unpacks to %d MB; the limit is %d MB", unpacked>>20, maxUnpacked>>20)
	}
	return nil
}

// filesOf returns the files of an archive, in its order, without links. No
// file unpacks to more than its claimed size.
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
