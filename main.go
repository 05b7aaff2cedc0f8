// Footnote answers questions from a community's articles, word for word, in
// Discord and on the command line.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	_ "footnote/early"
)

func main() { os.Exit(run(&app{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr})) }

// run does what the command line says and returns the exit code.
func run(a *app) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return report(a.stderr, a.blame(a.root().ExecuteContext(ctx)))
}
