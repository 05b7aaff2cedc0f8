package pdftext

import (
	"errors"
	"strings"
	"testing"

	"footnote/article"
)

// The exit of the program that reads a PDF shows what is wrong with the file.
func TestHowReadingEnds(t *testing.T) {
	for script, want := range map[string]error{
		"cat":                                   nil,
		"echo 'Incorrect password' >&2; exit 1": article.ErrLocked,
		"echo 'runtime: out of memory' >&2; exit 2": article.ErrTooLarge,
		"kill -KILL $$":       article.ErrTooLarge,
		"while :; do :; done": article.ErrTooLarge,
		"echo 'no pages' >&2; echo goroutine >&2; exit 1": article.ErrDamaged,
	} {
		out, err := convert(t.Context(), []byte("words"), ownSpace, "/bin/sh", "-c", script)
		if !errors.Is(err, want) || want == nil && string(out) != "words" {
			t.Errorf("%s: %q, %v, want %v", script, out, err, want)
		}
		if err != nil && strings.Contains(err.Error(), "goroutine") {
			t.Errorf("%s: %v", script, err)
		}
	}
}
