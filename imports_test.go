package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A room is a package by its whole path, and which of our own it imports.
type room struct{ path, imports string }

// rooms are all packages, from top to bottom: each imports only what is further
// down. A new import is a decision, and is written here.
var rooms = []room{
	{"", "cli internal/gctune"},
	{"cli", "article article/reader bot commands discord feed fetch index internal/filelock internal/trace library model pdftext samples sandbox store"},
	{"samples", "article library"},
	{"bot", "article commands discord i18n internal/trace library library/diff store"},
	{"sandbox", "discord"},
	{"commands", "article article/lang card feed i18n index library library/diff store"},
	{"card", ""},
	{"discord", ""},
	{"i18n", ""},
	{"library", "article article/dedup article/lang article/quotes article/reader feed fetch index index/complete index/who library/diff library/values model store"},
	{"library/values", "article article/lang"},
	{"library/diff", "article article/lang"},
	{"model", ""},
	{"internal/train", "article article/lang article/people article/reader"},
	{"index/train", "article article/lang article/reader index"},
	{"index", "article article/lang index/analysis index/who internal/filelock"},
	{"index/who", "article article/lang index/analysis index/complete"},
	{"index/complete", "index/analysis"},
	{"index/analysis", "article"},
	{"store", "article article/dedup article/lang"},
	{"fetch", "article"},
	{"pdftext", "article article/pdf"},
	{"feed", "article article/draft article/lang"},
	{"article/reader", "article article/draft article/lang article/office article/pdf article/people article/plain article/quotes article/web"},
	{"article/office", "article article/draft article/lang article/plain article/web"},
	{"article/web", "article article/draft article/lang"},
	{"article/pdf", "article article/draft article/lang article/plain"},
	{"article/plain", "article article/draft article/lang"},
	{"article/draft", "article article/lang"},
	{"article/quotes", "article article/lang article/people"},
	{"article/people", "article article/lang"},
	{"article/dedup", "article"},
	{"article/lang", "article"},
	{"article", ""},
	{"internal/filelock", ""},
	{"internal/gctune", ""},
	{"internal/brokendisk", ""},
	{"internal/loopback", ""},
	{"internal/memdir", ""},
	{"internal/testparallel", ""},
	{"internal/pgtest", ""},
	{"internal/trace", ""},
	{"internal/sqlitetest", ""},
	{"internal/segments", ""},
	{"internal/openapi", ""},
	{"internal/eval", ""},
	{"internal/release", ""},
}

// only lists, for the beginning of an import path, the only rooms that may
// import it.
var only = map[string][]string{
	"github.com/blevesearch/":        {"index", "index/analysis", "internal/segments"},
	"database/sql":                   {"internal/pgtest", "store"},
	"modernc.org/sqlite":             {"store"},
	"github.com/jackc/":              {"internal/pgtest", "store"},
	"github.com/bwmarrin/discordgo":  {"discord"},
	"github.com/joho/godotenv":       {"cli"},
	"github.com/spf13/cobra":         {"cli"},
	"code.dny.dev/ssrf":              {"fetch"},
	"github.com/mmcdole/gofeed":      {"feed"},
	"github.com/jimsmart/grobotstxt": {"fetch"},
	"github.com/yuin/goldmark":       {"article/plain"},
	"github.com/BurntSushi/toml":     {"article/plain"},
	"codeberg.org/readeck/go-readab": {"article/web"},
}

// opening are the packages that rooms which open nothing must not import.
var opening = []string{"net", "net/http", "os", "os/exec"}

// opensNothing reports whether a room gets everything it reads as bytes.
func opensNothing(path string) bool {
	return path == "article" || strings.HasPrefix(path, "article/")
}

func TestImports(t *testing.T) {
	imports := importsOf(t)
	for i, r := range rooms {
		got, ok := imports[r.path]
		if !ok {
			t.Errorf("%q is in the table, and no package", r.path)
			continue
		}
		delete(imports, r.path)
		var ours []string
		for _, path := range got {
			if path, ok := strings.CutPrefix(path, "footnote/"); ok {
				ours = append(ours, path)
				if !slices.ContainsFunc(rooms[i+1:], func(r room) bool { return r.path == path }) {
					t.Errorf("%s imports %s, which is above it", r.path, path)
				}
			}
			checkOutside(t, r.path, path)
		}
		if want := strings.Fields(r.imports); !slices.Equal(ours, want) {
			t.Errorf("%s imports %v, the table says %v", r.path, ours, want)
		}
	}
	for path := range imports {
		t.Errorf("package %q is not in the table of rooms", path)
	}
}

// importsOf returns what each package imports, tests apart, by its path.
func importsOf(t *testing.T) map[string][]string {
	imports := map[string][]string{}
	for path, file := range sources(t) {
		room := strings.TrimPrefix(filepath.ToSlash(filepath.Dir(path)), ".")
		all := imports[room]
		for _, spec := range file.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			all = append(all, imported)
		}
		imports[room] = all
	}
	for room, all := range imports {
		slices.Sort(all)
		imports[room] = slices.Compact(all)
	}
	return imports
}

// checkOutside checks an import that is not ours.
func checkOutside(t *testing.T, room, imported string) {
	t.Helper()
	for prefix, rooms := range only {
		if strings.HasPrefix(imported, prefix) && !slices.Contains(rooms, room) {
			t.Errorf("%s imports %s, which is for %v alone", room, imported, rooms)
		}
	}
	if opensNothing(room) && slices.Contains(opening, imported) {
		t.Errorf("%s imports %s: it opens nothing", room, imported)
	}
}

// TestArchitecture checks that docs/architecture.md has one line for each room.
func TestArchitecture(t *testing.T) {
	page, err := os.ReadFile("docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	lines := map[string]int{}
	for _, m := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\| \\S").FindAllStringSubmatch(string(page), -1) {
		lines[strings.TrimSuffix(m[1], "/")]++
	}
	for path := range importsOf(t) {
		if path == "" {
			path = "main.go"
		}
		if n := lines[path]; n != 1 {
			t.Errorf("docs/architecture.md has %d lines for %s, want one", n, path)
		}
		delete(lines, path)
	}
	for path := range lines {
		if _, err := os.Stat(path); err != nil {
			t.Errorf("docs/architecture.md has a line for %s: %v", path, err)
		}
	}
}

// TestEnvironment checks that only config.go reads the environment.
func TestEnvironment(t *testing.T) {
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || path == filepath.FromSlash("cli/config.go") {
			return err
		}
		text, err := os.ReadFile(path)
		for _, call := range []string{"os.Getenv(", "os.LookupEnv(", "os.Environ("} {
			if strings.Contains(string(text), call) {
				t.Errorf("%s calls %s), which is for cli/config.go alone", path, call)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
