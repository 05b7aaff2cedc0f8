package store_test

import (
	"testing"
	"time"

	"footnote/store"
)

// Stats counts what is in the whole store.
func TestStats(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		if n, err := s.Stats(ctx); err != nil || n.Articles != 0 || n.Feeds != 0 || n.Bytes == 0 {
			t.Errorf("of an empty store: %+v, %v", n, err)
		}
		for _, name := range []string{"one", "two"} {
			if _, err := s.Put(ctx, name, mod, sample(1)); err != nil {
				t.Fatal(err)
			}
		}
		for _, w := range []store.Watch{
			{ID: store.FeedWatch("https://example.org/a"), URL: "https://example.org/a", Next: time.Now().Add(time.Hour), Failures: 2},
			{ID: store.FeedWatch("https://example.org/b"), URL: "https://example.org/b", Next: time.Now().Add(-time.Minute)},
			{ID: store.PageWatch("x"), URL: "https://example.org/c", Next: time.Now().Add(-2 * time.Hour), Failures: 1},
		} {
			if err := s.PutWatch(ctx, "one", w); err != nil {
				t.Fatal(err)
			}
		}
		n, err := s.Stats(ctx)
		if err != nil || n.Libraries != 2 || n.Articles != 2 || n.Passages == 0 || n.Feeds != 2 || n.Failing != 1 || n.Overdue != 1 {
			t.Errorf("Stats: %+v, %v", n, err)
		}
	})
}

// A setting can be read and set in many libraries at once, and a library is
// known by its settings or its articles.
func TestSettings(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		for _, value := range []string{"1", "2"} {
			if err := s.SetSettings(ctx, []string{"one", "two"}, "bot", value); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.SetSetting(ctx, "three", "bot", "3"); err != nil {
			t.Fatal(err)
		}
		all, err := s.SettingByLibrary(ctx, "bot")
		if err != nil || len(all) != 3 || all["one"] != "2" || all["three"] != "3" {
			t.Errorf("SettingOf: %v, %v", all, err)
		}
		for name, want := range map[string]bool{"one": true, "four": false} {
			if known, err := s.Exists(ctx, name); err != nil || known != want {
				t.Errorf("Known(%s): %v, %v", name, known, err)
			}
		}
	})
}
