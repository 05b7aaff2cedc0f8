package library

import (
	"crypto/rand"
	"errors"
	"strings"

	"footnote/index"
)

// IsFault reports whether an error is a bug of the program. Its text is only
// for the log: it may have the stack of a panic.
func IsFault(err error) bool {
	return errors.Is(err, index.ErrBug) || errors.Is(err, errIncurable)
}

// NewReference returns eight letters and digits under which a fault is logged,
// for the person affected to report.
func NewReference() string { return strings.ToLower(rand.Text()[:8]) }
