package store_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/article"
	"footnote/store"
)

var ctx = context.Background()

const lib, mod = "guild", "moderator"

// put puts entries and fails the test on an error.
func put(t testing.TB, s *store.Store, entries ...store.Entry) []store.Stored {
	t.Helper()
	stored, err := s.Put(ctx, lib, mod, entries...)
	if err != nil {
		t.Fatal(err)
	}
	return stored
}

func head(t testing.TB, s *store.Store) store.Head {
	t.Helper()
	h, err := s.Head(ctx, lib)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// sound fails the test if the store finds anything wrong with itself.
func sound(t testing.TB, s *store.Store) {
	t.Helper()
	if problems, err := s.Check(ctx); err != nil || len(problems) > 0 {
		t.Errorf("Check() = %v, %v, want nothing", problems, err)
	}
}

func TestNothingYet(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		if h := head(t, s); h != (store.Head{}) {
			t.Errorf("Head of nothing = %v, want zero", h)
		}
		if _, _, err := s.Article(ctx, lib, "x"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("Article of nothing: %v, want ErrNotFound", err)
		}
		if _, err := s.Source(ctx, lib, "x"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("Source of nothing: %v, want ErrNotFound", err)
		}
		if c, err := s.Count(ctx, lib); err != nil || c != (store.Counts{}) {
			t.Errorf("Count of nothing = %v, %v", c, err)
		}
		if ids, err := s.Remove(ctx, lib, mod, "x"); err != nil || len(ids) > 0 {
			t.Errorf("Remove of nothing = %v, %v", ids, err)
		}
		if libs, err := s.Libraries(ctx); err != nil || len(libs) > 0 {
			t.Errorf("Libraries after reading alone = %v, %v, want none", libs, err)
		}
	})
}

func TestPut(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		e := sample(1)
		first := put(t, s, e)[0]
		if first.Status != store.Added || first.Info.Seq != 1 || len(first.Info.ID) != 12 || first.Info.AddedBy != mod {
			t.Fatalf("first Put = %+v", first)
		}
		id := first.Info.ID
		info, reading, err := s.Article(ctx, lib, id)
		if err != nil || !reflect.DeepEqual(reading, e.Reading) || !reflect.DeepEqual(info, first.Info) {
			t.Errorf("Article = %+v, %v, %v, want what was put", info, reading, err)
		}
		if src, err := s.Source(ctx, lib, id); err != nil || !reflect.DeepEqual(src, e.Source) {
			t.Errorf("Source = %v, %v, want what was put", src, err)
		}

		before := head(t, s)
		if again := put(t, s, e)[0]; again.Status != store.Unchanged || !reflect.DeepEqual(again.Info, first.Info) {
			t.Errorf("second Put = %+v", again)
		}
		if after := head(t, s); after != before {
			t.Errorf("head moved from %v to %v, nothing was new", before, after)
		}

		e.Source.Body = append(e.Source.Body, "More."...)
		e.Reading.Passages = append(e.Reading.Passages, article.Passage{Kind: article.Paragraph, Text: "More."})
		changed := put(t, s, e)[0]
		if changed.Status != store.Updated || changed.Info.ID != id || changed.Info.Seq != 2 || !changed.Info.Added.Equal(first.Info.Added) {
			t.Errorf("Put of a new version = %+v", changed)
		}
		if c, err := s.Count(ctx, lib); err != nil || c != (store.Counts{Articles: 1, Passages: 31, Quotes: 5, People: 1}) {
			t.Errorf("Count = %v, %v", c, err)
		}
		sound(t, s)
	})
}

// An article that was given an id is found by its address afterwards.
func TestPutFindsAddress(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		e := sample(1)
		e.ID = "my own"
		put(t, s, e)
		e.ID, e.Source.Title = "", "Another title"
		if got := put(t, s, e)[0]; got.Info.ID != "my own" || got.Status != store.Updated {
			t.Errorf("Put = %+v, want the article of that address", got)
		}
	})
}

