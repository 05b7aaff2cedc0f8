package cli

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"strconv"
	"strings"
	"testing"
)

// archive packs files, and returns how long the archive is.
func archive(t *testing.T, headers ...zip.FileHeader) (*zip.Reader, int64) {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, h := range headers {
		part, err := w.CreateHeader(&h)
		if err == nil {
			_, err = part.Write([]byte("/etc/hostname"))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return z, int64(b.Len())
}

// Only the files of an archive are added, and none of a hostile archive.
func TestArchives(t *testing.T) {
	link := zip.FileHeader{Name: "link.txt"}
	link.SetMode(fs.ModeSymlink | 0o777)
	z, size := archive(t, link, zip.FileHeader{Name: "../a.txt"}, zip.FileHeader{Name: "folder/.hidden"}, zip.FileHeader{Name: "__MACOSX/a.txt"})
	if err := vetArchive(z, size); err != nil {
		t.Error(err)
	}
	files := filesOf("papers.zip", z)
	if len(files) != 1 || files[0].name != "papers.zip/../a.txt" {
		t.Fatalf("%d files, the first %q, want only a.txt", len(files), files[0].name)
	}
	if body, err := files[0].open(); err != nil || string(body) != "/etc/hostname" {
		t.Errorf("%q, %v", body, err)
	}
	z.File[1].UncompressedSize64 = 33 << 20
	if _, err := files[0].open(); err == nil {
		t.Error("a file of 33 MB is read")
	}

	z.File[0].CompressedSize64 = uint64(size) // the same bytes again
	if err := vetArchive(z, size); err == nil || !strings.Contains(err.Error(), "overlap") {
		t.Errorf("an archive whose files overlap: %v", err)
	}
	z.File[0].CompressedSize64 = 0
	z.File[1].UncompressedSize64 = 5 << 30
	if err := vetArchive(z, size); err == nil || !strings.Contains(err.Error(), "unpacks to") {
		t.Errorf("an archive of 5 GB: %v", err)
	}
	var many []zip.FileHeader
	for i := range maxInZip + 1 {
		many = append(many, zip.FileHeader{Name: strconv.Itoa(i)})
	}
	z, size = archive(t, many...)
	if err := vetArchive(z, size); err == nil || !strings.Contains(err.Error(), "files; the limit") {
		t.Errorf("an archive of %d files: %v", len(z.File), err)
	}
}
