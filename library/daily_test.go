package library_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/library"
	"footnote/store"
)

// frozen has four quotations that may be drawn, and three that may not: one
// without a speaker, one that was not said, and one of two words.
const frozen = `“The harbour froze over in the first week of March,” said Ida Brandt.

“We had to carry the mail across the ice on foot,” said Ida Brandt.

“Nobody had seen anything like it since my grandfather's time,” said Olof Lind.

“The ferry will sail again when the wind turns south,” said Marta Quill.

“Not yet,” said Marta Quill.

“The ferry is the pride and the joy of the whole coast,” reads a sign on the pier.

Olof Lind never said “The mail can wait until the spring of next year”.
`

// due makes the quote of the day of lib due.
func due(t *testing.T, s *shelf, lib *library.Library) {
	t.Helper()
	d, err := s.libs.Store().Daily(t.Context(), lib.Name())
	if err != nil || d.Channel == "" {
		t.Fatalf("Daily = %+v, %v", d, err)
	}
	d.Next = time.Now().Add(-time.Minute)
	if err := s.libs.Store().SetDaily(t.Context(), lib.Name(), d); err != nil {
		t.Fatal(err)
	}
}

// No quotation is drawn twice before all were, and only what a person said who
// is named.
func TestDailyDrawsAll(t *testing.T) {
	s := newShelf(t, 0)
	lib := s.library("sea")
	s.add(lib, "harbour", frozen)
	if err := lib.SetDaily(t.Context(), "ann", "", library.Daily{Channel: "41", Hour: 9, Zone: "berlin"}); err != nil {
		t.Fatal(err)
	}
	post := func() string {
		t.Helper()
		due(t, s, lib)
		text := ""
		if err := s.libs.RunDaily(t.Context(), func(u library.Update) {
			if u.Daily.Problem != library.NoProblem || u.Daily.Channel != "41" {
				t.Errorf("the report is %+v", u.Daily)
			}
			text = u.Daily.Result.Quote.Text
			if err := u.Daily.Posted(t.Context(), library.NoProblem); err != nil {
				t.Error(err)
			}
		}); err != nil {
			t.Fatal(err)
		}
		return text
	}
	last := ""
	for turn := range 3 {
		var texts []string
		for range 4 {
			text := post()
			if text == last {
				t.Errorf("turn %d: %q twice in a row", turn, text)
			}
			for _, not := range []string{"Not yet", "pride", "spring"} {
				if strings.Contains(text, not) {
					t.Errorf("drawn: %q", text)
				}
			}
			texts, last = append(texts, text), text
		}
		slices.Sort(texts)
		if len(slices.Compact(texts)) != 4 {
			t.Errorf("turn %d has %q", turn, texts)
		}
	}
	d, err := lib.Daily(t.Context())
	if err != nil || d.Zone != "Europe/Berlin" || d.Next.In(zone(t, "Europe/Berlin")).Hour() != 9 || !d.Next.After(time.Now()) || d.Next.After(time.Now().Add(25*time.Hour)) {
		t.Errorf("Daily = %+v, %v", d, err)
	}
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// One of two processes posts. A quotation that could not be posted is drawn
// again, after a quarter of an hour if Discord failed.
func TestDailyOnce(t *testing.T) {
	s := newShelf(t, 0)
	lib := s.library("sea")
	s.add(lib, "one", "“The harbour froze over in the first week of March,” said Ida Brandt.")
	if err := lib.SetDaily(t.Context(), "ann", "", library.Daily{Channel: "41", Hour: 9, Zone: "UTC"}); err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	posts := 0
	run := func(outcome library.DailyProblem) {
		if err := s.libs.RunDaily(t.Context(), func(u library.Update) {
			mu.Lock()
			defer mu.Unlock()
			posts++
			if err := u.Daily.Posted(t.Context(), outcome); err != nil {
				t.Error(err)
			}
		}); err != nil {
			t.Error(err)
		}
	}
	due(t, s, lib)
	var both sync.WaitGroup
	both.Go(func() { run(library.NotSent) })
	both.Go(func() { run(library.NotSent) })
	both.Wait()
	if posts != 1 {
		t.Errorf("two processes posted %d times", posts)
	}
	d, err := lib.Daily(t.Context())
	if err != nil || d.Problem != library.NotSent || time.Until(d.Next) > 15*time.Minute {
		t.Errorf("after a failure Daily = %+v, %v", d, err)
	}
	if shown, err := s.libs.Store().Shown(t.Context(), "sea", store.ForDaily); err != nil || len(shown) != 0 {
		t.Errorf("what was not posted counts as shown: %v, %v", shown, err)
	}
	run(library.NoProblem) // not due
	if posts != 1 {
		t.Error("posted before it was due")
	}
	if err := lib.GuildLeft(t.Context()); err != nil {
		t.Fatal(err)
	}
	due(t, s, lib)
	run(library.NoProblem)
	if posts != 1 {
		t.Error("posted to a server that the bot left")
	}
}

// A library without quotations reports that, and SetDaily refuses a zone that
// does not exist and changes nothing.
func TestDailyProblems(t *testing.T) {
	s := newShelf(t, 0)
	lib := s.library("sea")
	s.add(lib, "dry", "The harbour froze over. Nobody is quoted on it.")
	if err := lib.SetDaily(t.Context(), "ann", "", library.Daily{Channel: "41", Hour: 9, Zone: "asia/tokyo"}); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"", "Mars/Olympus", "local", "../etc/passwd", "Europe", "GMT+2"} {
		if err := lib.SetDaily(t.Context(), "ann", "", library.Daily{Channel: "42", Hour: 1, Zone: bad}); !errors.Is(err, library.ErrBadZone) {
			t.Errorf("SetDaily in %q = %v", bad, err)
		}
	}
	due(t, s, lib)
	var got []library.DailyProblem
	if err := s.libs.RunDaily(t.Context(), func(u library.Update) { got = append(got, u.Daily.Problem) }); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got, []library.DailyProblem{library.NoQuotations}) {
		t.Errorf("problems %q", got)
	}
	if d, err := lib.Daily(t.Context()); err != nil || d.Channel != "41" || d.Zone != "Asia/Tokyo" {
		t.Errorf("Daily = %+v, %v", d, err)
	}
}

// All that are due are posted at once, however many libraries chose the same
// hour.
func TestManyDailies(t *testing.T) {
	s := newShelf(t, 0)
	const many = 45
	for n := range many {
		lib := s.library(fmt.Sprint("sea", n))
		if err := lib.SetDaily(t.Context(), "ann", "", library.Daily{Channel: "41", Hour: 9, Zone: "UTC"}); err != nil {
			t.Fatal(err)
		}
		due(t, s, lib)
	}
	told := 0
	if err := s.libs.RunDaily(t.Context(), func(u library.Update) {
		told++
		if err := u.Daily.Posted(t.Context(), u.Daily.Problem); err != nil {
			t.Error(err)
		}
	}); err != nil || told != many {
		t.Errorf("RunDaily = %v after %d of %d", err, told, many)
	}
}
