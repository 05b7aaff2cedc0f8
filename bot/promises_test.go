package bot_test

import (
	"context"
	"strings"
	"testing"

	"footnote/commands"
	"footnote/discord"
	"footnote/i18n"
	"footnote/library"
)

// Only our own words become mentions: what others wrote stays text, wherever it
// is in a sentence.
func TestWordsOfOthersAreNotLive(t *testing.T) {
	for _, hostile := range []string{"<@1>", "<#1>", "<@&1>", "<\u200b#1>", "\u2069<@1>\u2068", "<\u202e@1>"} {
		h := newHouse(t, echo(func(_ context.Context, req commands.Request) (commands.Reply, error) {
			reply := req.Say("%s added “%s”", commands.Mention("7"), hostile)
			reply.Blocks = append(reply.Blocks, commands.Block{Small: i18n.Theirs(hostile)})
			return reply, nil
		}))
		text := texts(h.use(member, useEcho))
		if !strings.Contains(text, "<@7>") || strings.Contains(text, "1>") && !strings.Contains(text, `1\>`) {
			t.Errorf("%q became %q", hostile, text)
		}
	}
}

// A report repeats the first line of the answer for the moderators, and what
// looks like a mention in it stays text.
func TestReportedWordsAreNotLive(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	if err := h.lib.SetSettings(t.Context(), "1", "notices", library.Settings{Notices: "43"}); err != nil {
		t.Fatal(err)
	}
	i := h.interaction(discord.Submit, member, `{"custom_id":"v1:ask:@reported:","components":[{"type":18,"component":{"type":4,"custom_id":"what","value":"wrong year"}}]}`)
	i.Message = &discord.ChatMessage{ID: "50", Content: "### Who is <@1> in <#2>?"}
	for _, s := range h.serve(i) {
		if !strings.HasSuffix(s.path, "/channels/43/messages") {
			continue
		}
		if text := texts(s.body); !strings.Contains(text, "Who is") || !strings.Contains(text, "<@7>") || strings.Contains(text, "<@1>") || strings.Contains(text, "<#2>") {
			t.Errorf("the moderators read %q", text)
		}
		return
	}
	t.Error("the moderators are told nothing")
}

// The answer comes first. A notice that meets a fault is sent again under the
// same nonce, and the answer says so if it never arrives.
func TestNoticeThatFailsIsTold(t *testing.T) {
	for _, status := range []int{403, 500} {
		h := newHouse(t, echo(func(_ context.Context, req commands.Request) (commands.Reply, error) {
			return req.Notify("Thank you.", "43", commands.Block{Text: "a report"}), nil
		}))
		h.wire.fail["/messages"] = status
		got := h.serve(h.interaction(discord.Use, member, useEcho))
		if !strings.HasSuffix(got[0].path, "/callback") {
			t.Fatalf("%d: the notice came first: %s", status, got[0].path)
		}
		last := got[len(got)-1]
		if last.method != "PATCH" || !strings.Contains(texts(last.body), "could not be written to") {
			t.Errorf("%d: ends with %s %s", status, last.method, last.raw)
		}
		posts := map[any]int{}
		for _, s := range got[1 : len(got)-1] {
			posts[s.body["nonce"]]++
		}
		if want := map[int]int{403: 1, 500: 3}[status]; len(posts) != 1 || len(got)-2 != want {
			t.Errorf("%d: posted %d times with nonces %v", status, len(got)-2, posts)
		}
	}
}
