package sandbox_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/commands"
	"footnote/library"
	"footnote/sandbox"
)

// buttonID returns the custom id of a button by its label.
func buttonID(t testing.TB, m sandbox.Message, label string) string {
	t.Helper()
	var found string
	var find func(v any)
	find = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				find(e)
			}
		case map[string]any:
			if v["label"] == label || v["placeholder"] == label {
				found, _ = v["custom_id"].(string)
			}
			find(v["components"])
		}
	}
	var list []any
	if err := json.Unmarshal(m.Components, &list); err != nil {
		t.Fatal(err)
	}
	find(list)
	if found == "" {
		t.Fatalf("no button %q in %s", label, m.Components)
	}
	return found
}

// A server is greeted, asked, and answers: the whole way over gateway and
// REST.
func TestAnswers(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.soon("the server is greeted", func() bool { return len(h.discord.Messages(h.mod.Channel, h.mod.Person)) > 0 })
	h.shows(h.member, "I am Footnote", "/library add")
	h.samples()
	h.use(h.member, "quote", text("words", "cat"))
	h.shows(h.member, "house **cat** has more common sense", "Yann LeCun")
	h.use(h.member, "ask", text("question", "how do volcanoes erupt"))
	m := h.shows(h.member, "not in this library")
	if m.For != h.member.Person {
		t.Error("a miss is shown to all")
	}
	if got := h.last(h.mod); got.ID == m.ID {
		t.Error("the other seat sees a private answer")
	}
	choices, err := h.discord.Type(t.Context(), h.member, "who", sandbox.Option{Name: "name", Type: 3, Value: "le", Focused: true})
	if err != nil || len(choices) == 0 || choices[0].Name != "Yann LeCun" {
		t.Errorf("typing “le” offers %v, %v", choices, err)
	}
	h.use(h.member, "ask", text("question", "why did lecun leave meta"))
	m = h.last(h.member)
	h.press(h.member, m, "Next")
	turned := h.last(h.member)
	if turned.ID != m.ID || !strings.Contains(string(turned.Components), "Page 2 of") {
		t.Errorf("turned: %s", turned.Components)
	}
	if h.press(h.mod, turned, "Previous"); !strings.Contains(string(h.last(h.mod).Components), "Only the person who asked") {
		t.Errorf("somebody else turned the page")
	}
	h.press(h.mod, m, "Dismiss")
	h.soon("a moderator dismisses an answer", func() bool {
		return !slices.ContainsFunc(h.discord.Messages(h.member.Channel, h.member.Person), func(have sandbox.Message) bool { return have.ID == m.ID })
	})
}

// A moderator adds by the form and by a file; members may not, and other
// servers see nothing of it.
func TestAdds(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	if _, err := h.discord.Use(h.member, "library", sub("add")); err != sandbox.ErrForbidden {
		t.Errorf("a member's /library add: %v, want ErrForbidden", err)
	}
	x := h.use(h.mod, "library", sub("add"))
	form, ok := h.discord.OpenForm(x.ID)
	if !ok {
		t.Fatalf("no form: %+v", x)
	}
	if _, err := h.discord.Submit(h.mod, form, map[string]string{
		"title": "The keeper's log",
		"text":  "The keeper of the light, Ann Archer, wrote a log for forty years. “The sea is never the same twice,” said Archer. She kept it in a tin box under the stairs.",
	}, nil); err != nil {
		t.Fatal(err)
	}
	h.shows(h.mod, "Added: The keeper's log")
	h.use(h.member, "quote", text("words", "sea"))
	h.shows(h.member, "never the same twice", "Ann Archer")

	file, err := h.discord.Upload("bees.txt", "text/plain", []byte("Bees\n\nBees dance to tell each other where the flowers are. A hive in June holds forty thousand of them."))
	if err != nil {
		t.Fatal(err)
	}
	h.use(h.mod, "library", sub("add", sandbox.Option{Name: "file", Type: 11, Value: file.ID}))
	h.shows(h.mod, "Bees")

	elsewhere := sandbox.Actor{Person: h.mod.Person, Channel: h.discord.Guilds()[1].Channels[0].ID}
	h.use(elsewhere, "quote", text("words", "sea"))
	h.shows(elsewhere, "no articles yet")
}

