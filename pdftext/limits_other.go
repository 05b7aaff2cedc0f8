//go:build !linux

package pdftext

import "context"

// confine does nothing here: only the deadline limits the program.
func confine(int, uint64) {}

func watch(context.Context, int, context.CancelFunc) {}
