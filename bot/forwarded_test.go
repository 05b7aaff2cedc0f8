package bot_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"footnote/article"
	"footnote/discord"
	"footnote/library"
	"footnote/store"
)

// Links and files are added wherever a message has them: in the boxes of a
// feed's bot, in buttons, and in a message that it forwards. Each is added once.
func TestAddFromAnyMessage(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.libraries.Fetch = func(_ context.Context, url string) (article.Source, error) {
		return article.Source{URL: url, MediaType: "text/plain", Title: "From " + url, Body: fmt.Appendf(nil, "The ferry of Norr sank two miles from its harbour. Read at %s, in full and with care.", url)}, nil
	}
	h.libraries.IndexDir = t.TempDir()
	h.open()
	h.files["https://cdn.example/a.txt"] = "The harbour of Norr has a crane that nobody uses. It was built in 1911, of oak and iron."
	tests := []struct {
		name, message string
		titles        []string
	}{
		{"a box", `{"content":"","embeds":[{"type":"rich","title":"T","url":"https://norr.example/1"}]}`, []string{"From https://norr.example/1"}},
		{"a link and its preview", `{"content":"https://norr.example/2","embeds":[{"type":"article","title":"T","url":"https://norr.example/2"}]}`, []string{"From https://norr.example/2"}},
		{"a link in a box", `{"content":"","embeds":[{"type":"rich","description":"See [it](https://norr.example/3)."}]}`, []string{"From https://norr.example/3"}},
		{"a button", `{"content":"","components":[{"type":1,"components":[{"type":2,"style":5,"label":"Read","url":"https://norr.example/4"}]}]}`, []string{"From https://norr.example/4"}},
		{"forwarded", `{"content":"","message_snapshots":[{"message":{"content":"https://norr.example/5"}}]}`, []string{"From https://norr.example/5"}},
		{"a forwarded file", `{"content":"","message_snapshots":[{"message":{"content":"","attachments":[{"id":"4","filename":"a.txt","size":80,"url":"https://cdn.example/a.txt"}]}}]}`, []string{"The harbour of Norr has a crane that nobody uses."}},
	}
	for _, tt := range tests {
		before := titles(t, h.lib)
		h.use(moderator, `{"name":"Add to library","type":3,"target_id":"5","resolved":{"messages":{"5":`+tt.message+`}}}`)
		got := slices.DeleteFunc(titles(t, h.lib), func(s string) bool { return slices.Contains(before, s) })
		if !slices.Equal(got, tt.titles) {
			t.Errorf("%s: added %q, want %q", tt.name, got, tt.titles)
		}
	}
	got := h.serve(h.interaction(discord.Use, member, `{"name":"Add to library","type":3,"target_id":"5","resolved":{"messages":{"5":`+tests[0].message+`}}}`))
	if data, _ := got[0].body["data"].(map[string]any); !private(data) || len(titles(t, h.lib)) != len(tests) {
		t.Errorf("a member adds: %s", got[0].raw)
	}
}

func titles(t *testing.T, lib *library.Library) []string {
	t.Helper()
	infos, err := lib.Articles(t.Context(), store.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, i := range infos {
		all = append(all, i.Title)
	}
	return all
}
