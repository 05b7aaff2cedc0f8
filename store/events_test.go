package store_test

import (
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"footnote/store"
)

func TestEvents(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		for _, e := range []store.Event{{By: "ann", Kind: "settings", Detail: "first"}, {By: "bob", Kind: "report", Detail: "second"}} {
			if err := s.Note(ctx, lib, e); err != nil {
				t.Fatal(err)
			}
		}
		events := func(library, by string) []store.Event {
			t.Helper()
			list, err := s.Events(ctx, library, by, 10)
			if err != nil {
				t.Fatal(err)
			}
			return list
		}
		if got := events(lib, ""); len(got) != 2 || got[0].Detail != "second" || got[0].Kind != "report" || time.Since(got[0].At) > time.Minute {
			t.Errorf("Events = %+v, want the second first", got)
		}
		if got := events(lib, "ann"); len(got) != 1 || got[0].Detail != "first" {
			t.Errorf("Events by ann = %+v", got)
		}
		if got := events("other", ""); len(got) != 0 {
			t.Errorf("Events of another library = %+v", got)
		}
	})
}

// Events of one millisecond are listed in the order in which they were noted.
func TestEventsOfOneMillisecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // where the clock does not move
		s := open(t, filepath.Join(t.TempDir(), "store.db"))
		var want []string
		for n := range 20 {
			detail := strconv.Itoa(n)
			if err := s.Note(ctx, lib, store.Event{By: "ann", Kind: "settings", Detail: detail}); err != nil {
				t.Fatal(err)
			}
			want = slices.Insert(want, 0, detail)
		}
		events, err := s.Events(ctx, lib, "", 50)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range events {
			got = append(got, e.Detail)
		}
		if !slices.Equal(got, want) {
			t.Errorf("Events = %v, want %v", got, want)
		}
	})
}

func TestForget(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		id := put(t, s, sample(1))[0].Info.ID
		if _, err := s.Edit(ctx, lib, "bob", id, func(e *store.Entry) error { e.Source.Title = "Other"; return nil }); err != nil {
			t.Fatal(err)
		}
		if err := s.Note(ctx, lib, store.Event{By: mod, Kind: "report", Detail: "wrong"}); err != nil {
			t.Fatal(err)
		}
		if err := s.Forget(ctx, lib, mod); err != nil {
			t.Fatal(err)
		}
		if info, err := s.Info(ctx, lib, id); err != nil || info.AddedBy != "" {
			t.Errorf("added by %q, %v, want nobody", info.AddedBy, err)
		}
		changes, err := s.History(ctx, lib, "", 10)
		if err != nil || len(changes) != 2 || changes[0].By != "bob" || changes[1].By != "" {
			t.Errorf("History = %+v, %v, want bob's, then nobody's", changes, err)
		}
		if mine, err := s.History(ctx, lib, "bob", 10); err != nil || len(mine) != 1 {
			t.Errorf("History by bob = %+v, %v", mine, err)
		}
		if events, err := s.Events(ctx, lib, mod, 10); err != nil || len(events) != 0 {
			t.Errorf("Events by the forgotten = %+v, %v", events, err)
		}
		sound(t, s)
	})
}

func TestSetBefore(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		for library, value := range map[string]string{"early": "1000", "late": "3000"} {
			if err := s.SetSetting(ctx, library, "left", value); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := s.SettingBefore(ctx, "left", time.UnixMilli(2000)); err != nil || len(got) != 1 || got[0] != "early" {
			t.Errorf("SetBefore = %v, %v, want early", got, err)
		}
	})
}
