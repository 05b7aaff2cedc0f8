package store_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"footnote/article"
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
			if id, err := s.IDByAddress(ctx, lib, spelling); err != nil || id != first.Info.ID {
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
		if _, err := s.IDByAddress(ctx, lib, first.Info.URL); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("removed, its address leads to: %v", err)
		}
	})
}

// Another spelling of an article's address changes nothing, and the address
// that was there first stays; people are never shown what counts clicks.
func TestSpellingsAreUnchanged(t *testing.T) {
	const page = "https://example.org/cats/1"
	spellings := []string{page + "?utm_source=x&utm_medium=y", page + "?fbclid=1", page + "#xtor=RSS-1", "http://www.example.org/cats/1/",
		page + "?ref=home#utm_campaign=z", page + "#:~:text=Cats", page}
	at := func(address string) store.Entry {
		e := sample(1)
		e.Source.URL, e.Reading.URL = address, address // its page names no other
		return e
	}
	onEngines(t, func(t *testing.T, dsn string) {
		for i, first := range spellings {
			s := open(t, dsn+map[bool]string{true: fmt.Sprint(i)}[driverOf(dsn) == "sqlite"])
			library := fmt.Sprint("library", i)
			clean := page
			if strings.Contains(first, "www") {
				clean = first
			}
			for n, spelling := range append([]string{first}, spellings...) {
				stored, err := s.Put(ctx, library, mod, at(spelling))
				if err != nil {
					t.Fatal(err)
				}
				want := store.Unchanged
				if n == 0 {
					want = store.Added
				}
				info, err := s.Info(ctx, library, stored[0].Info.ID)
				if err != nil || stored[0].Status != want || stored[0].Info.URL != clean || info.URL != clean {
					t.Errorf("%s, then %s: %s at %s, %v; want %s at %s", first, spelling, stored[0].Status, info.URL, err, want, clean)
				}
			}
			// A page that names its address as it was asked for has another
			// body each time, and the same text.
			echo := at(spellings[0])
			echo.Source.Body = append(echo.Source.Body, "<!-- at ?utm_source=x -->"...)
			if stored, err := s.Put(ctx, library, mod, echo); err != nil || spellings[0] != first && stored[0].Status != store.Unchanged {
				t.Errorf("%s, then an echo: %+v, %v", first, stored, err)
			}
			news := at(spellings[0])
			news.Reading.Passages = news.Reading.Passages[:29]
			news.Reading.Quotes, news.Source.Body = nil, []byte("Other words.")
			if stored, err := s.Put(ctx, library, mod, news); err != nil || stored[0].Status != store.Updated || stored[0].Info.URL != clean {
				t.Errorf("%s, then new words: %+v, %v", first, stored, err)
			}
			words, err := s.Passages(ctx, library, []article.Place{{Article: func() string { ids, _ := s.IDs(ctx, library); return ids[0] }()}})
			if err != nil || words[0].Info.URL != clean {
				t.Errorf("cited at %s, %v", words[0].Info.URL, err)
			}
			sound(t, s)
		}
	})
}

// What chooses the page stays in its address, byte for byte.
func TestAddressesThatStay(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		for given, want := range map[string]string{
			"https://example.org/a?id=7&utm_source=x&b=%C3%A9": "https://example.org/a?id=7&b=%C3%A9",
			"https://example.org/b?z=1&a=2":                    "https://example.org/b?z=1&a=2",
			"https://example.org/c?p;q":                        "https://example.org/c?p;q",
			"https://example.org/d?p":                          "https://example.org/d?p",
			"https://example.org/e#!/story/5":                  "https://example.org/e#!/story/5",
			"https://example.org/f?utm_source=x#part-2":        "https://example.org/f#part-2",
			"https://example.org/g?q=utm_source":               "https://example.org/g?q=utm_source",
			"https://example.org/h?":                           "https://example.org/h",
			"https://EXAMPLE.org/i?gclid=1":                    "https://EXAMPLE.org/i",
		} {
			e := short("", given)
			e.Source.URL, e.Reading.URL = given, given
			if got := put(t, s, e)[0].Info.URL; got != want {
				t.Errorf("%s is shown as %s, want %s", given, got, want)
			}
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
		if got, err := s.Published(ctx, lib, first.Info.ID); err != nil || !slices.Equal(got, []string{"https://quay.example/reprint"}) {
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
		if id, err := s.IDByAddress(ctx, lib, elsewhere); err != nil || id != first.Info.ID {
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
		if got, err := s.SimilarTo(ctx, lib, p, 5); err != nil || !slices.Equal(got, []string{first.Info.ID}) {
			t.Errorf("Near = %q, %v", got, err)
		}
		if got, err := s.SimilarTo(ctx, "other", p, 5); err != nil || len(got) != 0 {
			t.Errorf("in another library: %q, %v", got, err)
		}
		if got, err := s.SimilarTo(ctx, lib, nil, 5); err != nil || len(got) != 0 {
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
		got, err := s.FormerTexts(ctx, lib, "“the crane was sold for scrap in may”")
		if err != nil || len(got) != 1 || got[0].Article != "a" || got[0].Text != went || got[0].At.IsZero() {
			t.Errorf("Went = %+v, %v", got, err)
		}
		if got, err := s.FormerTexts(ctx, lib, stays); err != nil || len(got) != 0 {
			t.Errorf("what stays went: %+v, %v", got, err)
		}
		if got, err := s.FormerTextsOf(ctx, lib, "a", got[0].At); err != nil || len(got) != 1 {
			t.Errorf("WentOf = %+v, %v", got, err)
		}
		if _, err := s.Remove(ctx, lib, "ann", "a"); err != nil {
			t.Fatal(err)
		}
		if got, err := s.FormerTexts(ctx, lib, went); err != nil || len(got) != 0 {
			t.Errorf("of a removed article: %+v, %v", got, err)
		}
	})
}
