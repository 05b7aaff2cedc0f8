package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Each threat in docs/security.md names the tests that hold it, and they exist.
func TestSecurity(t *testing.T) {
	text, err := os.ReadFile("docs/security.md")
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile("`(?:([a-z/]+)\\.)?((?:Test|Fuzz)[A-Za-z]+)`")
	threats, tests := 0, 0
	for line := range strings.Lines(string(text)) {
		found := named.FindAllStringSubmatch(line, -1)
		for _, m := range found {
			tests++
			if !hasTest(t, m[1], m[2]) {
				t.Errorf("there is no test %s in %q", m[2], m[1])
			}
		}
		if cells := strings.Split(line, "|"); len(cells) == 5 && !strings.HasPrefix(line, "|---") && !strings.HasPrefix(line, "| Threat") {
			threats++
			if len(found) == 0 && !strings.Contains(line, "make check") {
				t.Errorf("no test holds %q", strings.TrimSpace(cells[1]))
			}
		}
	}
	if threats < 20 || tests < 50 {
		t.Errorf("%d threats and %d tests are found", threats, tests)
	}
}

// hasTest reports whether a package has a test or a fuzz target.
func hasTest(t *testing.T, dir, name string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "\nfunc "+name+"(") {
			return true
		}
	}
	return false
}
