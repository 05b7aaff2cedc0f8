package store_test

import (
	"testing"

	"footnote/store"
)

// A request that was looked for in vain at the last change is open again once a
// moderator has added an article for it.
func TestAnsweredWishIsOpen(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		put(t, s, short("a", "The ferry left."))
		head, err := s.Head(ctx, lib)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.PutWish(ctx, lib, store.Wish{ID: "w", By: "ann", Words: "when does the ferry leave"}, 20); err != nil {
			t.Fatal(err)
		}
		wishes := func(want int, when string) store.Wish {
			t.Helper()
			list, err := s.OpenWishes(ctx, 10)
			if err != nil || len(list) != want {
				t.Fatalf("%s %v are open, %v, want %d", when, list, err, want)
			}
			return append(list, store.Wish{})[0]
		}
		w := wishes(1, "at first")
		if err := s.MarkSearched(ctx, w, head.Seq); err != nil {
			t.Fatal(err)
		}
		wishes(0, "looked for")
		if err := s.AnswerWish(ctx, lib, "w", "a"); err != nil {
			t.Fatal(err)
		}
		if w := wishes(1, "answered"); w.Article != "a" {
			t.Errorf("its article is %q", w.Article)
		}
	})
}
