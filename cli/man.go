package cli

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

func (a *app) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "man",
		Short:   "Print the manual page",
		Long:    "Print the manual page, in the format of man(1):\n\n  footnote man > footnote.1",
		GroupID: "care",
		Args:    args(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return writeMan(a.stdout, cmd.Root(), thisBuild().Version)
		},
	}
}

// manEnd has the sections of the manual page that no command has.
const manEnd = `.SH ENVIRONMENT
Settings are environment variables or lines of a file
.I .env
in the working folder; the environment takes precedence.
.I .env.example
explains each.
.SH EXIT STATUS
.TP
.B 0
done; \(lqnot in this library\(rq is an answer
.TP
.B 1
failed; standard error has the error and a hint
.TP
.B 2
wrong usage
.TP
.B 3
another process has the index open, or uses the data folder
.TP
.B 4
needs repair:
.B footnote doctor
says how
`

// writeMan writes one manual page with all the commands of root.
func writeMan(w io.Writer, root *cobra.Command, version string) error {
	var page strings.Builder
	fmt.Fprintf(&page, ".TH FOOTNOTE 1 \"\" \"footnote %s\" \"User Commands\"\n", version)
	fmt.Fprintf(&page, ".SH NAME\nfootnote \\- %s\n", roff(strings.ToLower(root.Short[:1])+root.Short[1:]))
	page.WriteString(".SH SYNOPSIS\n.B footnote\n.I command\n[options]\n")
	page.WriteString(".SH DESCRIPTION\n")
	manText(&page, root.Long)
	page.WriteString(".SH OPTIONS\nEvery command has these:\n")
	manText(&page, root.PersistentFlags().FlagUsages())
	for _, g := range root.Groups() {
		fmt.Fprintf(&page, ".SH %s\n", roff(strings.ToUpper(strings.TrimSuffix(g.Title, ":"))))
		for _, c := range root.Commands() {
			if c.GroupID == g.ID {
				manCommand(&page, c)
			}
		}
	}
	page.WriteString(manEnd)
	_, err := io.WriteString(w, page.String())
	return err
}

// manCommand writes what a command and those below it do.
func manCommand(page *strings.Builder, c *cobra.Command) {
	if !c.IsAvailableCommand() {
		return
	}
	if c.HasAvailableSubCommands() {
		for _, below := range c.Commands() {
			manCommand(page, below)
		}
		return
	}
	fmt.Fprintf(page, ".SS %s\n", roff(strings.TrimSuffix(c.UseLine(), " [flags]")))
	manText(page, cmp.Or(c.Long, c.Short))
	manText(page, c.LocalNonPersistentFlags().FlagUsages())
}

// manText writes a text with its own line ends.
func manText(page *strings.Builder, text string) {
	if text == "" {
		return
	}
	page.WriteString(".nf\n")
	for line := range strings.Lines(text) {
		page.WriteString(roff(strings.TrimSuffix(line, "\n")) + "\n")
	}
	page.WriteString(".fi\n")
}

// roff escapes a line of text for a manual page.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text)
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		return `\&` + text
	}
	return text
}
