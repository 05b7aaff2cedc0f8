package bot_test

import (
	"testing"

	"footnote/article"
	"footnote/discord"
	"footnote/library"
)

// The moderator chooses which of two articles with the same text is kept.
func TestTwinsAreSettled(t *testing.T) {
	t.Parallel()
	for action, stays := range map[string]string{"replace": "newer", "note": "older"} {
		h := newHouse(t)
		for _, id := range []string{"older", "newer"} {
			if _, err := h.lib.AddOne(t.Context(), "5", library.Item{ID: id, Anyway: true, Source: article.Source{
				Title: "Herons, " + id, URL: "https://example.org/" + id, MediaType: "text/plain", Body: []byte("A heron stands in the water all morning, and takes a fish.")}}); err != nil {
				t.Fatal(err)
			}
		}
		h.says(h.interaction(discord.Press, moderator, `{"custom_id":"v1:library add:`+action+`:7:newer:older"}`))
		ids, err := h.lib.IDs(t.Context())
		if err != nil || len(ids) != 1 || ids[0] != stays {
			t.Errorf("%s leaves %v, %v, want %s", action, ids, err, stays)
		}
	}
}
