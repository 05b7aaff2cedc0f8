package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/md5"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"
)

// installed is where a Debian package puts the files of a release.
var installed = []struct {
	name, target string
	mode         int64
}{
	{"footnote", "usr/bin/footnote", 0o755},
	{"footnote.1", "usr/share/man/man1/footnote.1", 0o644},
	{serviceFile, "usr/lib/systemd/system/footnote.service", 0o644},
	{".env.example", settingsFile, 0o600},
	{"completions/footnote.bash", "usr/share/bash-completion/completions/footnote", 0o644},
	{"completions/_footnote", "usr/share/zsh/vendor-completions/_footnote", 0o644},
	{"completions/footnote.fish", "usr/share/fish/vendor_completions.d/footnote.fish", 0o644},
	{"LICENSE", "usr/share/doc/footnote/copyright", 0o644},
	{"THIRD-PARTY-LICENSES.txt", "usr/share/doc/footnote/THIRD-PARTY-LICENSES.txt", 0o644},
	{"CHANGELOG.md", "usr/share/doc/footnote/CHANGELOG.md", 0o644},
	{"README.md", "usr/share/doc/footnote/README.md", 0o644},
}

// settingsFile is kept as its owner changed it when the package is upgraded.
const settingsFile = "etc/footnote/footnote.env"

// writeDeb writes a Debian package (deb(5)) of the files of a release for
// Linux.
func (r release) writeDeb(file string, t target, files []entry) error {
	bodies := map[string][]byte{}
	for _, f := range files {
		bodies[f.name] = f.body
	}
	var data []packed
	var sums strings.Builder
	size := 0
	for _, f := range installed {
		body, ok := bodies[f.name]
		if !ok {
			return fmt.Errorf("the release has no %s", f.name)
		}
		data = append(data, packed{f.target, body, f.mode})
		fmt.Fprintf(&sums, "%x  %s\n", md5.Sum(body), f.target)
		size += len(body)
	}
	control := fmt.Sprintf(`Package: footnote
Version: %s
Architecture: %s
Maintainer: The Footnote authors <root@localhost>
Installed-Size: %d
Recommends: poppler-utils
Section: net
Priority: optional
Description: Discord bot that answers from a community's articles
 It answers with passages, word for word, each with its source. Enter the
 bot's token in /etc/footnote/footnote.env, then
 systemctl enable --now footnote.
`, debVersion(r.version), t.arch, size>>10)
	about, err := packTar(r.time, r.level, []packed{
		{"control", []byte(control), 0o644},
		{"conffiles", []byte("/" + settingsFile + "\n"), 0o644},
		{"md5sums", []byte(sums.String()), 0o644},
	})
	if err != nil {
		return err
	}
	contents, err := packTar(r.time, r.level, data)
	if err != nil {
		return err
	}
	return create(file, func(w io.Writer) error {
		return writeAr(w, r.time, []packed{{"debian-binary", []byte("2.0\n"), 0o644}, {"control.tar.gz", about, 0o644}, {"data.tar.gz", contents, 0o644}})
	})
}

// debVersion returns the version in the form of packages: a "-" would begin the
// number of the package.
func debVersion(version string) string { return strings.ReplaceAll(version, "-", "+") }

// A packed file is in a package.
type packed struct {
	name string
	body []byte
	mode int64
}

// packTar returns a compressed archive of files, with their folders.
func packTar(at time.Time, level int, files []packed) ([]byte, error) {
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, level)
	if err != nil {
		return nil, err
	}
	t := tar.NewWriter(z)
	header := func(name string, kind byte, mode int64, size int) error {
		return t.WriteHeader(&tar.Header{
			Typeflag: kind, Name: "./" + name, Mode: mode, Size: int64(size),
			ModTime: at, Uname: "root", Gname: "root", Format: tar.FormatUSTAR,
		})
	}
	for _, folder := range folders(files) {
		if err := header(folder+"/", tar.TypeDir, 0o755, 0); err != nil {
			return nil, err
		}
	}
	for _, f := range files {
		if err := header(f.name, tar.TypeReg, f.mode, len(f.body)); err != nil {
			return nil, err
		}
		if _, err := t.Write(f.body); err != nil {
			return nil, err
		}
	}
	err = errors.Join(t.Close(), z.Close())
	return out.Bytes(), err
}

// folders returns the folders of files, parents first.
func folders(files []packed) []string {
	var all []string
	for _, f := range files {
		for folder := path.Dir(f.name); folder != "."; folder = path.Dir(folder) {
			all = append(all, folder)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// writeAr writes an archive in the format of ar(5).
func writeAr(w io.Writer, at time.Time, files []packed) error {
	if _, err := io.WriteString(w, "!<arch>\n"); err != nil {
		return err
	}
	for _, f := range files {
		if _, err := fmt.Fprintf(w, "%-16s%-12d%-6d%-6d%-8o%-10d`\n", f.name, at.Unix(), 0, 0, 0o100000|f.mode, len(f.body)); err != nil {
			return err
		}
		if _, err := w.Write(f.body); err != nil {
			return err
		}
		if len(f.body)%2 == 1 {
			if _, err := io.WriteString(w, "\n"); err != nil {
				return err
			}
		}
	}
	return nil
}
