//go:build race

package library_test

// raceDetector says that the tests run under the race detector.
const raceDetector = true
