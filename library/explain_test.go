package library_test

import (
	"fmt"
	"strings"
	"testing"

	"footnote/index"
	"footnote/library"
	"footnote/store"
)

// Members can't mend a disk: what they read names no command of the server.
func TestExplainForMembers(t *testing.T) {
	for _, err := range []error{store.ErrFull, store.ErrReadOnly, store.ErrDamaged, store.ErrNewerSchema,
		index.ErrFull, index.ErrReadOnly, index.ErrDamaged, index.ErrHeld, library.ErrIsFeed} {
		err = fmt.Errorf("add: %w", err)
		what, hint, ok := library.Explain(err)
		if !ok || strings.Contains(what+hint, "`") || strings.Contains(hint, "disk") {
			t.Errorf("%v: %q %q, %v", err, what, hint, ok)
		}
		if todo, ok := library.OperatorHint(err); !ok || todo == hint {
			t.Errorf("%v: the operator's hint is %q, %v", err, todo, ok)
		}
	}
	if todo, _ := library.OperatorHint(index.ErrFull); !strings.Contains(todo, "Make room") {
		t.Errorf("a full disk: %q", todo)
	}
}
