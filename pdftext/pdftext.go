// Package pdftext extracts the words of a PDF and their positions in a child
// process with limited time and memory: pdftotext, or this program itself.
// Package pdf turns them into text.
package pdftext

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"

	"footnote/article"
	"footnote/article/pdf"
)

// Limits on the program that reads a PDF. The file may be hostile, and such
// programs have had bugs.
const (
	pdfTimeout = 8 * time.Second         // wall time, on a busy machine
	pdfCPU     = 1200 * time.Millisecond // processor time; reading the output takes as long again
	pdfMemory  = 250 << 20               // bytes
	ownMemory  = 200 << 20               // bytes, of this program, which checks it from time to time
	ownSpace   = 4 << 30                 // bytes of address space of this program, which reserves much and uses little
	pdfOutput  = 40 << 20                // bytes; a page is about 50 kB
	pdfPages   = "1200"
)

// Converter returns a converter that runs pdftotext, which is part of poppler
// (package poppler-utils), or, if it is missing, this program with
// LayoutCommand. The program gets only the file on its standard input: no file
// name, no shell, no environment.
func Converter() pdf.Converter {
	program, args, space := "", []string{LayoutCommand}, uint64(ownSpace)
	if found, err := exec.LookPath("pdftotext"); err == nil {
		program, args, space = found, []string{"-bbox-layout", "-enc", "UTF-8", "-l", pdfPages, "-", "-"}, pdfMemory
	} else if program, err = exec.LookPath(os.Args[0]); err != nil {
		return nil
	}
	return func(ctx context.Context, pdf []byte) ([]byte, error) {
		return convert(ctx, pdf, space, program, args...)
	}
}

// convert runs a program on a PDF and returns its output. If a limit is
// reached, it returns the output so far and an error.
func convert(ctx context.Context, pdf []byte, space uint64, program string, args ...string) ([]byte, error) {
	inTime, cancel := context.WithTimeout(ctx, pdfTimeout)
	defer cancel()
	cmd := exec.CommandContext(inTime, program, args...)
	cmd.Env = []string{"LC_ALL=C.UTF-8"}
	cmd.Dir = "/"
	cmd.Stdin = bytes.NewReader(pdf)
	cmd.WaitDelay = time.Second
	var complaint bytes.Buffer
	cmd.Stderr = &limited{w: &complaint, left: 4 << 10}
	stdout, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return nil, fmt.Errorf("start %s: %w", program, err)
	}
	confine(cmd.Process.Pid, space)
	go watch(inTime, cmd.Process.Pid, cancel)
	out, _ := io.ReadAll(io.LimitReader(stdout, pdfOutput))
	if len(out) == pdfOutput {
		cancel()
	}
	err = cmd.Wait()
	switch {
	case err == nil:
		return out, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case bytes.Contains(complaint.Bytes(), []byte("assword")), bytes.Contains(complaint.Bytes(), []byte("not allowed")):
		return nil, fmt.Errorf("%w: a PDF with a password", article.ErrLocked)
	case inTime.Err() != nil || !clean(err) || bytes.Contains(complaint.Bytes(), []byte(muchMemory)), bytes.Contains(complaint.Bytes(), []byte("out of memory")):
		return out, fmt.Errorf("%w: reading the PDF took too much time or memory", article.ErrTooLarge)
	}
	first, _, _ := bytes.Cut(bytes.TrimSpace(complaint.Bytes()), []byte("\n"))
	return out, fmt.Errorf("%w: %s", article.ErrDamaged, first)
}

// clean reports whether a program ended by itself, not by a signal.
func clean(err error) bool {
	var exit *exec.ExitError
	return errors.As(err, &exit) && exit.Exited()
}

// limited is a writer that passes on what fits and discards the rest.
type limited struct {
	w    io.Writer
	left int
}

func (l *limited) Write(p []byte) (int, error) {
	n := min(len(p), l.left)
	l.left -= n
	if _, err := l.w.Write(p[:n]); err != nil {
		return 0, err
	}
	return len(p), nil
}
