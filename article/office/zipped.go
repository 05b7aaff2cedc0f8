package office

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"

	"footnote/article"
	"footnote/article/draft"
	"footnote/article/lang"
)

// Limits on ZIP archives: DOCX and EPUB. A body of MaxSource bytes can unpack
// to a thousand times as much.
const (
	// maxParts is the most files in an archive. Encyclopedias have some
	// thousands.
	maxParts = 20_000
	// maxUnpacked is the most bytes that are unpacked from one archive, for all
	// parts that are read. A novel of a thousand pages is about 10 MB of XML,
	// which takes a second or two to read.
	maxUnpacked = 12 << 20
)

// Read reads a DOCX or an EPUB file.
func Read(body []byte) (draft.Document, error) {
	z, err := unzip(body)
	if err != nil {
		return draft.Document{}, err
	}
	var doc draft.Document
	switch {
	case z.has("META-INF/container.xml"):
		doc, err = readEPUB(z)
	case docxMain(z) != "":
		doc, err = readDOCX(z)
	default:
		err = fmt.Errorf("%w: it looks like a ZIP archive or another kind of office document", article.ErrNotText)
	}
	return doc, err
}

// readable are the first parts of archives that can be read here.
var readable = lang.NewPattern(`\[Content_Types\]\.xml|_rels/\.rels|word/|mimetypeapplication/epub\+zip|META-INF/`)

// A zipped is an archive whose parts are unpacked one by one, up to maxUnpacked
// bytes. Archives inside it are not opened.
type zipped struct {
	files map[string]*zip.File // by partName
	left  int64                // bytes that may still be unpacked
}

// unzip opens the directory of an archive.
func unzip(body []byte) (*zipped, error) {
	// Each entry of the directory begins with these bytes; the archive's own
	// count may be wrong.
	if n := bytes.Count(body, []byte("PK\x01\x02")); n > maxParts {
		return nil, fmt.Errorf("%w: more than %d files in one", article.ErrTooLarge, maxParts)
	}
	r, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		if readable.Get().Match(body[:min(len(body), draft.SniffLen)]) {
			return nil, fmt.Errorf("%w: %w", article.ErrDamaged, err)
		}
		return nil, fmt.Errorf("%w: it looks like a broken ZIP archive", article.ErrNotText)
	}
	z := &zipped{files: make(map[string]*zip.File, len(r.File)), left: maxUnpacked}
	for _, f := range r.File {
		if name := partName(f.Name); z.files[name] == nil {
			z.files[name] = f
		}
	}
	return z, nil
}

// partName returns the name by which other parts refer to a part: from the
// root, with forward slashes, in lower case.
func partName(name string) string {
	name = path.Clean("/" + strings.ReplaceAll(name, "\\", "/"))
	return strings.ToLower(name[1:])
}

func (z *zipped) has(name string) bool { return z.files[partName(name)] != nil }

// part unpacks the part called name; it returns nil if there is none. For a
// damaged part it returns what could be unpacked and an error.
func (z *zipped) part(name string) ([]byte, error) {
	f := z.files[partName(name)]
	if f == nil {
		return nil, nil
	}
	if f.Flags&1 != 0 {
		return nil, fmt.Errorf("%w: %s needs a password", article.ErrLocked, name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", article.ErrDamaged, name, err)
	}
	defer r.Close()
	body, err := io.ReadAll(io.LimitReader(r, z.left+1))
	z.left -= int64(len(body))
	switch {
	case z.left < 0:
		return nil, fmt.Errorf("%w: more than %d MB unpacked", article.ErrTooLarge, maxUnpacked>>20)
	case err != nil:
		return body, fmt.Errorf("%w: %s: %w", article.ErrDamaged, name, err)
	}
	return body, nil
}
