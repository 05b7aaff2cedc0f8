package bot_test

import (
	"context"
	"os"
	"testing"

	"footnote/internal/memdir"
	"footnote/internal/pgtest"
	"footnote/internal/testparallel"
	"footnote/store"
)

func TestMain(m *testing.M) {
	testparallel.Allow("8")
	memdir.Use()
	code := m.Run()
	pgtest.Stop()
	os.Exit(code)
}

// withSchema makes a store with nothing in it.
func withSchema(path string) error {
	st, err := store.Open(context.Background(), path)
	if err != nil {
		return err
	}
	return st.Close()
}
