package cli

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A block is a block of commands in a page: ```sh, with what it needs.
type block struct {
	needs string // "" for a block that runs in any shell
	text  string
}

// needed is what a block may need that tests do not have.
var needed = []string{"discord", "systemd", "docker", "release"}

// pages returns the text of every page for people by its path.
func pages(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, file := range append(files, "../README.md", "../CONTRIBUTING.md", "../CHANGELOG.md") {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all[file] = string(body)
	}
	return all
}

// blocks returns the blocks of commands of a page in their order.
func blocks(t *testing.T, name, page string) []block {
	t.Helper()
	var all []block
	var open *block
	indent := ""
	for line := range strings.Lines(page) {
		trimmed := strings.TrimSpace(line)
		switch {
		case open != nil && trimmed == "```":
			all = append(all, *open)
			open = nil
		case open != nil:
			open.text += strings.TrimPrefix(line, indent)
		case strings.HasPrefix(trimmed, "```sh"):
			open, indent = &block{}, line[:strings.Index(line, "```")]
			if rest := strings.TrimSpace(strings.TrimPrefix(trimmed, "```sh")); rest != "" {
				open.needs = strings.TrimPrefix(rest, "needs=")
				if !slices.Contains(needed, open.needs) {
					t.Errorf("%s: a block is marked %q", name, rest)
				}
			}
		}
	}
	return all
}

// Every block of commands in the docs runs, page by page from the top, unless
// it is marked as needing Discord, systemd, Docker or a release.
func TestDocsRun(t *testing.T) {
	t.Parallel()
	ran := 0
	for name, page := range pages(t) {
		script := "set -e\n"
		for _, b := range blocks(t, name, page) {
			if b.needs == "" {
				script += b.text
				ran++
			}
		}
		if script == "set -e\n" {
			continue
		}
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			if err := os.CopyFS(filepath.Join(folder, "samples"), os.DirFS("../samples")); err != nil {
				t.Fatal(err)
			}
			sh := exec.Command("sh", "-x")
			sh.Dir, sh.Stdin = folder, strings.NewReader(script)
			sh.Env = append(os.Environ(), "DISCORD_TOKEN=", "DISCORD_PUBLIC_KEY=", "DATABASE_URL=", "FOOTNOTE_DATA=", "FOOTNOTE_BACKUP_DIR=")
			out, err := sh.CombinedOutput()
			if err != nil || bytes.Contains(out, []byte("footnote: error")) {
				t.Errorf("%v:\n%s", err, out)
			}
		})
	}
	if ran < 8 {
		t.Errorf("only %d blocks run", ran)
	}
}

// written finds the commands in text: code in a line, and lines of blocks.
var written = regexp.MustCompile("(?m)`(?:\\./|/usr/bin/)?(footnote|make) ([^`]+)`|^[ $]*(?:\\./|/usr/bin/)?(footnote|make) (.+)$")

// Every command that the docs name exists, with the options that they name.
func TestDocsNameCommands(t *testing.T) {
	t.Parallel()
	makefile, err := os.ReadFile("../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	root := (&app{stdout: io.Discard, stderr: io.Discard}).root()
	root.InitDefaultHelpFlag()
	root.InitDefaultCompletionCmd("completion")
	checked := 0
	for name, page := range pages(t) {
		for _, m := range written.FindAllStringSubmatch(page, -1) {
			program, line := m[1]+m[3], m[2]+m[4]
			words := strings.Fields(regexp.MustCompile(`\s#.*|[|;>].*|&&.*`).ReplaceAllString(line, ""))
			checked++
			if program == "make" {
				if len(words) > 0 && !regexp.MustCompile(`(?m)^`+regexp.QuoteMeta(words[0])+`:`).Match(makefile) && regexp.MustCompile(`^[a-z-]+$`).MatchString(words[0]) {
					t.Errorf("%s: `make %s`: there is no such target", name, line)
				}
				continue
			}
			cmd, rest, err := root.Find(words)
			if err != nil || cmd == root && len(rest) > 0 && !strings.HasPrefix(rest[0], "-") {
				t.Errorf("%s: `footnote %s`: there is no such command: %v", name, line, err)
				continue
			}
			cmd.InitDefaultHelpFlag()
			for _, word := range rest {
				long, isLong := strings.CutPrefix(strings.SplitN(strings.Trim(word, "[]|,."), "=", 2)[0], "--")
				short, isShort := strings.CutPrefix(word, "-")
				switch {
				case isLong && long != "" && cmd.Flag(long) == nil:
					t.Errorf("%s: `footnote %s`: there is no option --%s", name, line, long)
				case !isLong && isShort && len(short) == 1 && cmd.Flags().ShorthandLookup(short) == nil:
					t.Errorf("%s: `footnote %s`: there is no option -%s", name, line, short)
				}
			}
		}
	}
	if checked < 80 {
		t.Errorf("only %d commands were found", checked)
	}
}

// Every link between the pages leads to a file that exists.
func TestDocsLinks(t *testing.T) {
	t.Parallel()
	link := regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`)
	for name, page := range pages(t) {
		for _, m := range link.FindAllStringSubmatch(page, -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(name), m[1])); err != nil {
				t.Errorf("%s: the link to %s: %v", name, m[1], err)
			}
		}
	}
	readme := pages(t)["../README.md"]
	for _, page := range []string{"members", "moderators", "operations", "developers", "start", "privacy"} {
		if !strings.Contains(readme, "(docs/"+page+".md)") {
			t.Errorf("the README has no link to docs/%s.md", page)
		}
	}
}
