package discord_test

import (
	"testing"

	"footnote/discord"
)

func TestMentionOf(t *testing.T) {
	t.Parallel()
	const start = `{"id":"1","channel_id":"2","type":0,"author":{"id":"7"}`
	tests := []struct {
		name, raw string
		want      string // text, "" for a message that is dropped
	}{
		{"a mention", start + `,"guild_id":"3","content":"<@9> why  so?","mentions":[{"id":"9"}]}`, "why so?"},
		{"an old form", start + `,"guild_id":"3","content":"<@!9> why <#5> <@&6>","mentions":[{"id":"9"}]}`, "why"},
		{"a reply", `{"id":"1","channel_id":"2","type":19,"author":{"id":"7"},"guild_id":"3","content":"why","mentions":[{"id":"9"}],"referenced_message":{"author":{"id":"9"},"components":[{"type":999}]}}`, "why"},
		{"a reply to what was deleted", `{"id":"1","channel_id":"2","type":19,"author":{"id":"7"},"guild_id":"3","content":"why","mentions":[{"id":"9"}],"referenced_message":null}`, "why"},
		{"a mention of others", start + `,"guild_id":"3","content":"<@8> why","mentions":[{"id":"8"}]}`, ""},
		{"no mention", start + `,"guild_id":"3","content":"why","mentions":[]}`, ""},
		{"everyone", start + `,"guild_id":"3","content":"@everyone","mention_everyone":true,"mentions":[]}`, ""},
		{"a direct message", start + `,"content":"<@9> why","mentions":[{"id":"9"}]}`, ""},
		{"a bot", `{"id":"1","channel_id":"2","type":0,"author":{"id":"7","bot":true},"guild_id":"3","content":"<@9> why","mentions":[{"id":"9"}]}`, ""},
		{"a webhook", start + `,"webhook_id":"5","guild_id":"3","content":"<@9> why","mentions":[{"id":"9"}]}`, ""},
		{"a message of the system", `{"id":"1","channel_id":"2","type":7,"author":{"id":"7"},"guild_id":"3","content":"<@9> why","mentions":[{"id":"9"}]}`, ""},
		{"no author", `{"id":"1","channel_id":"2","type":0,"guild_id":"3","content":"<@9> why","mentions":[{"id":"9"}]}`, ""},
		{"not a message", `[]`, ""},
	}
	for _, tt := range tests {
		m, ok := discord.MentionOf([]byte(tt.raw), "9")
		if ok != (tt.want != "") || ok && m.Text() != tt.want {
			t.Errorf("%s: %+v, %v, want %q", tt.name, m, ok, tt.want)
		}
	}
	if _, ok := discord.MentionOf([]byte(tests[0].raw), ""); ok {
		t.Error("a bot that does not know who it is reads a message")
	}
}
