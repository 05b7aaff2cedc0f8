package main

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"footnote/internal/pgtest"
)

var update = flag.Bool("update", false, "write what is printed into the scripts' golden files")

func TestMain(m *testing.M) {
	testscript.Main(tidy{m}, map[string]func(){"footnote": func() { os.Exit(run()) }})
}

// tidy runs the tests, and stops what they started.
type tidy struct{ *testing.M }

func (m tidy) Run() int {
	defer pgtest.Stop()
	return m.M.Run()
}

// TestScripts runs the manual: every script under testdata/script types
// commands and says what they print.
func TestScripts(t *testing.T) {
	testdata, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("TESTDATA", testdata)
			for _, name := range []string{"DISCORD_TOKEN", "DISCORD_PUBLIC_KEY", "DATABASE_URL", "FOOTNOTE_DATA", "FOOTNOTE_LOG"} {
				env.Setenv(name, "")
			}
			return nil
		},
	})
}
