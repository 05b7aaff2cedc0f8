// Package sqlitetest gives tests SQLite files that are made once and copied: to
// make a schema takes far longer, under the race detector half a second.
package sqlitetest

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
)

var (
	once sync.Once
	made []byte // the file
	fail error
)

// Prepared returns the path of a new file in a folder of its own, with what
// prepare stored in an empty one. All tests of a package use the same prepare,
// which is called once and must close its connections.
func Prepared(t testing.TB, prepare func(path string) error) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "footnote.db")
	Prepare(t, path, prepare)
	return path
}

// Prepare is Prepared for a path, unless there is a file.
func Prepare(t testing.TB, path string, prepare func(path string) error) {
	t.Helper()
	if _, err := os.Stat(path); err == nil {
		return
	}
	once.Do(func() {
		var dir string
		if dir, fail = os.MkdirTemp("", "schema"); fail != nil {
			return
		}
		defer os.RemoveAll(dir)
		first := filepath.Join(dir, "footnote.db")
		if fail = prepare(first); fail == nil {
			made, fail = os.ReadFile(first)
		}
	})
	if fail != nil {
		t.Fatal(fail)
	}
	if err := os.WriteFile(path, made, 0o600); err != nil {
		t.Fatal(err)
	}
}
