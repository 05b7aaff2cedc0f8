package store_test

import (
	"testing"
	"time"

	"footnote/store"
)

// A correction stays when the article is added again, until it is purged or
// corrected again.
func TestCorrections(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		id := put(t, s, sample(1))[0].Info.ID
		edit := func(title, author string) {
			t.Helper()
			if _, err := s.Edit(ctx, lib, mod, id, func(e *store.Entry) error {
				e.Source.Title, e.Source.Author = title, author
				e.Reading.Title, e.Reading.Author = title, author
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
		changed := sample(1)
		changed.Source.Body = append(changed.Source.Body, "More."...)
		claims := sample(1) // its giver says something else
		claims.Source.Title, claims.Reading.Title = "Dogs", "Dogs"
		want := func(e store.Entry, status store.Status, title, author string) {
			t.Helper()
			got := put(t, s, e)[0]
			info, a, err := s.Article(ctx, lib, id)
			if err != nil || got.Info.ID != id || got.Status != status || info.Title != title || a.Title != title || a.Author != author || got.Info.Title != title {
				t.Errorf("%s, %q by %q, %v; want %s, %q by %q", got.Status, info.Title, info.Author, err, status, title, author)
			}
			sound(t, s)
		}
		edit("The first cat", "Bea Byrd")
		want(sample(1), store.Unchanged, "The first cat", "Bea Byrd")
		want(changed, store.Updated, "The first cat", "Bea Byrd")
		want(claims, store.Updated, "The first cat", "Bea Byrd")
		edit("The very first cat", "") // the author is left to the reader again
		want(changed, store.Updated, "The very first cat", "Ann Archer")

		if _, err := s.Remove(ctx, lib, mod, id); err != nil {
			t.Fatal(err)
		}
		want(sample(1), store.Added, "The very first cat", "Ann Archer")
		if _, err := s.Remove(ctx, lib, mod, id); err != nil {
			t.Fatal(err)
		}
		if err := s.Purge(ctx, time.Now().Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		want(sample(1), store.Added, "Cat number 1", "Ann Archer")

		edit("The first cat", "Bea Byrd")
		to := open(t, t.TempDir()+"/copy.db")
		if _, err := s.Copy(ctx, to, lib); err != nil {
			t.Fatal(err)
		}
		if got := put(t, to, sample(1))[0]; got.Info.Title != "The first cat" {
			t.Errorf("in a copy it is %q", got.Info.Title)
		}
	})
}
