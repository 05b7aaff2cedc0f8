package library_test

import (
	"context"
	"testing"

	"footnote/library"
)

// Where the store is a file, a part that no one asks for is not made, and one
// that is asked for twice is made once. A panic in a part is one of whoever
// asks for it.
func TestAhead(t *testing.T) {
	lib := newShelf(t, 0).library("a")
	ahead := lib.Ahead()
	made := 0
	part := library.Soon(t.Context(), ahead, func(context.Context) (int, error) { made++; return made, nil })
	ahead.Wait()
	if want := map[bool]int{true: 1}[onPostgres]; made != want {
		t.Errorf("made %d times before it was asked for, want %d", made, want)
	}
	for range 2 {
		if n, err := part(); n != 1 || err != nil {
			t.Errorf("got %d, %v, want 1", n, err)
		}
	}
	broken := library.Soon(t.Context(), ahead, func(context.Context) (int, error) { panic("broken") })
	ahead.Wait()
	defer func() {
		if recover() == nil {
			t.Error("the panic is lost")
		}
	}()
	broken()
}
