package library

import (
	"crypto/rand"
	"errors"
	"strings"

	"footnote/index"
)

// IsFault reports an error that is a fault of the program. Its text is for the
// log alone: it may have the stack of a panic.
func IsFault(err error) bool {
	return errors.Is(err, index.ErrBug) || errors.Is(err, errIncurable)
}

// NewReference returns eight letters and digits under which a fault is logged,
// for the person who meets it to report.
func NewReference() string { return strings.ToLower(rand.Text()[:8]) }
