package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"footnote/article"
	"footnote/discord"
	"footnote/library"
)

// A question that follows an answer stays with its article, although another one
// has the same words, and leaves it for one that answers clearly better.
func TestFollowUpStaysWithItsArticle(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for id, text := range map[string]string{
		"norr": "The ferry of the northern harbour sank in 1911. Nobody was on board that night.",
		"sund": "The ferry of the southern harbour sank in 1934. Nobody was on board that night.",
		"mill": "The mill by the lake grinds rye for three bakers. Its wheel was made by Marta Lindqvist.",
	} {
		if _, err := h.lib.AddOne(t.Context(), "5", library.Item{ID: id, Anyway: true, Source: article.Source{Title: id, MediaType: "text/plain", Body: []byte(text)}}); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct{ about, question, want string }{
		{"norr", "when did the ferry sink?", "1911"},
		{"sund", "when did the ferry sink?", "1934"},
		{"norr", "who made the wheel of the mill?", "Lindqvist"},
	} {
		form := fmt.Sprintf(`{"custom_id":"v1:ask:followed::%s:0::","components":[{"type":18,"component":{"type":4,"custom_id":"question","value":%q}}]}`, tt.about, tt.question)
		text := strings.ReplaceAll(h.says(h.interaction(discord.Submit, member, form)), "*", "")
		if first, _, _ := strings.Cut(text, "-#"); !strings.Contains(first, tt.want) {
			t.Errorf("%s of %s: %q, want %s first", tt.question, tt.about, text, tt.want)
		}
	}
}
