package store_test

import (
	"errors"
	"testing"
	"time"

	"footnote/store"
)

func TestLessons(t *testing.T) {
	onEngines(t, func(t *testing.T, dsn string) {
		s := open(t, dsn)
		id := put(t, s, sample(1))[0].Info.ID
		pin := store.Lesson{Kind: store.PinLesson, Name: "p1", Article: id, Value: `{"question":"how"}`, By: mod}
		word := store.Lesson{Kind: store.SynonymLesson, Name: "s1", Value: `["a","b"]`, By: "bob"}
		asked := store.Lesson{Kind: store.QuestionLesson, Name: "q1", Article: id, Value: `{}`, By: mod}
		for _, l := range []store.Lesson{pin, word, asked} {
			if err := s.Teach(ctx, lib, 1, l); err != nil {
				t.Fatal(err)
			}
		}
		lessons := func(library string, kinds ...store.LessonKind) []store.Lesson {
			t.Helper()
			list, err := s.Lessons(ctx, library, kinds...)
			if err != nil {
				t.Fatal(err)
			}
			return list
		}
		all := []store.LessonKind{store.PinLesson, store.SynonymLesson, store.QuestionLesson}
		if got := lessons(lib, all...); len(got) != 3 || time.Since(got[0].Made) > time.Minute {
			t.Errorf("Lessons = %+v, want three of now", got)
		}
		if got := lessons("other", all...); len(got) != 0 {
			t.Errorf("Lessons of another library = %+v", got)
		}
		if err := s.Teach(ctx, lib, 1, store.Lesson{Kind: store.PinLesson, Name: "p2", Value: `{}`}); !errors.Is(err, store.ErrTooMany) {
			t.Errorf("one pin too many: %v, want ErrTooMany", err)
		}
		pin.Value = `{"question":"again"}`
		if err := s.Teach(ctx, lib, 1, pin); err != nil {
			t.Errorf("a pin of the same name: %v", err)
		}
		if got := lessons(lib, store.PinLesson); len(got) != 1 || got[0].Value != pin.Value {
			t.Errorf("after teaching it again: %+v", got)
		}

		if err := s.Forget(ctx, lib, mod); err != nil {
			t.Fatal(err)
		}
		if got := lessons(lib, store.QuestionLesson); len(got) != 0 {
			t.Errorf("after Forget: %+v, want no saved question", got)
		}
		if got := lessons(lib, store.PinLesson, store.SynonymLesson); len(got) != 2 || got[0].By+got[1].By != "bob" {
			t.Errorf("after Forget: %+v, want the other's name alone", got)
		}

		if _, err := s.Remove(ctx, lib, mod, id); err != nil {
			t.Fatal(err)
		}
		if got := lessons(lib, store.PinLesson); len(got) != 1 {
			t.Errorf("after Remove: %+v, want the pin, which may come back", got)
		}
		if err := s.Purge(ctx, time.Now().Add(time.Minute)); err != nil {
			t.Fatal(err)
		}
		if got := lessons(lib, store.PinLesson); len(got) != 0 {
			t.Errorf("after Purge: %+v", got)
		}
		if err := s.Unteach(ctx, lib, store.SynonymLesson, "s1"); err != nil {
			t.Error(err)
		}
		if err := s.Unteach(ctx, lib, store.SynonymLesson, "s1"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("taken away twice: %v, want ErrNotFound", err)
		}
	})
}
