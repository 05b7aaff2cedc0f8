package store

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// avoided is what engines that speak PostgreSQL's language over many machines
// lack or discourage; docs/scale.md names their documentation.
var avoided = regexp.MustCompile(`(?i)\b(listen|notify|pg_advisory\w*|create\s+trigger|create\s+sequence|nextval|bigserial|serial|autoincrement|lock\s+table|create\s+extension|create\s+function|rowid|currval)\b`)

// The SQL of the store is what Citus, CockroachDB and YugabyteDB take.
func TestPortableSQL(t *testing.T) {
	check := func(name, text string) {
		for n, line := range strings.Split(text, "\n") {
			code, _, _ := strings.Cut(line, "--")
			code, _, _ = strings.Cut(code, "//")
			if found := avoided.FindString(code); found != "" {
				t.Errorf("%s:%d: %q is not taken everywhere", name, n+1, found)
			}
		}
	}
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		check(name, string(text))
	}
	err = fs.WalkDir(migrations, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(migrations, path)
		check(path, string(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
