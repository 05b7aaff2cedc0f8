package library_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"footnote/article"
	"footnote/library"
)

// Each member who asked for an article is notified once, by one process, unless
// they were forgotten or declined.
func TestWishes(t *testing.T) {
	if onPostgres {
		t.Skip("SKIPPED: changes times in a SQLite file: the run of the same tests on SQLite has it")
	}
	s, ctx := newShelf(t, 0), t.Context()
	lib := s.library("guild")
	add := func(title, text string) string {
		t.Helper()
		r, err := lib.AddOne(ctx, "mod", library.Item{Anyway: true, Source: article.Source{Title: title, MediaType: "text/plain", Body: []byte(text)}})
		if err != nil {
			t.Fatal(err)
		}
		return r.ID
	}
	wish := func(by, words string) {
		t.Helper()
		if err := lib.Wish(ctx, by, words); err != nil {
			t.Fatal(err)
		}
	}
	told := func(fails error) (list []string) {
		t.Helper()
		s.exec(`update changes set made = made - 3600000`)
		err := s.libs.RunWishes(ctx, func(_ context.Context, f library.Fulfilled) error {
			list = append(list, f.By+": "+f.Article.Title)
			return fails
		})
		if (err != nil) != (fails != nil && len(list) > 0) {
			t.Fatal(err)
		}
		slices.Sort(list)
		return list
	}
	want := func(got []string, want ...string) {
		t.Helper()
		if !slices.Equal(got, want) {
			t.Errorf("told %q, want %q", got, want)
		}
	}
	add("Tides", "The tide mill at Carew ground corn until 1937.")
	wish("ann", "how tall is the lighthouse")
	wish("ann", "How tall is the  lighthouse") // sent twice
	wish("bob", "how tall is the lighthouse")
	wish("cat", "how tall is the lighthouse")
	wish("ann", "who built the bridge of Conwy")
	wish("dan", "why is the sea salty")
	list, err := lib.Wishes(ctx)
	if err != nil || len(list) != 3 || list[0].Members != 3 {
		t.Errorf("Wishes = %+v, %v", list, err)
	}
	want(told(nil)) // nothing answers

	if err := lib.Forget(ctx, "cat"); err != nil {
		t.Fatal(err)
	}
	if open, err := lib.DeclineWish(ctx, "mod", library.WishID("why is the sea salty")); err != nil || !open {
		t.Errorf("DeclineWish = %v, %v", open, err)
	}
	add("The lighthouse", "The lighthouse of Eddystone is 49 metres tall. The sea is salty because rivers carry salt into it.")
	if err := s.libs.RunWishes(ctx, func(_ context.Context, f library.Fulfilled) error {
		t.Errorf("%s is told of %s, which may be undone", f.By, f.Article.Title)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	want(told(errors.New("no network")), "ann: The lighthouse", "bob: The lighthouse")
	want(told(nil), "ann: The lighthouse", "bob: The lighthouse")
	want(told(nil))

	// A moderator's article counts even if the words alone would not find it, but
	// not if it was undone.
	bridge := add("Stephenson", "He drew it in 1846 with wrought iron tubes.")
	if err := lib.AnswerWish(ctx, library.WishID("who built the bridge of Conwy"), bridge); err != nil {
		t.Fatal(err)
	}
	if open, err := lib.DeclineWish(ctx, "mod", library.WishID("who built the bridge of Conwy")); err != nil || open {
		t.Errorf("DeclineWish of one that was granted = %v, %v", open, err)
	}
	if _, err := lib.Remove(ctx, "mod", bridge); err != nil {
		t.Fatal(err)
	}
	want(told(nil))
	if _, err := lib.Unremove(ctx, "mod", bridge); err != nil {
		t.Fatal(err)
	}
	if err := lib.AnswerWish(ctx, library.WishID("who built the bridge of Conwy"), bridge); err != nil {
		t.Fatal(err)
	}
	if err := lib.GuildLeft(ctx); err != nil {
		t.Fatal(err)
	}
	want(told(nil)) // no one there is told
	if _, err := lib.GuildJoined(ctx); err != nil {
		t.Fatal(err)
	}
	want(told(errors.New("no network")), "ann: Stephenson")
	want(told(nil), "ann: Stephenson")

	for n := range library.MaxWishes + 1 {
		err := lib.Wish(ctx, "eve", "a wish of number "+string(rune('a'+n)))
		if (n >= library.MaxWishes) != errors.Is(err, library.ErrTooManyWishes) {
			t.Errorf("wish %d: %v", n, err)
		}
	}
}
