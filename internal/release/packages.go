package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// nfpm builds packages. It is no dependency of Footnote: the Go command loads
// it, checked by its checksum, when packages are built.
const nfpm = "github.com/goreleaser/nfpm/v2/cmd/nfpm@v2.43.0"

// A packaged file is one that a package installs.
type packaged struct {
	Source string   `json:"src"`
	Target string   `json:"dst"`
	Type   string   `json:"type,omitempty"`
	Info   fileInfo `json:"file_info"`
}

type fileInfo struct {
	Mode  int    `json:"mode"`
	MTime string `json:"mtime"`
}

// installed is where packages put the files of a release.
var installed = []struct {
	name, target string
	mode         int
	settings     bool // kept when a package is upgraded
}{
	{"footnote", "/usr/bin/footnote", 0o755, false},
	{"footnote.1", "/usr/share/man/man1/footnote.1", 0o644, false},
	{serviceFile, "/usr/lib/systemd/system/footnote.service", 0o644, false},
	{".env.example", "/etc/footnote/footnote.env", 0o600, true},
	{"completions/footnote.bash", "/usr/share/bash-completion/completions/footnote", 0o644, false},
	{"completions/_footnote", "/usr/share/zsh/vendor-completions/_footnote", 0o644, false},
	{"completions/footnote.fish", "/usr/share/fish/vendor_completions.d/footnote.fish", 0o644, false},
	{"LICENSE", "/usr/share/doc/footnote/copyright", 0o644, false},
	{"THIRD-PARTY-LICENSES.txt", "/usr/share/doc/footnote/THIRD-PARTY-LICENSES.txt", 0o644, false},
	{"CHANGELOG.md", "/usr/share/doc/footnote/CHANGELOG.md", 0o644, false},
	{"README.md", "/usr/share/doc/footnote/README.md", 0o644, false},
}

// packages writes a deb and an rpm package of the files of a release.
func (r release) packages(out, work string, t target, files []entry) error {
	tree, err := os.MkdirTemp(work, "package")
	if err != nil {
		return err
	}
	bodies := map[string][]byte{}
	for _, f := range files {
		bodies[f.name] = f.body
	}
	at := r.time.Format(time.RFC3339)
	var contents []packaged
	for i, f := range installed {
		body, ok := bodies[f.name]
		if !ok {
			return fmt.Errorf("the release has no %s", f.name)
		}
		source := filepath.Join(tree, fmt.Sprint(i))
		if err := os.WriteFile(source, body, 0o644); err != nil {
			return err
		}
		p := packaged{Source: source, Target: f.target, Info: fileInfo{f.mode, at}}
		if f.settings {
			p.Type = "config|noreplace"
		}
		contents = append(contents, p)
	}
	config, err := json.Marshal(map[string]any{ // JSON is YAML
		"name": "footnote", "arch": t.arch, "platform": "linux", "mtime": at,
		"version": packageVersion(r.version), "version_schema": "none",
		"maintainer":  "The Footnote authors <root@localhost>",
		"description": "A Discord bot that answers from a community's articles, word for word",
		"license":     "MIT", "section": "net", "priority": "optional",
		"recommends": []string{"poppler-utils"},
		"contents":   contents,
		"rpm":        map[string]any{"buildhost": "localhost"},
	})
	if err != nil {
		return err
	}
	file := filepath.Join(tree, "nfpm.yaml")
	if err := os.WriteFile(file, config, 0o644); err != nil {
		return err
	}
	for _, kind := range []string{"deb", "rpm"} {
		cmd := exec.Command("go", "run", nfpm, "package", "--config", file, "--packager", kind, "--target", filepath.Join(out, r.name(t)+"."+kind))
		cmd.Env = append(cmd.Environ(), fmt.Sprintf("SOURCE_DATE_EPOCH=%d", r.time.Unix()), "GOFLAGS=-mod=mod")
		if said, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("nfpm: %w\n%s", err, said)
		}
	}
	return nil
}

// packageVersion returns the version in the form of packages, in which a "-"
// would begin the number of the package.
func packageVersion(version string) string { return strings.ReplaceAll(version, "-", "+") }
