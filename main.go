// Footnote answers questions from a community's articles, word for word, in
// Discord and on the command line.
package main

import (
	"os"

	"footnote/cli"
	_ "footnote/internal/gctune"
)

func main() { os.Exit(cli.Main()) }
