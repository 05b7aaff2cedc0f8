package store_test

import (
	"errors"
	"testing"
	"time"

	"footnote/store"
)

func TestWatches(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		at := time.UnixMilli(time.Now().UnixMilli()).UTC()
		feed := store.Watch{ID: store.FeedWatch("https://example.org/feed"), URL: "https://example.org/feed", Title: "Cats", AddedBy: "ann", ETag: `"1"`, Next: at.Add(-time.Minute)}
		page := store.Watch{ID: store.PageWatch("a b"), URL: "https://example.org/1", Next: at.Add(time.Hour)}
		for _, w := range []store.Watch{feed, page} {
			if err := s.PutWatch(ctx, lib, w); err != nil {
				t.Fatal(err)
			}
		}
		feeds, err := s.Feeds(ctx, lib)
		if err != nil || len(feeds) != 1 || feeds[0].ETag != `"1"` || feeds[0].AddedBy != "ann" || feeds[0].Added.Before(at) || !feeds[0].Checked.IsZero() {
			t.Fatalf("Feeds = %+v, %v", feeds, err)
		}
		if id, ok := page.Article(); id != "a b" || !ok {
			t.Errorf("a page's article is %q, %v", id, ok)
		}
		if _, ok := feed.Article(); ok {
			t.Error("a feed has an article")
		}

		due, err := s.Due(ctx, at, 10)
		if err != nil || len(due) != 1 || due[0].Library != lib || due[0].Watch.ID != feed.ID {
			t.Fatalf("Due = %+v, %v", due, err)
		}
		until := at.Add(10 * time.Minute)
		for _, want := range []bool{true, false} { // the second comes too late
			if got, err := s.Claim(ctx, lib, due[0].Watch, until); err != nil || got != want {
				t.Errorf("Claim = %v, %v, want %v", got, err, want)
			}
		}
		if due, err := s.Due(ctx, at, 10); err != nil || len(due) != 0 {
			t.Errorf("claimed, it is due: %+v, %v", due, err)
		}

		w := due[0].Watch
		w.Next, w.Checked, w.Failures, w.Problem, w.AddedBy = at.Add(2*time.Hour), at, 3, "gone", "bob"
		if err := s.SetWatch(ctx, lib, w); err != nil {
			t.Fatal(err)
		}
		got, err := s.Watch(ctx, lib, w.ID)
		if err != nil || !got.Checked.Equal(at) || got.Failures != 3 || got.Problem != "gone" || got.AddedBy != "ann" {
			t.Errorf("Watch = %+v, %v", got, err)
		}
		if err := s.Forget(ctx, lib, "ann"); err != nil {
			t.Fatal(err)
		}
		if got, _ := s.Watch(ctx, lib, w.ID); got.AddedBy != "" {
			t.Errorf("forgotten, the watch is by %q", got.AddedBy)
		}
		for _, want := range []bool{true, false} {
			if was, err := s.Unwatch(ctx, lib, w.ID); err != nil || was != want {
				t.Errorf("Unwatch = %v, %v", was, err)
			}
		}
		if err := s.SetWatch(ctx, lib, w); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Watch(ctx, lib, w.ID); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("unwatched: %v", err)
		}
	})
}

func TestEntries(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		began := time.Now().Add(-time.Second)
		w := store.Watch{ID: store.FeedWatch("https://example.org/feed"), URL: "https://example.org/feed"}
		if err := s.PutWatch(ctx, lib, w); err != nil {
			t.Fatal(err)
		}
		listed := []store.FeedEntry{
			{Known: "1", URL: "https://example.org/1", Title: "One", State: store.Waiting},
			{Known: "2", URL: "https://example.org/2", Title: "Two", State: store.Passed},
		}
		fresh, err := s.PutEntries(ctx, lib, w.ID, listed)
		if err != nil || len(fresh) != 2 || fresh[0].ID == "" || fresh[0].ID == fresh[1].ID {
			t.Fatalf("PutEntries = %+v, %v", fresh, err)
		}
		if again, err := s.PutEntries(ctx, lib, w.ID, append(listed, store.FeedEntry{Known: "3", State: store.Waiting})); err != nil || len(again) != 1 || again[0].Known != "3" {
			t.Fatalf("again: %+v, %v", again, err)
		}
		one := fresh[0]
		one.State, one.Reason, one.Tries = store.Refused, "It asks to sign in.", 1
		if err := s.SetEntry(ctx, lib, w.ID, one); err != nil {
			t.Fatal(err)
		}
		got, err := s.Entries(ctx, lib, w.ID, 10, store.Refused)
		if err != nil || len(got) != 1 || got[0].Reason != one.Reason || got[0].Title != "One" || got[0].Tries != 1 {
			t.Errorf("Entries = %+v, %v", got, err)
		}
		if all, err := s.Entries(ctx, lib, w.ID, 10); err != nil || len(all) != 3 {
			t.Errorf("all entries = %+v, %v", all, err)
		}
		if n, err := s.CountEntries(ctx, lib, w.ID, store.Refused, began); err != nil || n != 1 {
			t.Errorf("refused since: %d, %v", n, err)
		}
		if n, err := s.CountEntries(ctx, lib, w.ID, store.Refused, time.Now().Add(time.Hour)); err != nil || n != 0 {
			t.Errorf("refused in the future: %d, %v", n, err)
		}
		if _, err := s.Unwatch(ctx, lib, w.ID); err != nil {
			t.Fatal(err)
		}
		if all, err := s.Entries(ctx, lib, w.ID, 10); err != nil || len(all) != 0 {
			t.Errorf("unwatched, there are %+v, %v", all, err)
		}
	})
}

// What was set while the clock was ahead is due when it is right again, but not
// what may be that far ahead.
func TestDueAfterTheClockWasAhead(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		at := time.Now()
		const day = 24 * time.Hour
		for id, ahead := range map[string]time.Duration{
			store.FeedWatch("https://example.org/soon"): 7 * day,
			store.FeedWatch("https://example.org/far"):  365 * day,
			store.PageWatch("soon"):                     60 * day,
			store.PageWatch("far"):                      365 * day,
		} {
			if err := s.PutWatch(ctx, lib, store.Watch{ID: id, URL: "https://example.org/x", Next: at.Add(ahead)}); err != nil {
				t.Fatal(err)
			}
		}
		for library, ahead := range map[string]time.Duration{"near": 25 * time.Hour, "far": 365 * day} {
			if err := s.SetDaily(ctx, library, store.Daily{Channel: "1", Hour: 9, Zone: "UTC", Next: at.Add(ahead)}); err != nil {
				t.Fatal(err)
			}
		}
		due, err := s.Due(ctx, at, 10)
		if err != nil || len(due) != 2 || due[0].Watch.ID != store.FeedWatch("https://example.org/far") && due[1].Watch.ID != store.FeedWatch("https://example.org/far") {
			t.Errorf("Due = %+v, %v, want both that are far ahead", due, err)
		}
		for _, d := range due {
			if mine, err := s.Claim(ctx, lib, d.Watch, at.Add(time.Minute)); err != nil || !mine {
				t.Errorf("Claim of %s = %v, %v", d.Watch.ID, mine, err)
			}
		}
		if due, err := s.Due(ctx, at, 10); err != nil || len(due) != 0 {
			t.Errorf("claimed, they are due again: %+v, %v", due, err)
		}
		daily, err := s.DueDaily(ctx, at, 10)
		if err != nil || len(daily) != 1 || daily[0].Library != "far" {
			t.Errorf("DueDaily = %+v, %v, want the one that is far ahead", daily, err)
		}
	})
}
