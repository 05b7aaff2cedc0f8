package store_test

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"footnote/store"
)

// A library can be copied from each engine to each, whole, and is distinguished
// from others.
func TestCopy(t *testing.T) {
	later := 5 // articles that are put later, each once
	onEngines(t, func(t *testing.T, from string) {
		onEngines(t, func(t *testing.T, to string) {
			a, b := open(t, from), open(t, to)
			put(t, a, sample(1), sample(2), sample(3))
			if _, err := a.Remove(ctx, lib, mod, put(t, a, sample(4))[0].Info.ID); err != nil {
				t.Fatal(err)
			}
			if err := a.SetSetting(ctx, lib, "settings", `{"private":true}`); err != nil {
				t.Fatal(err)
			}
			if err := a.Note(ctx, lib, store.Event{By: mod, Kind: "report", Detail: "wrong"}); err != nil {
				t.Fatal(err)
			}
			if err := a.PutTemp(ctx, lib, "key", []byte{0, 0xff}, time.Now().Add(time.Hour)); err != nil {
				t.Fatal(err)
			}
			copies := func(want bool) {
				t.Helper()
				if copied, err := a.Copy(ctx, b, lib); err != nil || copied != want {
					t.Fatalf("Copy = %v, %v, want %v; heads %v, %v", copied, err, want, head(t, a), head(t, b))
				}
				if head(t, a) != head(t, b) {
					t.Errorf("heads %v and %v", head(t, a), head(t, b))
				}
				sound(t, b)
			}
			copies(true)
			copies(false) // it is there
			id := put(t, a, sample(later))[0].Info.ID
			copies(true) // it was behind
			if _, there, err := b.Article(ctx, lib, id); err != nil || len(there.Passages) != 30 {
				t.Errorf("an article arrived as %v, %v", there, err)
			}
			if v, err := b.Setting(ctx, lib, "settings"); err != nil || v != `{"private":true}` {
				t.Errorf("Setting = %q, %v", v, err)
			}
			if e, err := b.Events(ctx, lib, "", 5); err != nil || len(e) == 0 {
				t.Errorf("Events = %v, %v", e, err)
			}
			if v, err := b.Temp(ctx, lib, "key"); err != nil || len(v) != 2 {
				t.Errorf("Kept = %v, %v", v, err)
			}
			put(t, b, sample(later+1)) // the copy goes its own way
			put(t, a, sample(later+2))
			later += 3
			if _, err := a.Copy(ctx, b, lib); !errors.Is(err, store.ErrExists) {
				t.Errorf("Copy over another history: %v, want ErrExists", err)
			}
			if _, err := a.Copy(ctx, b, "none"); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("Copy of nothing: %v, want ErrNotFound", err)
			}
		})
	})
}

// A copy with altered or missing words is not a success.
func TestCopyOfDamage(t *testing.T) {
	for name, statement := range map[string]string{
		"altered words":      `update passages set words = replace(words, 'wake', 'bark') where n = 0`,
		"an altered title":   `update articles set title = 'Other'`,
		"a lost passage":     `delete from passages where n = 3`,
		"an altered speaker": `update quotes set speaker = 'Bea Byrd' where n = 1`,
	} {
		t.Run(name, func(t *testing.T) {
			from := filepath.Join(t.TempDir(), "from.db")
			a, b := open(t, from), open(t, filepath.Join(t.TempDir(), "to.db"))
			put(t, a, sample(1))
			alter(t, from, statement)
			if _, err := a.Copy(ctx, b, lib); !errors.Is(err, store.ErrDamaged) {
				t.Errorf("Copy: %v, want ErrDamaged", err)
			}
		})
	}
}
