//go:build unix

package index_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"footnote/index"
)

// limitedDir makes the test's own program index into a folder, where files may
// grow up to a limit alone.
const limitedDir = "FOOTNOTE_TEST_LIMITED"

// An index that meets a limit of a file's size, which a quota is like, says
// that the disk is full, and is the same as before afterwards.
func TestApplyOnFullDisk(t *testing.T) {
	if dir := os.Getenv(limitedDir); dir != "" {
		applyLimited(dir)
		return
	}
	dir := filepath.Join(t.TempDir(), "x")
	animals.open(t, dir).Close()
	cmd := exec.Command(os.Args[0], "-test.run=^TestApplyOnFullDisk$")
	cmd.Env = append(os.Environ(), limitedDir+"="+dir)
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "full true, damaged false") {
		t.Errorf("%v: %s", err, out)
	}
	x, err := index.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if got := animals.find(t, x, index.Query{Text: "kittens"}); got != "cats/2" || x.State().Seq != 1 {
		t.Errorf("afterwards it finds %q, at change %d", got, x.State().Seq)
	}
}

func applyLimited(dir string) {
	x, err := index.Open(dir)
	if err == nil {
		signal.Ignore(syscall.SIGXFSZ)
		err = syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 32 << 10, Max: 32 << 10})
	}
	if err != nil {
		fmt.Println(err)
		return
	}
	var words strings.Builder
	for i := range 30000 {
		fmt.Fprintf(&words, "word%d ", i)
	}
	err = x.Apply(context.Background(), index.Batch{
		Put:   []index.Document{{ID: "big", Article: read("Big", "en", words.String())}},
		State: index.State{Seq: 2, Chain: "c"},
	})
	fmt.Printf("full %v, damaged %v: %v\n", errors.Is(err, index.ErrFull), errors.Is(err, index.ErrDamaged), err)
}
