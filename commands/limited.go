package commands

import (
	"bytes"
	"errors"
)

// errOverLimit is returned by a limitedBuffer that would grow beyond its limit.
var errOverLimit = errors.New("commands: more than the limit")

// A limitedBuffer holds at most max bytes. A write that would exceed them fails
// with errOverLimit, so that the writer stops.
type limitedBuffer struct {
	buffer bytes.Buffer
	max    int
}

// Write appends p, or fails and appends nothing.
func (b *limitedBuffer) Write(p []byte) (int, error) {
	if b.buffer.Len()+len(p) > b.max {
		return 0, errOverLimit
	}
	return b.buffer.Write(p)
}

// Bytes returns what was written.
func (b *limitedBuffer) Bytes() []byte { return b.buffer.Bytes() }
