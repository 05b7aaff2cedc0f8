// Release builds what is published with a version: the program for every
// system, packed with its licences and documents, a list of its parts for each
// (SBOM), and the checksums. Built twice from the same commit with the same Go,
// every file has the same bytes.
//
//	go run ./internal/release [-out dist] [-targets linux/amd64,…]
package main

import (
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// targets are the systems that releases are built for.
const targets = "linux/amd64,linux/arm64,darwin/amd64,darwin/arm64,windows/amd64,windows/arm64"

func main() {
	out := flag.String("out", "dist", "folder to write to; it must be empty or absent")
	list := flag.String("targets", targets, "systems to build for")
	flag.Parse()
	r, err := identify()
	if err == nil {
		err = r.release(*out, strings.Split(*list, ","))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// A target is one system.
type target struct{ os, arch string }

func parseTarget(s string) (target, error) {
	system, arch, ok := strings.Cut(s, "/")
	if !ok || system == "" || arch == "" {
		return target{}, fmt.Errorf("%q is not a system such as linux/amd64", s)
	}
	return target{system, arch}, nil
}

// name returns the name of the release for the target, without an ending.
func (r release) name(t target) string {
	system := t.os
	if system == "darwin" {
		system = "macos"
	}
	return fmt.Sprintf("footnote_%s_%s_%s", r.version, system, t.arch)
}

// program is the file name of the program on the target.
func (t target) program() string {
	if t.os == "windows" {
		return "footnote.exe"
	}
	return "footnote"
}

// release writes everything into the folder out.
func (r release) release(out string, list []string) error {
	if entries, err := os.ReadDir(out); err == nil && len(entries) > 0 {
		return fmt.Errorf("%s is not empty: a release never mixes with another", out)
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "footnote-release")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	if r.dirty {
		fmt.Fprintf(os.Stderr, "release: the tree has changes that are in no commit: the version says so, %s\n", r.version)
	}
	shared, err := r.shared(work)
	if err != nil {
		return err
	}
	for _, s := range list {
		t, err := parseTarget(s)
		if err != nil {
			return err
		}
		files, err := r.target(out, work, t, shared)
		if err == nil && t.os == "linux" {
			err = r.writeDeb(filepath.Join(out, r.name(t)+".deb"), t, files)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
		fmt.Println("built", r.name(t))
	}
	return checksums(out)
}

// target builds, describes and packs the program for one system, and returns
// what is in the archive.
func (r release) target(out, work string, t target, shared []entry) (files []entry, err error) {
	program, err := r.program(work, t)
	if err != nil {
		return nil, err
	}
	licences, err := licences(t)
	if err != nil {
		return nil, err
	}
	body, err := os.ReadFile(program)
	if err != nil {
		return nil, err
	}
	files = append([]entry{{name: t.program(), body: body, program: true}, {name: "THIRD-PARTY-LICENSES.txt", body: licences}}, shared...)
	if t.os != "linux" {
		files = slices.DeleteFunc(files, func(f entry) bool { return f.name == serviceFile })
	}
	sbom, err := r.sbom(program, body)
	if err != nil {
		return nil, err
	}
	base := filepath.Join(out, r.name(t))
	if err := os.WriteFile(base+".cdx.json", sbom, 0o644); err != nil {
		return nil, err
	}
	if t.os == "windows" {
		return files, writeZip(base+".zip", r.name(t), files, r.time)
	}
	return files, writeTar(base+".tar.gz", r.name(t), files, r.time, r.level)
}

// program returns the file of the program for t in work, and builds it unless it
// is there.
func (r release) program(work string, t target) (string, error) {
	file := filepath.Join(work, r.name(t), t.program())
	if _, err := os.Stat(file); err == nil {
		return file, nil
	}
	return file, r.build(file, t)
}

// build builds the program for t into file. Nothing of this machine is in it:
// no path, no build id, no time.
func (r release) build(file string, t target) error {
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-o", file,
		"-ldflags", fmt.Sprintf("-s -w -buildid= -X footnote/cli.version=%s -X footnote/cli.commit=%s", r.version, r.commit), ".")
	cmd.Env = append(cmd.Environ(), "GOOS="+t.os, "GOARCH="+t.arch, "CGO_ENABLED=0", "GOFLAGS=", "GOAMD64=v1", "GOARM64=v8.0")
	cmd.Stderr = os.Stderr
	return cmd.Run()
}

// serviceFile is the service of systemd.
const serviceFile = "deploy/footnote.service"

// shared returns the files of every release: the documents, the manual page and
// the completion of shells.
func (r release) shared(work string) ([]entry, error) {
	var files []entry
	names := []string{"README.md", "LICENSE", "CHANGELOG.md", ".env.example", serviceFile}
	docs, err := filepath.Glob("docs/*.md")
	if err != nil {
		return nil, err
	}
	for _, name := range append(names, docs...) {
		body, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		files = append(files, entry{name: filepath.ToSlash(name), body: body})
	}
	native, err := r.program(work, target{runtime.GOOS, runtime.GOARCH})
	if err != nil {
		return nil, err
	}
	for _, made := range []struct {
		name  string
		words []string
	}{
		{"footnote.1", []string{"man"}},
		{"completions/footnote.bash", []string{"completion", "bash"}},
		{"completions/_footnote", []string{"completion", "zsh"}},
		{"completions/footnote.fish", []string{"completion", "fish"}},
		{"completions/footnote.ps1", []string{"completion", "powershell"}},
	} {
		cmd := exec.Command(native, made.words...)
		cmd.Dir, cmd.Stderr = work, os.Stderr // away from a .env
		body, err := cmd.Output()
		if err != nil {
			return nil, errors.Join(fmt.Errorf("footnote %s", strings.Join(made.words, " ")), err)
		}
		files = append(files, entry{name: made.name, body: body})
	}
	return files, nil
}

// checksums writes SHA256SUMS, which sha256sum --check reads.
func checksums(out string) error {
	entries, err := os.ReadDir(out)
	if err != nil {
		return err
	}
	var sums strings.Builder
	for _, e := range entries {
		body, err := os.ReadFile(filepath.Join(out, e.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(body), e.Name())
	}
	return os.WriteFile(filepath.Join(out, "SHA256SUMS"), []byte(sums.String()), 0o644)
}
