package bot_test

import (
	"strings"
	"testing"

	"footnote/article"
	"footnote/discord"
	"footnote/library"
)

// What is exported as mine has all that is stored with my id, and nothing that
// others did.
func TestExportMine(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx := t.Context()
	for _, who := range []string{"7", "8"} { // 7 asks
		if _, err := h.lib.AddOne(ctx, who, library.Item{Anyway: true, Source: article.Source{Title: "Title by " + who, MediaType: "text/plain", Body: []byte("The heron of member " + who + " stands in the water.")}}); err != nil {
			t.Fatal(err)
		}
		if err := h.lib.Note(ctx, who, "report", "reported by "+who); err != nil {
			t.Fatal(err)
		}
		if _, err := h.lib.Save(ctx, who, "Where does the heron of member "+who+" stand?"); err != nil {
			t.Fatal(err)
		}
	}
	got := h.serve(h.interaction(discord.Press, member, `{"custom_id":"v1:privacy:mine:7"}`))
	if len(got) != 1 {
		t.Fatal(steps(got))
	}
	file := got[0].files["mine.jsonl"]
	for _, want := range []string{"Title by 7", "reported by 7", "Where does the heron of member 7 stand?"} {
		if !strings.Contains(file, want) {
			t.Errorf("it lacks %q:\n%s", want, file)
		}
	}
	for _, other := range []string{"by 8", "member 8"} {
		if strings.Contains(file, other) {
			t.Errorf("it has %q:\n%s", other, file)
		}
	}
	answer, _ := got[0].body["data"].(map[string]any)
	if !private(answer) {
		t.Error("it is shown to all")
	}
}

// Erase everything is offered to those who may, and to no one else.
func TestWhoIsOfferedToErase(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	if err := h.lib.SetSettings(t.Context(), "1", "role", library.Settings{Role: "77"}); err != nil {
		t.Fatal(err)
	}
	const privacy = `{"name":"privacy","type":1}`
	for _, tt := range []struct {
		name, permissions string
		roles             []string
		want              bool
	}{
		{"a member", member, nil, false},
		{"the role of moderators", member, []string{"77"}, false},
		{"a manager", moderator, nil, true},
		{"an administrator", "8", nil, true},
	} {
		i := h.interaction(discord.Use, tt.permissions, privacy)
		i.Member.Roles = tt.roles
		if got := h.serve(i); len(got) != 1 || strings.Contains(got[0].raw, "Erase everything") != tt.want {
			t.Errorf("%s: %s", tt.name, got[0].raw)
		}
	}
}
