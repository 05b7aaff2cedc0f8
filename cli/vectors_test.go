//go:build linux

package cli

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// schemas returns the stores of earlier versions, unpacked, by their names.
func schemas(t *testing.T) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("testdata/vectors/schema-*.db.gz")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	stores := map[string][]byte{}
	for _, name := range files {
		packed, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		z, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			t.Fatal(err)
		}
		if stores[filepath.Base(name)], err = io.ReadAll(z); err != nil {
			t.Fatal(err)
		}
	}
	return stores
}

// isHeron checks that a folder has the articles of the vectors, and that they
// are found.
func isHeron(t *testing.T, data, author string) {
	t.Helper()
	var ids []string
	for id := range listed(t, data) {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	if !slices.Equal(ids, []string{"crane", "heron"}) {
		t.Errorf("the articles are %v", ids)
	}
	for _, tt := range []struct {
		words []string
		want  []string
	}{
		{[]string{"list", "--json"}, []string{`"author":"` + author + `"`, `"published":"2023-04-05"`, `"url":"https://example.org/heron"`}},
		{[]string{"show", "crane"}, []string{"A car park will be there."}},
		{[]string{"check", "Ann Archer said “It did not move for an hour”"}, []string{"Ann Archer"}},
		{[]string{"ask", "when was the lock built"}, []string{"1911"}},
		{[]string{"doctor"}, nil},
	} {
		out := footnote(t, "", append(tt.words, "--data", data)...)
		for _, want := range tt.want {
			if !strings.Contains(out, want) {
				t.Errorf("%s says %s, want %s in it", tt.words, out, want)
			}
		}
	}
}

// A store and a backup of each earlier schema is read, in place and restored.
func TestEarlierSchemas(t *testing.T) {
	t.Parallel()
	for name, content := range schemas(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data, restored := t.TempDir(), t.TempDir()
			path := filepath.Join(data, "footnote.db")
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			footnote(t, "", "restore", "--data", restored, path)
			isHeron(t, restored, "Iva Marsh")
			if there := listed(t, data); !there["heron"] || there["gone"] {
				t.Errorf("in its place it has %v", there)
			}
		})
	}
}

// Killed while it updates the schema, the program finishes it the next time.
func TestKilledWhileMigrating(t *testing.T) {
	t.Parallel()
	for name, content := range schemas(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data := t.TempDir()
			path := filepath.Join(data, "footnote.db")
			for range rounds(1, 10) {
				for _, end := range []string{"", "-wal", "-shm"} {
					os.Remove(path + end)
				}
				if err := os.WriteFile(path, content, 0o600); err != nil {
					t.Fatal(err)
				}
				whole := took("version") * 4
				for range 3 {
					killed(whole, "list", "--data", data)
				}
			}
			if there := listed(t, data); !there["heron"] || !there["crane"] || there["gone"] {
				t.Errorf("it has %v", there)
			}
			footnote(t, "", "doctor", "--data", data)
		})
	}
}

// What each earlier version exported is added again.
func TestEarlierExports(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/vectors/export-*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			data := t.TempDir()
			footnote(t, "", "add", "--data", data, "--jsonl", name)
			isHeron(t, data, "Iva Marsh")
		})
	}
}
