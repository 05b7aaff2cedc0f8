package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

var whole = flag.Bool("whole", false, "build for every system, not only this one")

// Two releases of the same tree are the same, their checksums are right, and
// the program for this machine says its version, takes an article and answers.
func TestRelease(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED: builds the program twice; run it without -short")
	}
	if raceDetector {
		t.Skip("SKIPPED: the programs that it builds are not those under the race detector; run it without -race")
	}
	t.Chdir("../..")
	if _, err := git("rev-parse", "HEAD"); err != nil {
		t.Skip("SKIPPED: the version comes from git: run it in a git checkout, with git installed: ", err)
	}
	r, err := identify()
	if err != nil {
		t.Fatal(err)
	}
	native := target{runtime.GOOS, runtime.GOARCH}
	list := []string{native.os + "/" + native.arch}
	if *whole {
		list = strings.Split(targets, ",")
	} else {
		r.level = gzip.BestSpeed // the best compression takes longer than the builds
	}
	outs := []string{filepath.Join(t.TempDir(), "1"), filepath.Join(t.TempDir(), "2")}
	var sums []string
	for _, out := range outs {
		if err := r.release(out, list); err != nil {
			t.Fatal(err)
		}
		body, err := os.ReadFile(filepath.Join(out, "SHA256SUMS"))
		if err != nil {
			t.Fatal(err)
		}
		sums = append(sums, string(body))
	}
	if sums[0] != sums[1] {
		t.Errorf("two builds differ:\n%s\n%s", sums[0], sums[1])
	}
	want := 2*len(list) + strings.Count(strings.Join(list, " "), "linux/")
	if lines := strings.Count(sums[0], "\n"); lines != want {
		t.Errorf("%d files have a checksum, want an archive and an SBOM for each of %v, and packages:\n%s", lines, list, sums[0])
	}
	verify(t, outs[0], sums[0])
	if err := r.release(outs[0], list); err == nil {
		t.Error("a release overwrote another")
	}
	checkSBOM(t, filepath.Join(outs[0], r.name(native)+".cdx.json"))
	for _, s := range list {
		other, _ := parseTarget(s)
		checkFiles(t, outs[0], r.name(other), other)
	}
	if native.os == "linux" {
		checkDeb(t, filepath.Join(outs[0], r.name(native)+".deb"), r)
	}
	tryOut(t, filepath.Join(unpack(t, outs[0], r.name(native)), native.program()), r)
}

// verify checks the checksums as sha256sum --check does.
func verify(t *testing.T, folder, sums string) {
	t.Helper()
	for line := range strings.Lines(sums) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		body, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil || fmt.Sprintf("%x", sha256.Sum256(body)) != sum {
			t.Errorf("%s: %v, or another checksum than %s", name, err, sum)
		}
	}
}

// files returns the files of an archive by their names in it.
func files(t *testing.T, folder, name string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	body, err := os.ReadFile(filepath.Join(folder, name+".zip"))
	if err == nil {
		z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			if all[strings.TrimPrefix(f.Name, name+"/")], err = io.ReadAll(r); err != nil {
				t.Fatal(err)
			}
		}
		return all
	}
	if body, err = os.ReadFile(filepath.Join(folder, name+".tar.gz")); err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(z); ; {
		header, err := r.Next()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		if all[strings.TrimPrefix(header.Name, name+"/")], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
}

// checkFiles checks that an archive has what people need, and the service only
// where systemd is.
func checkFiles(t *testing.T, folder, name string, of target) {
	t.Helper()
	all := files(t, folder, name)
	for _, want := range []string{of.program(), "LICENSE", "README.md", "CHANGELOG.md", ".env.example", "THIRD-PARTY-LICENSES.txt",
		"footnote.1", "completions/footnote.bash", "completions/footnote.ps1", "docs/operations.md"} {
		if len(all[want]) == 0 {
			t.Errorf("%s has no %s", name, want)
		}
	}
	if _, ok := all[serviceFile]; ok != (of.os == "linux") {
		t.Errorf("%s: has the service of systemd: %v", name, ok)
	}
	if licences := string(all["THIRD-PARTY-LICENSES.txt"]); !strings.Contains(licences, "github.com/blevesearch/bleve/v2") || !strings.Contains(licences, "Go's standard library") {
		t.Errorf("%s: licences are missing", name)
	}
	// The program has no path of the machine that built it.
	if here, err := os.Getwd(); err != nil || bytes.Contains(all[of.program()], []byte(here)) {
		t.Errorf("%s has the path of the checkout: %v", name, err)
	}
}

