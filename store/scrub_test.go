package store_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/article"
	"footnote/store"
)

// TestErasedBytes scans the files of a store for what was erased.
func TestErasedBytes(t *testing.T) {
	ctx := t.Context()
	dir := t.TempDir()
	s := open(t, filepath.Join(dir, "store.db"))
	put := func(library, word string) {
		src := article.Source{Body: []byte("The " + word + " was painted green. Nobody asked why it was.")}
		reading := article.Article{Title: "About the " + word, Passages: []article.Passage{{Kind: article.Paragraph, Text: string(src.Body)}}}
		e := store.Entry{ID: word, Source: src, Reading: reading}
		if _, err := s.Put(ctx, library, "user-of-"+word, e); err != nil {
			t.Fatal(err)
		}
	}
	has := func(word string) bool {
		files, err := filepath.Glob(filepath.Join(dir, "*"))
		if err != nil || len(files) == 0 {
			t.Fatal(files, err)
		}
		for _, f := range files {
			if b, err := os.ReadFile(f); err == nil && bytes.Contains(b, []byte(word)) {
				return true
			}
		}
		return false
	}
	put("neighbour-guild", "neighbourword")
	put("erased-guild", "zeppelinword")
	put("purged-guild", "umbrellaword")
	before := time.Now().Add(time.Minute)

	if err := s.Note(ctx, "purged-guild", store.Event{Kind: "report", Detail: "wrong: About the umbrellaword"}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Remove(ctx, "purged-guild", "user-of-umbrellaword", "umbrellaword"); err != nil {
		t.Fatal(err)
	}
	if err := s.PutTemp(ctx, "purged-guild", "press-1", []byte(`{"o":"user-of-umbrellaword"}`), before); err != nil {
		t.Fatal(err)
	}
	if !has("zeppelinword") || !has("user-of-umbrellaword") {
		t.Fatal("the scan finds nothing that is there")
	}
	if err := s.Forget(ctx, "purged-guild", "user-of-umbrellaword"); err != nil {
		t.Fatal(err)
	}
	if has("user-of-umbrellaword") {
		t.Error("after Forget the files have the user's id")
	}
	if _, err := s.Unremove(ctx, "purged-guild", "another", "umbrellaword"); err != nil {
		t.Fatal(err)
	}
	if info, err := s.Info(ctx, "purged-guild", "umbrellaword"); err != nil || info.AddedBy != "" {
		t.Errorf("brought back: added by %q, %v", info.AddedBy, err)
	}
	if _, err := s.Remove(ctx, "purged-guild", "another", "umbrellaword"); err != nil {
		t.Fatal(err)
	}
	const title = "About the umbrellaword"
	if !has(title) {
		t.Fatal("before Purge the scan does not find the title")
	}
	if err := s.Purge(ctx, before); err != nil {
		t.Fatal(err)
	}
	if has(title) {
		t.Errorf("after Purge the files have %q", title)
	}
	if err := s.Erase(ctx, "erased-guild"); err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"zeppelinword", "erased-guild"} {
		if has(word) {
			t.Errorf("after Erase the files have %q", word)
		}
	}
	if _, err := s.Info(ctx, "neighbour-guild", "neighbourword"); err != nil || !has("neighbourword") {
		t.Errorf("the neighbour's article: %v", err)
	}
	sound(t, s)
}

// TestErasedFromPages scans for rows that SQLite moved between pages before
// they were deleted, which leaves copies of them where pages are not used.
func TestErasedFromPages(t *testing.T) {
	for _, seed := range []uint64{1, 4} { // without scrub, these leave copies
		t.Run(fmt.Sprint(seed), func(t *testing.T) { erasedFromPages(t, rand.New(rand.NewPCG(3, seed))) })
	}
}

func erasedFromPages(t *testing.T, random *rand.Rand) {
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "store.db")
	s := open(t, path)
	text := func(word string, most int) string {
		return strings.Repeat(word+" ", 1+random.IntN(most))
	}
	libraries := []string{"Guild-Purged", "Guild-Erased", "Guild-Neighbour"}
	id := func(library string, n int) string { return fmt.Sprintf("<%s-%d>", library, n) }
	for n := range 60 {
		for _, library := range libraries {
			var batch []store.Entry
			for _, n := range []int{n, random.IntN(n + 1)} { // a new one, and another version of an old one
				word := id(library, n)
				reading := article.Article{Title: word}
				for range 1 + random.IntN(20) {
					reading.Passages = append(reading.Passages, article.Passage{Kind: article.Paragraph, Text: text(word, 60)})
				}
				body := []byte(fmt.Sprint(random.Uint64()) + text(word, 200))
				batch = append(batch, store.Entry{ID: word, Source: article.Source{Body: body}, Reading: reading})
			}
			if _, err := s.Put(ctx, library, "Member-of-"+library, batch...); err != nil {
				t.Fatal(err)
			}
		}
	}
	content := func() string {
		var all []byte
		for _, end := range []string{"", "-wal"} {
			b, err := os.ReadFile(path + end)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, b...)
		}
		return string(all)
	}
	var ids []string
	for n := range 20 {
		ids = append(ids, id(libraries[0], 3*n))
	}
	if _, err := s.Remove(ctx, libraries[0], "", ids...); err != nil {
		t.Fatal(err)
	}
	if err := s.Purge(ctx, time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	files := content()
	for _, id := range ids {
		// The id alone is kept in the history.
		if n := strings.Count(files, id+" "); n > 0 {
			t.Errorf("after Purge the words of %s are there %d times", id, n)
		}
	}
	if err := s.Forget(ctx, libraries[0], "Member-of-"+libraries[0]); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(content(), "Member-of-"+libraries[0]); n > 0 {
		t.Errorf("after Forget the member is there %d times", n)
	}
	if err := s.Erase(ctx, libraries[1]); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(content(), libraries[1]); n > 0 {
		t.Errorf("after Erase the library is there %d times", n)
	}
	sound(t, s)
}
