package reader_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"footnote/article"
	"footnote/article/reader"
)

var update = flag.Bool("update", false, "rewrite the expected readings")

// zipOf packs the parts of an archive, without those that begin with "want"
// and folders.
func zipOf(t testing.TB, parts []txtar.File) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range parts {
		if strings.HasPrefix(p.Name, "want") || strings.HasSuffix(p.Name, "/") {
			continue
		}
		part, err := w.CreateHeader(&zip.FileHeader{Name: p.Name, Method: zip.Store})
		if err == nil {
			_, err = part.Write(bytes.TrimSuffix(p.Data, []byte("\n")))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// outlineOf writes what was read, or why it was refused, a line each.
func outlineOf(a article.Article, err error) string {
	var b strings.Builder
	if err != nil {
		for name, known := range map[string]error{
			"not text": article.ErrNotText, "no text": article.ErrNoText, "damaged": article.ErrDamaged,
			"locked": article.ErrLocked, "too large": article.ErrTooLarge,
		} {
			if errors.Is(err, known) {
				return "refused: " + name + "\n"
			}
		}
		return "error: " + err.Error() + "\n"
	}
	fmt.Fprintf(&b, "%s / %s / %s / %s\n", a.Title, a.Author, a.Published, a.Language)
	for _, w := range a.Warnings {
		if !strings.Contains(w.Text, "too short") {
			fmt.Fprintf(&b, "! %s\n", w.Text)
		}
	}
	sections := a.Sections
	last := ""
	for _, p := range a.Passages {
		for p.Section != last && len(sections) > 0 {
			fmt.Fprintf(&b, "%s %s\n", strings.Repeat("#", sections[0].Level), sections[0].Heading)
			last, sections = sections[0].Heading, sections[1:]
		}
		fmt.Fprintf(&b, "%s: %s\n", p.Kind, strings.ReplaceAll(p.Text, "\n", "⏎"))
	}
	return b.String()
}

// TestFiles reads files made of the parts in testdata/files, and compares
// what was read with the part "want".
func TestFiles(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("testdata/files/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no files: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got := outlineOf(reader.Parse(article.Source{Body: zipOf(t, a.Files)}))
			compare(t, name, a, got)
		})
	}
}
