package bot_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"footnote/article"
	"footnote/discord"
	"footnote/library"
)

// as makes an interaction of another user, with roles, in a channel.
func (h *house) as(user, channel string, roles []string, kind int, data string) *discord.Interaction {
	i := h.interaction(kind, member, data)
	i.Member.User.ID, i.Member.Roles, i.ChannelID = user, roles, channel
	return i
}

// says serves i, and returns what the first answer says.
func (h *house) says(i *discord.Interaction) string {
	h.t.Helper()
	got := h.serve(i)
	if len(got) == 0 {
		h.t.Fatal("no answer")
	}
	data, _ := got[0].body["data"].(map[string]any)
	return texts(data)
}

// The role in the settings may manage the library, also with a button that is
// older than the setting; others may not, and only managers set it.
func TestRole(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	if err := h.lib.SetSettings(t.Context(), "1", "role", library.Settings{Role: "77"}); err != nil {
		t.Fatal(err)
	}
	const list = `{"name":"library","type":1,"options":[{"name":"log","type":1,"options":[]}]}`
	if text := h.says(h.as("8", "40", []string{"77"}, discord.Use, list)); strings.Contains(text, "Only people") {
		t.Errorf("who has the role is told %q", text)
	}
	if text := h.says(h.as("9", "40", []string{"78"}, discord.Use, list)); !strings.Contains(text, "Only people who manage this library") {
		t.Errorf("who lacks the role is told %q", text)
	}
	const settings = `{"name":"library","type":1,"options":[{"name":"settings","type":1,"options":[]}]}`
	if text := h.says(h.as("8", "40", []string{"77"}, discord.Use, settings)); !strings.Contains(text, "Only people who can manage this server") {
		t.Errorf("who has the role sets it: %q", text)
	}
	if text := h.says(h.as("8", "40", nil, discord.Press, `{"custom_id":"v1:library settings:set:8:role","values":["66"]}`)); !strings.Contains(text, "Only people") {
		t.Errorf("a forged button sets the role: %q", text)
	}
	if text := h.says(h.as("8", "40", nil, discord.Press, `{"custom_id":"v1:privacy:erased:8"}`)); !strings.Contains(text, "Only people who can manage") {
		t.Errorf("a forged button erases: %q", text)
	}
	if s, err := h.lib.Settings(t.Context()); err != nil || s.Role != "77" {
		t.Errorf("Settings = %+v, %v", s, err)
	}
}

// A picked value that no menu offers changes no setting, although a manager sent it.
func TestForgedSettings(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	before := library.Settings{Role: "77", Channels: []string{"40"}, Notices: "41", News: "42", Private: true, Language: "en"}
	if err := h.lib.SetSettings(t.Context(), "1", "settings", before); err != nil {
		t.Fatal(err)
	}
	many := strings.TrimSuffix(strings.Repeat(`"40",`, 26), ",")
	for _, tt := range []struct{ key, values string }{
		{"role", `"everyone"`}, {"role", `"-1"`}, {"role", `"8","x"`},
		{"channels", `"general"`}, {"channels", `"40","../41"`}, {"channels", many},
		{"notices", `"43>"`}, {"notices", `"1e3"`},
		{"news", `"here"`}, {"news", `"<#44>"`},
		{"answers", `"all"`}, {"answers", ``}, {"language", `"xx"`}, {"language", ``},
		{"loud", `"yes"`}, {"suggest", ``}, {"model", `"x"`}, {"mentions", `""`}, {"nothing", `"on"`}, {"", `"8"`},
	} {
		h.restart() // so that the quota is full again
		data := fmt.Sprintf(`{"custom_id":"v1:library settings:set:7:%s","values":[%s]}`, tt.key, tt.values)
		if text := h.says(h.interaction(discord.Press, moderator, data)); !strings.Contains(text, "older version") {
			t.Errorf("%s of %s is answered %q", tt.values, tt.key, text)
		}
		if after, err := h.lib.Settings(t.Context()); err != nil || !reflect.DeepEqual(after, before) {
			t.Fatalf("%s of %s: the settings are %+v, %v", tt.values, tt.key, after, err)
		}
	}
}

