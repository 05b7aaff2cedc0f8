package bot_test

import (
	"context"
	"strings"
	"testing"

	"footnote/article"
	"footnote/commands"
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
		if err := h.lib.Wish(ctx, who, "the nest of member "+who); err != nil {
			t.Fatal(err)
		}
		if _, _, err := h.lib.Suggest(ctx, who, "https://example.org/by-member-"+who); err != nil {
			t.Fatal(err)
		}
	}
	got := h.serve(h.interaction(discord.Press, member, `{"custom_id":"v1:privacy:mine:7"}`))
	if len(got) != 1 {
		t.Fatal(steps(got))
	}
	file := got[0].files["mine.jsonl"]
	for _, want := range []string{"Title by 7", "reported by 7", "Where does the heron of member 7 stand?", "the nest of member 7", "by-member-7"} {
		if !strings.Contains(file, want) {
			t.Errorf("it lacks %q:\n%s", want, file)
		}
	}
	for _, other := range []string{"by 8", "member 8", "member-8"} {
		if strings.Contains(file, other) {
			t.Errorf("it has %q:\n%s", other, file)
		}
	}
	answer, _ := got[0].body["data"].(map[string]any)
	if !private(answer) {
		t.Error("it is shown to all")
	}
	page := texts(h.use(member, `{"name":"privacy","type":1}`))
	if !strings.Contains(page, "the nest of member 7") || strings.Contains(page, "member 8") {
		t.Errorf("/privacy says\n%s", page)
	}
}

// Members can export and erase everything that is stored about them.
func TestWhoIsOfferedToForget(t *testing.T) {
	t.Parallel()
	for name, do := range map[string]func(lib *library.Library) error{
		"nothing":  func(*library.Library) error { return nil },
		"a report": func(lib *library.Library) error { return lib.Note(t.Context(), "7", "report", "wrong") },
		"a wish":   func(lib *library.Library) error { return lib.Wish(t.Context(), "7", "how herons sleep") },
		"a link": func(lib *library.Library) error {
			_, _, err := lib.Suggest(t.Context(), "7", "https://example.org/heron")
			return err
		},
		"a kept question": func(lib *library.Library) error {
			_, err := lib.Save(t.Context(), "7", "Where does the heron stand?")
			return err
		},
	} {
		h := newHouse(t)
		if err := do(h.lib); err != nil {
			t.Fatal(err)
		}
		offered := buttons(h.use(member, `{"name":"privacy","type":1}`))
		if offered["Export my data"] == "" || offered["Forget me"] == "" {
			t.Errorf("%s is stored, and the buttons are %v", name, offered)
		}
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

// Forget me forgets the asker and no one else, and an export is in the log.
func TestForgetMe(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for _, who := range []string{"7", "8"} { // 7 asks
		if err := h.lib.Note(t.Context(), who, "report", "reported by "+who); err != nil {
			t.Fatal(err)
		}
	}
	h.serve(h.interaction(discord.Press, member, `{"custom_id":"v1:privacy:forgotten:7"}`))
	for who, want := range map[string]int{"7": 0, "8": 1} {
		if got, err := h.lib.Log(t.Context(), who, 10); err != nil || len(got) != want {
			t.Errorf("the log of %s is %v, %v, want %d entries", who, got, err, want)
		}
	}
}

// What a private library answers is shared only by Share, and then for all.
func TestShareOfPrivateLibrary(t *testing.T) {
	t.Parallel()
	h := newHouse(t, echo(func(_ context.Context, req commands.Request) (commands.Reply, error) {
		reply := req.Say("The ferry left.")
		reply.Again = &commands.Again{Action: "again", Args: []string{"x"}}
		return reply, nil
	}))
	if err := h.lib.SetSettings(t.Context(), "1", "private", library.Settings{Private: true}); err != nil {
		t.Fatal(err)
	}
	answer := h.use(member, useEcho)
	if !private(answer) {
		t.Errorf("the answer is shown to all: %v", answer)
	}
	share := buttons(answer)["Share"]
	if share == "" {
		t.Fatalf("it has no Share: %v", answer)
	}
	shared := false
	for _, s := range h.serve(h.interaction(discord.Press, member, `{"custom_id":"`+share+`"}`)) {
		for _, m := range []any{s.body["data"], any(s.body)} {
			if m, ok := m.(map[string]any); ok && strings.Contains(texts(m), "The ferry left.") && !private(m) {
				shared = true
			}
		}
	}
	if !shared {
		t.Error("the shared answer is private")
	}
}

// An export of the library is in its log, under the name by which others find
// it there.
func TestExportIsLogged(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	if _, err := h.lib.AddOne(t.Context(), "8", library.Item{Anyway: true, Source: article.Source{Title: "Heron", MediaType: "text/plain", Body: []byte("The heron stands in the water.")}}); err != nil {
		t.Fatal(err)
	}
	h.serve(h.interaction(discord.Use, moderator, `{"name":"library","type":1,"options":[{"name":"export","type":1}]}`))
	if got, err := h.lib.Log(t.Context(), "7", 10); err != nil || len(got) != 1 || got[0].Action != "export" {
		t.Errorf("the log of who exported is %+v, %v", got, err)
	}
}
