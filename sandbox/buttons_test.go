package sandbox_test

import (
	"regexp"
	"strings"
	"testing"

	"footnote/commands"
	"footnote/library"
)

// Every name of a command in /help can be clicked, also those of three words.
func TestMentionsOfCommands(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.use(h.mod, "help")
	shown := string(h.last(h.mod).Components)
	commands.Each(commands.All(), func(name string, c commands.Command) {
		if c.OnMessage {
			return
		}
		if !regexp.MustCompile(`\\u003c/` + name + `:\d+\\u003e`).MatchString(shown) {
			t.Errorf("/%s can't be clicked in %s", name, shown)
		}
	})
}

// An answer can be dismissed if everyone sees it, and shared if only the asker
// does, also after a choice. A person who may not ask in a channel can't share
// there.
func TestShareAfterChoice(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for _, body := range []string{"“We sail at dawn,” said Ines Roth of Norr. The harbour was full.", "“We wait,” said Otto Roth. He looked after the ferry for years."} {
		if _, err := h.lib.AddOne(t.Context(), "5", hostile(body)); err != nil {
			t.Fatal(err)
		}
	}
	h.use(h.member, "who", text("name", "Roth"))
	m := h.shows(h.member, "Pick one")
	if m.For == "" {
		t.Fatal("the choice is shown to all")
	}
	if _, err := h.discord.Press(h.member, m.ID, buttonID(t, m, "Pick one"), []string{"Ines Roth"}); err != nil {
		t.Fatal(err)
	}
	chosen := h.shows(h.member, "Ines Roth", "Share")
	if chosen.For == "" || strings.Contains(string(chosen.Components), `"Dismiss"`) {
		t.Errorf("after the choice: %+v", chosen)
	}
	if err := h.lib.SetSettings(t.Context(), "1", "settings", library.Settings{Channels: []string{"1"}}); err != nil {
		t.Fatal(err)
	}
	h.press(h.member, chosen, "Share")
	if m := h.shows(h.member, "I answer in"); m.For == "" {
		t.Error("shared in a channel that was closed meanwhile")
	}
	if err := h.lib.SetSettings(t.Context(), "1", "settings", library.Settings{}); err != nil {
		t.Fatal(err)
	}
	h.press(h.member, chosen, "Share")
	if m := h.shows(h.member, "Ines Roth", "Shared by", "Dismiss"); m.For != "" {
		t.Error("not shared")
	}
	h.use(h.member, "articles")
	h.shows(h.member, "Dismiss")
}