// What the bot must not do is refused, and written down.
func TestRules(t *testing.T) {
	t.Parallel()
	ready := make(chan struct{})
	h := newHouse(t, commands.Command{Name: "slow", Description: "Slow", Run: func(context.Context, *library.Library, commands.Request) (commands.Reply, error) {
		<-ready
		return commands.Request{}.Say("at last"), nil
	}})
	x := h.use(h.member, "slow")
	if m := h.last(h.member); !m.Thinking || x.First < 1400 {
		t.Errorf("after %d ms: %+v, want a message that thinks", x.First, m)
	}
	close(ready)
	h.soon("the answer follows", func() bool { return !h.last(h.member).Thinking })
	h.shows(h.member, "at last")

	post := func(path, body string) (int, string) {
		t.Helper()
		r, err := http.Post(h.discord.API()+path, "application/json", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		var b bytes.Buffer
		b.ReadFrom(r.Body)
		return r.StatusCode, b.String()
	}
	token := h.discord.TokenOf(x.ID)
	if code, body := post("/interactions/"+x.ID+"/"+token+"/callback", `{"type":4,"data":{"content":"again","allowed_mentions":{"parse":[]}}}`); code != 400 || !strings.Contains(body, "40060") {
		t.Errorf("a second answer: %d %s", code, body)
	}
	if code, body := post("/interactions/1/none/callback", `{"type":4}`); code != 404 || !strings.Contains(body, "10062") {
		t.Errorf("an unknown interaction: %d %s", code, body)
	}
	for name, tt := range map[string]struct{ body, want string }{
		"mentions": {`{"content":"hi"}`, "allowed_mentions"},
		"empty":    {`{"allowed_mentions":{"parse":[]}}`, "empty message"},
		"flag":     {`{"components":[{"type":10,"content":"x"}],"allowed_mentions":{"parse":[]}}`, "without the flag"},
		"long":     {`{"flags":32768,"components":[{"type":10,"content":"` + strings.Repeat("x", 4001) + `"}],"allowed_mentions":{"parse":[]}}`, "4001 characters"},
		"bytes":    {`{"flags":32768,"components":[{"type":10,"content":"` + strings.Repeat("猫", 3400) + `"}],"allowed_mentions":{"parse":[]}}`, "bytes"},
		"ids":      {`{"flags":32768,"components":[{"type":1,"components":[{"type":2,"style":2,"label":"a","custom_id":"x"},{"type":2,"style":2,"label":"b","custom_id":"x"}]}],"allowed_mentions":{"parse":[]}}`, "two components"},
		"nested":   {`{"flags":32768,"components":[{"type":17,"components":[{"type":17,"components":[]}]}],"allowed_mentions":{"parse":[]}}`, "in one of type 17"},
		"buttons":  {`{"flags":32768,"components":[{"type":1,"components":[` + strings.Repeat(`{"type":2,"style":5,"label":"a","url":"https://e.org"},`, 5) + `{"type":2,"style":5,"label":"a","url":"https://e.org"}]}],"allowed_mentions":{"parse":[]}}`, "a row of 6"},
		"forty":    {`{"flags":32768,"components":[` + strings.Repeat(`{"type":14},`, 40) + `{"type":14}],"allowed_mentions":{"parse":[]}}`, "41 components"},
	} {
		if code, body := post("/webhooks/9/"+token, tt.body); code != 400 || !strings.Contains(body, tt.want) {
			t.Errorf("%s: %d %s, want %q", name, code, body, tt.want)
		}
	}
}

// An answer that is too late is refused, and its person sees why.
func TestTooLate(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.tooSlow()
	x, err := h.discord.Use(h.member, "help")
	if err != nil {
		t.Fatal(err)
	}
	if m := h.last(h.member); !x.Failed || !m.Failed {
		t.Errorf("%+v, %+v: want an application that did not respond", x, m)
	}
	h.discord.SetFaults(sandbox.Faults{})
	h.discord.SetFirstWithin(patience)
	h.use(h.member, "help")
	h.shows(h.member, "What Footnote can do")
}

// tooSlow makes every answer come too late.
func (h *house) tooSlow() {
	h.discord.SetFirstWithin(20 * time.Millisecond)
	h.discord.SetFaults(sandbox.Faults{Slow: 200 * time.Millisecond})
}

// The bot comes through everything that a Discord does to its requests.
func TestFaults(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.discord.SetFaults(sandbox.Faults{Twice: true})
	h.works("delivering twice")
	if n := len(h.discord.Exchanges()[0].Answers); n != 1 {
		t.Errorf("delivered twice, answered %d times", n)
	}
	h.discord.SetFaults(sandbox.Faults{Limit: 1})
	h.works("a rate limit")
	h.discord.SetFaults(sandbox.Faults{Limit: 1, Global: true})
	h.works("a global rate limit")
	h.discord.SetFaults(sandbox.Faults{Limit: 1, HTML: true})
	h.works("a page of Cloudflare's")
	h.discord.SetFaults(sandbox.Faults{Broken: 1})
	h.works("a fault of Discord's")
}

// The bot comes back after every way to lose its connection. Each has a bot
// of its own, because pauses grow from one loss to the next.
func TestCuts(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		faults sandbox.Faults
		code   int
	}{
		"a cut":                           {},
		"a restart":                       {code: 1012},
		"op 9":                            {sandbox.Faults{Invalid: 1, Resumable: true}, 1012},
		"a session that timed out":        {code: 4009},
		"a code in answer to an identify": {sandbox.Faults{Refuse: 4000, Refusals: 1}, 4009},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			h.works("its start")
			h.discord.SetFaults(tt.faults)
			h.discord.Cut(tt.code)
			h.works(name)
		})
	}
}

// works fails the test unless the bot is connected soon and answers.
func (h *house) works(after string) {
	h.t.Helper()
	if !h.discord.Await(patience) {
		h.t.Fatalf("after %s the bot is not back", after)
	}
	x, err := h.discord.Use(h.member, "help")
	if err != nil || x.Failed || len(x.Broken) > 0 {
		h.t.Fatalf("after %s: %+v, %v", after, x, err)
	}
}

// The library of a server that removed the bot is kept for a while; an outage is
// not a removal.
func TestLeaves(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	present := func(want int) {
		t.Helper()
		h.soon(fmt.Sprintf("%d servers are present", want), func() bool {
			list, err := h.libs.Present(t.Context())
			return err == nil && len(list) == want
		})
	}
	present(2)
	h.discord.Leave(h.discord.Guilds()[1].ID, true)
	h.use(h.member, "help") // it comes after the outage
	present(2)
	h.discord.Leave(h.discord.Guilds()[1].ID, false)
	present(1)
}
