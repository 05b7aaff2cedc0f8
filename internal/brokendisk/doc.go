// Package brokendisk lets one change of a file fail, for tests: a write, a sync,
// a truncation or a rename. A child of the test does the work, and the test
// decides on each of its changes.
package brokendisk
