package bot_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"footnote/article"
	"footnote/commands"
	"footnote/discord"
	"footnote/fetch"
	"footnote/internal/sqlitetest"
	"footnote/library"
	"footnote/store"
)

// fuzzHouse is a house with an article, without a network.
func fuzzHouse(t *testing.T) *house {
	t.Helper()
	st, err := store.Open(t.Context(), sqlitetest.Prepared(t, withSchema))
	if err != nil {
		t.Fatal(err)
	}
	none := func(context.Context, string) (article.Source, error) { return article.Source{}, fetch.ErrUnreachable }
	h := houseOver(t, newWire(t), library.Config{Store: st, Fetch: none, Attachment: none,
		Visit: func(context.Context, string, fetch.Validators) (fetch.Visit, error) {
			return fetch.Visit{}, fetch.ErrUnreachable
		}})
	if _, err := h.lib.AddOne(t.Context(), "5", library.Item{ID: "a", Anyway: true, Source: article.Source{
		Title: "Herons", MediaType: "text/plain", Body: []byte("A heron stands in the water. “I saw it yesterday at the pond,” said Ann Archer."),
	}}); err != nil {
		t.Fatal(err)
	}
	return h
}

// withstands serves an interaction and checks what holds for every one: there is
// one first answer that Discord would take, nothing on our side fails, and no one
// changes the library without the right to.
func (h *house) withstands(i *discord.Interaction) {
	h.t.Helper()
	before, err := h.lib.Log(h.t.Context(), "", 100)
	if err != nil {
		h.t.Fatal(err)
	}
	first := 0
	for _, s := range h.serve(i) { // the wire checks each against Discord's description
		if strings.HasSuffix(s.path, "/callback") {
			first++
		}
	}
	if first != 1 {
		h.t.Errorf("%d first answers", first)
	}
	if text := h.log.String(); strings.Contains(text, "level=ERROR") {
		h.t.Errorf("logged %s", text)
	}
	if i.Member == nil || i.ManagesGuild() || i.GuildID != "1" {
		return
	}
	for _, e := range before {
		if _, err := h.lib.Infos(h.t.Context(), "a"); err != nil {
			h.t.Errorf("the article is gone: %v, before %v", err, e)
		}
	}
	after, err := h.lib.Log(h.t.Context(), "", 100)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, e := range after[:max(0, len(after)-len(before))] {
		if e.Action != "report" && e.Action != "wish" {
			h.t.Errorf("a member did %s", e.Action)
		}
	}
}

// FuzzInteraction serves whole interactions, as bytes.
func FuzzInteraction(f *testing.F) {
	whole := func(kind int, permissions, data string) string {
		return fmt.Sprintf(`{"id":"1","application_id":"9","token":"tok","type":%d,"guild_id":"1","channel_id":"4","member":{"permissions":%q,"user":{"id":"7"}},"data":%s}`, kind, permissions, data)
	}
	commands.Each(commands.All(), func(name string, c commands.Command) {
		f.Add([]byte(whole(discord.Use, moderator, used(name, c))))
		f.Add([]byte(whole(discord.Autocomplete, member, used(name, c))))
	})
	f.Add([]byte(whole(discord.Press, member, `{"custom_id":"v1:ask:page:7:heron:2","component_type":2}`)))
	f.Add([]byte(whole(discord.Submit, moderator, `{"custom_id":"v1:library add:pasted:7","components":[{"type":18,"component":{"type":4,"custom_id":"text","value":"A heron."}}]}`)))
	f.Add([]byte(`{"id":"1","type":2}`))
	f.Add([]byte(`{"id":"1","type":3,"guild_id":"1","member":{}}`))
	f.Add([]byte(`{"id":"1","type":2,"guild_id":"../x","data":{"name":"help"}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		i, err := discord.DecodeInteraction(raw)
		if err != nil || i.Type < discord.Use || i.Type > discord.Submit || !json.Valid(raw) {
			return // the doors refuse them
		}
		if i.ID != "1" || i.Token == "" || strings.ContainsAny(i.Token, "/?#%") || i.ApplicationID == "" {
			i.ID, i.Token, i.ApplicationID = "1", "tok", "9" // Discord's, of which addresses are made
		}
		fuzzHouse(t).withstands(i)
	})
}

// FuzzCustomID presses buttons and sends forms with ids that we did not make.
func FuzzCustomID(f *testing.F) {
	for _, id := range []string{"v1:help:::", "v1:library remove:picked:7:a", "v1:privacy:erased:7", "v1:library show:fixed:7:a", "v1:ask:@share:7", "v1:ask:@report:7:a", "v1:library settings:set:7:role", "v1k:held-x", "v1k:", "v2:x", "v1:%zz:a:b", "v1:who:page:8:Ann%3A:99999999999999999999"} {
		f.Add(id, "a", true)
		f.Add(id, "77", false)
	}
	f.Fuzz(func(t *testing.T, id, value string, manager bool) {
		h, permissions := fuzzHouse(t), member
		if manager {
			permissions = moderator
		}
		data, err := json.Marshal(map[string]any{"custom_id": id, "values": []string{value}, "component_type": 3})
		if err != nil {
			t.Fatal(err)
		}
		h.withstands(h.interaction(discord.Press, permissions, string(data)))
		h.withstands(h.interaction(discord.Submit, permissions, string(data)))
	})
}

// FuzzOptions gives every option of every command, and every field of a form, a
// text that Discord would not have checked.
func FuzzOptions(f *testing.F) {
	for _, text := range []string{"heron", "“I saw it” — Ann Archer", "https://127.0.0.1/", "\x00\u202e", "@everyone <@1> [x](https://x.example)", strings.Repeat("a ", 400), "-1", `{"a":[1]}`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		value, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		h := fuzzHouse(t)
		commands.Each(commands.All(), func(name string, c commands.Command) {
			words := strings.Fields(name)
			var options []string
			for _, o := range c.Options {
				options = append(options, fmt.Sprintf(`{"name":%q,"type":3,"value":%s,"focused":true}`, o.Name, value))
			}
			data := fmt.Sprintf(`"options":[%s]`, strings.Join(options, ","))
			for n := len(words) - 1; n > 0; n-- {
				data = fmt.Sprintf(`"options":[{"name":%q,"type":1,%s}]`, words[n], data)
			}
			data = fmt.Sprintf(`{"name":%q,"type":1,%s}`, words[0], data)
			h.withstands(h.interaction(discord.Use, member, data))
			h.withstands(h.interaction(discord.Autocomplete, member, data))
			form := fmt.Sprintf(`{"custom_id":"v1:%s:fixed:7:a","components":[{"type":18,"component":{"type":4,"custom_id":"text","value":%s}}]}`, name, value)
			h.withstands(h.interaction(discord.Submit, member, form))
		})
	})
}
