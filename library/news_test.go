package library_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"footnote/article"
	"footnote/library"
)

// A batch of new articles is announced once, when it is a while old, without
// what was removed again, and no more than NewsADay in a day.
func TestNews(t *testing.T) {
	if onPostgres {
		t.Skip("SKIPPED: changes times in a SQLite file: the run of the same tests on SQLite has it")
	}
	s, ctx := newShelf(t, 0), t.Context()
	lib := s.library("guild")
	n := 0
	add := func() string {
		t.Helper()
		n++
		r, err := lib.AddOne(ctx, "ann", library.Item{Anyway: true, Source: article.Source{Title: fmt.Sprint("Story ", n), URL: fmt.Sprint("https://example.org/", n),
			MediaType: "text/plain", Body: []byte(fmt.Sprintf("Ship %d sailed at dawn. It came back.", n))}})
		if err != nil {
			t.Fatal(err)
		}
		return r.ID
	}
	later := func() { s.exec(`update changes set made = made - 3600000`) }
	announced := func(problem string, err error) (titles []string, sent int) {
		t.Helper()
		if failed := s.libs.RunNews(ctx, func(_ context.Context, news library.News) (string, error) {
			sent++
			for _, a := range news.Articles {
				titles = append(titles, a.Title+": "+a.First)
			}
			if news.More > 0 {
				titles = append(titles, fmt.Sprint("more: ", news.More))
			}
			return problem, err
		}); err == nil && failed != nil {
			t.Fatal(failed)
		}
		s.exec(`update settings set value = '1' where name = 'news'`) // due at once
		return titles, sent
	}
	want := func(want ...string) {
		t.Helper()
		if got, _ := announced("", nil); !slices.Equal(got, want) {
			t.Errorf("announced %q, want %q", got, want)
		}
	}
	add()
	later()
	want() // no channel is chosen
	if err := lib.SetSettings(ctx, "ann", "", library.Settings{News: "43"}); err != nil {
		t.Fatal(err)
	}
	want() // what was there before is not new
	second := add()
	want() // too fresh: it may be undone
	third := add()
	if _, err := lib.Remove(ctx, "ann", third); err != nil {
		t.Fatal(err)
	}
	later()
	want("Story 2: Ship 2 sailed at dawn.")
	want()
	if _, err := lib.Remove(ctx, "ann", second); err != nil {
		t.Fatal(err)
	}
	if _, err := lib.Unremove(ctx, "ann", second); err != nil {
		t.Fatal(err)
	}
	later()
	want() // brought back is not new

	// A failure that may pass is tried again; a channel that is closed is noted.
	add()
	later()
	if _, sent := announced("", errors.New("no network")); sent != 1 {
		t.Errorf("sent %d", sent)
	}
	if titles, _ := announced("I may not write there.", nil); !slices.Equal(titles, []string{"Story 4: Ship 4 sailed at dawn."}) {
		t.Errorf("after a failure: %q", titles)
	}
	if problem, err := lib.NewsProblem(ctx); err != nil || problem != "I may not write there." {
		t.Errorf("NewsProblem = %q, %v", problem, err)
	}
	// Many at once are one message.
	for range library.MaxInNews + 2 {
		add()
	}
	later()
	if titles, _ := announced("", nil); len(titles) != library.MaxInNews+1 || !strings.HasSuffix(titles[library.MaxInNews], "more: 2") {
		t.Errorf("many: %q", titles)
	}
	if problem, _ := lib.NewsProblem(ctx); problem != "" {
		t.Errorf("NewsProblem = %q after it worked", problem)
	}
	total := 3
	for range library.NewsADay {
		add()
		later()
		_, sent := announced("", nil)
		total += sent
	}
	if total != library.NewsADay {
		t.Errorf("%d messages in a day, want %d", total, library.NewsADay)
	}

	// Announcements that are turned off while one is sent stay off.
	set := func(channel string) {
		t.Helper()
		if err := lib.SetSettings(ctx, "ann", "", library.Settings{News: channel}); err != nil {
			t.Fatal(err)
		}
	}
	set("")
	set("43")
	add()
	later()
	sent := 0
	if err := s.libs.RunNews(ctx, func(context.Context, library.News) (string, error) {
		sent++
		set("")
		return "", nil
	}); err != nil || sent != 1 {
		t.Errorf("RunNews = %v, %d sent", err, sent)
	}
	if due, err := s.libs.Store().Setting(ctx, "guild", "news"); err != nil || due != "" {
		t.Errorf("announcements that are turned off are due at %s, %v", due, err)
	}

	// A server that the bot left reads no announcement.
	set("43")
	add()
	later()
	s.exec(`update settings set value = '{"seq":1}' where name = 'news_done'`) // none was sent today
	if err := lib.GuildLeft(ctx); err != nil {
		t.Fatal(err)
	}
	if titles, sent := announced("", nil); sent > 0 {
		t.Errorf("announced in a server that was left: %q", titles)
	}
	if _, err := lib.GuildJoined(ctx); err != nil {
		t.Fatal(err)
	}
	if _, sent := announced("", nil); sent != 1 {
		t.Errorf("%d announcements after the bot came back", sent)
	}
}
