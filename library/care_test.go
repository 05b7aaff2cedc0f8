package library_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"footnote/article"
	"footnote/index"
	"footnote/library"
	"footnote/store"
)

func TestSettingsAndLog(t *testing.T) {
	lib, ctx := newShelf(t, 0).library("cats"), context.Background()
	if s, err := lib.Settings(ctx); err != nil || s.Private || !s.MayAskIn("any") {
		t.Errorf("Settings of a new library = %+v, %v", s, err)
	}
	want := library.Settings{Role: "7", Private: true, Channels: []string{"1", "2"}, Language: "de"}
	if err := lib.SetSettings(ctx, "ann", "answers are private", want); err != nil {
		t.Fatal(err)
	}
	got, err := lib.Settings(ctx)
	if err != nil || got.Role != "7" || !got.Private || got.MayAskIn("3") || !got.MayAskIn("2") || got.Language != "de" {
		t.Errorf("Settings = %+v, %v, want %+v", got, err, want)
	}
	if _, err := lib.AddOne(ctx, "bob", library.Item{Source: article.Source{Title: "Cats", MediaType: "text/plain", Body: []byte(catText)}}); err != nil {
		t.Fatal(err)
	}
	log, err := lib.Log(ctx, "", 10)
	if err != nil || len(log) != 2 {
		t.Fatalf("Log = %+v, %v, want two entries", log, err)
	}
	actions := log[0].Action + " " + log[1].Action
	if !strings.Contains(actions, "settings") || !strings.Contains(actions, "add") {
		t.Errorf("the log has %s, want settings and put", actions)
	}
	if mine, err := lib.Log(ctx, "bob", 10); err != nil || len(mine) != 1 || mine[0].Title != "Cats" {
		t.Errorf("Log by bob = %+v, %v", mine, err)
	}
	if err := lib.Forget(ctx, "bob"); err != nil {
		t.Fatal(err)
	}
	if mine, err := lib.Log(ctx, "bob", 10); err != nil || len(mine) != 0 {
		t.Errorf("Log by the forgotten bob = %+v, %v", mine, err)
	}
}

const catText = "Cats sleep for most of the day. “A cat plans better than a machine,” said Ann Archer."

func TestExportIsAddedElsewhere(t *testing.T) {
	sh, ctx := newShelf(t, 0), context.Background()
	from, to := sh.library("from"), sh.library("to")
	for _, src := range []article.Source{
		{Title: "Cats", MediaType: "text/plain; charset=utf-8", Body: []byte(catText)},
		{Title: "Café", MediaType: "text/plain; charset=iso-8859-1", Body: []byte("The caf\xe9 opens at nine.")},
	} {
		if _, err := from.AddOne(ctx, "bob", library.Item{Source: src}); err != nil {
			t.Fatal(err)
		}
	}
	var first, second bytes.Buffer
	if err := from.Export(ctx, &first); err != nil {
		t.Fatal(err)
	}
	for _, text := range strings.Split(strings.TrimSpace(first.String()), "\n") {
		var line library.Line
		if err := json.Unmarshal([]byte(text), &line); err != nil {
			t.Fatal(err)
		}
		item, err := line.Item()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := to.AddOne(ctx, "bob", item); err != nil {
			t.Fatal(err)
		}
	}
	if err := to.Export(ctx, &second); err != nil {
		t.Fatal(err)
	}
	if first.String() != second.String() || first.Len() == 0 {
		t.Errorf("exported, added elsewhere and exported again:\n%s\nwant\n%s", &second, &first)
	}
}

func TestErase(t *testing.T) {
	lib, ctx := newShelf(t, 0).library("cats"), context.Background()
	if _, err := lib.AddOne(ctx, "bob", library.Item{Source: article.Source{Title: "Cats", MediaType: "text/plain", Body: []byte(catText)}}); err != nil {
		t.Fatal(err)
	}
	if a, err := lib.Answer(ctx, index.Query{Kind: index.Passages, Text: "cats"}); err != nil || !a.Answered {
		t.Fatalf("before: %+v, %v", a, err)
	}
	if err := lib.Erase(ctx); err != nil {
		t.Fatal(err)
	}
	if a, err := lib.Answer(ctx, index.Query{Kind: index.Passages, Text: "cats"}); err != nil || !a.Empty {
		t.Errorf("after: %+v, %v, want an empty library", a, err)
	}
	if _, err := os.Stat(lib.IndexDir()); !os.IsNotExist(err) {
		t.Errorf("the index's folder: %v, want none", err)
	}
	if c, err := lib.Count(ctx); err != nil || c != (store.Counts{}) {
		t.Errorf("Count = %+v, %v", c, err)
	}
}

// A server that removed the bot is forgotten after a month, not before, and
// not at all if it came back.
func TestLeft(t *testing.T) {
	sh, ctx := newShelf(t, 0), context.Background()
	put := func(name string) *library.Library {
		t.Helper()
		lib := sh.library(name)
		if _, err := lib.AddOne(ctx, "bob", library.Item{Source: article.Source{Title: "Cats", MediaType: "text/plain", Body: []byte(catText)}}); err != nil {
			t.Fatal(err)
		}
		return lib
	}
	stays, left, back, long := put("stays"), put("left"), put("back"), put("long")
	for _, l := range []*library.Library{left, back, long} {
		if err := l.GuildLeft(ctx); err != nil {
			t.Fatal(err)
		}
	}
	past := time.Now().Add(-library.LeftRetention - time.Hour).UnixMilli()
	for _, name := range []string{"back", "long"} { // that they left, they did long ago
		if err := sh.st.SetSetting(ctx, name, "left", strconv.FormatInt(past, 10)); err != nil {
			t.Fatal(err)
		}
	}
	if first, err := back.GuildJoined(ctx); err != nil || !first {
		t.Errorf("Arrived after Left = %v, %v, want the first time", first, err)
	}
	if first, err := back.GuildJoined(ctx); err != nil || first {
		t.Errorf("Arrived once more = %v, %v", first, err)
	}
	if err := sh.libs.Sweep(ctx); err != nil {
		t.Fatal(err)
	}
	for l, want := range map[*library.Library]int{stays: 1, left: 1, back: 1, long: 0} {
		if c, err := l.Count(ctx); err != nil || c.Articles != want {
			t.Errorf("%s has %d articles, %v, want %d", l.Name(), c.Articles, err, want)
		}
	}
}
