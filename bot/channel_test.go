package bot_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"footnote/discord"
	"footnote/library"
)

// A thread counts as its parent: a thread of a text channel, and the posts of
// forums and media channels. A channel does not count as its category.
func TestThreadsCountAsTheirParent(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	if err := h.lib.SetSettings(t.Context(), "1", "settings", library.Settings{Channels: []string{"40", "49"}}); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name    string
		channel string // as JSON
		answers bool
	}{
		{"a chosen channel", `{"id":"40","type":0,"parent_id":"7"}`, true},
		{"the chat of a voice channel", `{"id":"40","type":2}`, true},
		{"another channel", `{"id":"41","type":0}`, false},
		{"a channel of a chosen category", `{"id":"41","type":0,"parent_id":"40"}`, false},
		{"a thread", `{"id":"42","type":11,"parent_id":"40"}`, true},
		{"a private thread", `{"id":"42","type":12,"parent_id":"40"}`, true},
		{"a thread of announcements", `{"id":"42","type":10,"parent_id":"40"}`, true},
		{"a post of a forum", `{"id":"42","type":11,"parent_id":"49"}`, true},
		{"a thread of another channel", `{"id":"42","type":11,"parent_id":"41"}`, false},
		{"a thread whose parent is gone", `{"id":"42","type":11,"parent_id":null}`, false},
		{"no channel at all", `null`, false},
	}
	for _, tt := range tests {
		i := h.as("8", "42", nil, discord.Use, `{"name":"ask","type":1,"options":[{"name":"question","type":3,"value":"why"}]}`)
		if err := json.Unmarshal([]byte(tt.channel), &i.Channel); err != nil {
			t.Fatal(err)
		}
		if i.Channel.ID != "" {
			i.ChannelID = i.Channel.ID
		}
		if text := h.says(i); strings.Contains(text, "I answer in") == tt.answers {
			t.Errorf("%s: %q, want an answer: %v", tt.name, text, tt.answers)
		}
	}
}

// Every channel that people write in can be picked to ask in; the moderators'
// and the news channel take messages themselves, so they are not forums.
func TestChannelsToPick(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	message := h.use(moderator, `{"name":"library","type":1,"options":[{"name":"settings","type":1,"options":[]}]}`)
	want := map[string][]float64{
		"All channels":     {0, 2, 5, 13, 15, 16},
		"No reports":       {0, 2, 5, 13},
		"No announcements": {0, 2, 5, 13},
	}
	found := 0
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			types, ok := v["channel_types"].([]any)
			if ok {
				var got []float64
				for _, n := range types {
					got = append(got, n.(float64))
				}
				slices.Sort(got)
				prompt, _ := v["placeholder"].(string)
				if !slices.Equal(got, want[prompt]) {
					t.Errorf("%q offers the types %v, want %v", prompt, got, want[prompt])
				}
				found++
			}
			walk(v["components"])
		case []any:
			for _, e := range v {
				walk(e)
			}
		}
	}
	walk(message)
	if found != len(want) {
		t.Errorf("%d menus of channels, want %d", found, len(want))
	}
}
