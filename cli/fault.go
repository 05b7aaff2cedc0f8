package cli

import (
	"errors"
	"fmt"
	"runtime/debug"

	"footnote/library"
)

// errPanic marks a panic in the command line.
var errPanic = errors.New("panic")

// faultOf turns a panic into an error with its stack. It leaves out the
// panic's text, which may contain a question.
func faultOf(p any) error { return fmt.Errorf("%w of type %T\n%s", errPanic, p, debug.Stack()) }

// blame logs a bug of the program and returns an error for people that has
// the reference of the log line. It returns other errors unchanged.
func (a *app) blame(err error) error {
	if !errors.Is(err, errPanic) && !library.IsFault(err) {
		return err
	}
	reference := library.NewReference()
	a.logger().Error("a fault of Footnote", "reference", reference, "err", err)
	return hint(fmt.Errorf("something went wrong inside Footnote: reference %s", reference), "Please report it, with the line of the log that has the reference.")
}
