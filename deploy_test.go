package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// The compose files can be read, name versions, register the commands, and
// set nothing that .env.example does not explain.
func TestDeploy(t *testing.T) {
	explained, err := os.ReadFile(".env.example")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("deploy/compose*.yaml")
	if err != nil || len(files) != 3 {
		t.Fatalf("compose files: %v, %v", files, err)
	}
	pinned := regexp.MustCompile(`:[0-9]+\.[0-9]+`)
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var compose struct {
			Services map[string]struct {
				Image       string
				Build       *struct{ Args map[string]string }
				Environment map[string]string
				Command     []string
			}
		}
		if err := yaml.Unmarshal(text, &compose); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		registers := false
		for service, s := range compose.Services {
			ours := s.Build != nil
			_, hasToken := s.Environment["DISCORD_TOKEN"]
			runs := len(s.Command) == 0 || s.Command[0] == "register"
			registers = registers || ours && hasToken && runs
			if ours && s.Build.Args["VERSION"] != "${VERSION:-}" {
				t.Errorf("%s: %s is built without the version", name, service)
			}
			if s.Build == nil && !pinned.MatchString(s.Image) {
				t.Errorf("%s: %s runs %q, which names no version", name, service, s.Image)
			}
			for variable := range s.Environment {
				if ours && !strings.Contains(string(explained), variable+"=") {
					t.Errorf("%s: %s sets %s, which .env.example does not explain", name, service, variable)
				}
			}
		}
		if !registers {
			t.Errorf("%s: nothing registers the commands", name)
		}
	}
	for _, name := range []string{"deploy/Dockerfile"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			if image, ok := strings.CutPrefix(line, "FROM "); ok && !strings.HasPrefix(image, "scratch") && !pinned.MatchString(image) {
				t.Errorf("%s: %q names no version", name, strings.TrimSpace(image))
			}
		}
	}
}

// The service of systemd runs a command that exists, sets what .env.example
// explains, and is a unit that systemd takes: one with a wrong path is refused
// with a line that names it.
func TestService(t *testing.T) {
	text, err := os.ReadFile("deploy/footnote.service")
	if err != nil {
		t.Fatal(err)
	}
	explained, err := os.ReadFile(".env.example")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`(?m)^Environment=([A-Z_]+)=`).FindAllStringSubmatch(string(text), -1) {
		if !strings.Contains(string(explained), m[1]+"=") {
			t.Errorf("it sets %s, which .env.example does not explain", m[1])
		}
		if strings.Contains(string(explained), "\n"+m[1]+"=") {
			t.Errorf("it sets %s, which a copy of .env.example overrides", m[1])
		}
	}
	for _, line := range []string{"Type=notify", "WatchdogSec=", "NoNewPrivileges=yes", "ProtectSystem=strict", "AssertPathExists=/etc/footnote/footnote.env", "ExecStart=/usr/bin/footnote --data /var/lib/footnote run\n",
		"MemoryMax=", "RestrictAddressFamilies=AF_INET AF_INET6 AF_NETLINK AF_UNIX\n"} {
		if !strings.Contains(string(text), "\n"+line) {
			t.Errorf("it has no %s", line)
		}
	}
	if _, err := exec.LookPath("systemd-analyze"); err != nil {
		t.Skip("SKIPPED: systemd-analyze, which verifies the unit, is not here: install systemd")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for program, want := range map[string]string{self: "", "/usr/bin/no-footnote-here": "Command /usr/bin/no-footnote-here is not executable"} {
		unit := strings.NewReplacer("/usr/bin/footnote", program, "Documentation=man:footnote(1)\n", "").Replace(string(text))
		file := filepath.Join(t.TempDir(), "footnote.service")
		if err := os.WriteFile(file, []byte(unit), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command("systemd-analyze", "verify", file).CombinedOutput()
		if want == "" && (err != nil || len(out) > 0) || !strings.Contains(string(out), want) {
			t.Errorf("with %s: %v: %s, want %q", program, err, out, want)
		}
	}
}
