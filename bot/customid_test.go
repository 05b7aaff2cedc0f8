package bot_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"footnote/commands"
	"footnote/discord"
	"footnote/library"
)

// Buttons stay in channels for years: ids and kept state as earlier versions
// wrote them are read by every later one. The lines are never changed; a version
// with another form adds its own.
func TestEarlierCustomIDs(t *testing.T) {
	t.Parallel()
	h := newHouse(t, commands.Command{Name: "ask", Run: func(_ context.Context, _ *library.Library, req commands.Request) (commands.Reply, error) {
		return req.Whisper("%s", strings.Join(append([]string{req.Action}, req.Args...), "|")), nil
	}})
	later := time.Now().Add(time.Hour)
	for key, value := range map[string]string{
		"press-A": `{"c":"ask","a":"page","o":"7","s":["a: long % question","2"]}`,
		"press-B": `{"c":"ask","a":"page","o":"","s":null}`,
		"press-C": `{"c":"ask","a":"page","o":"8","s":["x"]}`,
	} {
		if err := h.config.Libraries.PutTemp(t.Context(), "1", key, []byte(value), later); err != nil {
			t.Fatal(err)
		}
	}
	if err := h.config.Libraries.PutTemp(t.Context(), "2", "press-D", []byte(`{"c":"ask","a":"page","o":"7","s":["x"]}`), later); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{
		"v1:ask:page:7:heron:2":                    "page|heron|2",
		"v1:ask:page::heron:2":                     "page|heron|2",
		"v1:ask:page:7":                            "page",
		"v1:ask:page:7::":                          "page||",
		"v1:ask:page:7:a%3A b%25:100%25":           "page|a: b%|100%",
		"v1:ask:page:7:Zoë 名 “a”":                  "page|Zoë 名 “a”",
		"v1:ask::7:x":                              "|x",
		"v1k:press-A":                              "page|a: long % question|2",
		"v1k:press-B":                              "page",
		"v1k:press-C":                              "Only the person who asked can press that",
		"v1k:press-D":                              "too old", // of another server
		"v1k:press-E":                              "too old",
		"v1:ask:page:8:heron:2":                    "Only the person who asked can press that",
		"v0:ask:page:7:heron":                      "too old",
		"v1:gone:page:7:heron":                     "too old",
		"v1:ask:%zz:7:heron":                       "too old",
		"v1:ask":                                   "too old",
		"v1:ask:page:7:" + strings.Repeat("x", 86): "page|" + strings.Repeat("x", 86),
	} {
		data, err := json.Marshal(map[string]any{"custom_id": id, "component_type": 2})
		if err != nil {
			t.Fatal(err)
		}
		text := h.says(h.interaction(discord.Press, member, string(data)))
		if text = strings.ReplaceAll(text, `\`, ""); !strings.Contains(text, want) {
			t.Errorf("%s says %q, want %q", id, text, want)
		}
	}
}

// An id is at most what Discord takes, and a longer state is kept for a day and
// not longer.
func TestLongCustomIDs(t *testing.T) {
	inBubble(t, func(t *testing.T) {
		arg := ""
		h := newBubbleHouse(t, commands.Command{Name: "ask", Run: func(_ context.Context, _ *library.Library, req commands.Request) (commands.Reply, error) {
			if req.Action == "" {
				reply := req.Whisper("asked")
				reply.Buttons = []commands.Button{{Label: "Go", Action: "page", Args: []string{arg}}}
				return reply, nil
			}
			return req.Whisper("pressed %d", len(req.Args[0])), nil
		}})
		for n := 80; n <= 105; n++ {
			arg = strings.Repeat("x", n)
			time.Sleep(time.Minute) // the quota is full again
			got := h.serve(h.interaction(discord.Use, member, `{"name":"ask","type":1}`))
			_, rest, _ := strings.Cut(got[0].raw, `"custom_id":"`)
			id, _, _ := strings.Cut(rest, `"`)
			if len(id) == 0 || len(id) > discord.MaxCustomID {
				t.Fatalf("with %d: the id %q has %d bytes", n, id, len(id))
			}
			if kept := strings.HasPrefix(id, "v1k:"); kept != (len("v1:ask:page:7:")+n > discord.MaxCustomID) {
				t.Errorf("with %d: the id is %q", n, id)
			}
			press := `{"custom_id":"` + id + `","component_type":2}`
			time.Sleep(23*time.Hour + 50*time.Minute)
			if text := h.says(h.interaction(discord.Press, member, press)); !strings.Contains(text, "pressed") {
				t.Errorf("with %d, within a day: %q", n, text)
			}
			time.Sleep(20 * time.Minute)
			if text := h.says(h.interaction(discord.Press, member, press)); strings.Contains(text, "too old") != strings.HasPrefix(id, "v1k:") {
				t.Errorf("with %d, after a day: %q", n, text)
			}
		}
	})
}
