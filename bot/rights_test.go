package bot_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"footnote/commands"
	"footnote/discord"
	"footnote/library"
)

// kinds are one command for each kind of right that it asks for.
func kinds() []commands.Command {
	command := func(name string, change func(*commands.Command)) commands.Command {
		c := commands.Command{
			Name: name, Options: []commands.Option{{Name: "text", Type: commands.Text, Complete: true}},
			Run: func(_ context.Context, _ *library.Library, req commands.Request) (commands.Reply, error) {
				if name == "managers" && !req.User.Manager {
					return req.Whisper("Only managers."), nil
				}
				return req.Say("done"), nil
			},
			Complete: func(_ context.Context, _ *library.Library, req commands.Request) ([]commands.Choice, error) {
				if name == "managers" && !req.User.Manager {
					return nil, nil
				}
				return []commands.Choice{{Name: "done", Value: "done"}}, nil
			},
		}
		change(&c)
		return c
	}
	return []commands.Command{
		command("moderators", func(c *commands.Command) { c.Moderators, c.Private = true, true }),
		command("managers", func(c *commands.Command) { c.Moderators, c.Private = true, true }),
		command("private", func(c *commands.Command) { c.Private = true }),
		command("public", func(*commands.Command) {}),
	}
}

// A right is checked at every door and every time: at a command, a button, a form
// and a completion. As soon as it is given or taken away, what was shown before
// follows it.
func TestRightsAtEveryDoor(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		h := newBubbleHouse(t, kinds()...)
		set := func(s library.Settings) {
			t.Helper()
			if err := h.lib.SetSettings(t.Context(), "1", "settings", s); err != nil {
				t.Fatal(err)
			}
		}
		doors := map[string]func(name string) (int, string){
			"use": func(name string) (int, string) {
				return discord.Use, `{"name":"` + name + `","type":1,"options":[{"name":"text","type":3,"value":"x"}]}`
			},
			"press": func(name string) (int, string) { return discord.Press, `{"custom_id":"v1:` + name + `:go:8"}` },
			"form":  func(name string) (int, string) { return discord.Submit, `{"custom_id":"v1:` + name + `:go:8"}` },
			"completion": func(name string) (int, string) {
				return discord.Autocomplete, `{"name":"` + name + `","type":1,"options":[{"name":"text","type":3,"value":"x","focused":true}]}`
			},
		}
		people := []struct {
			name        string
			permissions string
			roles       []string
			channel     string
			settings    library.Settings
			may         string // kinds of commands
		}{
			{"a member", member, nil, "40", library.Settings{Role: "77"}, "private public"},
			{"the role", member, []string{"5", "77"}, "40", library.Settings{Role: "77"}, "moderators private public"},
			{"the role, taken away", member, []string{"5", "77"}, "40", library.Settings{}, "private public"},
			{"the role, now another", member, []string{"5", "77"}, "40", library.Settings{Role: "78"}, "private public"},
			{"an empty role", member, []string{""}, "40", library.Settings{}, "private public"},
			{"a manager", moderator, nil, "40", library.Settings{Role: "77"}, "moderators managers private public"},
			{"a manager, no more", member, nil, "40", library.Settings{Role: "77"}, "private public"},
			{"an administrator", "8", nil, "40", library.Settings{}, "moderators managers private public"},
			{"permissions that are none", "-1", nil, "40", library.Settings{}, "private public"},
			{"a member elsewhere", member, nil, "41", library.Settings{Channels: []string{"40"}}, "private"},
			{"a member there", member, nil, "40", library.Settings{Channels: []string{"40"}}, "private public"},
			{"the role elsewhere", member, []string{"77"}, "41", library.Settings{Role: "77", Channels: []string{"40"}}, "moderators private public"},
			{"a manager elsewhere", moderator, nil, "41", library.Settings{Channels: []string{"40"}}, "moderators managers private public"},
		}
		for _, p := range people {
			set(p.settings)
			for _, c := range kinds() {
				for door, made := range doors {
					time.Sleep(time.Minute) // the quota is full again
					kind, data := made(c.Name)
					i := h.as("8", p.channel, p.roles, kind, data)
					i.Member.Permissions = p.permissions
					got := h.serve(i)
					if len(got) != 1 {
						t.Fatalf("%s, %s of %s: sent %s", p.name, door, c.Name, steps(got))
					}
					answer, _ := got[0].body["data"].(map[string]any)
					done := texts(answer) == "done" || strings.Contains(got[0].raw, `"value":"done"`)
					if want := strings.Contains(" "+p.may+" ", " "+c.Name+" "); done != want {
						t.Errorf("%s, %s of %s: done is %v, want %v: %s", p.name, door, c.Name, done, want, got[0].raw)
					}
					if !done && door != "completion" && !private(answer) {
						t.Errorf("%s, %s of %s: refused in public: %s", p.name, door, c.Name, got[0].raw)
					}
					if done && door != "completion" && private(answer) != c.Private {
						t.Errorf("%s, %s of %s: private is %v, want %v", p.name, door, c.Name, private(answer), c.Private)
					}
				}
			}
		}
	})
}

