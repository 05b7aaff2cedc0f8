package discord_test

import (
	"os"
	"testing"

	"footnote/internal/testparallel"
)

// The tests of the gateway mostly wait for the pauses of discordgo.
func TestMain(m *testing.M) {
	testparallel.Allow("16")
	os.Exit(m.Run())
}
