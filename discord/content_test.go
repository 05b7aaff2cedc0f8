package discord_test

import (
	"encoding/json"
	"slices"
	"testing"

	"footnote/discord"
)

func TestRead(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, raw, text string
		links, files    []string
	}{
		{"plain", `{"content":"one"}`, "one", nil, nil},
		{"a box of another shape", `{"content":"","embeds":[{"type":"rich","title":"The ferry","url":"https://norr.example/ferry","description":"It *sank*.","fields":[{"name":"When","value":"1911"},{"name":5}]}]}`,
			"", nil, nil},
		{"a box", `{"content":"look","embeds":[{"type":"rich","title":"The ferry","url":"https://norr.example/ferry","description":"It *sank*.","fields":[{"name":"When","value":"1911"}]}]}`,
			"look\nThe ferry\nIt *sank*.\nWhen\n1911", []string{"https://norr.example/ferry"}, nil},
		{"a picture", `{"content":"look","embeds":[{"type":"image","url":"https://norr.example/a.png"},{"type":"gifv","title":"Cat","url":"https://gif.example/a"}]}`, "look", nil, nil},
		{"a forwarded message", `{"content":"","message_reference":{"type":1},"message_snapshots":[{"message":{"content":"two","attachments":[{"id":"4","filename":"a.pdf","size":3,"url":"https://cdn.example/a.pdf"}],"embeds":[{"type":"article","title":"T","url":"https://norr.example/t"}]}}]}`,
			"two\nT", []string{"https://norr.example/t"}, []string{"a.pdf"}},
		{"components", `{"content":"","flags":32768,"components":[{"type":17,"components":[{"type":10,"content":"# three"},{"type":9,"components":[{"type":10,"content":"four"}],"accessory":{"type":2,"style":5,"url":"https://norr.example/4"}},{"type":999,"x":[1]},{"type":1,"components":[{"type":2,"style":5,"url":"https://norr.example/4"},{"type":2,"custom_id":"x"}]}]}]}`,
			"# three\nfour", []string{"https://norr.example/4"}, nil},
		{"forwarded components", `{"content":"","message_snapshots":[{"message":{"components":[{"type":10,"content":"five"}]}},{"message":7},8]}`, "five", nil, nil},
		{"other shapes", `{"content":"one","embeds":{"title":"no"},"components":"no","message_snapshots":null}`, "one", nil, nil},
	}
	for _, tt := range tests {
		var m discord.ChatMessage
		if err := json.Unmarshal([]byte(tt.raw), &m); err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		got := m.Read()
		var files []string
		for _, f := range got.Files {
			files = append(files, f.Filename)
		}
		if got.Text != tt.text || !slices.Equal(got.Links, tt.links) || !slices.Equal(files, tt.files) {
			t.Errorf("%s: %q, %q, %q", tt.name, got.Text, got.Links, files)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(`{"embeds":[{"fields":[{}]}],"message_snapshots":[{"message":{"message_snapshots":[{}]}}]}`)
	f.Fuzz(func(t *testing.T, raw string) {
		var m discord.ChatMessage
		if json.Unmarshal([]byte(raw), &m) == nil {
			m.Read()
			m.Title()
			m.CustomIDs()
		}
	})
}