// The same holds for all real commands: a person without the right to manage the
// library, or the server, changes nothing at any door.
func TestNobodyChangesWithoutRight(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		h := newBubbleHouse(t)
		if err := h.lib.SetSettings(t.Context(), "1", "settings", library.Settings{Role: "77"}); err != nil {
			t.Fatal(err)
		}
		log := func() string {
			t.Helper()
			entries, err := h.lib.Log(t.Context(), "", 1000)
			if err != nil {
				t.Fatal(err)
			}
			return fmt.Sprint(entries)
		}
		before := log()
		actions := []string{"", "fix", "fixed", "remove", "undo", "picked", "replace", "note", "back", "keep", "paste", "pasted", "set", "erase", "erased", "page", "@report", "@share"}
		says := func(roles []string, kind int, data string) string {
			time.Sleep(time.Minute)
			return h.says(h.as("8", "40", roles, kind, data))
		}
		commands.Each(commands.All(), func(name string, c commands.Command) {
			if !c.Moderators {
				return
			}
			if got := says(nil, discord.Use, used(name, c)); !strings.Contains(got, "Only people who manage this library") {
				t.Errorf("a member uses %s: %q", name, got)
			}
			for _, action := range actions {
				for _, kind := range []int{discord.Press, discord.Submit} {
					data := fmt.Sprintf(`{"custom_id":"v1:%s:%s:8:a:b","values":["c"]}`, name, action)
					if got := says(nil, kind, data); !strings.Contains(got, "Only people who manage this library") {
						t.Errorf("a member, %s of %s: %q", action, name, got)
					}
				}
			}
		})
		for data, kind := range map[string]int{
			`{"name":"library","type":1,"options":[{"name":"settings","type":1}]}`:       discord.Use,
			`{"custom_id":"v1:library settings:set:8:role","values":["8"]}`:              discord.Press,
			`{"custom_id":"v1:library settings:set:8:role:8"}`:                           discord.Submit,
			`{"custom_id":"v1:privacy:erased:8"}`:                                        discord.Press,
			`{"custom_id":"v1:privacy:erased::"}`:                                        discord.Submit,
			`{"custom_id":"v1:library settings:@share:8:set:notices","values":["8"]}`:    discord.Press,
			`{"custom_id":"v1:privacy:@share:8:erased"}`:                                 discord.Press,
			`{"custom_id":"v1:library settings:@share:8:set:answers","values":["none"]}`: discord.Submit,
		} {
			if got := says([]string{"77"}, kind, data); !strings.Contains(got, "Only people who can manage this server") {
				t.Errorf("the role, %s: %q", data, got)
			}
		}
		if after := log(); after != before {
			t.Errorf("something was done: %s, before %s", after, before)
		}
	})
}
