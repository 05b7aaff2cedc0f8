package cli

import (
	"fmt"
	"os"
	"runtime"
)

// An exposure is a private file or folder that other users of the machine can
// read.
type exposure struct{ what, remedy string }

// exposed returns which of .env, which holds the token, and the data folder,
// which holds the articles and who added them, others can read.
func (c config) exposed() []exposure {
	if runtime.GOOS == "windows" { // has no permission bits
		return nil
	}
	var found []exposure
	for _, p := range []struct {
		path, holds, mode string
	}{
		{".env", "the bot's token and passwords", "600"},
		{c.data, "articles and who added them", "700"},
	} {
		info, err := os.Stat(p.path)
		if err != nil || info.Mode().Perm()&0o007 == 0 {
			continue
		}
		found = append(found, exposure{
			what:   fmt.Sprintf("everyone on this machine can read %s, which holds %s", p.path, p.holds),
			remedy: fmt.Sprintf("chmod %s %s", p.mode, p.path),
		})
	}
	return found
}

// warnExposed logs a warning for each exposure.
func (a *app) warnExposed() {
	for _, e := range a.config.exposed() {
		a.logger().Warn(e.what, "remedy", e.remedy)
	}
}

// exposedFindings returns a finding of doctor for each exposure.
func (a *app) exposedFindings() []finding {
	var findings []finding
	for _, e := range a.config.exposed() {
		findings = append(findings, finding{What: "files", Says: e.what, Hint: "Run: " + e.remedy})
	}
	return findings
}
