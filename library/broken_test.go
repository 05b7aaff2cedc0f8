package library_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"

	"footnote/article"
	"footnote/index"
	"footnote/internal/brokendisk"
	"footnote/library"
	"footnote/store"
)

// childArg makes the test's own program a child that works on a library whose
// disk breaks.
const childArg = "library-test-child"

// herons, otters and so on are the articles of that library: a word that each
// is found by, and its text.
var herons = map[string]string{
	"a": "Herons stand still in the shallow water of the bay.",
	"b": "Otters swim all day, and sleep on their backs.",
	"c": "Kestrels hover over the fields behind the mill.",
	"d": "Beavers have built a dam below the weir.",
	"e": "Swifts sleep while they fly above the harbour.",
}

// brokenChild adds, removes, purges and rebuilds while the files of the index
// break, and prints what it did and what it was shown.
func brokenChild(dir string) {
	ctx := context.Background()
	st, err := store.Open(ctx, filepath.Join(dir, "footnote.db"))
	if err != nil {
		fmt.Println("wrong: open:", err)
		return
	}
	libs := library.New(library.Config{Store: st, IndexDir: filepath.Join(dir, "index")})
	lib, err := libs.Library("1")
	if err == nil {
		err = brokendisk.Hold()
	}
	if err != nil {
		fmt.Println(err)
		return
	}
	there := map[string]bool{"a": true, "b": true}
	do := func(what string, err error) {
		_, hint, explained := library.Explain(err)
		switch {
		case err == nil:
			fmt.Println("did", what)
		case (!explained || hint == "") && what != "sweep": // whose errors are the operator's, and which is tried again
			fmt.Println("wrong:", what, "without a hint:", err)
		default:
			fmt.Println("refused", what+":", err)
		}
	}
	look := func(id string) {
		word, _, _ := strings.Cut(herons[id], " ")
		a, err := lib.Answer(ctx, index.Query{Text: word, Limit: 20})
		do("search "+id, err)
		for _, r := range a.Results {
			if !there[r.Article.ID] || !strings.Contains(herons[r.Article.ID], r.Passage) {
				fmt.Println("wrong: shown", r.Article.ID, r.Passage)
			}
		}
		if err == nil && there[id] {
			fmt.Println("found", id, len(a.Results) == 1)
		}
	}
	for _, id := range []string{"c", "d"} {
		_, err := lib.AddOne(ctx, "tester", library.Item{ID: id, Anyway: true, Source: article.Source{Name: "a.txt", Body: []byte(herons[id])}})
		if err != nil {
			fmt.Println("wrong: the store:", err)
		}
		there[id] = true
		look(id)
		look("a")
	}
	if _, err := lib.Remove(ctx, "tester", "a"); err != nil {
		fmt.Println("wrong: the store:", err)
	}
	delete(there, "a")
	look("a")
	do("sweep", libs.Sweep(ctx))
	look("b")
	do("reindex", lib.Reindex(ctx))
	look("c")
	look("a")
	fmt.Println("last") // one change failed, so what follows works
	look("d")
	if err := errors.Join(libs.Close(), st.Close()); err != nil {
		fmt.Println("closed:", err)
	}
}

// Each change of a file of the index fails in turn, once, with an error of the
// disk and with a full disk: in adding, removing, purging and rebuilding. What
// was acknowledged is found, then or after a restart; nothing that was removed
// is shown, and the process goes on.
func TestBrokenIndexDisk(t *testing.T) {
	onEither(t)
	from := t.TempDir()
	synctest.Test(t, func(t *testing.T) { // what is removed here was removed long ago
		s := &shelf{t: t, dir: from}
		s.start(0)
		s.add(s.library("1"), "a", herons["a"])
		s.add(s.library("1"), "b", herons["b"])
		s.add(s.library("1"), "e", herons["e"])
		s.want(s.library("1"), "swifts", "e")
		if _, err := s.library("1").Remove(t.Context(), "tester", "e"); err != nil {
			t.Fatal(err)
		}
		s.libs.Close()
		s.st.Close()
	})
	total := brokenIndexAt(t, from, 0, 0)
	if total < 20 {
		t.Fatalf("only %d changes were held", total)
	}
	t.Log(total, "changes")
	for n := 1; n <= total; n += sized(total/5+1, 1) {
		for i, broken := range []syscall.Errno{syscall.EIO, syscall.ENOSPC} {
			if *whole || n%2 == i {
				brokenIndexAt(t, from, n, broken)
			}
		}
	}
}

// brokenIndexAt does the child's work with its nth change broken, 0 for none,
// and returns how many changes there were.
func brokenIndexAt(t *testing.T, from string, nth int, broken syscall.Errno) int {
	t.Helper()
	s := &shelf{t: t, dir: filepath.Join(t.TempDir(), "data")}
	if err := os.CopyFS(s.dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, childArg, s.dir)
	cmd.Stderr = os.Stderr
	changes, out := brokendisk.Run(t, cmd, filepath.Join(s.dir, "index"), nth, broken)
	if problems := brokenLines(out, nth); len(problems) > 0 {
		t.Errorf("change %d, %v: %s\n%s", nth, broken, strings.Join(problems, "; "), out)
	}
	s.start(0)
	defer s.st.Close()
	defer s.libs.Close()
	for _, id := range []string{"a", "b", "c", "d", "e"} {
		word, _, _ := strings.Cut(herons[id], " ")
		want := id
		if id == "a" || id == "e" {
			want = ""
		}
		if got := s.finds(s.library("1"), word); got != want {
			t.Errorf("change %d, %v: after a restart %s finds %q, want %q\n%s", nth, broken, word, got, want, out)
		}
	}
	return changes
}

// brokenLines returns what is wrong in what a child said.
func brokenLines(out string, nth int) (problems []string) {
	lines := strings.Split(strings.TrimSpace(out), "\n")
	refused := 0
	for _, line := range lines {
		word, _, _ := strings.Cut(line, " ")
		switch {
		case word == "refused":
			refused++
		case word != "did" && word != "found" && word != "last" && word != "closed:":
			problems = append(problems, line)
		}
	}
	if refused > 1 || refused > 0 && nth == 0 {
		problems = append(problems, fmt.Sprintf("refused %d times", refused))
	}
	if last := slices.Index(lines, "last"); last < 0 || !slices.Contains(lines[last:], "found d true") {
		problems = append(problems, "it does not go on")
	}
	return problems
}
