package library_test

import (
	"fmt"
	"testing"

	"footnote/article"
	"footnote/library"
)

// An index that is many changes behind has caught up with all of them when the
// next question is answered.
func TestFarBehind(t *testing.T) {
	s := newShelf(t, 0)
	lib := s.library("1")
	s.add(lib, "first", "Herons stand still in the shallow water of the bay.")
	s.want(lib, "herons", "first")
	var items []library.Item
	for n := range 450 { // more than two batches
		items = append(items, library.Item{ID: fmt.Sprint(n), Anyway: true, Source: article.Source{Name: "a.txt", Body: fmt.Appendf(nil, "Otter number%d swims in the river.", n)}})
	}
	if _, err := lib.Add(t.Context(), "tester", items...); err != nil {
		t.Fatal(err)
	}
	s.want(lib, "number449", "449")
}
