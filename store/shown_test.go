package store_test

import (
	"strconv"
	"testing"
	"time"

	"footnote/store"
)

// What was shown last is known, also of what was shown in one millisecond.
func TestOrderOfShown(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		mark := func(p store.Purpose, words string, want bool) {
			t.Helper()
			if first, err := s.MarkShown(ctx, lib, p, words, "a"); err != nil || first != want {
				t.Fatalf("MarkShown(%s) = %v, %v, want %v", words, first, err, want)
			}
		}
		mark(store.ForGame, "0", true)
		for n := range 20 {
			mark(store.ForDaily, strconv.Itoa(n), true)
		}
		mark(store.ForDaily, "3", false)
		shown, err := s.Shown(ctx, lib, store.ForDaily)
		if err != nil || len(shown) != 20 {
			t.Fatalf("%d are shown, %v", len(shown), err)
		}
		for n := range 19 {
			if before, after := shown[strconv.Itoa(n)], shown[strconv.Itoa(n+1)]; !before.Before(after) {
				t.Errorf("%d is shown at %v, the next at %v", n, before, after)
			}
		}
		if last := shown["19"]; time.Until(last) > time.Minute {
			t.Errorf("the last is shown at %v", last)
		}
	})
}
