package library_test

import (
	"os"
	"path/filepath"
	"testing"
)

// An index that is something else than a folder is made again; what is in its
// place does not keep the library from answering.
func TestIndexThatIsNoFolder(t *testing.T) {
	onEither(t)
	for name, put := range map[string]func(dir string) error{
		"a file":               func(dir string) error { return os.WriteFile(dir, []byte("not a folder"), 0o600) },
		"an empty file":        func(dir string) error { return os.WriteFile(dir, nil, 0o600) },
		"an empty folder":      func(dir string) error { return os.Mkdir(dir, 0o700) },
		"a folder of others":   func(dir string) error { return os.MkdirAll(filepath.Join(dir, "root.bolt", "x"), 0o700) },
		"a link to nothing":    func(dir string) error { return os.Symlink(dir+"-that-is-nowhere", dir) },
		"a file beside, .new":  func(dir string) error { return os.WriteFile(dir+".new", []byte("x"), 0o600) },
		"a file beside, .old":  func(dir string) error { return os.WriteFile(dir+".old", []byte("x"), 0o600) },
		"nothing but the name": func(string) error { return nil },
	} {
		t.Run(name, func(t *testing.T) {
			s := newShelf(t, 0)
			s.add(s.library("1"), "a", "Herons stand still in the shallow water of the bay.")
			s.want(s.library("1"), "herons", "a")
			s.libs.Close()
			dir := filepath.Join(s.dir, "index", "1")
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
			if err := put(dir); err != nil {
				t.Fatal(err)
			}
			s.st.Close()
			s.start(0)
			s.want(s.library("1"), "herons", "a")
			s.add(s.library("1"), "b", "Otters swim all day, and sleep on their backs.")
			s.want(s.library("1"), "otters", "b")
		})
	}
}