func TestPutTwiceInOne(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		got := put(t, s, short("a", "One."), short("b", "Two."), short("a", "Three."), short("a", "Three."))
		var statuses []store.Status
		for _, g := range got {
			statuses = append(statuses, g.Status)
		}
		if want := []store.Status{store.Added, store.Added, store.Updated, store.Unchanged}; !slices.Equal(statuses, want) {
			t.Errorf("statuses %v, want %v", statuses, want)
		}
		if _, a, err := s.Article(ctx, lib, "a"); err != nil || a.Passages[0].Text != "Three." {
			t.Errorf("Article = %v, %v, want the last version", a, err)
		}
		sound(t, s)
	})
}

func TestPutBadName(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		for _, id := range []string{"\x00", "a\nb", "\xff", strings.Repeat("ä", 201)} {
			if _, err := s.Put(ctx, lib, mod, short("fine", "x"), short(id, "x")); !errors.Is(err, store.ErrBadName) {
				t.Errorf("Put(%q): %v, want ErrBadName", id, err)
			}
		}
		if _, err := s.Put(ctx, "", mod, short("fine", "x")); !errors.Is(err, store.ErrBadName) {
			t.Errorf("Put without a library: %v, want ErrBadName", err)
		}
		if ids, err := s.IDs(ctx, lib); err != nil || len(ids) > 0 {
			t.Errorf("IDs = %v, %v, want none: a bad entry stops all", ids, err)
		}
		put(t, s, short(strings.Repeat("ä", 200), "x"))
	})
}

func TestWords(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		stored := put(t, s, samples(0, 8)...)
		var places []article.Place
		for i := range 250 { // over several queries
			places = append(places, article.Place{Article: stored[i%8].Info.ID, N: i % 35})
		}
		words, err := s.Passages(ctx, lib, places)
		if err != nil || len(words) != len(places) {
			t.Fatalf("Passages = %d words, %v", len(words), err)
		}
		for i, w := range words {
			var want article.Passage
			if n := i % 35; n < 30 {
				want = sample(i % 8).Reading.Passages[n]
			}
			if w.Place != places[i] || w.Passage != want {
				t.Fatalf("Passages[%d] = %v, want %v", i, w, want)
			}
			if want.Text != "" && (w.Info.Title != stored[i%8].Info.Title || w.Info.URL != stored[i%8].Info.URL) {
				t.Fatalf("Passages[%d] is of %v, want %v", i, w.Info, stored[i%8].Info)
			}
		}
		if other, err := s.Passages(ctx, "other", places[:1]); err != nil || other[0].Passage.Text != "" {
			t.Errorf("Passages of another library = %v, %v, want nothing", other, err)
		}

		quotes, err := s.Quotes(ctx, lib, []article.Place{{Article: "gone"}, {Article: stored[2].Info.ID, N: 4}})
		if err != nil || quotes[0].Quote.Text != "" || !reflect.DeepEqual(quotes[1].Quote, sample(2).Reading.Quotes[4]) {
			t.Fatalf("Quotes = %v, %v", quotes, err)
		}
		if got := quotes[1].Quote.Parts[0].Span.Of(quotes[1].Passages[0].Text); got != "Cats sleep," {
			t.Errorf("words of the quotation in its passage = %q", got)
		}

		people, err := s.People(ctx, lib, []article.Place{{Article: stored[3].Info.ID}, {Article: stored[3].Info.ID, N: 1}})
		if err != nil || people[1].Person.Name != "" || !reflect.DeepEqual(people[0].Person, sample(3).Reading.People[0]) {
			t.Fatalf("People = %v, %v", people, err)
		}
		if got := people[0].Person.Described[0].Span.Of(people[0].Passages[0].Text); got != "Ann Archer" {
			t.Errorf("words that describe the person = %q", got)
		}
	})
}

