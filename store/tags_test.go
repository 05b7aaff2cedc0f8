package store_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"footnote/article"
	"footnote/store"
)

func TestTags(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		for i, published := range []string{"2024-03-01", "2025-03-01", ""} {
			put(t, s, store.Entry{ID: fmt.Sprint("a", i), Source: article.Source{Body: []byte(fmt.Sprint(i))},
				Reading: article.Article{Title: fmt.Sprint("T", i), Author: "Ann Pryce", Published: published, Passages: []article.Passage{{Kind: article.Paragraph, Text: "x"}}}})
		}
		for id, tags := range map[string][]string{"a0": {"mills", "water"}, "a1": {"water"}, "a2": {"stale"}} {
			if err := s.SetTags(ctx, lib, id, tags, 3); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.SetTags(ctx, lib, "a2", nil, 3); err != nil {
			t.Fatal(err)
		}
		if err := s.SetTags(ctx, lib, "a9", []string{"water"}, 3); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("tags of no article: %v", err)
		}
		if err := s.SetTags(ctx, lib, "a2", []string{"one", "two"}, 3); !errors.Is(err, store.ErrTooMany) {
			t.Errorf("more tags than a library may have: %v", err)
		}
		got, err := s.Tags(ctx, lib, "a0", "a1", "a2")
		if want := map[string][]string{"a0": {"mills", "water"}, "a1": {"water"}}; err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("Tags = %v, %v, want %v", got, err, want)
		}
		for p, want := range map[store.Property][]store.Count{
			store.ByTag:    {{Value: "water", Articles: 2}, {Value: "mills", Articles: 1}},
			store.ByAuthor: {{Value: "Ann Pryce", Articles: 3}},
			store.ByYear:   {{Value: "2025", Articles: 1}, {Value: "2024", Articles: 1}},
			store.ByMonth:  {{Value: "2025-03", Articles: 1}, {Value: "2024-03", Articles: 1}},
		} {
			if got, err := s.CountBy(ctx, lib, p, 10); err != nil || !slices.Equal(got, want) {
				t.Errorf("CountBy(%s) = %v, %v, want %v", p, got, err, want)
			}
		}
		matching := func(f store.Filter, want ...string) {
			t.Helper()
			if got, err := s.Matching(ctx, lib, f); err != nil || !slices.Equal(got, want) {
				t.Errorf("Matching(%+v) = %v, %v, want %v", f, got, err, want)
			}
		}
		matching(store.Filter{Tag: "water"}, "a0", "a1")
		matching(store.Filter{Tag: "water", Since: "2025"}, "a1")
		matching(store.Filter{Before: "2025"}, "a0") // not the one without a date
		matching(store.Filter{Tag: "wat%"})

		// A removed article has no tags in any list, and has them again when it
		// comes back; once purged, they are gone.
		if _, err := s.Remove(ctx, lib, mod, "a0"); err != nil {
			t.Fatal(err)
		}
		matching(store.Filter{Tag: "mills"})
		if got, _ := s.CountBy(ctx, lib, store.ByTag, 10); len(got) != 1 {
			t.Errorf("tags with a removed article: %v", got)
		}
		if _, err := s.Unremove(ctx, lib, mod, "a0"); err != nil {
			t.Fatal(err)
		}
		matching(store.Filter{Tag: "mills"}, "a0")
		if _, err := s.Remove(ctx, lib, mod, "a0"); err != nil {
			t.Fatal(err)
		}
		if err := s.Purge(ctx, time.Now().Add(time.Minute)); err != nil {
			t.Fatal(err)
		}
		if got, _ := s.Tags(ctx, lib, "a0"); len(got) != 0 {
			t.Errorf("tags of a purged article: %v", got)
		}
	})
}
