package bot_test

import (
	"crypto/rand"
	"fmt"
	"strings"
	"testing"

	"footnote/article"
	"footnote/discord"
	"footnote/library"
	"footnote/store"
)

// /library export sends the library as a file up to the size that Discord
// takes. It stops reading the library beyond that, and says what to do.
func TestExportIsLimited(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	const export = `{"name":"library","type":1,"options":[{"name":"export","type":1,"options":[]}]}`
	add := func(n, size int) {
		t.Helper()
		noise := make([]byte, size) // does not compress
		rand.Read(noise)
		e := store.Entry{ID: fmt.Sprint(n), Source: article.Source{MediaType: "application/pdf", Body: noise}, Reading: article.Article{Title: "Herons"}}
		if _, err := h.config.Libraries.(*library.Libraries).Store().Put(t.Context(), "1", "5", e); err != nil {
			t.Fatal(err)
		}
	}
	add(1, 100<<10)
	got := h.serve(h.interaction(discord.Use, moderator, export))
	if last := got[len(got)-1]; len(last.files["articles.jsonl.gz"]) < 100<<10 {
		t.Fatalf("a small library: %d answers, the last %s", len(got), last.raw)
	}
	for n := range 4 {
		add(n+2, 3<<20)
	}
	got = h.serve(h.interaction(discord.Use, moderator, export))
	if last := got[len(got)-1]; len(last.files) > 0 || !strings.Contains(last.raw, "more than 9 MB") || !strings.Contains(last.raw, "footnote export --library 1") {
		t.Errorf("a large library: %d answers, the last with %d files: %.300s", len(got), len(last.files), last.raw)
	}
}
