//go:build !linux

// Package memdir keeps the temporary folders of tests in memory.
package memdir

// Use does nothing on this system.
func Use() {}
