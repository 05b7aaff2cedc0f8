package main

import (
	"go/version"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// A container is what a compose file says of one service.
type container struct {
	Build       any
	Environment map[string]string
	ReadOnly    bool     `yaml:"read_only"`
	CapDrop     []string `yaml:"cap_drop"`
	CapAdd      []string `yaml:"cap_add"`
	SecurityOpt []string `yaml:"security_opt"`
	MemLimit    string   `yaml:"mem_limit"`
	PidsLimit   int      `yaml:"pids_limit"`
	Privileged  bool
	NetworkMode string `yaml:"network_mode"`
	User        string
	Ports       []string
	Volumes     []string
}

// Our containers have a root that can't be written, no capabilities, no way to
// more rights, and limits; the others have no way to more rights either.
func TestContainersAreHardened(t *testing.T) {
	files, err := filepath.Glob("deploy/compose*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var compose struct{ Services map[string]container }
		if err := yaml.Unmarshal(text, &compose); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for service, c := range compose.Services {
			want := func(ok bool, what string) {
				if !ok {
					t.Errorf("%s: %s %s", name, service, what)
				}
			}
			want(slices.Contains(c.SecurityOpt, "no-new-privileges:true"), "may gain privileges")
			want(!c.Privileged && c.NetworkMode == "" && c.User != "root", "has rights of the host")
			want(!slices.ContainsFunc(c.Volumes, func(v string) bool { return strings.Contains(v, "docker.sock") }), "reaches the daemon")
			if c.Build == nil {
				continue
			}
			want(c.ReadOnly, "can write to its root")
			want(slices.Equal(c.CapDrop, []string{"ALL"}) && len(c.CapAdd) == 0, "has capabilities")
			want(c.PidsLimit > 0, "has no limit of processes")
			want(len(c.Ports) == 0, "is reached without a proxy")
			limit, soft := size(t, c.MemLimit), size(t, c.Environment["GOMEMLIMIT"])
			want(soft > 0 && soft < limit && soft*10 >= limit*6, "has a GOMEMLIMIT that does not fit its limit of memory")
		}
	}
}

// size returns a size in bytes, 0 for none.
func size(t *testing.T, text string) int {
	t.Helper()
	m := regexp.MustCompile(`^(\d+)(k|m|g|KiB|MiB|GiB)$`).FindStringSubmatch(text)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1])
	return n << map[byte]int{'k': 10, 'm': 20, 'g': 30}[strings.ToLower(m[2])[0]]
}

// The image is built with a Go that has the fixes of the one at hand, checks
// what it downloads, has what reads PDF files, and runs as no user of the host.
func TestImage(t *testing.T) {
	text, err := os.ReadFile("deploy/Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	file := string(text)
	m := regexp.MustCompile(`(?m)^FROM golang:([0-9.]+)-`).FindStringSubmatch(file)
	if m == nil {
		t.Fatal("no version of Go")
	}
	if here := runtime.Version(); version.Lang(here) == version.Lang("go"+m[1]) && version.Compare("go"+m[1], here) < 0 {
		t.Errorf("it builds with Go %s, this is %s", m[1], here)
	}
	stages := strings.Split(file, "\nFROM ")
	last := stages[len(stages)-1]
	for _, tt := range []struct{ in, want string }{
		{file, "go mod verify"},
		{file, "-trimpath"},
		{file, "poppler-utils"},
		{file, "chroot /image /usr/bin/pdftotext -v"}, // the libraries are all there
		{last, "scratch"},
		{last, "COPY --from=build /image /"},
		{last, "PATH=/usr/bin"},
		{last, "USER 10001:10001"},
		{last, "HEALTHCHECK"},
	} {
		if !strings.Contains(tt.in, tt.want) {
			t.Errorf("deploy/Dockerfile lacks %q where it should be", tt.want)
		}
	}
}

// What goes into the build is listed: every package, and no secrets or data.
func TestDockerignore(t *testing.T) {
	text, err := os.ReadFile(".dockerignore")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	if !slices.Contains(lines, "*") {
		t.Error("what is not listed goes into the build")
	}
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		packages := false
		filepath.WalkDir(e.Name(), func(path string, d os.DirEntry, err error) error {
			packages = packages || e.IsDir() && strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go")
			return err
		})
		if listed := slices.Contains(lines, "!"+e.Name()); listed != packages && e.Name() != "go.mod" && e.Name() != "go.sum" {
			t.Errorf("%s is listed: %v, has code: %v", e.Name(), listed, packages)
		}
	}
	for _, line := range lines {
		for _, secret := range []string{".env", "data", ".git"} {
			if strings.TrimPrefix(line, "!") == secret {
				t.Errorf("%s goes into the build", secret)
			}
		}
	}
}