// unpack writes the files of an archive into a folder and returns it.
func unpack(t *testing.T, folder, name string) string {
	t.Helper()
	to := t.TempDir()
	for file, body := range files(t, folder, name) {
		if err := os.MkdirAll(filepath.Join(to, path.Dir(file)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(to, file), body, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return to
}

// checkSBOM checks that a list of parts names the modules with their versions.
func checkSBOM(t *testing.T, file string) {
	t.Helper()
	body, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var b bom
	if err := json.Unmarshal(body, &b); err != nil {
		t.Fatal(err)
	}
	found := false
	refs := map[string]bool{}
	for _, c := range b.Components {
		found = found || c.Name == "github.com/spf13/cobra" && strings.HasPrefix(c.PURL, "pkg:golang/github.com/spf13/cobra@v")
		if refs[c.Ref] || c.Version == "" {
			t.Errorf("component %+v has no version, or is there twice", c)
		}
		refs[c.Ref] = true
	}
	if b.Format != "CycloneDX" || !found || len(b.Dependencies) != 1 || len(b.Dependencies[0].On) != len(b.Components) {
		t.Errorf("%d components, cobra among them: %v; %.200s", len(b.Components), found, body)
	}
}

// checkDeb checks with Debian's own program that a package is whole, and that
// its settings are kept.
func checkDeb(t *testing.T, file string, r release) {
	t.Helper()
	if _, err := exec.LookPath("dpkg-deb"); err != nil {
		t.Log("SKIPPED: the package: install dpkg")
		return
	}
	to := t.TempDir()
	for _, words := range [][]string{{"--extract", file, to}, {"--control", file, filepath.Join(to, "DEBIAN")}} {
		if out, err := exec.Command("dpkg-deb", words...).CombinedOutput(); err != nil {
			t.Fatalf("dpkg-deb %v: %v: %s", words, err, out)
		}
	}
	said, err := exec.Command("dpkg-deb", "--field", file, "Package", "Version", "Architecture").CombinedOutput()
	if want := "Package: footnote\nVersion: " + debVersion(r.version) + "\nArchitecture: " + runtime.GOARCH + "\n"; err != nil || string(said) != want {
		t.Errorf("the package says %q, %v, want %q", said, err, want)
	}
	kept, err := os.ReadFile(filepath.Join(to, "DEBIAN", "conffiles"))
	if info, infoErr := os.Stat(filepath.Join(to, settingsFile)); err != nil || infoErr != nil || string(kept) != "/"+settingsFile+"\n" || info.Mode().Perm() != 0o600 {
		t.Errorf("the settings: %q, %v, %v", kept, err, infoErr)
	}
	for _, f := range installed {
		if info, err := os.Stat(filepath.Join(to, f.target)); err != nil || int64(info.Mode().Perm()) != f.mode || info.Size() == 0 {
			t.Errorf("the package has no %s as it should be: %v", f.target, err)
		}
	}
	sums := exec.Command("md5sum", "--check", "--quiet", "DEBIAN/md5sums")
	sums.Dir = to
	if out, err := sums.CombinedOutput(); err != nil {
		t.Errorf("its checksums: %v: %s", err, out)
	}
}

// tryOut runs the program that was released.
func tryOut(t *testing.T, program string, r release) {
	t.Helper()
	run := func(stdin string, words ...string) string {
		cmd := exec.Command(program, words...)
		cmd.Dir, cmd.Stdin = t.TempDir(), strings.NewReader(stdin)
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("footnote %v: %v: %s", words, err, out)
		}
		return string(out)
	}
	if said := run("", "version"); !strings.HasPrefix(said, "footnote "+r.version+", commit "+r.commit[:12]) || strings.Contains(said, "local changes") != r.dirty {
		t.Errorf("the version is %q, want %s", said, r.version)
	}
	data := t.TempDir()
	run("The kettle in the reading room is descaled every Thursday by the caretaker.", "add", "-", "--data", data)
	if said := run("", "ask", "--data", data, "when is the kettle descaled"); !strings.Contains(said, "every Thursday") {
		t.Errorf("it answers %q", said)
	}
}

// The bytes of an archive depend on its files and the given time alone.
func TestArchives(t *testing.T) {
	list := []entry{{name: "a", body: []byte("one"), program: true}, {name: "b/c", body: []byte("two")}}
	tarred := func(file, folder string, files []entry, at time.Time) error {
		return writeTar(file, folder, files, at, gzip.BestCompression)
	}
	for _, write := range []func(string, string, []entry, time.Time) error{tarred, writeZip} {
		var made [][]byte
		for range 2 {
			file := filepath.Join(t.TempDir(), "x")
			if err := write(file, "folder", list, time.Unix(1_700_000_000, 0).UTC()); err != nil {
				t.Fatal(err)
			}
			body, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			made = append(made, body)
		}
		if !bytes.Equal(made[0], made[1]) {
			t.Error("two archives of the same files differ")
		}
	}
}

// A tagged version needs its section in the changelog, and changes that are in
// no commit show in the version.
func TestIdentify(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("SKIPPED: the version comes from git: install git")
	}
	repo := t.TempDir()
	t.Chdir(repo)
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	run := func(words ...string) {
		t.Helper()
		if out, err := exec.Command("git", words...).CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v: %s", words, err, out)
		}
	}
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	commit := func() {
		t.Helper()
		run("add", ".")
		run("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "commit", "-q", "-m", "x")
	}
	run("init", "-q")
	write("CHANGELOG.md", "# Changelog\n\n## 1.0.0\n\nThe first.\n")
	commit()
	check := func(when, want, fails string) {
		t.Helper()
		r, err := identify()
		if fails != "" {
			if err == nil || !strings.Contains(err.Error(), fails) {
				t.Errorf("%s: %+v, %v, want an error with %q", when, r, err, fails)
			}
			return
		}
		if err != nil || !strings.HasPrefix(r.version, want) || r.dirty != strings.HasSuffix(r.version, "-dirty") {
			t.Errorf("%s: %+v, %v, want %s", when, r, err, want)
		}
	}
	check("without a tag", "0.0.0-0-g", "")
	run("tag", "v1.0.0")
	check("with a tag", "1.0.0", "")
	write("new.go", "package main\n")
	check("with a new file", "1.0.0-dirty", "")
	commit()
	check("after another commit", "1.0.0-1-g", "")
	run("tag", "v1.1.0")
	check("with a tag that the changelog does not have", "", `CHANGELOG.md has no section "## 1.1.0"`)
}
