package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// allowed says which of our own packages each may import: those to its right
// in docs/architecture.md, never its neighbours.
var allowed = map[string][]string{
	"":         {"early", "bot", "sandbox", "commands", "i18n", "discord", "library", "feed", "fetch", "store", "index", "article"},
	"bot":      {"commands", "discord", "i18n", "library", "feed", "fetch", "store", "index", "article"},
	"sandbox":  {"commands", "discord", "library", "fetch", "store", "index", "article"},
	"commands": {"i18n", "library", "feed", "fetch", "store", "index", "article"},
	"discord":  {},
	"library":  {"feed", "fetch", "store", "index", "article"},
	"feed":     {"article"},
	"fetch":    {"article"},
	"store":    {"article"},
	"index":    {"article"},
	"article":  {},
	"i18n":     {},
	"early":    {},
	// For tests alone.
	"internal": {},
}

// only says which packages alone may import what begins so.
var only = map[string][]string{
	"github.com/blevesearch/":        {"index"},
	"database/sql":                   {"store", "internal"},
	"modernc.org/sqlite":             {"store"},
	"github.com/jackc/":              {"store", "internal"},
	"github.com/bwmarrin/discordgo":  {"discord", "bot"},
	"github.com/joho/godotenv":       {""},
	"github.com/spf13/cobra":         {""},
	"code.dny.dev/ssrf":              {"fetch"},
	"github.com/mmcdole/gofeed":      {"feed"},
	"github.com/jimsmart/grobotstxt": {"fetch"},
	"github.com/yuin/goldmark":       {"article"},
	"codeberg.org/readeck/go-readab": {"article"},
}

// never says what a package must not import: article opens nothing.
var never = map[string][]string{
	"article": {"net", "net/http", "os", "os/exec"},
}

func TestImports(t *testing.T) {
	seen := map[string]bool{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "data") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		room, _, nested := strings.Cut(filepath.ToSlash(filepath.Dir(path)), "/")
		if room == "." {
			room = ""
		}
		program := nested && file.Name.Name == "main" // a tool beside its package
		seen[room] = true
		for _, spec := range file.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			checkImport(t, path, room, imported, program)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for room := range seen {
		if _, ok := allowed[room]; !ok {
			t.Errorf("package %q is not in the table of imports", room)
		}
	}
}

func checkImport(t *testing.T, path, room, imported string, program bool) {
	t.Helper()
	if ours, ok := strings.CutPrefix(imported, "footnote/"); ok {
		ours, _, _ = strings.Cut(ours, "/")
		if ours != room && !program && !slices.Contains(allowed[room], ours) {
			t.Errorf("%s imports footnote/%s, which is not to its right", path, ours)
		}
	}
	for prefix, rooms := range only {
		if strings.HasPrefix(imported, prefix) && !slices.Contains(rooms, room) {
			t.Errorf("%s imports %s, which is for %v alone", path, imported, rooms)
		}
	}
	if slices.Contains(never[room], imported) && !program {
		t.Errorf("%s imports %s: package %s opens nothing", path, imported, room)
	}
}

// TestEnvironment holds that config.go alone reads the environment.
func TestEnvironment(t *testing.T) {
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || path == "config.go" {
			return err
		}
		text, err := os.ReadFile(path)
		for _, call := range []string{"os.Getenv(", "os.LookupEnv(", "os.Environ("} {
			if strings.Contains(string(text), call) {
				t.Errorf("%s calls %s), which is for config.go alone", path, call)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
