package library_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/index"
	"footnote/library"
	"footnote/store"
)

func TestVersions(t *testing.T) {
	libs, lib := follower(t)
	ctx := t.Context()
	p := newPaper(t)
	p.publish(1, false)
	added, err := lib.AddURL(ctx, "ann", p.URL+"/1", library.Item{})
	if err != nil {
		t.Fatal(err)
	}
	title := "Crossing"
	if _, err := lib.Edit(ctx, "bob", added.ID, library.Edit{Title: &title}); err != nil {
		t.Fatal(err)
	}
	p.pages["/1"] = strings.Replace(p.pages["/1"], "day 3 ", "the third day ", 1)
	if r, err := lib.Refresh(ctx, added.ID); err != nil || !r.Changed {
		t.Fatalf("Refresh = %+v, %v", r, err)
	}
	type seen struct{ action, by string }
	versions := func(want ...seen) []library.Version {
		t.Helper()
		list, err := lib.Versions(ctx, added.ID)
		var got []seen
		for i, v := range list {
			got = append(got, seen{v.Action, v.By})
			if v.Current != (i == 0) || i > 0 && !v.Stored {
				t.Errorf("version %d is %+v", i, v)
			}
		}
		if err != nil || !slices.Equal(got, want) {
			t.Fatalf("Versions = %v, %v, want %v", got, err, want)
		}
		return list
	}
	list := versions(seen{"update", library.ByPage}, seen{"correct", "bob"}, seen{"add", "ann"})

	revisions, err := lib.Revisions(ctx, added.ID, list[1].Seq)
	if err != nil || len(revisions) != 1 || !strings.HasPrefix(revisions[0].Before, "On day 3 ") || !strings.HasPrefix(revisions[0].After, "On the third day ") || len(revisions[0].Replaced) == 0 {
		t.Errorf("Revisions = %+v, %v, want the one sentence that changed", revisions, err)
	}
	if revisions, err = lib.Revisions(ctx, added.ID, list[2].Seq); err != nil || len(revisions) != 3 {
		t.Errorf("Revisions since the first = %+v, %v, want the title before and after, too", revisions, err)
	}

	if r, err := lib.Revert(ctx, "cat", added.ID, list[2].Seq); err != nil || r.Title != added.Title {
		t.Errorf("Revert = %+v, %v, want the title %q", r, err, added.Title)
	}
	versions(seen{"revert", "cat"}, seen{"update", library.ByPage}, seen{"correct", "bob"}, seen{"add", "ann"})
	if a, err := lib.Answer(ctx, index.Query{Text: "day 3 of voyage 1"}); err != nil || len(a.Results) == 0 || !strings.HasPrefix(a.Results[0].Passage, "On day 3 ") {
		t.Errorf("after Revert the answer is %+v, %v", a.Results, err)
	}
	if _, err := libs.Store().Watch(ctx, "sea", store.PageWatch(added.ID)); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("its page is still checked: %v", err)
	}
	if _, err := lib.Revert(ctx, "cat", added.ID, 999); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("Revert to no version: %v", err)
	}

	// No more than MaxVersions are kept.
	for n := range store.MaxVersions + 2 {
		title := strings.Repeat("x", n+5)
		if _, err := lib.Edit(ctx, "bob", added.ID, library.Edit{Title: &title}); err != nil {
			t.Fatal(err)
		}
	}
	kept := 0
	list, err = lib.Versions(ctx, added.ID)
	for _, v := range list {
		if v.Stored {
			kept++
		}
	}
	if err != nil || kept != store.MaxVersions {
		t.Errorf("%d versions are kept, %v, want %d", kept, err, store.MaxVersions)
	}
	// They go with the article.
	if _, err := lib.Remove(ctx, "bob", added.ID); err != nil {
		t.Fatal(err)
	}
	if err := libs.Store().Purge(ctx, time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if list, err := libs.Store().Versions(ctx, "sea", added.ID); err != nil || len(list) > 0 {
		t.Errorf("of a purged article %v are left, %v", list, err)
	}
}

// A page that is gone is reported once, after two weeks; answers say so from
// then on, until it is back.
func TestGonePage(t *testing.T) {
	libs, lib := follower(t)
	ctx := t.Context()
	p := newPaper(t)
	p.publish(1, false)
	page := p.pages["/1"]
	added, err := lib.AddURL(ctx, "ann", p.URL+"/1", library.Item{})
	if err != nil {
		t.Fatal(err)
	}
	day := 24 * time.Hour
	for _, step := range []struct {
		name        string
		page        string
		gone, last  time.Duration // ago: since when it is gone, and when that was last seen
		told, noted bool
	}{
		{name: "first", told: true},
		{name: "a week", gone: 7 * day, last: 3 * day, told: true},
		{name: "two weeks", gone: 14 * day, last: 6 * day, noted: true},
		{name: "three weeks", gone: 21 * day, last: 7 * day, told: true, noted: true},
		{name: "back", page: page, gone: 22 * day, last: day},
	} {
		p.pages["/1"] = step.page
		w, err := libs.Store().Watch(ctx, "sea", store.PageWatch(added.ID))
		if err != nil {
			t.Fatal(err)
		}
		if step.gone > 0 {
			w.Gone, w.Checked = time.Now().Add(-step.gone), time.Now().Add(-step.last)
			if err := libs.Store().SetWatch(ctx, "sea", w); err != nil {
				t.Fatal(err)
			}
		}
		report, err := lib.Refresh(ctx, added.ID)
		if err != nil || report.Known != step.told || report.Gone != step.noted {
			t.Errorf("%s: told %v, gone %v, %v, want %v, %v", step.name, report.Known, report.Gone, err, step.told, step.noted)
		}
		gone, err := lib.Gone(ctx, added.ID, "other")
		if err != nil || (len(gone) == 1) != step.noted {
			t.Errorf("%s: Gone = %v, %v", step.name, gone, err)
		}
	}
}
