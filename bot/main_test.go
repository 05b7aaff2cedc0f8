package bot_test

import (
	"os"
	"testing"

	"footnote/internal/memdir"
	"footnote/internal/pgtest"
)

func TestMain(m *testing.M) {
	memdir.Use()
	code := m.Run()
	pgtest.Stop()
	os.Exit(code)
}
