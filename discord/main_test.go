package discord_test

import (
	"flag"
	"os"
	"testing"
)

// TestMain lets more tests than processors run in parallel: those of the gateway
// mostly wait for the pauses of discordgo.
func TestMain(m *testing.M) {
	flag.Parse()
	if flag.Lookup("test.parallel").Value.String() == flag.Lookup("test.parallel").DefValue {
		flag.Set("test.parallel", "16")
	}
	os.Exit(m.Run())
}
