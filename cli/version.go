package cli

import (
	"cmp"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

// Set by the linker in releases and container images; "" otherwise.
var (
	version string // of the tag, without its v; ends in "-dirty" for a tree with changes
	commit  string // its full hash
)

// A build describes this program.
type build struct {
	Version string `json:"version"` // "devel" for a build that no tag names
	Commit  string `json:"commit,omitempty"`
	Dirty   bool   `json:"dirty"` // built from files that differ from the commit's
	Go      string `json:"go"`
	System  string `json:"system"` // such as linux/amd64
}

// thisBuild describes this program, from what the linker was given or else
// from what the Go command recorded.
func thisBuild() build {
	b := build{Version: version, Commit: commit, Go: runtime.Version(), System: runtime.GOOS + "/" + runtime.GOARCH}
	if info, ok := debug.ReadBuildInfo(); ok && version == "" {
		b.Version = strings.TrimPrefix(info.Main.Version, "v")
		for _, s := range info.Settings {
			switch s.Key {
			case "vcs.revision":
				b.Commit = s.Value
			case "vcs.modified":
				b.Dirty = s.Value == "true"
			}
		}
	}
	b.Dirty = b.Dirty || strings.HasSuffix(b.Version, "dirty")
	if b.Version == "(devel)" {
		b.Version = ""
	}
	b.Version = cmp.Or(b.Version, "devel")
	return b
}

func (b build) String() string {
	says := "footnote " + b.Version
	if b.Commit != "" {
		says += ", commit " + b.Commit[:min(12, len(b.Commit))]
	}
	if b.Dirty {
		says += " with local changes"
	}
	return fmt.Sprintf("%s (%s, %s)", says, b.System, b.Go)
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version of this program",
		GroupID: "care",
		Args:    args(0, 0),
		// Needs no configuration, so a mistake in .env does not hide the version.
		PersistentPreRunE: func(*cobra.Command, []string) error { return nil },
		RunE:              func(*cobra.Command, []string) error { return a.printVersion(a.stdout) },
	}
}

func (a *app) printVersion(w io.Writer) error {
	if a.json {
		return a.lines(w).Encode(thisBuild())
	}
	_, err := fmt.Fprintln(w, thisBuild())
	return err
}
