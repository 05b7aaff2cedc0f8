package bot_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"footnote/commands"
	"footnote/discord"
	"footnote/library"
)

// What a client of long ago, a newer Discord or a forger sends is answered
// with a sentence that says what to do, once and for the sender alone.
func TestBadInteractions(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 301)
	tests := []struct {
		name string
		kind int
		data string
		want string
	}{
		{"unknown command", discord.Use, `{"name":"gone","type":1}`, "I don't know that command any more"},
		{"unknown subcommand", discord.Use, `{"name":"library","type":1,"options":[{"name":"gone","type":1}]}`, "I don't know that command any more"},
		{"command that has subcommands", discord.Use, `{"name":"library","type":1}`, "I don't know that command any more"},
		{"unknown option", discord.Use, `{"name":"who","type":1,"options":[{"name":"shoe","type":3,"value":"5"}]}`, "I don't know that command any more"},
		{"no data", discord.Use, `{}`, "I don't know that command any more"},
		{"missing option", discord.Use, `{"name":"who","type":1}`, "Please fill in “name”"},
		{"empty option", discord.Use, `{"name":"who","type":1,"options":[{"name":"name","type":3,"value":"   "}]}`, "Please fill in “name”"},
		{"option of another type", discord.Use, `{"name":"who","type":1,"options":[{"name":"name","type":3,"value":{"a":[1]}}]}`, "Please fill in “name”"},
		{"number for a text", discord.Use, `{"name":"who","type":1,"options":[{"name":"name","type":4,"value":12}]}`, "This library has no articles yet"},
		{"text at the limit", discord.Use, `{"name":"who","type":1,"options":[{"name":"name","type":3,"value":"` + long[1:] + `"}]}`, "This library has no articles yet"},
		{"text past the limit", discord.Use, `{"name":"who","type":1,"options":[{"name":"name","type":3,"value":"` + long + `"}]}`, "is too long: at most 300 characters"},
		{"emoji", discord.Use, `{"name":"who","type":1,"options":[{"name":"name","type":3,"value":"👩‍👩‍👧🏳️‍🌈"}]}`, "This library has no articles yet"},
		{"right to left", discord.Use, `{"name":"who","type":1,"options":[{"name":"name","type":3,"value":"\u202eילד ערבי العربية"}]}`, "This library has no articles yet"},
		{"a file that did not arrive", discord.Use, `{"name":"library","type":1,"options":[{"name":"add","type":1,"options":[{"name":"file","type":11,"value":"9"}]}]}`, "The file did not arrive"},
		{"a message that did not arrive", discord.Use, `{"name":"Footnote this","type":3,"target_id":"5"}`, "has nothing to look up"},
		{"a button of nothing", discord.Press, `{}`, "too old"},
		{"a form of nothing", discord.Submit, `{"custom_id":"v1:library add:pasted:7"}`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := newHouse(t)
			got := h.serve(h.interaction(tt.kind, moderator, tt.data))
			if len(got) != 1 {
				t.Fatalf("sent %v, want one answer", got)
			}
			data, _ := got[0].body["data"].(map[string]any)
			if text := texts(data); !strings.Contains(text, tt.want) {
				t.Errorf("says %q, want %q", text, tt.want)
			}
			if tt.want != "" && !private(data) {
				t.Error("shown to all")
			}
		})
	}
}

// A number outside of its option's bounds is refused, although Discord's client
// does not send one.
func TestNumbersOutOfRange(t *testing.T) {
	t.Parallel()
	h := newHouse(t, commands.Command{
		Name:    "count",
		Options: []commands.Option{{Name: "from", Type: commands.Number, Min: 2, Max: 9}, {Name: "any", Type: commands.Number}},
		Run: func(_ context.Context, _ *library.Library, req commands.Request) (commands.Reply, error) {
			return req.Say("done with %s", req.Text("from")+req.Text("any")), nil
		},
	})
	const outside = "must be a whole number from 2 to 9"
	for _, tt := range []struct{ option, value, want string }{
		{"from", "2", "done with 2"},
		{"from", "9", "done with 9"},
		{"from", "1", outside},
		{"from", "10", outside},
		{"from", "-3", outside},
		{"from", "2.5", outside},
		{"from", `"two"`, outside},
		{"from", "99999999999999999999", outside},
		{"any", "-40000", "done with -40000"},
		{"any", `"forty"`, "must be a whole number."},
	} {
		h.restart() // so that the quota is full again
		message := h.use(member, fmt.Sprintf(`{"name":"count","type":1,"options":[{"name":%q,"type":4,"value":%s}]}`, tt.option, tt.value))
		if text := texts(message); !strings.Contains(text, tt.want) {
			t.Errorf("%s of %s: %q, want %q", tt.option, tt.value, text, tt.want)
		}
	}
}