func TestArticles(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		put(t, s, samples(0, 12)...)
		odd := short("odd", "x")
		odd.Reading.Title = `100% ÄRGER_\`
		put(t, s, odd)
		for _, tt := range []struct {
			filter store.Filter
			want   string
		}{
			{store.Filter{Limit: 2}, `100% ÄRGER_\|Cat number 11`},
			{store.Filter{Limit: 2, Offset: 2}, `Cat number 10|Cat number 9`},
			{store.Filter{Offset: 11}, `Cat number 1|Cat number 0`},
			{store.Filter{Text: "nUMBER 1"}, `Cat number 11|Cat number 10|Cat number 1`},
			{store.Filter{Text: "/cats/3"}, `Cat number 3`},
			{store.Filter{Text: "ann a", Limit: 1}, `Cat number 11`},
			{store.Filter{Text: "ärger"}, `100% ÄRGER_\`},
			{store.Filter{Text: `_\`}, `100% ÄRGER_\`},
			{store.Filter{Text: "cat_number"}, ``},
			{store.Filter{Text: "0%"}, `100% ÄRGER_\`},
			{store.Filter{Text: "no such"}, ``},
		} {
			list, err := s.Articles(ctx, lib, tt.filter)
			if err != nil {
				t.Fatal(err)
			}
			var titles []string
			for _, i := range list {
				titles = append(titles, i.Title)
			}
			if got := strings.Join(titles, "|"); got != tt.want {
				t.Errorf("Articles(%+v) = %s, want %s", tt.filter, got, tt.want)
			}
		}
	})
}

func TestReadings(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		put(t, s, samples(0, 150)...)
		ids, err := s.IDs(ctx, lib)
		if err != nil || len(ids) != 150 {
			t.Fatalf("IDs = %d, %v", len(ids), err)
		}
		list, err := s.Readings(ctx, lib, append(slices.Clone(ids), "gone"))
		if err != nil || len(list) != 150 {
			t.Fatalf("Readings = %d, %v", len(list), err)
		}
		for i, r := range list {
			if r.ID != ids[i] || !reflect.DeepEqual(r.Article, sample(i).Reading) {
				t.Fatalf("Readings[%d] = %v, want article %d as put", i, r, i)
			}
		}
	})
}

func TestRemove(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		stored := put(t, s, samples(0, 3)...)
		id := stored[1].Info.ID
		gone, err := s.Remove(ctx, lib, mod, "nothing", id, id)
		if err != nil || !slices.Equal(gone, []string{id}) {
			t.Fatalf("Remove = %v, %v", gone, err)
		}
		if _, _, err := s.Article(ctx, lib, id); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("Article of a removed one: %v", err)
		}
		if _, err := s.Source(ctx, lib, id); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("Source of a removed one: %v", err)
		}
		sound(t, s)
		back, err := s.Unremove(ctx, lib, mod, id, id, "nothing")
		if err != nil || !slices.Equal(back, []string{id}) {
			t.Fatalf("Unremove = %v, %v", back, err)
		}
		info, a, err := s.Article(ctx, lib, id)
		if err != nil || !reflect.DeepEqual(a, sample(1).Reading) || !info.Added.Equal(stored[1].Info.Added) || info.Seq != 5 {
			t.Errorf("Article that came back = %+v, %v, %v", info, a, err)
		}
		if src, err := s.Source(ctx, lib, id); err != nil || !reflect.DeepEqual(src, sample(1).Source) {
			t.Errorf("Source that came back = %v, %v", src, err)
		}

		if _, err := s.Remove(ctx, lib, mod, id); err != nil {
			t.Fatal(err)
		}
		if err := s.Purge(ctx, time.Now().Add(-time.Hour)); err != nil {
			t.Fatal(err)
		}
		if back, err := s.Unremove(ctx, lib, mod, id); err != nil || len(back) != 1 {
			t.Errorf("Unremove after a purge of older ones = %v, %v", back, err)
		}
		if _, err := s.Remove(ctx, lib, mod, id); err != nil {
			t.Fatal(err)
		}
		if err := s.Purge(ctx, time.Now().Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		if back, err := s.Unremove(ctx, lib, mod, id); err != nil || len(back) != 0 {
			t.Errorf("Unremove after Purge = %v, %v, want none", back, err)
		}
		changes, err := s.Changes(ctx, lib, 0, 100)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range changes {
			if (c.Title == "") != (c.Article == id) {
				t.Errorf("after Purge: change %+v; only titles of what was erased go", c)
			}
		}
		sound(t, s)
	})
}

func TestEdit(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		id := put(t, s, sample(1))[0].Info.ID
		got, err := s.Edit(ctx, lib, mod, id, func(e *store.Entry) error { return nil })
		if err != nil || got.Status != store.Unchanged || head(t, s).Seq != 1 {
			t.Errorf("Edit of nothing = %+v, %v", got, err)
		}
		got, err = s.Edit(ctx, lib, mod, id, func(e *store.Entry) error {
			e.Source.Title, e.Reading.Title = "Better", "Better"
			e.Reading.Passages = e.Reading.Passages[:10]
			return nil
		})
		if err != nil || got.Status != store.Updated || got.Info.Title != "Better" || got.Info.Passages != 10 {
			t.Errorf("Edit = %+v, %v", got, err)
		}
		boom := errors.New("boom")
		if _, err := s.Edit(ctx, lib, mod, id, func(e *store.Entry) error { e.Reading.Title = "Worse"; return boom }); !errors.Is(err, boom) {
			t.Errorf("Edit that fails: %v, want its error", err)
		}
		if _, err := s.Edit(ctx, lib, mod, "gone", func(*store.Entry) error { return nil }); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("Edit of nothing: %v", err)
		}
		if info, _, err := s.Article(ctx, lib, id); err != nil || info.Title != "Better" {
			t.Errorf("Article = %+v, %v", info, err)
		}
		sound(t, s)
	})
}

func TestReread(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		stored := put(t, s, samples(0, 3)...)
		old, err := s.Outdated(ctx, lib, article.Version+1, 2)
		if err != nil || len(old) != 2 || old[0] != stored[0].Info.ID {
			t.Errorf("Outdated = %v, %v", old, err)
		}
		better, same, stale := sample(0), sample(1), sample(2)
		better.Reading.People = nil
		stale.Source.Body = []byte("of another version")
		stale.Reading.People = nil
		for i, e := range []*store.Entry{&better, &same, &stale} {
			e.ID = stored[i].Info.ID
		}
		if err := s.Reread(ctx, lib, better, same, stale, short("gone", "x")); err != nil {
			t.Fatal(err)
		}
		changes, err := s.Changes(ctx, lib, 3, 10)
		if err != nil || len(changes) != 1 || changes[0].Action != "reread" || changes[0].Article != better.ID {
			t.Errorf("Changes = %+v, %v, want one reread", changes, err)
		}
		if src, err := s.Source(ctx, lib, better.ID); err != nil || !reflect.DeepEqual(src, better.Source) {
			t.Errorf("Source after Reread = %v, %v", src, err)
		}
		sound(t, s)
	})
}

func TestHistory(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		stored := put(t, s, samples(0, 3)...)
		if _, err := s.Remove(ctx, lib, mod, stored[0].Info.ID); err != nil {
			t.Fatal(err)
		}
		changes, err := s.Changes(ctx, lib, 1, 2)
		if err != nil || len(changes) != 2 || changes[0].Seq != 2 || changes[1].Seq != 3 {
			t.Fatalf("Changes after 1 = %v, %v", changes, err)
		}
		for _, c := range changes {
			if chain, err := s.ChainAt(ctx, lib, c.Seq); err != nil || chain != c.Chain {
				t.Errorf("ChainAt(%d) = %s, %v, want %s", c.Seq, chain, err, c.Chain)
			}
		}
		h := head(t, s)
		if chain, err := s.ChainAt(ctx, lib, h.Seq); err != nil || chain != h.Chain || h.Seq != 4 {
			t.Errorf("ChainAt(head) = %s, %v, want %v", chain, err, h)
		}
		if _, err := s.ChainAt(ctx, lib, 5); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("ChainAt beyond the head: %v", err)
		}
		if err := s.Erase(ctx, lib); err != nil {
			t.Fatal(err)
		}
		if h := head(t, s); h != (store.Head{}) {
			t.Errorf("head after Erase = %v", h)
		}
		put(t, s, samples(0, 3)...)
		if chain, err := s.ChainAt(ctx, lib, 3); err != nil || chain == changes[1].Chain {
			t.Errorf("an erased library that is made again has the old history")
		}
		sound(t, s)
	})
}

func TestLibraries(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		put(t, s, sample(1))
		if err := s.SetName(ctx, lib, "The cats"); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Put(ctx, "other", mod, sample(1)); err != nil {
			t.Fatal(err)
		}
		list, err := s.Libraries(ctx)
		if err != nil || len(list) != 2 {
			t.Fatalf("Libraries = %v, %v", list, err)
		}
		i := slices.IndexFunc(list, func(l store.LibraryInfo) bool { return l.ID == lib })
		if l := list[i]; l.Name != "The cats" || l.Seq != 1 || l.Counts.Passages != 30 {
			t.Errorf("library = %+v", l)
		}
		if err := s.Erase(ctx, lib); err != nil {
			t.Fatal(err)
		}
		if c, err := s.Count(ctx, "other"); err != nil || c.Articles != 1 {
			t.Errorf("Erase of one took from another: %v, %v", c, err)
		}
	})
}

func TestKept(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		value := []byte{0, 0xff, 'x'}
		if err := s.PutTemp(ctx, lib, "key", value, time.Now().Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Temp(ctx, lib, "key"); err != nil || !slices.Equal(got, value) {
			t.Errorf("Kept = %v, %v", got, err)
		}
		if _, err := s.Temp(ctx, "other", "key"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("Kept of another library: %v", err)
		}
		if err := s.PutTemp(ctx, lib, "key", nil, time.Now().Add(-time.Second)); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Temp(ctx, lib, "key"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("Kept when its time is over: %v", err)
		}
		if err := s.SetSetting(ctx, lib, "language", "de"); err != nil {
			t.Fatal(err)
		}
		if v, err := s.Setting(ctx, lib, "language"); err != nil || v != "de" {
			t.Errorf("Setting = %q, %v", v, err)
		}
		if err := s.SetSetting(ctx, lib, "language", ""); err != nil {
			t.Fatal(err)
		}
		if v, err := s.Setting(ctx, lib, "language"); err != nil || v != "" {
			t.Errorf("Setting that was taken away = %q, %v", v, err)
		}
	})
}

// patiently does what the store asks of who meets a database that is busy or
// does not answer in time, as one on a busy machine: it tries again. A try
// whose outcome is not known is "unchanged" the second time.
func patiently(try func() error) error {
	for deadline := time.Now().Add(time.Minute); ; {
		err := try()
		if !errors.Is(err, store.ErrBusy) && !errors.Is(err, store.ErrUnavailable) || time.Now().After(deadline) {
			return err
		}
	}
}

// Many writers of one library, in two stores over one database, while
// readers follow its history.
func TestManyWriters(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		stores := []*store.Store{open(t, dsn), open(t, dsn)}
		const writers, each = 6, 10
		var wg sync.WaitGroup
		for w := range writers {
			wg.Go(func() {
				for i := range each {
					if err := patiently(func() error {
						_, err := stores[w%2].Put(ctx, lib, mod, short(fmt.Sprintf("%d-%d", w, i), "Some text."))
						return err
					}); err != nil {
						t.Error(err)
					}
				}
			})
		}
		var seen int64
		for seen < writers*each && !t.Failed() {
			var changes []store.Change
			if err := patiently(func() (err error) {
				changes, err = stores[0].Changes(ctx, lib, seen, 1000)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			for _, c := range changes {
				if seen++; c.Seq != seen {
					t.Fatalf("change %d where %d is next", c.Seq, seen)
				}
			}
		}
		wg.Wait()
		sound(t, stores[1])
	})
}

// Several processes that start on nothing make one store.
func TestOpenTogether(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		var wg sync.WaitGroup
		for i := range 6 {
			wg.Go(func() {
				var s *store.Store
				if err := patiently(func() (err error) { s, err = store.Open(ctx, dsn); return err }); err != nil {
					t.Error(err)
					return
				}
				defer s.Close()
				if err := patiently(func() error { _, err := s.Put(ctx, lib, mod, short(fmt.Sprint(i), "x")); return err }); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		s := open(t, dsn)
		if h := head(t, s); h.Seq != 6 {
			t.Errorf("head at %d, want 6", h.Seq)
		}
		sound(t, s)
	})
}
