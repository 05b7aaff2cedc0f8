package store_test

import (
	"errors"
	"slices"
	"testing"

	"footnote/article/dedup"
	"footnote/store"
)

// An article is one, however its address is written.
func TestOneAddressManySpellings(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		first := put(t, s, sample(1))[0]
		for _, spelling := range []string{"http://www.example.org/cats/1/", "https://m.example.org/cats/1?utm_source=x", "https://www.google.com/amp/s/example.org/cats/1"} {
			e := sample(1)
			e.Source.URL, e.Reading.URL = spelling, ""
			e.Source.Body = append(e.Source.Body, "And one thing more."...)
			if got := put(t, s, e)[0]; got.Info.ID != first.Info.ID || got.Status == store.Added {
				t.Errorf("%s: %s %s, want a new version of %s", spelling, got.Status, got.Info.ID, first.Info.ID)
			}
			if id, err := s.At(ctx, lib, spelling); err != nil || id != first.Info.ID {
				t.Errorf("At(%s) = %q, %v", spelling, id, err)
			}
		}
		both := put(t, s, sample(2), func() store.Entry { e := sample(2); e.Source.URL += "/"; e.Reading.URL = ""; return e }())
		if both[0].Info.ID != both[1].Info.ID {
			t.Error("two spellings at a time are two articles")
		}
		if _, err := s.Remove(ctx, lib, "ann", first.Info.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := s.At(ctx, lib, first.Info.URL); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("removed, its address leads to: %v", err)
		}
	})
}

func TestPublished(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		first := put(t, s, sample(1))[0]
		const elsewhere = "https://quay.example/reprint?utm_medium=rss"
		for range 2 {
			if err := s.Publish(ctx, lib, first.Info.ID, elsewhere); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := s.Published(ctx, lib, first.Info.ID); err != nil || !slices.Equal(got, []string{elsewhere}) {
			t.Errorf("Published = %q, %v", got, err)
		}
		e := sample(1)
		e.Source.URL, e.Reading.URL = "https://quay.example/reprint", ""
		if got := put(t, s, e)[0]; got.Info.ID != first.Info.ID {
			t.Errorf("the reprint is %s, want %s", got.Info.ID, first.Info.ID)
		}
		if _, err := s.Remove(ctx, lib, "ann", first.Info.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Unremove(ctx, lib, "ann", first.Info.ID); err != nil {
			t.Fatal(err)
		}
		if id, err := s.At(ctx, lib, elsewhere); err != nil || id != first.Info.ID {
			t.Errorf("brought back, it is at %q, %v", id, err)
		}
	})
}

func TestNear(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		first := put(t, s, sample(1))[0]
		put(t, s, short("short", "Cats sleep."))
		p := dedup.PrintOf(sample(1).Reading.Passages)
		if got, err := s.Near(ctx, lib, p, 5); err != nil || !slices.Equal(got, []string{first.Info.ID}) {
			t.Errorf("Near = %q, %v", got, err)
		}
		if got, err := s.Near(ctx, "other", p, 5); err != nil || len(got) != 0 {
			t.Errorf("in another library: %q, %v", got, err)
		}
		if got, err := s.Near(ctx, lib, nil, 5); err != nil || len(got) != 0 {
			t.Errorf("of nothing: %q, %v", got, err)
		}
	})
}

func TestWent(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		const went, stays = "The crane was sold for scrap in May.", "The harbour has no crane any more."
		put(t, s, short("a", went+" "+stays))
		put(t, s, short("a", "The crane was sold to a museum. "+stays))
		got, err := s.Went(ctx, lib, "“the crane was sold for scrap in may”")
		if err != nil || len(got) != 1 || got[0].Article != "a" || got[0].Text != went || got[0].At.IsZero() {
			t.Errorf("Went = %+v, %v", got, err)
		}
		if got, err := s.Went(ctx, lib, stays); err != nil || len(got) != 0 {
			t.Errorf("what stays went: %+v, %v", got, err)
		}
		if got, err := s.WentOf(ctx, lib, "a", got[0].At); err != nil || len(got) != 1 {
			t.Errorf("WentOf = %+v, %v", got, err)
		}
		if _, err := s.Remove(ctx, lib, "ann", "a"); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Went(ctx, lib, went); err != nil || len(got) != 0 {
			t.Errorf("of a removed article: %+v, %v", got, err)
		}
	})
}
