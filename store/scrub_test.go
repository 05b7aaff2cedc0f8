package store_test

import (
	"bytes"
	"os"
	"path/filepath"
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
