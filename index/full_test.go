package index_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"syscall"
	"testing"

	"footnote/index"
)

// A full disk is not damage: rebuilding would need even more space.
func TestRebuildOnFullDisk(t *testing.T) {
	for _, cause := range []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG, errors.New("persist: " + syscall.ENOSPC.Error())} {
		_, err := index.Rebuild(filepath.Join(t.TempDir(), "i"), func(*index.Index) error {
			return fmt.Errorf("write: %w", cause)
		})
		if !errors.Is(err, index.ErrFull) || errors.Is(err, index.ErrDamaged) {
			t.Errorf("%v: Rebuild: %v, want ErrFull", cause, err)
		}
	}
}
