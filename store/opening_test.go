package store_test

import (
	"testing"

	"footnote/store"
)

// What a request reads at its beginning is of its own library: another one that it
// reads, too, has its own settings and lessons. What it writes, it sees.
func TestOpeningIsOfOneLibrary(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		for _, name := range []string{"one", "two"} {
			if err := s.SetSetting(ctx, name, "settings", "of "+name); err != nil {
				t.Fatal(err)
			}
			if err := s.Teach(ctx, name, 10, store.Lesson{Kind: store.SynonymLesson, Name: "boat", Value: "of " + name}); err != nil {
				t.Fatal(err)
			}
		}
		ctx := s.WithOpening(ctx, "one")
		read := func(name, want string) {
			t.Helper()
			if got, err := s.Setting(ctx, name, "settings"); err != nil || got != want {
				t.Errorf("Setting of %s = %q, %v, want %q", name, got, err, want)
			}
			if got, err := s.Lessons(ctx, name, store.SynonymLesson); err != nil || len(got) != 1 || got[0].Value != "of "+name {
				t.Errorf("Lessons of %s = %+v, %v", name, got, err)
			}
		}
		read("one", "of one")
		read("two", "of two")
		if err := s.SetSetting(ctx, "one", "settings", "changed"); err != nil {
			t.Fatal(err)
		}
		read("one", "changed")
	})
}
