package cli

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"footnote/fetch"
	_ "footnote/internal/gctune" // as the program has it
	"footnote/internal/memdir"
	"footnote/internal/pgtest"
)

var update = flag.Bool("update", false, "write what is printed into the scripts' golden files")

func TestMain(m *testing.M) {
	testscript.Main(tidy{m}, map[string]func(){"pack": pack, "footnote": func() {
		os.Exit(run(&app{
			stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
			fetching: []fetch.Option{fetch.AllowLoopback()}, // the sites of the scripts
		}))
	}})
}

// tidy runs the tests, and stops what they started.
type tidy struct{ *testing.M }

func (m tidy) Run() int {
	memdir.Use()
	defer pgtest.Stop()
	return m.M.Run()
}

// TestScripts runs the manual: every script under testdata/script types
// commands and says what they print.
func TestScripts(t *testing.T) {
	t.Parallel()
	testdata, err := filepath.Abs("../testdata")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"site": site, "hold": hold, "model": scriptedModel},
		Setup: func(env *testscript.Env) error {
			env.Setenv("TESTDATA", testdata)
			for _, name := range []string{"DISCORD_TOKEN", "DISCORD_PUBLIC_KEY", "DATABASE_URL", "FOOTNOTE_DATA", "FOOTNOTE_LOG", "FOOTNOTE_MODEL_URL", "FOOTNOTE_MODEL", "FOOTNOTE_EMBED_MODEL"} {
				env.Setenv(name, "")
			}
			return nil
		},
	})
}

// site serves a folder of the script as a site of the network, whose address
// is then in $SITE. In its XML files the address replaces SITE.
func site(ts *testscript.TestScript, neg bool, words []string) {
	if neg || len(words) != 1 {
		ts.Fatalf("use: site FOLDER")
	}
	folder := ts.MkAbs(words[0])
	var s *httptest.Server
	s = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := filepath.Join(folder, filepath.FromSlash(path.Clean("/"+r.URL.Path)))
		body, err := os.ReadFile(name)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", mime.TypeByExtension(filepath.Ext(name)))
		body = bytes.ReplaceAll(body, []byte("SITE"), []byte(s.URL))
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
	}))
	ts.Defer(s.Close)
	ts.Setenv("SITE", s.URL)
}

// scriptedModel serves a language model, whose address is then in $MODEL: it
// points at the passage that has given words, with high confidence. It takes
// the key "open-sesame" alone.
func scriptedModel(ts *testscript.TestScript, neg bool, words []string) {
	if neg || len(words) != 1 {
		ts.Fatalf("use: model WORDS")
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if r.Header.Get("Authorization") != "Bearer open-sesame" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		var request struct {
			Model    string
			Messages []struct{ Content string }
		}
		if err := json.NewDecoder(r.Body).Decode(&request); err != nil || request.Model != "tiny" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		said := `{"passages":[],"sentence":0,"confidence":1}`
		passages := strings.Split(request.Messages[1].Content, "<passage n=")[1:]
		for i, p := range passages {
			for n, s := range strings.Split(p, "<s n=")[1:] {
				if strings.Contains(s, words[0]) {
					said = fmt.Sprintf(`{"passages":[%d],"sentence":%d,"confidence":3}`, i+1, n+1)
				}
			}
		}
		if len(passages) == 0 {
			said = `{"queries":["opening hours"]}`
		}
		json.NewEncoder(w).Encode(map[string]any{"choices": []any{map[string]any{"message": map[string]string{"content": said}}}})
	}))
	ts.Defer(s.Close)
	ts.Setenv("MODEL", s.URL)
}

// hold holds a data folder as a running bot does, until the script ends.
func hold(ts *testscript.TestScript, neg bool, words []string) {
	if neg || len(words) != 1 {
		ts.Fatalf("use: hold FOLDER")
	}
	release, err := lock(ts.MkAbs(words[0]), slog.New(slog.DiscardHandler))
	ts.Check(err)
	ts.Defer(release)
}

// pack makes a zip archive of a folder: pack ZIP FOLDER.
func pack() {
	f, err := os.Create(os.Args[1])
	if err == nil {
		z := zip.NewWriter(f)
		err = errors.Join(z.AddFS(os.DirFS(os.Args[2])), z.Close(), f.Close())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
