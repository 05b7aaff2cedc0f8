package reader_test

import (
	"bytes"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"footnote/article"
	"footnote/article/reader"
)

// seeds returns the archives in testdata/files whose names begin with kind,
// as text: their parts are fuzzed, not the packing around them.
func seeds(f *testing.F, kind string) {
	names, err := filepath.Glob("testdata/files/" + kind + "*.txtar")
	if err != nil || len(names) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		a.Files = a.Files[:len(a.Files)-1] // without what is wanted
		f.Add(txtar.Format(a))
	}
}

// wellFormed checks what every reading of a stranger's bytes keeps to.
func wellFormed(t *testing.T, a article.Article, err error) {
	t.Helper()
	if err != nil {
		return
	}
	if len(a.Passages) == 0 {
		t.Error("neither passages nor an error")
	}
	for _, p := range a.Passages {
		if n := utf8.RuneCountInString(p.Text); n == 0 || n > article.MaxPassage || !utf8.ValidString(p.Text) {
			t.Errorf("passage %q", p.Text)
		}
	}
}

func FuzzDOCX(f *testing.F) { fuzzParts(f, "docx") }
func FuzzEPUB(f *testing.F) { fuzzParts(f, "epub") }

func fuzzParts(f *testing.F, kind string) {
	seeds(f, kind)
	f.Fuzz(func(t *testing.T, parts []byte) {
		if bytes.Count(parts, []byte("\n-- ")) > 100 {
			return
		}
		a, err := reader.Parse(article.Source{Body: zipOf(t, txtar.Parse(parts).Files)})
		wellFormed(t, a, err)
	})
}
