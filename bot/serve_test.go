package bot_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"footnote/commands"
	"footnote/discord"
)

const useEcho = `{"name":"echo","type":1,"options":[{"name":"text","type":3,"value":" hello "}]}`

func TestAnAnswerIsSentOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t, echo(func(_ context.Context, req commands.Request) (commands.Reply, error) {
		return commands.Request{}.Say("you said %s", req.Text("text")), nil
	}))
	i := h.interaction(discord.Use, member, useEcho)
	got := h.serve(i)
	if len(got) != 1 {
		t.Fatalf("sent %d requests, want 1", len(got))
	}
	if got[0].body["type"] != float64(discord.Reply) {
		t.Errorf("type %v, want a reply", got[0].body["type"])
	}
	message := got[0].body["data"].(map[string]any)
	if text := texts(message); text != "you said hello" {
		t.Errorf("says %q", text)
	}
	if !strings.Contains(got[0].raw, `"allowed_mentions":{"parse":[]}`) {
		t.Errorf("mentions are not off: %s", got[0].raw)
	}
	if again := h.serve(i); len(again) != 0 {
		t.Errorf("delivered twice, answered twice: %v", again)
	}
}

func TestFaultsBecomeSentences(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		run  func(context.Context, commands.Request) (commands.Reply, error)
		want string
	}{
		{"panic", func(context.Context, commands.Request) (commands.Reply, error) { panic("oh") }, "went wrong on my side"},
		{"error of ours", func(context.Context, commands.Request) (commands.Reply, error) { return commands.Reply{}, errInside }, "went wrong on my side"},
		{"error of theirs", func(context.Context, commands.Request) (commands.Reply, error) {
			return commands.Reply{}, context.DeadlineExceeded
		}, "That took too long."},
		{"nothing", func(context.Context, commands.Request) (commands.Reply, error) { return commands.Reply{}, nil }, "Done."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := newHouse(t, echo(tt.run))
			message := h.use(member, useEcho)
			if text := texts(message); !strings.Contains(text, tt.want) || strings.Contains(text, "node 14") {
				t.Errorf("says %q, want %q", text, tt.want)
			}
			if tt.name != "nothing" && !private(message) {
				t.Error("a fault is told in public")
			}
		})
	}
}

func TestSlowCommandsAskDiscordToWait(t *testing.T) {
	slow := func(reply commands.Reply) commands.Command {
		return echo(func(ctx context.Context, _ commands.Request) (commands.Reply, error) {
			select {
			case <-ctx.Done():
			case <-time.After(1700 * time.Millisecond):
			}
			return reply, ctx.Err()
		})
	}
	tests := []struct {
		name  string
		reply commands.Reply
		kind  int
		data  string
		want  []string // methods and ends of paths
	}{
		{"public", commands.Request{}.Say("at last"), discord.Use, useEcho, []string{"POST callback 5", "PATCH @original"}},
		{"private after all", commands.Request{}.Whisper("nothing"), discord.Use, useEcho, []string{"POST callback 5", "DELETE @original", "POST tok"}},
		{"a form", commands.Reply{Form: &commands.Form{}}, discord.Use, useEcho, []string{"POST callback 5", "DELETE @original", "POST tok"}},
		{"a press", commands.Request{}.Say("new"), discord.Press, `{"custom_id":"v1:echo:go:7"}`, []string{"POST callback 6", "POST tok"}},
		{"a press that replaces", commands.Reply{Replace: true, Title: "new"}, discord.Press, `{"custom_id":"v1:echo:go:7"}`, []string{"POST callback 6", "PATCH @original"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			inBubble(t, func(t *testing.T) {
				h := newBubbleHouse(t, slow(tt.reply))
				var got []string
				for _, s := range h.serve(h.interaction(tt.kind, member, tt.data)) {
					line := s.method + " " + s.path[strings.LastIndexByte(s.path, '/')+1:]
					if kind, ok := s.body["type"].(float64); ok {
						line += " " + string(rune('0'+int(kind)))
					}
					got = append(got, line)
				}
				if strings.Join(got, ", ") != strings.Join(tt.want, ", ") {
					t.Errorf("sent %v, want %v", got, tt.want)
				}
			})
		})
	}
}

func TestPressesAreChecked(t *testing.T) {
	t.Parallel()
	pressed := echo(func(_ context.Context, req commands.Request) (commands.Reply, error) {
		return commands.Request{}.Say("%s with %s", req.Action, strings.Join(req.Args, "|")), nil
	})
	long := strings.Repeat("x", 120)
	made := echo(func(_ context.Context, req commands.Request) (commands.Reply, error) {
		if req.Action != "" {
			return commands.Request{}.Say("%s with %s", req.Action, strings.Join(req.Args, "|")), nil
		}
		return commands.Reply{Title: "buttons", Buttons: []commands.Button{
			{Label: "short", Action: "page", Args: []string{"a:b%", "2"}},
			{Label: "long", Action: "page", Args: []string{long}},
		}}, nil
	})
	mod := pressed
	mod.Moderators = true

	h := newHouse(t, made)
	ids := buttons(h.use(member, useEcho))
	for label, want := range map[string]string{"short": `page with a:b%\|2`, "long": "page with " + long} {
		if len(ids[label]) > 100 {
			t.Errorf("%s: id of %d", label, len(ids[label]))
		}
		got := h.serve(h.interaction(discord.Press, member, `{"custom_id":"`+ids[label]+`"}`))
		if text := texts(got[0].body["data"].(map[string]any)); text != want {
			t.Errorf("%s: says %q, want %q", label, text, want)
		}
	}
	// What one server keeps, another can't reach.
	other := h.interaction(discord.Press, member, `{"custom_id":"`+ids["long"]+`"}`)
	other.GuildID = "2"
	if text := texts(h.serve(other)[0].body["data"].(map[string]any)); !strings.Contains(text, "too old") {
		t.Errorf("a button's state crossed servers: %q", text)
	}

	// A button is the asker's.
	if owner := strings.Split(ids["short"], ":"); len(owner) < 4 || owner[3] != "7" {
		t.Errorf("the button of 7 is %q", ids["short"])
	}
	direct := h.interaction(discord.Use, member, useEcho)
	direct.GuildID = ""
	if text := texts(h.serve(direct)[0].body["data"].(map[string]any)); !strings.Contains(text, "server") {
		t.Errorf("in a direct message it says %q", text)
	}

	tests := []struct {
		name, id string
		command  commands.Command
		want     string
	}{
		{"another person's answer, to take it away", "v1:echo:@dismiss:8", pressed, "Only the person who asked"},
		{"own", "v1:echo:go:7:x", pressed, "go with x"},
		{"anyone's", "v1:echo:go::x", pressed, "go with x"},
		{"somebody else's", "v1:echo:go:8:x", pressed, "Only the person who asked"},
		{"a moderator's, by a member", "v1:echo:go:7:x", mod, "Only people who manage this library"},
		{"unknown command", "v1:gone:go:7", pressed, "too old"},
		{"unknown version", "v9:echo:go:7", pressed, "too old"},
		{"no state", "v1k:press-NONE", pressed, "too old"},
		{"nonsense", ":::%%%", pressed, "too old"},
		{"bad escape", "v1:echo:go:7:%zz", pressed, "too old"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := newHouse(t, tt.command)
			got := h.serve(h.interaction(discord.Press, member, `{"custom_id":"`+tt.id+`"}`))
			if text := texts(got[0].body["data"].(map[string]any)); !strings.Contains(text, tt.want) {
				t.Errorf("says %q, want %q", text, tt.want)
			}
		})
	}
}
