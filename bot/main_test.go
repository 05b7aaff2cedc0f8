package bot_test

import (
	"os"
	"testing"

	"footnote/internal/pgtest"
)

func TestMain(m *testing.M) {
	code := m.Run()
	pgtest.Stop()
	os.Exit(code)
}