// Articles of another server can't be reached by their ids.
func TestForgedIDs(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	add := func(body string) string {
		t.Helper()
		r, err := h.lib.AddOne(t.Context(), "5", library.Item{Source: article.Source{Title: "Secret plans", MediaType: "text/plain", Body: []byte(body)}})
		if err != nil {
			t.Fatal(err)
		}
		return r.ID
	}
	id := add("The plan is to dig a tunnel. “Nobody shall know of the tunnel,” said Ann Archer.")
	for _, forged := range []string{
		`{"custom_id":"v1:library show:fix:7:` + id + `"}`,
		`{"custom_id":"v1:library remove:picked:7","values":["` + id + `"]}`,
		`{"custom_id":"v1:quote:one:7:` + id + `:0"}`,
		`{"custom_id":"v1:library add:undo:7:` + id + `"}`,
	} {
		i := h.interaction(discord.Press, moderator, forged)
		i.GuildID = "2"
		got := h.serve(i)
		if len(got) != 1 || strings.Contains(got[0].raw, "Secret plans") || strings.Contains(got[0].raw, "tunnel") {
			t.Errorf("%s: another server is shown %v", forged, got)
		}
	}
	i := h.interaction(discord.Use, moderator, `{"name":"ask","type":1,"options":[{"name":"question","type":3,"value":"what is the plan"},{"name":"article","type":3,"value":"`+id+`"}]}`)
	i.GuildID = "2"
	if text := h.says(i); strings.Contains(text, "tunnel") {
		t.Errorf("an option reaches another server: %q", text)
	}
	if c, err := h.lib.Count(t.Context()); err != nil || c.Articles != 1 {
		t.Errorf("%d articles, %v, want the one", c.Articles, err)
	}
}

// A user who asks too much waits; the others don't.
func TestQuota(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	const help = `{"name":"help","type":1}`
	told := 0
	for range 40 {
		if strings.Contains(h.says(h.as("8", "40", nil, discord.Use, help)), "Too many requests") {
			told++
		}
	}
	if told < 10 || told > 20 {
		t.Errorf("of 40 at once %d were refused, want those beyond twenty", told)
	}
	if text := h.says(h.as("9", "40", nil, discord.Use, help)); strings.Contains(text, "a lot") {
		t.Error("somebody else is refused")
	}
}

// A page is turned after its articles were removed, and in a library of
// thousands.
func TestPagesOfChangedLibraries(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	var items []library.Item
	for n := range 1001 {
		items = append(items, library.Item{ID: fmt.Sprintf("a%d", n), Source: article.Source{Title: fmt.Sprintf("Article %d", n), MediaType: "text/plain", Body: fmt.Appendf(nil, "Heron number %d stands in the water.", n)}, Anyway: true})
	}
	if _, err := h.lib.Add(t.Context(), "5", items...); err != nil {
		t.Fatal(err)
	}
	if text := h.says(h.interaction(discord.Use, member, `{"name":"articles","type":1}`)); !strings.Contains(text, "1,001 articles") || !strings.Contains(text, "Page 1 of 126") {
		t.Errorf("/articles says %q", text)
	}
	if text := h.says(h.interaction(discord.Press, member, `{"custom_id":"v1:articles:page:7::::126"}`)); !strings.Contains(text, "Page 126 of 126") {
		t.Errorf("the last page says %q", text)
	}
	var ids []string
	for n := range 1000 {
		ids = append(ids, fmt.Sprintf("a%d", n))
	}
	if _, err := h.lib.Remove(t.Context(), "5", ids...); err != nil {
		t.Fatal(err)
	}
	if text := h.says(h.interaction(discord.Press, member, `{"custom_id":"v1:articles:page:7::::126"}`)); !strings.Contains(text, "1 article") || !strings.Contains(text, "Article 1000") {
		t.Errorf("a page that is gone says %q", text)
	}
	if text := h.says(h.interaction(discord.Press, member, `{"custom_id":"v1:quote:one:7:a1:0"}`)); !strings.Contains(text, "not in this library any more") {
		t.Errorf("a quotation that is gone says %q", text)
	}
}
