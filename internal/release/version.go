package main

import (
	"compress/gzip"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A release is what is released.
type release struct {
	version string // of the tag, without its v; ends in "-dirty" for changes in no commit
	commit  string // its full hash
	dirty   bool
	time    time.Time // of the commit, for the files in archives
	level   int       // of compression, as gzip has it
}

// identify finds out from git what is released: the version is the nearest
// tag's, with the commits since then. A version that a tag names must have its
// section in CHANGELOG.md.
func identify() (release, error) {
	commit, err := git("rev-parse", "HEAD")
	if err != nil {
		return release{}, fmt.Errorf("a release is built from a git checkout: %w", err)
	}
	changes, err := git("status", "--porcelain")
	if err != nil {
		return release{}, err
	}
	tag, err := git("describe", "--tags", "--match", "v[0-9]*")
	if err != nil { // no tag yet
		tag = "v0.0.0-0-g" + commit[:12]
	}
	seconds, err := commitTime()
	if err != nil {
		return release{}, err
	}
	r := release{version: strings.TrimPrefix(tag, "v"), commit: commit, dirty: changes != "", time: time.Unix(seconds, 0).UTC(), level: gzip.BestCompression}
	if tagged.MatchString(r.version) {
		if err := described(r.version); err != nil {
			return release{}, err
		}
	}
	if r.dirty {
		r.version += "-dirty"
	}
	return r, nil
}

// tagged matches the version of a commit that has a tag.
var tagged = regexp.MustCompile(`^[0-9]+\.[0-9]+\.[0-9]+$`)

// described fails unless CHANGELOG.md has a section of the version.
func described(version string) error {
	changes, err := os.ReadFile("CHANGELOG.md")
	if err != nil {
		return err
	}
	if !strings.Contains(string(changes), "\n## "+version) {
		return fmt.Errorf("CHANGELOG.md has no section %q", "## "+version)
	}
	return nil
}

// commitTime returns the time of the commit in seconds.
func commitTime() (int64, error) {
	text, err := git("log", "-1", "--format=%ct")
	if err != nil {
		return 0, err
	}
	return strconv.ParseInt(text, 10, 64)
}

func git(words ...string) (string, error) {
	out, err := exec.Command("git", words...).Output()
	if err != nil {
		return "", fmt.Errorf("git %s: %w", words[0], err)
	}
	return strings.TrimSpace(string(out)), nil
}
