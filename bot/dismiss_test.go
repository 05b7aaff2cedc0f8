package bot_test

import (
	"strings"
	"testing"

	"footnote/discord"
)

// An answer can be dismissed by the one who asked, or by a moderator. A moderator
// can't press the asker's other buttons.
func TestWhoTakesAnAnswerAway(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for _, tt := range []struct {
		name, user, permissions, action string
		may                             bool
	}{
		{"the asker", "8", member, "@dismiss", true},
		{"another", "9", member, "@dismiss", false},
		{"a moderator", "9", moderator, "@dismiss", true},
		{"a moderator, another button", "9", moderator, "page", false},
	} {
		i := h.interaction(discord.Press, tt.permissions, `{"custom_id":"v1:ask:`+tt.action+`:8:heron:1"}`)
		i.Member.User.ID = tt.user
		got := h.serve(i)
		refused := strings.Contains(got[0].raw, "Only the person who asked")
		if refused == tt.may {
			t.Errorf("%s: %s", tt.name, steps(got))
		}
		if deleted := got[len(got)-1].method == "DELETE"; deleted != (tt.may && tt.action == "@dismiss") {
			t.Errorf("%s: deleted is %v: %s", tt.name, deleted, steps(got))
		}
	}
}

// Nothing is answered outside of servers.
func TestDirectMessages(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	i := h.interaction(discord.Use, member, `{"name":"help","type":1}`)
	i.GuildID = ""
	if text := h.says(i); !strings.Contains(text, "I answer only in servers") {
		t.Errorf("says %q", text)
	}
}
