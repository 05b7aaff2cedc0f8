package cli

import (
	"errors"
	"fmt"
	"runtime/debug"

	"footnote/library"
)

// errPanic marks a panic of the command line's own.
var errPanic = errors.New("panic")

// faultOf makes an error of a panic, with its stack and without its words,
// which may be a question's.
func faultOf(p any) error { return fmt.Errorf("%w of type %T\n%s", errPanic, p, debug.Stack()) }

// blame logs a fault of the program and returns what people are told instead:
// that it is one, with the reference it is logged under. Other errors stay as
// they are.
func (a *app) blame(err error) error {
	if !errors.Is(err, errPanic) && !library.IsFault(err) {
		return err
	}
	reference := library.NewReference()
	a.logger().Error("a fault of Footnote", "reference", reference, "err", err)
	return hint(fmt.Errorf("something went wrong, and the fault is ours: reference %s", reference), "Report it, with the line of the log that has the reference.")
}
