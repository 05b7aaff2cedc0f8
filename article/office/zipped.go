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

// Limits on a file that is a ZIP archive inside: DOCX and EPUB. A body of
// MaxSource bytes can unpack to a thousand times as much.
const (
	// maxParts is the most files in an archive. Books of encyclopedias have
	// some thousands.
	maxParts = 20_000
	// maxUnpacked is the most bytes that are unpacked of one archive, all
	// parts that are read together. A novel of a thousand pages is about
	// 10 MB of XML; reading as much takes a second or two.
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

// readable are the first parts of the archives that are read here.
var readable = lang.NewPattern(`\[Content_Types\]\.xml|_rels/\.rels|word/|mimetypeapplication/epub\+zip|META-INF/`)

// A zipped is an archive whose parts are unpacked one by one, up to
// maxUnpacked bytes. Archives in it stay closed.
type zipped struct {
	files map[string]*zip.File // by partName
	left  int64                // bytes that may still be unpacked
}

// unzip opens the directory of an archive.
func unzip(body []byte) (*zipped, error) {
	// Each entry of the directory begins with these letters; the count that
	// an archive gives of itself may lie.
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

// partName is the name of a part as others refer to it: from the root,
// slashes forward, without regard to capitals.
func partName(name string) string {
	name = path.Clean("/" + strings.ReplaceAll(name, "\\", "/"))
	return strings.ToLower(name[1:])
}

func (z *zipped) has(name string) bool { return z.files[partName(name)] != nil }

// part unpacks the part called name; nil if there is none. What of a damaged
// part can be unpacked comes with the error.
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
